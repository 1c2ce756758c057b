/*
title: Who talked about what, and what became of it
description: >
  Meetings, calls and talks on a topic, and the event that each concerned with how real that has become: a talked-about
  release stays `possible` until a report says that it happened. The words of the topic may stand, in any order, in what
  a claim says the talks were about, in the quotation, or in what they concerned.
parameters:
  topic: {type: text, description: words of the topic in the language of the reports, example: release prisoners}
  actor: {type: actor, description: only talks of this actor, example: Trump, default: null}
  since: {type: edtf, description: from the first day of this date on, example: "2025", default: null}
  until: {type: edtf, description: up to the last day of this date, example: "2025", default: null}
  type:
    type: type
    many: true
    description: kinds of talks
    example: call
    default: [meet, call, visit, negotiate, mediate]
returns:
  date: edtf
  type: type
  participants: list of string
  about: string
  quote: string
  source: string
  attribution: string
  modality: modality
  outcome_label: string
  outcome_modality: modality
  outcome_date: edtf
  outcome_quote: string
  documents: integer
  origins: integer
  disputed: list of string
  event: event
  document: document
  outcome: event
order: [date, event, outcome]
chart: timeline
*/
UNWIND $days AS days
MATCH (e:Event) USING INDEX e:Event(type, day)
WHERE e.type IN $type AND e.day >= days[0] AND e.day <= days[1]
  AND e.rev_from <= $rev AND $rev < e.rev_to
  AND e.modality IN $modality AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset))
  AND coalesce(e.t_lo <= $as_of, true)
  AND ($actor IS NULL OR EXISTS { (e)<-[:PARTICIPATED_IN|REPRESENTED_IN]-(:Actor {id: $actor}) })
  AND CASE
    WHEN $undated THEN e.date IS NULL
    WHEN $since IS NULL AND $until IS NULL THEN true
    ELSE e.date IS NOT NULL AND coalesce(e.t_hi >= $since, true) AND coalesce(e.t_lo <= $until, true)
  END
CALL (e) {
  OPTIONAL MATCH (e)-[concerns:CONCERNS]->(o:Event)
  WHERE concerns.rev_from <= $rev AND $rev < concerns.rev_to AND o.rev_from <= $rev AND $rev < o.rev_to
  RETURN DISTINCT o
}
WITH e, o, toLower(coalesce(e.about, '') + ' ' + coalesce(e.quote, '') + ' ' + coalesce(o.label + ' ' + o.quote, ''))
  AS words
WHERE all(one IN split(toLower($topic), ' ') WHERE words CONTAINS one)
WITH *, [coalesce(toString(e.t_lo), '~'), e.id, coalesce(o.id, '~')] AS key
WHERE $after IS NULL OR key > $after
RETURN
  e.date AS date,
  e.type AS type,
  COLLECT {
    MATCH (a:Actor)-[r:PARTICIPATED_IN]->(e)
    WITH a, r ORDER BY r.side, r.pos, a.id
    RETURN a.labels[size([one IN a.label_from WHERE one <= $rev]) - 1] + ' (' + r.role + ')'
  } AS participants,
  e.about AS about,
  e.quote AS quote,
  e.source AS source,
  e.attribution AS attribution,
  e.modality AS modality,
  o.label AS outcome_label,
  o.modality AS outcome_modality,
  o.date AS outcome_date,
  o.quote AS outcome_quote,
  e.documents AS documents,
  e.origins AS origins,
  coalesce(e.disputed, []) AS disputed,
  e.id AS event,
  e.document AS document,
  o.id AS outcome,
  key
ORDER BY key LIMIT $limit
