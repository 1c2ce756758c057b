/*
title: What the graph covers
description: >
  How many documents, claims and events there are by month of publication, publisher and type of event; documents
  without any claim have no type. All modalities, as it is the material that is counted. An event told of in two months
  is counted in both.
parameters:
  since: {type: edtf, description: published from the first day of this date on, example: "2025-11", default: null}
  until: {type: edtf, description: published up to the last day of this date, example: "2025-11", default: null}
  type: {type: type, many: true, description: only events of these types, example: meet, default: null}
  modality:
    type: modality
    many: true
    description: how real the events must be; `all` for any
    example: occurred
    default: [occurred, denied, cancelled, scheduled, possible]
returns:
  month: edtf
  source: string
  type: type
  documents: integer
  claims: integer
  events: integer
  origins: integer
order: [month, source, type]
chart: bar
*/
MATCH (d:Document)
WHERE d.rev_from <= $rev AND $rev < d.rev_to AND NOT $undated
  AND coalesce(d.published >= $since, true) AND coalesce(d.published <= $until, true)
OPTIONAL MATCH (d)<-[:IN_DOC]-(c:Claim)-[about:ABOUT]->(e:Event)
WHERE c.seq <= $rev AND $rev < c.closed_seq AND about.rev_from <= $rev AND $rev < about.rev_to
  AND e.rev_from <= $rev AND $rev < e.rev_to
WITH d, c, e
WHERE e IS NULL AND $type IS NULL AND $dataset IS NULL
  OR e.modality IN $modality AND ($type IS NULL OR e.type IN $type)
    AND ($dataset IS NULL OR c.dataset IN $dataset) AND coalesce(e.t_lo <= $as_of, true)
WITH substring(toString(d.published), 0, 7) AS month, d.publisher AS source, e.type AS type,
  count(DISTINCT d.id) AS documents, count(DISTINCT c.id) AS claims, count(DISTINCT e.id) AS events,
  count(DISTINCT c.origin) AS origins
WITH *, [coalesce(month, '~'), coalesce(source, '~'), coalesce(type, '~')] AS key
WHERE $after IS NULL OR key > $after
RETURN
  month,
  source,
  type,
  documents,
  claims,
  events,
  origins,
  key
ORDER BY key LIMIT $limit
