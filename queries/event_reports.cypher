/*
title: Every source's version of an event
description: >
  What each claim says of an event, field by field, beside the value that the event shows and the rule that chose it;
  names beside whom they are taken to mean, and how that was found. `agrees` is empty where the claim's value is only
  wider or narrower than the one shown. All modalities: the versions may differ in just that.
parameters:
  event: {type: event, description: "an event, or any claim about it", example: event/74izjrfztucm4mmnwmcq}
  field:
    type: text
    choices: [type, modality, act, date, place, quantity, post, participant]
    description: only this field
    example: modality
    default: null
  modality:
    type: modality
    many: true
    description: only claims that say this; `all` for any
    example: occurred
    default: [occurred, denied, cancelled, scheduled, possible]
returns:
  field: string
  says: string
  shown: string
  agrees: boolean
  rule: string
  quote: string
  source: string
  attribution: string
  origin: string
  published: date
  modality: modality
  hedge: string
  coder: string
  confidence: number
  documents: integer
  origins: integer
  event: event
  claim: claim
  document: document
  pos: integer
order: [field, published, claim, pos]
chart: table
*/
MATCH (e:Event {id: $event})<-[about:ABOUT]-(c:Claim)
WHERE e.rev_from <= $rev AND $rev < e.rev_to
  AND about.rev_from <= $rev AND $rev < about.rev_to AND c.seq <= $rev AND $rev < c.closed_seq
  AND c.modality IN $modality AND ($dataset IS NULL OR c.dataset IN $dataset) AND coalesce(c.t_lo <= $as_of, true)
MATCH (c)-[:IN_DOC]->(d:Document) WHERE d.rev_from <= $rev AND $rev < d.rev_to
CALL (e, c) {
  UNWIND [
    {name: 'type', says: c.type, shown: e.type},
    {name: 'modality', says: c.modality, shown: e.modality},
    {name: 'act', says: c.act, shown: e.act},
    {name: 'date', says: c.date, shown: e.date},
    {name: 'place', says: c.place, shown: e.place},
    {name: 'quantity', says: c.bound + ' ' + c.count, shown: e.bound + ' ' + e.count},
    {name: 'post', says: c.post, shown: e.post}
  ] AS told
  WITH told, [one IN e.chosen_by WHERE one STARTS WITH told.name + ': ' | substring(one, size(told.name) + 2)] AS rules
  WHERE told.says IS NOT NULL OR told.shown IS NOT NULL
  RETURN told.name AS field, told.says AS says, told.shown AS shown, head(rules) AS rule, 0 AS pos,
    CASE
      WHEN told.says = told.shown THEN true
      WHEN told.says IS NULL OR NOT told.name IN e.disputed THEN null
      WHEN any(one IN e.conflicts WHERE one STARTS WITH told.name + '=') THEN false
    END AS agrees
  UNION
  MATCH (c)-[m:MENTIONS]->(a:Actor)
  WHERE m.rev_from <= $rev AND $rev < m.rev_to
  RETURN 'participant' AS field, m.name + ' (' + m.role + ')' AS says,
    a.labels[size([one IN a.label_from WHERE one <= $rev]) - 1] + ' (' + m.role + ')' AS shown,
    m.method AS rule, m.pos AS pos, true AS agrees
}
WITH * WHERE $field IS NULL OR field = $field
WITH *, [coalesce(field, '~'), coalesce(toString(c.published), '~'), c.id, pos] AS key
WHERE $after IS NULL OR key > $after
RETURN
  field,
  says,
  shown,
  agrees,
  rule,
  c.quote AS quote,
  d.publisher AS source,
  reduce(chain = null, one IN c.attribution | coalesce(chain + '; ', '') + one) AS attribution,
  c.origin AS origin,
  c.published AS published,
  c.modality AS modality,
  c.hedge AS hedge,
  c.coder AS coder,
  c.confidence AS confidence,
  e.documents AS documents,
  e.origins AS origins,
  e.id AS event,
  c.id AS claim,
  c.document AS document,
  pos,
  key
ORDER BY key LIMIT $limit
