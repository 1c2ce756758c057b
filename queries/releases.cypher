/*
title: Releases of prisoners
description: >
  Who freed whom and how many, one row for each release, done or only planned or talked about: `modality` tells which,
  and only `occurred` has happened. Counts are as reported, with their bound, and are never added up: a total and its
  parts may both be there, and `possibly_same` names events that may be one and the same. Ask for `type=release,pardon`
  to see pardons too.
parameters:
  state: {type: state, description: "only releases by this state, or by whoever acts for it", example: Belarus, default: null}
  since: {type: edtf, description: from the first day of this date on, example: "2025", default: null}
  until: {type: edtf, description: up to the last day of this date, example: "2025", default: null}
  type: {type: type, many: true, description: "release, pardon or both", example: pardon, default: [release]}
  modality:
    type: modality
    many: true
    description: how real the release must be; `all` for any
    example: occurred
    default: [occurred, scheduled, possible]
returns:
  date: edtf
  modality: modality
  count: integer
  bound: string
  of: string
  releasers: list of string
  receivers: list of string
  label: string
  place: string
  quote: string
  source: string
  attribution: string
  documents: integer
  origins: integer
  disputed: list of string
  conflicts: list of string
  type: type
  event: event
  document: document
  possibly_same: list of event
order: [date, event]
chart: timeline
*/
CALL () {
  UNWIND $days AS days
  MATCH (:State)-[r:REPRESENTED_IN]->(e:Event) USING INDEX r:REPRESENTED_IN(state, day)
  WHERE r.state = $state AND r.day >= days[0] AND r.day <= days[1] AND EXISTS {
    (e)<-[p:PARTICIPATED_IN]-(a:Actor) WHERE p.role IN ['releaser', 'pardoner'] AND $state IN [a.id, p.behalf]
  }
  RETURN e
  UNION
  WITH $type AS types WHERE $state IS NULL
  UNWIND $days AS days
  MATCH (e:Event) USING INDEX e:Event(type, day)
  WHERE e.type IN types AND e.day >= days[0] AND e.day <= days[1]
  RETURN e
}
WITH e
WHERE e.type IN $type AND e.rev_from <= $rev AND $rev < e.rev_to
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
  e.modality AS modality,
  e.count AS count,
  e.bound AS bound,
  e.of AS of,
  COLLECT {
    MATCH (a:Actor)-[r:PARTICIPATED_IN]->(e) WHERE r.role IN ['releaser', 'pardoner']
    WITH a, r ORDER BY r.pos, a.id
    RETURN a.labels[size([one IN a.label_from WHERE one <= $rev]) - 1]
  } AS releasers,
  COLLECT {
    MATCH (a:Actor)-[r:PARTICIPATED_IN]->(e) WHERE r.role = 'receiver'
    WITH a, r ORDER BY r.pos, a.id
    RETURN a.labels[size([one IN a.label_from WHERE one <= $rev]) - 1]
  } AS receivers,
  e.label AS label,
  e.place AS place,
  e.quote AS quote,
  e.source AS source,
  e.attribution AS attribution,
  e.documents AS documents,
  e.origins AS origins,
  coalesce(e.disputed, []) AS disputed,
  coalesce(e.conflicts, []) AS conflicts,
  e.type AS type,
  e.id AS event,
  e.document AS document,
  COLLECT {
    MATCH (e)-[same:POSSIBLY_SAME]-(twin:Event)
    WHERE same.rev_from <= $rev AND $rev < same.rev_to AND twin.rev_from <= $rev AND $rev < twin.rev_to
    RETURN twin.id ORDER BY twin.id
  } AS possibly_same,
  key
ORDER BY key LIMIT $limit
