/*
title: Contacts between states
description: >
  What a state and another one had to do with each other face to face or by telephone: meetings, calls, visits, talks,
  agreements and ceremonies in which the two, or people acting for them, stood on different sides. Without `other`, the
  state's contacts with all others.
parameters:
  state: {type: state, description: "one state; a name, demonym or ISO code", example: Belarus}
  other: {type: state, description: the other state, example: Russia, default: null}
  since: {type: edtf, description: from the first day of this date on, example: "2025", default: null}
  until: {type: edtf, description: up to the last day of this date, example: "2025", default: null}
  type:
    type: type
    many: true
    description: kinds of contact
    example: call
    default: [meet, call, visit, negotiate, mediate, agree, ceremony]
returns:
  date: edtf
  type: type
  state: string
  other: string
  label: string
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
  state_id: state
  other_id: state
order: [date, event, other_id]
chart: timeline
*/
UNWIND $days AS days
MATCH (s:State)-[r:REPRESENTED_IN]->(e:Event) USING INDEX r:REPRESENTED_IN(state, day)
WHERE r.state = $state AND r.day >= days[0] AND r.day <= days[1]
  AND e.rev_from <= $rev AND $rev < e.rev_to AND e.type IN $type
  AND e.modality IN $modality AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset))
  AND coalesce(e.t_lo <= $as_of, true)
  AND CASE
    WHEN $undated THEN e.date IS NULL
    WHEN $since IS NULL AND $until IS NULL THEN true
    ELSE e.date IS NOT NULL AND coalesce(e.t_hi >= $since, true) AND coalesce(e.t_lo <= $until, true)
  END
MATCH (e)<-[q:REPRESENTED_IN]-(o:State)
WHERE o <> s AND q.side <> r.side AND ($other IS NULL OR o.id = $other)
WITH DISTINCT s, e, o
WITH *, [coalesce(toString(e.t_lo), '~'), e.id, o.id] AS key
WHERE $after IS NULL OR key > $after
RETURN
  e.date AS date,
  e.type AS type,
  s.labels[size([one IN s.label_from WHERE one <= $rev]) - 1] AS state,
  o.labels[size([one IN o.label_from WHERE one <= $rev]) - 1] AS other,
  e.label AS label,
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
  s.id AS state_id,
  o.id AS other_id,
  key
ORDER BY key LIMIT $limit
