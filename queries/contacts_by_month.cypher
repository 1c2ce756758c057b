/*
title: Contacts by month
description: >
  How often an actor was in contact with others, or with one other, by month and kind; a state is in contact through
  whoever acts for it. What is told only to the year is counted under the year, what is undated under no month. Events
  are counted once each; `documents` and `origins` are the different documents and independent origins behind them.
parameters:
  actor: {type: actor, description: "a person, state or body", example: Belarus}
  other: {type: actor, description: only contacts with this one, example: United States, default: null}
  since: {type: edtf, description: from the first day of this date on, example: "2025", default: null}
  until: {type: edtf, description: up to the last day of this date, example: "2025", default: null}
  type:
    type: type
    many: true
    description: kinds of contact
    example: meet
    default: [meet, call, visit, negotiate, mediate, agree, ceremony]
returns:
  month: edtf
  type: type
  events: integer
  documents: integer
  origins: integer
order: [month, type]
chart: bar
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
WHERE e.rev_from <= $rev AND $rev < e.rev_to AND e.type IN $type
  AND e.modality IN $modality AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset))
  AND coalesce(e.t_lo <= $as_of, true)
  AND CASE
    WHEN $undated THEN e.date IS NULL
    WHEN $since IS NULL AND $until IS NULL THEN true
    ELSE e.date IS NOT NULL AND coalesce(e.t_hi >= $since, true) AND coalesce(e.t_lo <= $until, true)
  END
  AND ($other IS NULL OR EXISTS {
    (e)<-[q:PARTICIPATED_IN|REPRESENTED_IN]-(:Actor {id: $other}) WHERE q.side <> side
  })
WITH DISTINCT e, CASE
    WHEN e.date IS NULL THEN null
    WHEN e.t_lo.year = e.t_hi.year AND e.t_lo.month = e.t_hi.month THEN substring(toString(e.t_lo), 0, 7)
    WHEN e.t_lo.year = e.t_hi.year THEN substring(toString(e.t_lo), 0, 4)
    ELSE e.date
  END AS month
WITH month, e.type AS type, collect(e) AS found
WITH *, [coalesce(month, '~'), coalesce(type, '~')] AS key
WHERE $after IS NULL OR key > $after
RETURN
  month,
  type,
  size(found) AS events,
  COUNT {
    UNWIND found AS one
    MATCH (c:Claim)-[about:ABOUT]->(one)
    WHERE about.rev_from <= $rev AND $rev < about.rev_to AND c.seq <= $rev AND $rev < c.closed_seq
    RETURN DISTINCT c.document
  } AS documents,
  COUNT {
    UNWIND found AS one
    UNWIND one.origin_names AS origin
    RETURN DISTINCT origin
  } AS origins,
  key
ORDER BY key LIMIT $limit
