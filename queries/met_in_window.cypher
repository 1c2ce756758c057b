/*
title: Who met whom in a window
description: >
  All meetings, calls and visits between two dates, one row for each event however many took part; `who` has one entry
  for each side of the table. What only overlaps the window counts.
parameters:
  since: {type: edtf, description: from the first day of this date on, example: "2025-11"}
  until: {type: edtf, description: "up to the last day of this date; open without it", example: "2025-11", default: null}
  type: {type: type, many: true, description: kinds of contact, example: meet, default: [meet, call, visit]}
returns:
  date: edtf
  type: type
  who: list of string
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
order: [date, event]
chart: timeline
*/
UNWIND $days AS days
MATCH (e:Event) USING INDEX e:Event(type, day)
WHERE e.type IN $type AND e.day >= days[0] AND e.day <= days[1]
  AND e.rev_from <= $rev AND $rev < e.rev_to
  AND e.modality IN $modality AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset))
  AND coalesce(e.t_lo <= $as_of, true)
  AND CASE
    WHEN $undated THEN e.date IS NULL
    ELSE e.date IS NOT NULL AND coalesce(e.t_hi >= $since, true) AND coalesce(e.t_lo <= $until, true)
  END
WITH *, [coalesce(toString(e.t_lo), '~'), e.id] AS key
WHERE $after IS NULL OR key > $after
RETURN
  e.date AS date,
  e.type AS type,
  COLLECT {
    MATCH (a:Actor)-[r:PARTICIPATED_IN]->(e) WHERE r.role <> 'present'
    WITH a, r ORDER BY r.side, r.pos, a.id
    WITH r.side AS side, collect(a.labels[size([one IN a.label_from WHERE one <= $rev]) - 1]) AS people
    ORDER BY side
    RETURN reduce(text = '', one IN people | text + CASE text WHEN '' THEN '' ELSE ', ' END + one)
  } AS who,
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
  key
ORDER BY key LIMIT $limit
