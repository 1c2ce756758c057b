/*
title: A career
description: >
  The posts of a person, in order, from authority data and from reports, with the event that began each; and
  appointments and departures that make no tenure (a nomination, if `modality=scheduled` is asked for, or a departure
  of which no start is known).
parameters:
  person: {type: person, description: "a name in any spelling, or an id", example: Lukashenko}
returns:
  since: edtf
  until: edtf
  post: string
  step: string
  start_uncertain: boolean
  end_uncertain: boolean
  basis: string
  quote: string
  source: string
  attribution: string
  modality: modality
  documents: integer
  origins: integer
  disputed: list of string
  person: string
  event: event
  end_event: event
  document: document
  post_id: post
  person_id: person
  record: string
order: [since, person_id, record]
chart: timeline
*/
MATCH (p:Actor {id: $person}) WHERE p:Person
CALL (p) {
  MATCH (p)-[held:HELD]->(t:Tenure)-[:OF_POST]->(x:Post)
  WHERE held.rev_from <= $rev AND $rev < held.rev_to AND t.rev_from <= $rev AND $rev < t.rev_to
  OPTIONAL MATCH (s:Event)-[starts:STARTS]->(t)
  WHERE starts.rev_from <= $rev AND $rev < starts.rev_to AND s.rev_from <= $rev AND $rev < s.rev_to
  OPTIONAL MATCH (z:Event)-[ends:ENDS]->(t)
  WHERE ends.rev_from <= $rev AND $rev < ends.rev_to AND z.rev_from <= $rev AND $rev < z.rev_to
  RETURN 'tenure' AS step, t.id AS record, t.since AS since, t.since_lo AS since_lo, t.until AS until,
    coalesce(t.since_uncertain, false) OR t.since IS NULL AS start_uncertain, t.until_uncertain AS end_uncertain,
    t.basis AS basis, t.authority AS authority, x.labels[size([one IN x.label_from WHERE one <= $rev]) - 1] AS post, x.id AS post_id, coalesce(s, z) AS e, s.id AS beginning, z.id AS ending
  UNION
  MATCH (p)-[r:PARTICIPATED_IN]->(e:Event)
  WHERE e.type IN ['appoint', 'leave_post'] AND r.role IN ['appointee', 'leaver']
    AND e.rev_from <= $rev AND $rev < e.rev_to
    AND NOT EXISTS {
      (e)-[made:STARTS|ENDS|STEP_OF]->(t:Tenure)
      WHERE made.rev_from <= $rev AND $rev < made.rev_to AND t.rev_from <= $rev AND $rev < t.rev_to
    }
  RETURN e.type AS step, e.id AS record, e.date AS since, e.t_lo AS since_lo, null AS until,
    coalesce(e.span <> 1, true) AS start_uncertain, null AS end_uncertain,
    'claims' AS basis, null AS authority, e.post AS post, e.post_id AS post_id, e, e.id AS beginning, null AS ending
}
WITH *
WHERE coalesce(e.modality, 'occurred') IN $modality
  AND ($dataset IS NULL OR authority IN $dataset OR any(one IN e.datasets WHERE one IN $dataset))
  AND coalesce(since_lo <= $as_of, true)
WITH *, [coalesce(toString(since_lo), '~'), p.id, coalesce(record, '~')] AS key
WHERE $after IS NULL OR key > $after
RETURN
  since,
  until,
  post,
  step,
  start_uncertain,
  end_uncertain,
  basis,
  e.quote AS quote,
  e.source AS source,
  e.attribution AS attribution,
  e.modality AS modality,
  coalesce(e.documents, 0) AS documents,
  coalesce(e.origins, 0) AS origins,
  coalesce(e.disputed, []) AS disputed,
  p.labels[size([one IN p.label_from WHERE one <= $rev]) - 1] AS person,
  beginning AS event,
  ending AS end_event,
  e.document AS document,
  post_id,
  p.id AS person_id,
  record,
  key
ORDER BY key LIMIT $limit
