/*
title: Who met whom
description: >
  The people whom a person met, called or visited, one row for each event and person across the table, with the place,
  the quotation and who reports it. Companions and people on the same side did not meet; a gathering of more than
  twenty people makes no meetings. Ask for `modality=scheduled` to see who was to meet whom.
parameters:
  person: {type: person, description: "whose meetings; a name in any spelling, or an id", example: Lukashenko}
  other: {type: person, description: only meetings with this person, example: Putin, default: null}
  since: {type: edtf, description: from the first day of this date on, example: "2025", default: null}
  until: {type: edtf, description: up to the last day of this date, example: "2025", default: null}
  type: {type: type, many: true, description: "meet, call or visit", example: meet, default: [meet, call, visit]}
returns:
  date: edtf
  type: type
  person: string
  other: string
  place: string
  quote: string
  source: string
  attribution: string
  modality: modality
  documents: integer
  origins: integer
  disputed: list of string
  about: string
  event: event
  document: document
  person_id: person
  other_id: person
order: [date, event, other_id]
chart: timeline
*/
CALL () {
  // `$days` are the numbers of the days that may lie in the window, which is judged below.
  UNWIND $days AS days
  MATCH (p:Person)-[m:MET]->(o:Person) USING INDEX m:MET(a, day)
  WHERE m.a = $person AND m.day >= days[0] AND m.day <= days[1] AND ($other IS NULL OR m.b = $other)
    AND m.mode IN $type AND m.rev_from <= $rev AND $rev < m.rev_to
  MATCH (e:Event {id: m.event}) WHERE e.rev_from <= $rev AND $rev < e.rev_to
  RETURN p, e, o
  UNION
  UNWIND $days AS days
  MATCH (p:Person)<-[m:MET]-(o:Person) USING INDEX m:MET(b, day)
  WHERE m.b = $person AND m.day >= days[0] AND m.day <= days[1] AND ($other IS NULL OR m.a = $other)
    AND m.mode IN $type AND m.rev_from <= $rev AND $rev < m.rev_to
  MATCH (e:Event {id: m.event}) WHERE e.rev_from <= $rev AND $rev < e.rev_to
  RETURN p, e, o
  UNION
  // Meetings are derived only from what occurred; for anything else the same rule is applied here.
  WITH [one IN $modality WHERE one <> 'occurred'] AS others WHERE size(others) > 0
  UNWIND $days AS days
  MATCH (p:Person)-[r:PARTICIPATED_IN]->(e:Event)<-[q:PARTICIPATED_IN]-(o:Person)
  USING INDEX r:PARTICIPATED_IN(actor, day)
  WHERE r.actor = $person AND r.day >= days[0] AND r.day <= days[1]
    AND e.rev_from <= $rev AND $rev < e.rev_to AND e.modality IN others AND e.type IN $type
    AND r.side <> q.side AND r.role <> 'present' AND q.role <> 'present'
    AND COUNT { (e)<-[h:PARTICIPATED_IN]-(:Person) WHERE h.role <> 'present' } <= 20
  RETURN p, e, o
}
WITH p, e, o
WHERE ($other IS NULL OR o.id = $other)
  AND e.modality IN $modality AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset))
  AND coalesce(e.t_lo <= $as_of, true)
  AND CASE
    WHEN $undated THEN e.date IS NULL
    WHEN $since IS NULL AND $until IS NULL THEN true
    ELSE e.date IS NOT NULL AND coalesce(e.t_hi >= $since, true) AND coalesce(e.t_lo <= $until, true)
  END
WITH *, [coalesce(toString(e.t_lo), '~'), e.id, o.id] AS key
WHERE $after IS NULL OR key > $after
RETURN
  e.date AS date,
  e.type AS type,
  p.labels[size([one IN p.label_from WHERE one <= $rev]) - 1] AS person,
  o.labels[size([one IN o.label_from WHERE one <= $rev]) - 1] AS other,
  e.place AS place,
  e.quote AS quote,
  e.source AS source,
  e.attribution AS attribution,
  e.modality AS modality,
  e.documents AS documents,
  e.origins AS origins,
  coalesce(e.disputed, []) AS disputed,
  e.about AS about,
  e.id AS event,
  e.document AS document,
  p.id AS person_id,
  o.id AS other_id,
  key
ORDER BY key LIMIT $limit
