/*
title: What is planned or talked about
description: >
  Events that are reported as scheduled or possible and not as having come about, with the talks about them and with
  what may be the same event reported as done (`possibly_same`).
parameters:
  type: {type: type, many: true, description: only events of these types, example: release, default: null}
  actor: {type: actor, description: only events of this actor, example: Belarus, default: null}
  since: {type: edtf, description: from the first day of this date on, example: "2025", default: null}
  until: {type: edtf, description: up to the last day of this date, example: "2026", default: null}
  modality:
    type: modality
    many: true
    description: how real it must be; `all` for any
    example: possible
    default: [scheduled, possible]
returns:
  date: edtf
  modality: modality
  type: type
  label: string
  count: integer
  bound: string
  of: string
  hedge: string
  talks: list of string
  quote: string
  source: string
  attribution: string
  documents: integer
  origins: integer
  disputed: list of string
  last_published: date
  event: event
  document: document
  talks_ids: list of event
  possibly_same: list of event
order: [date, event]
chart: timeline
*/
UNWIND $days AS days
MATCH (e:Event) USING INDEX e:Event(modality, day)
WHERE e.modality IN $modality AND e.day >= days[0] AND e.day <= days[1]
  AND e.rev_from <= $rev AND $rev < e.rev_to
  AND ($type IS NULL OR e.type IN $type)
  AND ($actor IS NULL OR EXISTS { (e)<-[:PARTICIPATED_IN|REPRESENTED_IN]-(:Actor {id: $actor}) })
  AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset))
  AND coalesce(e.t_lo <= $as_of, true)
  AND CASE
    WHEN $undated THEN e.date IS NULL
    WHEN $since IS NULL AND $until IS NULL THEN true
    ELSE e.date IS NOT NULL AND coalesce(e.t_hi >= $since, true) AND coalesce(e.t_lo <= $until, true)
  END
CALL (e) {
  OPTIONAL MATCH (talk:Event)-[concerns:CONCERNS]->(e)
  WHERE concerns.rev_from <= $rev AND $rev < concerns.rev_to AND talk.rev_from <= $rev AND $rev < talk.rev_to
  WITH DISTINCT talk ORDER BY talk.id
  RETURN collect(talk) AS talks
}
WITH *, [coalesce(toString(e.t_lo), '~'), e.id] AS key
WHERE $after IS NULL OR key > $after
RETURN
  e.date AS date,
  e.modality AS modality,
  e.type AS type,
  e.label AS label,
  e.count AS count,
  e.bound AS bound,
  e.of AS of,
  e.hedge AS hedge,
  [one IN talks | one.label] AS talks,
  e.quote AS quote,
  e.source AS source,
  e.attribution AS attribution,
  e.documents AS documents,
  e.origins AS origins,
  coalesce(e.disputed, []) AS disputed,
  e.last_published AS last_published,
  e.id AS event,
  e.document AS document,
  [one IN talks | one.id] AS talks_ids,
  COLLECT {
    MATCH (e)-[same:POSSIBLY_SAME]-(twin:Event)
    WHERE same.rev_from <= $rev AND $rev < same.rev_to AND twin.rev_from <= $rev AND $rev < twin.rev_to
    RETURN twin.id ORDER BY twin.id
  } AS possibly_same,
  key
ORDER BY key LIMIT $limit
