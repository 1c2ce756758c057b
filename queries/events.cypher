/*
title: Events
description: >
  All events, or those of a type, of one or two actors, in a window. An actor may be a person, a state (then everything
  that somebody did on its behalf counts too) or a body. With two actors, both must have taken part, on whatever side.
parameters:
  type: {type: type, many: true, description: only events of these types, example: appoint, default: null}
  actor: {type: actor, description: only events in which this actor took part, example: Belarus, default: null}
  other: {type: actor, description: only events in which this actor took part too, example: Vatican, default: null}
  since: {type: edtf, description: from the first day of this date on, example: "2025-08", default: null}
  until: {type: edtf, description: up to the last day of this date, example: "2025-11", default: null}
returns:
  date: edtf
  type: type
  label: string
  participants: list of string
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
CALL () {
  // `$days` are the numbers of the days that may lie in the window, which is judged below.
  UNWIND $days AS days
  MATCH (:Actor)-[r:PARTICIPATED_IN]->(e:Event) USING INDEX r:PARTICIPATED_IN(actor, day)
  WHERE r.actor = $actor AND r.day >= days[0] AND r.day <= days[1]
  RETURN e
  UNION
  UNWIND $days AS days
  MATCH (:Actor)-[r:REPRESENTED_IN]->(e:Event) USING INDEX r:REPRESENTED_IN(state, day)
  WHERE r.state = $actor AND r.day >= days[0] AND r.day <= days[1]
  RETURN e
  UNION
  WITH $type AS types WHERE $actor IS NULL AND types IS NOT NULL
  UNWIND $days AS days
  MATCH (e:Event) USING INDEX e:Event(type, day)
  WHERE e.type IN types AND e.day >= days[0] AND e.day <= days[1]
  RETURN e
  UNION
  WITH 0 AS all WHERE $actor IS NULL AND $type IS NULL
  UNWIND $days AS days
  MATCH (e:Event) USING INDEX e:Event(modality, day)
  WHERE e.modality IN $modality AND e.day >= days[0] AND e.day <= days[1]
  RETURN e
}
WITH e
WHERE e.rev_from <= $rev AND $rev < e.rev_to
  AND ($type IS NULL OR e.type IN $type)
  AND ($other IS NULL OR EXISTS { (e)<-[:PARTICIPATED_IN|REPRESENTED_IN]-(:Actor {id: $other}) })
  AND e.modality IN $modality AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset))
  AND coalesce(e.t_lo <= $as_of, true)
  AND CASE
    WHEN $undated THEN e.date IS NULL
    WHEN $since IS NULL AND $until IS NULL THEN true
    ELSE e.date IS NOT NULL AND coalesce(e.t_hi >= $since, true) AND coalesce(e.t_lo <= $until, true)
  END
WITH *, [coalesce(toString(e.t_lo), '~'), e.id] AS key
WHERE $after IS NULL OR key > $after
RETURN
  e.date AS date,
  e.type AS type,
  e.label AS label,
  COLLECT {
    MATCH (a:Actor)-[r:PARTICIPATED_IN]->(e)
    WITH a, r ORDER BY r.side, r.pos, a.id
    RETURN a.labels[size([one IN a.label_from WHERE one <= $rev]) - 1] + ' (' + r.role + ')'
  } AS participants,
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
