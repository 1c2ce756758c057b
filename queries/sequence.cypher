/*
title: What followed a contact
description: >
  What an actor's contacts were followed by within a number of days: events of the people and states of the contact
  that began after it ended, nearest first within each contact. `days` is the least number of days in between, as
  sure as the dates allow. What a report says came after the contact is there too, dated or not, with its words in
  `told`. That one followed the other does not mean that it followed from it.
parameters:
  actor: {type: actor, description: whose contacts, example: Trump}
  other: {type: actor, description: only contacts with this one, example: Lukashenko, default: null}
  within: {type: integer, description: most days in between, example: 30, default: 30, minimum: 0, maximum: 3660}
  type:
    type: type
    many: true
    description: kinds of contact
    example: call
    default: [meet, call, visit, negotiate, mediate]
  then: {type: type, many: true, description: only what followed of these types, example: release, default: null}
  since: {type: edtf, description: contacts from the first day of this date on, example: "2025", default: null}
  until: {type: edtf, description: contacts up to the last day of this date, example: "2025", default: null}
returns:
  date: edtf
  type: type
  contact: string
  days: integer
  then_date: edtf
  then_type: type
  then_label: string
  through: list of string
  told: string
  quote: string
  source: string
  attribution: string
  modality: modality
  documents: integer
  origins: integer
  disputed: list of string
  event: event
  then_event: event
  document: document
order: [date, event, then_date, then_event]
chart: timeline
*/
CALL () {
  UNWIND $days AS days
  MATCH (:Actor)-[r:PARTICIPATED_IN]->(e:Event) USING INDEX r:PARTICIPATED_IN(actor, day)
  WHERE r.actor = $actor AND r.day >= days[0] AND r.day <= days[1]
  RETURN e, r.side AS side
  UNION
  UNWIND $days AS days
  MATCH (:Actor)-[r:REPRESENTED_IN]->(e:Event) USING INDEX r:REPRESENTED_IN(state, day)
  WHERE r.state = $actor AND r.day >= days[0] AND r.day <= days[1]
  RETURN e, r.side AS side
}
WITH e, side
WHERE e.type IN $type AND e.rev_from <= $rev AND $rev < e.rev_to
  AND e.modality IN $modality AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset))
  AND coalesce(e.t_lo <= $as_of, true)
  AND ($other IS NULL OR EXISTS {
    (e)<-[q:PARTICIPATED_IN|REPRESENTED_IN]-(:Actor {id: $other}) WHERE q.side <> side
  })
  AND CASE
    WHEN $undated THEN e.date IS NULL
    WHEN $since IS NULL AND $until IS NULL THEN true
    ELSE e.date IS NOT NULL AND coalesce(e.t_hi >= $since, true) AND coalesce(e.t_lo <= $until, true)
  END
// A day has a number, counted from the year 1; dates of more than one begin counts of their own.
WITH DISTINCT e, duration.inDays(date('0001-01-01'), e.t_hi).days + 1 AS last
WITH e, last, coalesce(toString(e.t_lo), '~') AS began, e.id AS id ORDER BY began, id
CALL (e, last) {
  CALL (e, last) {
    MATCH (e)<-[:PARTICIPATED_IN]-(a:Actor)
    UNWIND [0, 10000000, 20000000, 30000000] AS tier
    MATCH ()-[later:PARTICIPATED_IN]->(f:Event) USING INDEX later:PARTICIPATED_IN(actor, day)
    WHERE later.actor = a.id AND later.day > tier + last AND later.day <= tier + last + $within
      AND e.date IS NOT NULL AND f.rev_from <= $rev AND $rev < f.rev_to
    RETURN f, a, null AS told
    UNION
    MATCH (e)<-[:REPRESENTED_IN]-(a:Actor)
    UNWIND [0, 10000000, 20000000, 30000000] AS tier
    MATCH ()-[later:REPRESENTED_IN]->(f:Event) USING INDEX later:REPRESENTED_IN(state, day)
    WHERE later.state = a.id AND later.day > tier + last AND later.day <= tier + last + $within
      AND e.date IS NOT NULL AND f.rev_from <= $rev AND $rev < f.rev_to
    RETURN f, a, null AS told
    UNION
    MATCH (e)<-[then:AFTER]-(f:Event)
    WHERE then.rev_from <= $rev AND $rev < then.rev_to AND f.rev_from <= $rev AND $rev < f.rev_to
    RETURN f, null AS a, then.quote AS told
  }
  WITH f, a, told ORDER BY a.id
  RETURN f, collect(DISTINCT a) AS shared, max(told) AS told
}
WITH e, f, shared, told, began, id
WHERE f <> e AND ($then IS NULL OR f.type IN $then)
  AND f.modality IN $modality AND ($dataset IS NULL OR any(one IN f.datasets WHERE one IN $dataset))
  AND coalesce(f.t_lo <= $as_of, true)
WITH *, [coalesce(toString(e.t_lo), '~'), e.id, coalesce(toString(f.t_lo), '~'), f.id] AS key
WHERE $after IS NULL OR key > $after
WITH *, key[2] AS then_began, f.id AS then_id ORDER BY began, id, then_began, then_id LIMIT $limit
RETURN
  e.date AS date,
  e.type AS type,
  e.label AS contact,
  CASE WHEN e.date IS NOT NULL THEN duration.inDays(e.t_hi, f.t_lo).days END AS days,
  f.date AS then_date,
  f.type AS then_type,
  f.label AS then_label,
  [one IN shared | one.labels[size([since IN one.label_from WHERE since <= $rev]) - 1]] AS through,
  told,
  f.quote AS quote,
  f.source AS source,
  f.attribution AS attribution,
  f.modality AS modality,
  f.documents AS documents,
  f.origins AS origins,
  coalesce(f.disputed, []) AS disputed,
  e.id AS event,
  f.id AS then_event,
  f.document AS document,
  key
ORDER BY key LIMIT $limit
