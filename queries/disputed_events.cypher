/*
title: What sources disagree on
description: >
  Events on which sources contradict each other, one row for each claim: what it says on the disputed fields, what the
  event shows, and the claim's own words. All modalities, as whether something came about may be what is disputed.
parameters:
  field:
    type: text
    choices: [type, modality, act, date, place, quantity, post]
    description: only disputes over this field
    example: modality
    default: null
  type: {type: type, many: true, description: only events of these types, example: appoint, default: null}
  actor: {type: actor, description: only events of this actor, example: Trump, default: null}
  since: {type: edtf, description: from the first day of this date on, example: "2025", default: null}
  until: {type: edtf, description: up to the last day of this date, example: "2025", default: null}
  modality:
    type: modality
    many: true
    description: how real the event must be; `all` for any
    example: occurred
    default: [occurred, denied, cancelled, scheduled, possible]
returns:
  date: edtf
  label: string
  disputed: list of string
  shown: list of string
  says: list of string
  quote: string
  source: string
  attribution: string
  published: date
  type: type
  modality: modality
  documents: integer
  origins: integer
  event: event
  claim: claim
  document: document
order: [date, event, claim]
chart: table
*/
UNWIND $days AS days
MATCH (e:Event) USING INDEX e:Event(modality, day)
WHERE e.modality IN $modality AND e.day >= days[0] AND e.day <= days[1]
  AND size(e.disputed) > 0 AND e.rev_from <= $rev AND $rev < e.rev_to
  AND ($field IS NULL OR $field IN e.disputed) AND ($type IS NULL OR e.type IN $type)
  AND ($actor IS NULL OR EXISTS { (e)<-[:PARTICIPATED_IN|REPRESENTED_IN]-(:Actor {id: $actor}) })
  AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset))
  AND coalesce(e.t_lo <= $as_of, true)
  AND CASE
    WHEN $undated THEN e.date IS NULL
    WHEN $since IS NULL AND $until IS NULL THEN true
    ELSE e.date IS NOT NULL AND coalesce(e.t_hi >= $since, true) AND coalesce(e.t_lo <= $until, true)
  END
MATCH (e)<-[about:ABOUT]-(c:Claim)
WHERE about.rev_from <= $rev AND $rev < about.rev_to AND c.seq <= $rev AND $rev < c.closed_seq
MATCH (c)-[:IN_DOC]->(d:Document) WHERE d.rev_from <= $rev AND $rev < d.rev_to
WITH *, [coalesce(toString(e.t_lo), '~'), e.id, c.id] AS key
WHERE $after IS NULL OR key > $after
RETURN
  e.date AS date,
  e.label AS label,
  coalesce(e.disputed, []) AS disputed,
  [field IN e.disputed | field + '=' + CASE field
    WHEN 'quantity' THEN e.bound + ' ' + e.count
    WHEN 'post' THEN e.post_id
    ELSE toString(e[field])
  END] AS shown,
  [field IN e.disputed | field + '=' + coalesce(CASE field
    WHEN 'quantity' THEN c.bound + ' ' + c.count
    ELSE toString(c[field])
  END, 'not told')] AS says,
  c.quote AS quote,
  d.publisher AS source,
  reduce(chain = null, one IN c.attribution | coalesce(chain + '; ', '') + one) AS attribution,
  c.published AS published,
  e.type AS type,
  c.modality AS modality,
  e.documents AS documents,
  e.origins AS origins,
  e.id AS event,
  c.id AS claim,
  c.document AS document,
  key
ORDER BY key LIMIT $limit
