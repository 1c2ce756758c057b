"""A claim of the store as a reader of RDF wants it, and back: its two JSON texts taken apart into statements.

The store keeps the claim's record (`record`) and what resolution made of it (`resolved`) as JSON, for speed. `explode`
makes fields and pieces of them; `implode` makes the same JSON again. Where it could not, to the letter, the text itself
is kept as a field, so that nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import orjson

from graph.dates import bounds
from graph.identity.folding import slug
from graph.model import OPEN
from graph.rdf.mapping import Props

VAGUE = "|vague"
PLACE_FIELDS = ("id", "label", "country", "lat", "lon", "known", "whole_country")
TOLD = ("name", "title", "kind", "role", "side", "named", "behalf", "behalf_basis")
MENTION = ("pos", "name", "role", "side", "behalf", "method", "score", "key", "block", "day")
AGAIN = ("record", "resolved", "mentions", "sources", "attribution")
"""Fields that are kept only where the rest does not make them again."""

type Row = dict[str, Any]


@dataclass(slots=True)
class View:
    """A claim taken apart.

    Attributes:
        fields: Properties, as the mapping names them.
        pieces: Name of a piece → its fields, in order.
    """

    fields: Row
    pieces: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])


@dataclass(slots=True)
class Stored:
    """A claim as the store has it.

    Attributes:
        props: Its properties.
        mentions: Its open relationships to actors: their properties, with the actor's id as `actor`.
        sources: Those to sources: their properties, with the source's id as `source`.
    """

    props: Row
    mentions: list[Row] = field(default_factory=list[Row])
    sources: list[Row] = field(default_factory=list[Row])


def explode(claim: Stored) -> View:
    """Take a claim apart."""
    props = claim.props
    try:
        view = _explode(claim, orjson.loads(props["record"]), orjson.loads(props["resolved"]))
    except (KeyError, TypeError, ValueError, IndexError):
        return _whole(claim)
    made = implode(view)
    differing = [name for name in ("record", "resolved", "attribution") if made.props.get(name) != props.get(name)]
    rest = {name: value for name, value in made.props.items() if name not in AGAIN and value is not None}
    if rest != {name: value for name, value in props.items() if name not in AGAIN and value is not None}:
        return _whole(claim)
    view.fields |= {name: props.get(name) for name in differing}
    if _sorted(made.mentions) != _sorted(claim.mentions):
        view.fields["mentions"] = _json(_sorted(claim.mentions))
    if _sorted(made.sources) != _sorted(claim.sources):
        view.fields["sources"] = _json(_sorted(claim.sources))
    return view


def _whole(claim: Stored) -> View:
    """A claim whose JSON this whomet can't take apart: all of it stays in words."""
    told = {"mentions": _json(_sorted(claim.mentions)), "sources": _json(_sorted(claim.sources))}
    evidence: list[Row] = [{name: claim.props.get(name) for name in ("start", "end")}]
    pieces: dict[str, list[Row]] = {"evidence": [{}], "quote": [{"quote": claim.props.get("quote")}]}
    pieces["position"] = evidence
    return View({**claim.props, **told}, pieces if claim.props.get("quote") is not None else {})


def _explode(claim: Stored, record: Row, resolved: Row) -> View:
    props = claim.props
    fields = {name: value for name, value in props.items() if name not in AGAIN and name not in EVIDENCE}
    native: Row = record.get("native") or {}
    fields |= {
        "rule": record.get("rule"),
        "native_scheme": native.get("scheme"),
        "publisher": resolved["publisher"] if resolved["publisher"] != props["origin"] else None,
        "origin_actor": resolved["origin_actor"],
        "origin_key": resolved["origin_key"],
    }
    since = {one["pos"]: one["rev_from"] for one in claim.mentions}
    pieces: dict[str, list[Row]] = {
        "participant": [
            _participant(told, part, since.get(part[0], props["seq"]) if part[6] is not None else None, props["seq"])
            for told, part in zip(record["participants"], resolved["parts"], strict=True)
        ],
        "attribution": [_attribution(pos, one) for pos, one in enumerate(record["attribution"])],
        "link": [{"pos": pos, **one} for pos, one in enumerate(record["links"])],
    }
    if resolved["place"] is not None:
        pieces["place"] = [dict(resolved["place"])]
    if props.get("start") is not None:
        pieces["evidence"] = [{}]
        pieces["quote"] = [{"quote": props["quote"]}]
        pieces["position"] = [{"start": props["start"], "end": props["end"]}]
    return View(fields, pieces)


EVIDENCE = ("quote", "start", "end")


def _participant(told: Row, part: list[Any], since: int | None, seq: int) -> Row:
    pos, name, kind, role, base, side, actor, behalf, key, method, score, post, block, label = part
    if name != told["name"] or role != told["role"]:
        raise ValueError("resolution is of another participant")
    return {
        **told,
        "pos": pos,
        "resolved_kind": kind if kind != told["kind"] else None,
        "base": base if base != role else None,
        "resolved_side": side if side != _side(told, pos) else None,
        "actor": actor,
        "state": behalf,
        "key": key,
        "method": method,
        "score": score,
        "post": post,
        "block": block,
        "label": label if label != name else None,
        "rev_from": since if since != seq else None,
    }


def _side(told: Row, pos: int) -> str:
    return told.get("side") or f"~{pos}"


def _attribution(pos: int, one: Row) -> Row:
    return {**one, "pos": pos, "source": None if one["anonymous"] else source_of(one["name"])}


