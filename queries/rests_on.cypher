/*
title: What rests on little
description: >
  Events whose claims all go back to one source, all to anonymous ones, or all to a party to the event: what to treat
  with care, or to look for more on. Reprints add nothing: what counts is whom a claim goes back to.
parameters:
  basis:
    type: text
    many: true
    choices: [one_source, anonymous, party]
    description: "one_source, anonymous or party; any of them without it"
    example: anonymous
    default: [one_source, anonymous, party]
  type: {type: type, many: true, description: only events of these types, example: release, default: null}
  actor: {type: actor, description: only events of this actor, example: Belarus, default: null}
  since: {type: edtf, description: from the first day of this date on, example: "2025", default: null}
  until: {type: edtf, description: up to the last day of this date, example: "2025", default: null}
returns:
  date: edtf
  type: type
  label: string
  rests: list of string
  origin_names: list of string
  quote: string
  source: string
  attribution: string
  modality: modality
  documents: integer
  origins: integer
  disputed: list of string
  event: event
  document: document
order: [date, event]
chart: table
*/
CALL () {
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
  WITH 0 AS all WHERE $actor IS NULL
  UNWIND $days AS days
  MATCH (e:Event) USING INDEX e:Event(modality, day)
  WHERE e.modality IN $modality AND e.day >= days[0] AND e.day <= days[1]
  RETURN e
}
WITH e
WHERE e.rev_from <= $rev AND $rev < e.rev_to
  AND any(one IN e.rests WHERE one IN $basis) AND ($type IS NULL OR e.type IN $type)
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
  e.rests AS rests,
  e.origin_names AS origin_names,
  e.quote AS quote,
  e.source AS source,
  e.attribution AS attribution,
  e.modality AS modality,
  e.documents AS documents,
  e.origins AS origins,
  coalesce(e.disputed, []) AS disputed,
  e.id AS event,
  e.document AS document,
  key
ORDER BY key LIMIT $limit
