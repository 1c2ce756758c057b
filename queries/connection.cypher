/*
title: How two actors are connected
description: >
  The shortest chain of shared events between two actors, each link between people who stood on different sides of an
  event, with the evidence of every link. Among chains of equal length the one whose weakest link rests on the most
  independent origins; `weakest` marks that link. Companions make no link; nothing runs through generic groups.
parameters:
  actor: {type: actor, description: where the chain starts, example: Trump}
  other: {type: actor, description: where it ends, example: Putin}
  hops: {type: integer, description: most links of the chain, example: 4, default: 4, minimum: 1, maximum: 4}
  people: {type: boolean, description: whether only people may stand in between, example: false, default: true}
  type:
    type: type
    many: true
    description: kinds of event that make a link
    example: meet
    default: [meet, call, visit, negotiate, mediate, agree, ceremony]
returns:
  hop: integer
  from: string
  to: string
  date: edtf
  type: type
  place: string
  quote: string
  source: string
  attribution: string
  modality: modality
  documents: integer
  origins: integer
  weakest: boolean
  disputed: list of string
  event: event
  document: document
  from_id: actor
  to_id: actor
order: [hop, event]
chart: network
*/
MATCH (a:Actor {id: $actor}), (b:Actor {id: $other}) WHERE a <> b
// From either end: whom it is linked with, each by the event that rests on the most independent origins.
CALL (a, b) {
  UNWIND [a, b] AS origin
  MATCH (origin)-[r:PARTICIPATED_IN]->(e:Event)<-[q:PARTICIPATED_IN]-(y:Actor)
  WHERE e.rev_from <= $rev AND $rev < e.rev_to
    AND r.side <> q.side AND r.role <> 'present' AND q.role <> 'present'
    AND e.type IN $type AND e.modality IN $modality
    AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset)) AND coalesce(e.t_lo <= $as_of, true)
    AND (y:Person OR y IN [a, b] OR NOT $people)
  WITH origin, y, e ORDER BY e.origins DESC, e.id
  WITH origin, y, head(collect(e)) AS e
  RETURN collect({origin: origin, node: y, width: e.origins, events: [e], nodes: [origin]}) AS near
}
// One step further, where the two ends have not met yet: by the widest way, that is the one whose weakest link is best.
CALL (a, b, near) {
  WITH a, b, near, [one IN near WHERE one.origin = b | one.node] + b AS ahead
  WITH a, b, near WHERE none(one IN near WHERE one.origin = a AND one.node IN ahead)
  UNWIND near AS way
  WITH a, b, way, way.origin AS origin, way.node AS x
  MATCH (x)-[r:PARTICIPATED_IN]->(e:Event)<-[q:PARTICIPATED_IN]-(y:Actor)
  WHERE y <> origin AND e.rev_from <= $rev AND $rev < e.rev_to
    AND r.side <> q.side AND r.role <> 'present' AND q.role <> 'present'
    AND e.type IN $type AND e.modality IN $modality
    AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset)) AND coalesce(e.t_lo <= $as_of, true)
    AND (y:Person OR y IN [a, b] OR NOT $people)
  WITH origin, y, way, x, e, CASE WHEN e.origins < way.width THEN e.origins ELSE way.width END AS width
  ORDER BY width DESC, e.origins DESC, x.id, e.id
  WITH origin, y, head(collect({way: way, x: x, e: e, width: width})) AS best
  RETURN collect({
    origin: origin, node: y, width: best.width, events: best.way.events + best.e, nodes: best.way.nodes + best.x
  }) AS far
}
// Where ways from both ends meet, the shortest chain, of equals the widest, of equals the one of the least ids.
WITH a, b, [one IN [a, b] | {origin: one, node: one, width: null, events: [], nodes: []}] + near + far AS ways
UNWIND ways AS way
WITH a, b, way.node AS middle, collect(way) AS ways
UNWIND [one IN ways WHERE one.origin = a] AS left
UNWIND [one IN ways WHERE one.origin = b] AS right
WITH left.events + reverse(right.events) AS events, left.nodes + middle + reverse(right.nodes) AS nodes,
  CASE WHEN left.width < right.width THEN left.width ELSE coalesce(right.width, left.width) END AS width
WHERE size(events) <= $hops
WITH events, nodes, width ORDER BY size(events), width DESC, [one IN nodes | one.id], [one IN events | one.id] LIMIT 1
UNWIND range(0, size(events) - 1) AS at
WITH at + 1 AS hop, nodes[at] AS source, events[at] AS event, nodes[at + 1] AS target,
  at = head([i IN range(0, size(events) - 1) WHERE events[i].origins = width]) AS weakest
WITH *, [hop, event.id] AS key
WHERE $after IS NULL OR key > $after
RETURN
  hop,
  source.labels[size([one IN source.label_from WHERE one <= $rev]) - 1] AS from,
  target.labels[size([one IN target.label_from WHERE one <= $rev]) - 1] AS to,
  event.date AS date,
  event.type AS type,
  event.place AS place,
  event.quote AS quote,
  event.source AS source,
  event.attribution AS attribution,
  event.modality AS modality,
  event.documents AS documents,
  event.origins AS origins,
  weakest,
  coalesce(event.disputed, []) AS disputed,
  event.id AS event,
  event.document AS document,
  source.id AS from_id,
  target.id AS to_id,
  key
ORDER BY key LIMIT $limit
