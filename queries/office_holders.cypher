/*
title: Who held a post
description: >
  The holders of a post on a day, or all of them, from authority data and from reported appointments and departures.
  A start is uncertain where it is not told, is told to less than a day, is hedged or disputed, or where the day asked
  for lies inside it; an end likewise. `dates` has the day of every act that belongs to the tenure, `names` all spellings
  that reports use. The holders of a mission are those of all posts that head it.
parameters:
  post: {type: post, description: "a post by its words or id", example: special envoy for Belarus}
  "on": {type: day, description: only who held it on this day, example: "2025-11-26", default: null}
returns:
  holder: string
  post: string
  since: edtf
  until: edtf
  start_uncertain: boolean
  end_uncertain: boolean
  dates: list of string
  names: list of string
  basis: string
  quote: string
  source: string
  attribution: string
  documents: integer
  origins: integer
  disputed: list of string
  event: event
  end_event: event
  document: document
  holder_id: person
  post_id: post
  tenure: string
order: [since, holder_id, tenure]
chart: timeline
*/
MATCH (x:Post) WHERE x.id = $post OR x.part_of = $post
MATCH (p:Person)-[held:HELD]->(t:Tenure)-[:OF_POST]->(x)
WHERE held.rev_from <= $rev AND $rev < held.rev_to AND t.rev_from <= $rev AND $rev < t.rev_to
  AND coalesce(t.since_lo <= $on, true) AND coalesce(t.until_hi >= $on, true)
  AND coalesce(t.since_lo <= $as_of, true)
OPTIONAL MATCH (s:Event)-[starts:STARTS]->(t)
WHERE starts.rev_from <= $rev AND $rev < starts.rev_to AND s.rev_from <= $rev AND $rev < s.rev_to
OPTIONAL MATCH (z:Event)-[ends:ENDS]->(t)
WHERE ends.rev_from <= $rev AND $rev < ends.rev_to AND z.rev_from <= $rev AND $rev < z.rev_to
WITH p, t, x, s, z, coalesce(s, z) AS e
WHERE coalesce(e.modality, 'occurred') IN $modality
  AND ($dataset IS NULL OR t.authority IN $dataset OR any(one IN e.datasets WHERE one IN $dataset))
WITH *, [coalesce(toString(t.since_lo), '~'), p.id, t.id] AS key
WHERE $after IS NULL OR key > $after
RETURN
  p.labels[size([one IN p.label_from WHERE one <= $rev]) - 1] AS holder,
  x.labels[size([one IN x.label_from WHERE one <= $rev]) - 1] AS post,
  t.since AS since,
  t.until AS until,
  t.since IS NULL OR t.since_uncertain OR coalesce(t.since_hi > $on, false) AS start_uncertain,
  t.until_uncertain OR coalesce(t.until_lo < $on, false) AS end_uncertain,
  COLLECT {
    MATCH (act:Event)-[r:STARTS|STEP_OF|ENDS]->(t)
    WHERE r.rev_from <= $rev AND $rev < r.rev_to AND act.rev_from <= $rev AND $rev < act.rev_to
    RETURN coalesce(act.date, '?') + ' ' + coalesce(act.about, act.act, CASE act.type WHEN 'appoint' THEN 'appointed' ELSE 'left' END)
    ORDER BY act.t_lo, act.t_hi, act.type, act.id
  } AS dates,
  COLLECT {
    CALL (p, e) {
      MATCH (e)<-[about:ABOUT]-(c:Claim)-[m:MENTIONS]->(p)
      WHERE about.rev_from <= $rev AND $rev < about.rev_to AND c.seq <= $rev AND $rev < c.closed_seq
        AND m.rev_from <= $rev AND $rev < m.rev_to
      RETURN m.name AS name
      UNION
      MATCH (:Name)-[named:NAMES {weight: 2}]->(p)
      WHERE named.rev_from <= $rev AND $rev < named.rev_to
      RETURN named.text AS name
    }
    RETURN DISTINCT name ORDER BY name
  } AS names,
  t.basis AS basis,
  e.quote AS quote,
  e.source AS source,
  e.attribution AS attribution,
  coalesce(e.documents, 0) AS documents,
  coalesce(e.origins, 0) AS origins,
  coalesce(e.disputed, []) AS disputed,
  s.id AS event,
  z.id AS end_event,
  e.document AS document,
  p.id AS holder_id,
  x.id AS post_id,
  t.id AS tenure,
  key
ORDER BY key LIMIT $limit
