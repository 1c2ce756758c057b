/*
title: What changed
description: >
  Events that differ from what they were at a commit or time, and what changed in them; to follow a topic, or to see
  what a correction did. `change` is new, changed, renamed (the same claims and more under another id), split, merged
  or gone; `others` has the former ids of a renamed or split event, and what a merged one became part of. `seq` is the
  commit of the last change. All modalities.
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
  others: list of event
  document: document
order: [seq, event]
chart: table
*/
CALL () {
  MATCH (e:Event) WHERE e.rev_from > $since AND e.rev_from <= $rev AND $rev < e.rev_to
  RETURN e, e.rev_from AS seq, null AS became
  UNION ALL
  // DISTINCT, for the planner would look for the others first, of each event there is.
  MATCH (e:Event) USING INDEX e:Event(rev_to) WHERE e.rev_to > $since AND e.rev_to <= $rev
  WITH DISTINCT e WHERE e.rev_from <= $since
    AND NOT EXISTS { (still:Event {id: e.id}) WHERE still.rev_from <= $rev AND $rev < still.rev_to }
  CALL (e) {
    MATCH (e)<-[was:ABOUT]-(c:Claim)-[about:ABOUT]->(n:Event)
    WHERE was.rev_from <= $since AND $since < was.rev_to AND c.seq <= $rev AND $rev < c.closed_seq
      AND about.rev_from <= $rev AND $rev < about.rev_to AND n.rev_from <= $rev AND $rev < n.rev_to
    WITH DISTINCT n ORDER BY n.id
    RETURN collect(n.id) AS became, count(CASE
      WHEN EXISTS { (old:Event {id: n.id}) WHERE old.rev_from <= $since AND $since < old.rev_to } THEN 1
    END) AS kept
  }
  // Where all that it became has a new id, the rows of those tell of it.
  WITH e, became, kept WHERE size(became) = 0 OR kept > 0
  RETURN e, e.rev_to AS seq, became
}
WITH e, seq, became
WHERE ($type IS NULL OR e.type IN $type)
  AND ($actor IS NULL OR EXISTS { (e)<-[:PARTICIPATED_IN|REPRESENTED_IN]-(:Actor {id: $actor}) })
  AND e.modality IN $modality AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset))
  AND coalesce(e.t_lo <= $as_of, true)
WITH *, [seq, e.id] AS key
WHERE $after IS NULL OR key > $after
// After a load of millions all are new: only those of the page are held against what was.
WITH * ORDER BY seq, e.id LIMIT $limit
OPTIONAL MATCH (same:Event {id: e.id}) WHERE became IS NULL AND same.rev_from <= $since AND $since < same.rev_to
CALL (e, same, became) {
  WITH e, same, became WHERE became IS NULL AND same IS NULL
  MATCH (e)<-[about:ABOUT]-(c:Claim)-[was:ABOUT]->(f:Event)
  WHERE about.rev_from <= $rev AND $rev < about.rev_to AND c.seq <= $rev AND $rev < c.closed_seq
    AND was.rev_from <= $since AND $since < was.rev_to AND f.rev_from <= $since AND $since < f.rev_to
  WITH DISTINCT f ORDER BY f.id
  RETURN collect(f) AS formers, count(CASE
    WHEN EXISTS { (still:Event {id: f.id}) WHERE still.rev_from <= $rev AND $rev < still.rev_to } THEN 1
  END) AS left
}
WITH e, seq, key, coalesce(same, head(formers), e) AS former, coalesce(became, [one IN formers | one.id]) AS others,
  CASE
    WHEN size(became) = 0 THEN 'gone'
    WHEN size(became) > 0 THEN 'merged'
    WHEN same IS NOT NULL THEN 'changed'
    WHEN size(formers) = 0 THEN 'new'
    WHEN left > 0 THEN 'split'
    ELSE 'renamed'
  END AS change
RETURN
  seq,
  change,
  e.date AS date,
  e.type AS type,
  e.label AS label,
  CASE WHEN change IN ['changed', 'renamed', 'split'] THEN [field IN [
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
  coalesce(e.disputed, []) AS disputed,
  e.id AS event,
  others,
  e.document AS document,
  key
ORDER BY key LIMIT $limit
