/*
title: How two actors are connected
description: >
  The shortest chain of shared events between two actors, each link between people who stood on different sides of an
  event, with the evidence of every link. Among chains of equal length the one whose weakest link rests on the most
  independent origins; `weakest` marks that link. Companions make no link; nothing runs through generic groups.
parameters:
  actor: {type: actor, description: where the chain starts, example: Trump}
  other: {type: actor, description: where it ends, example: Putin}
  hops: {type: integer, description: most links of the chain, example: 4, default: 4, minimum: 1, maximum: 6}
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
MATCH ALL SHORTEST (a:Actor {id: $actor})
  ((x:Actor)-[r:PARTICIPATED_IN]->(e:Event)<-[q:PARTICIPATED_IN]-(y:Actor)
    WHERE e.rev_from <= $rev AND $rev < e.rev_to
      AND r.side <> q.side AND r.role <> 'present' AND q.role <> 'present'
      AND e.type IN $type AND e.modality IN $modality
      AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset))
      AND coalesce(e.t_lo <= $as_of, true)
      AND (y:Person OR y.id IN [$actor, $other] OR NOT $people)
  ){1,6}
  (b:Actor {id: $other})
WHERE size(e) <= $hops
WITH x, e, y, reduce(least = head(e).origins, one IN e | CASE WHEN one.origins < least THEN one.origins ELSE least END)
  AS least
ORDER BY least DESC, [one IN e | one.id], [one IN y | one.id] LIMIT 1
UNWIND range(0, size(e) - 1) AS at
WITH at + 1 AS hop, x[at] AS source, e[at] AS event, y[at] AS target,
  at = head([i IN range(0, size(e) - 1) WHERE e[i].origins = least]) AS weakest
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
  event.disputed AS disputed,
  event.id AS event,
  event.document AS document,
  source.id AS from_id,
  target.id AS to_id,
  key
ORDER BY key LIMIT $limit