def source_of(name: str) -> str:
    """Id of the source of a name."""
    return f"source/{slug(name)}"


def implode(view: View) -> Stored:
    """Put a claim together again, as the store has it.

    Raises:
        KeyError: A field that every claim has is missing.
    """
    told, pieces = view.fields, view.pieces
    own = {name: value for name, value in told.items() if name not in FOREIGN}
    props: Row = {**own, "latest": told.get("latest", True), "closed_seq": told.get("closed_seq", OPEN)}
    props |= {"anonymous": told.get("anonymous", False)}
    for name in ("quote", "position"):
        for piece in pieces.get(name, ()):
            props |= piece
    record, parts = _record(props, told, pieces), pieces.get("participant", [])
    chain = record["attribution"]
    props["attribution"] = told.get("attribution") or [f"{one['mode']}: {one['name']}" for one in chain] or None
    props["record"] = told.get("record") or _json(record)
    props["resolved"] = told.get("resolved") or _json(_resolved(props, told, pieces))
    mentions = orjson.loads(told["mentions"]) if told.get("mentions") else _mentions(props, parts)
    if told.get("sources"):
        sources = orjson.loads(told["sources"])
    else:
        links = pieces.get("attribution", ())
        sources = [
            {"source": one["source"], "pos": one["pos"], "mode": one["mode"]} for one in links if one.get("source")
        ]
    return Stored(props, mentions, sources)


FOREIGN = frozenset({"rule", "native_scheme", "publisher", "origin_actor", "origin_key", "mentions", "sources"})
"""Fields of a view that are no properties of the store."""


def _record(props: Row, told: Row, pieces: dict[str, list[Row]]) -> Row:
    """The claim's record, its fields in their declared order, without those that are null."""
    quote, native = props.get("quote"), props.get("native_id")
    made: Row = {
        "record": "claim",
        "id": props["id"],
        "doc_id": props["document"],
        "type": props["type"],
        "modality": props["modality"],
        "hedge": props.get("hedge"),
        "act": props.get("act"),
        "participants": [_some(one, TOLD) for one in pieces.get("participant", ())],
        "post": props.get("post"),
        "date": props.get("date"),
        "place": props.get("place"),
        "about": props.get("about"),
        "links": [_some(one, ("relation", "claim", "quote")) for one in pieces.get("link", ())],
        "quantity": _some(props, ("count", "bound", "of")) if props.get("count") is not None else None,
        "attribution": [_some(one, ("name", "mode", "anonymous", "count")) for one in pieces.get("attribution", ())],
        "evidence": {"quote": quote, "start": props["start"], "end": props["end"]} if quote is not None else None,
        "native": None,
        "confidence": props["confidence"],
        "coder": props["coder"],
        "rule": told.get("rule"),
    }
    if native is not None:
        code = {"scheme": told.get("native_scheme"), "code": props.get("native_code")}
        made["native"] = {"dataset": props["dataset"], "id": native, **_some(code, ("scheme", "code"))}
    return {name: value for name, value in made.items() if value is not None}


def _some(values: Props, names: tuple[str, ...]) -> Row:
    return {name: value for name in names if (value := values.get(name)) is not None}


def _resolved(props: Row, told: Row, pieces: dict[str, list[Row]]) -> Row:
    place = next(iter(pieces.get("place", ())), None)
    return {
        "parts": [_part(one) for one in pieces.get("participant", ())],
        "family": props["family"],
        "published": props["published"],
        "publisher": told.get("publisher") or props["origin"],
        "place": {name: place.get(name) for name in PLACE_FIELDS} if place is not None else None,
        "post": props.get("post_id"),
        "origin_actor": told.get("origin_actor"),
        "origin_key": told.get("origin_key"),
    }


def _part(one: Row) -> list[Any]:
    name, role, pos = one["name"], one["role"], one["pos"]
    return [
        pos,
        name,
        one.get("resolved_kind") or one["kind"],
        role,
        one.get("base") or role,
        one.get("resolved_side") or _side(one, pos),
        one.get("actor"),
        one.get("state"),
        one.get("key"),
        one.get("method"),
        one.get("score", 1.0),
        one.get("post"),
        one.get("block"),
        one["label"] if one.get("label") is not None else name,
    ]


def _mentions(props: Row, parts: list[Row]) -> list[Row]:
    """The open relationships to actors; a version of a claim that is not its latest has none."""
    if not props["latest"]:
        return []
    covered = bounds(props.get("date"))
    vague = covered.vague
    day = 0 if vague or covered.lo is None else covered.lo.toordinal()
    made: list[Row] = []
    for one in parts:
        if one.get("actor") is None:
            continue
        pos, block = one["pos"], one.get("block")
        row = {
            "actor": one["actor"],
            "pos": pos,
            "name": one["name"],
            "role": one["role"],
            "side": one.get("resolved_side") or _side(one, pos),
            "behalf": one.get("state"),
            "method": one.get("method"),
            "score": one.get("score", 1.0),
            "key": one.get("key"),
            "block": block + VAGUE if block and vague else block,
            "day": day,
            "rev_from": one.get("rev_from") or props["seq"],
            "rev_to": OPEN,
        }
        made.append({name: value for name, value in row.items() if value is not None})
    return made


def _sorted(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda one: (one["pos"], str(one.get("actor") or one.get("source"))))


def _json(value: Any) -> str:  # noqa: ANN401
    return orjson.dumps(value).decode()
