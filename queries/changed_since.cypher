/*
title: What changed
description: >
  Events that are new, have changed or are gone since a commit or a time, and what changed in them; to follow a topic,
  or to see what a correction did. `seq` is the commit of the last change. All modalities.
parameters:
  since: {type: moment, description: "the number of a commit, a day (its start, UTC) or a time", example: "0"}
  type: {type: type, many: true, description: only events of these types, example: release, default: null}
  actor: {type: actor, description: only events of this actor, example: Belarus, default: null}
  modality:
    type: modality
    many: true
    description: how real the events must be; `all` for any
    example: occurred
    default: [occurred, denied, cancelled, scheduled, possible]
returns:
  seq: integer
  change: string
  date: edtf
  type: type
  label: string
  changes: list of string
  quote: string
  source: string
  attribution: string
  modality: modality
  documents: integer
  origins: integer
  disputed: list of string
  event: event
  document: document
order: [seq, event]
chart: table
*/
CALL () {
  MATCH (e:Event) WHERE e.rev_from > $since AND e.rev_from <= $rev AND $rev < e.rev_to
  OPTIONAL MATCH (former:Event {id: e.id}) WHERE former.rev_from <= $since AND $since < former.rev_to
  RETURN e, former, e.rev_from AS seq, CASE WHEN former IS NULL THEN 'new' ELSE 'changed' END AS change
  UNION
  MATCH (e:Event) WHERE e.rev_to > $since AND e.rev_to <= $rev AND e.rev_from <= $since
    AND NOT EXISTS { MATCH (now:Event {id: e.id}) WHERE now.rev_from <= $rev AND $rev < now.rev_to }
  RETURN e, e AS former, e.rev_to AS seq, 'gone' AS change
}
WITH e, former, seq, change
WHERE ($type IS NULL OR e.type IN $type)
  AND ($actor IS NULL OR EXISTS { (e)<-[:PARTICIPATED_IN|REPRESENTED_IN]-(:Actor {id: $actor}) })
  AND e.modality IN $modality AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset))
  AND coalesce(e.t_lo <= $as_of, true)
WITH *, [seq, e.id] AS key
WHERE $after IS NULL OR key > $after
RETURN
  seq,
  change,
  e.date AS date,
  e.type AS type,
  e.label AS label,
  CASE change WHEN 'changed' THEN [field IN [
      'type', 'modality', 'act', 'date', 'place', 'count', 'bound', 'post', 'claims', 'documents', 'origins', 'label'
    ] WHERE coalesce(toString(former[field]), '') <> coalesce(toString(e[field]), '')
    | field + ': ' + coalesce(toString(former[field]), 'not told') + ' → ' + coalesce(toString(e[field]), 'not told')]
  ELSE [] END AS changes,
  e.quote AS quote,
  e.source AS source,
  e.attribution AS attribution,
  e.modality AS modality,
  e.documents AS documents,
  e.origins AS origins,
  e.disputed AS disputed,
  e.id AS event,
  e.document AS document,
  key
ORDER BY key LIMIT $limit
