/*
title: Visits to a place or country
description: >
  Who went there, when, and who was visited. A country counts where the place named lies in it, or where the host is the
  country or acts for it.
parameters:
  place: {type: place, description: "a city, another named place or a country", example: Kyrgyzstan}
  visitor: {type: actor, description: "only visits of this person, or on behalf of this state", example: Putin, default: null}
  since: {type: edtf, description: from the first day of this date on, example: "2025", default: null}
  until: {type: edtf, description: up to the last day of this date, example: "2025", default: null}
returns:
  date: edtf
  visitor: string
  hosts: list of string
  place: string
  act: string
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
  visitor_id: actor
order: [date, event, visitor_id]
chart: timeline
*/
CALL () {
  MATCH (p:Place)<-[:AT]-(e:Event) WHERE p.id = $place OR p.country = $place
  RETURN e
  UNION
  UNWIND $days AS days
  MATCH (:State)-[r:REPRESENTED_IN]->(e:Event) USING INDEX r:REPRESENTED_IN(state, day)
  WHERE r.state = $place AND r.day >= days[0] AND r.day <= days[1] AND EXISTS { (e)<-[h:PARTICIPATED_IN]-(a:Actor) WHERE h.role = 'host' AND $place IN [a.id, h.behalf] }
  RETURN e
}
WITH e
WHERE e.type = 'visit' AND e.rev_from <= $rev AND $rev < e.rev_to
  AND e.modality IN $modality AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset))
  AND coalesce(e.t_lo <= $as_of, true)
  AND CASE
    WHEN $undated THEN e.date IS NULL
    WHEN $since IS NULL AND $until IS NULL THEN true
    ELSE e.date IS NOT NULL AND coalesce(e.t_hi >= $since, true) AND coalesce(e.t_lo <= $until, true)
  END
MATCH (e)<-[r:PARTICIPATED_IN]-(v:Actor)
WHERE r.role = 'visitor' AND ($visitor IS NULL OR $visitor IN [v.id, r.behalf])
WITH *, [coalesce(toString(e.t_lo), '~'), e.id, v.id] AS key
WHERE $after IS NULL OR key > $after
RETURN
  e.date AS date,
  v.labels[size([one IN v.label_from WHERE one <= $rev]) - 1] AS visitor,
  COLLECT {
    MATCH (a:Actor)-[h:PARTICIPATED_IN]->(e) WHERE h.role = 'host'
    WITH a, h ORDER BY h.pos, a.id
    RETURN a.labels[size([one IN a.label_from WHERE one <= $rev]) - 1]
  } AS hosts,
  e.place AS place,
  e.act AS act,
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
  v.id AS visitor_id,
  key
ORDER BY key LIMIT $limit
