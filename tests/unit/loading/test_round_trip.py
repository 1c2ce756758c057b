"""The three formats tell the same: whatever bundle is written in one of them is read back as it was."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from typing import Any

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.records import Attribution, Bundle, Claim, Document, Evidence, Link, Participant, Quantity
from graph.vocabulary import load_vocabulary
from ingest.loading.csv_columns import CLAIM, DOCUMENT
from ingest.loading.csv_rows import read_csv
from ingest.loading.jsonl import read_jsonl, write_bundle
from ingest.loading.yaml_documents import read_yaml

# What spreadsheets, YAML and the compact cells could trip over, among ordinary signs.
SIGNS = st.one_of(
    st.sampled_from("abcZ19 Лўé\u0301“”'\"|;:,()[]<>\\#-–\n\t&*%@!\u00a0\u00ad\u2028😀"),
    st.characters(exclude_categories=["Cc", "Cs"]),
)
# Other processes may hold the machine up; time is no property of the formats.
UNHURRIED = settings(deadline=None)

KINDS = ("person", "state", "organization", "group")
BOUNDS = ("exact", "at_least", "at_most", "about")
RELATIONS = ("concerns", "part_of", "after", "in_return_for")

names = st.text(SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool)
perhaps = st.none() | names


@st.composite
def participants(draw: st.DrawFn, roles: tuple[str, ...]) -> Participant:
    """Anybody in one of the roles of an event type."""
    behalf = draw(perhaps)
    basis = draw(st.sampled_from([None, "told", "office", "inferred"])) if behalf else None
    return Participant.model_validate(
        {
            "name": draw(names),
            "title": draw(perhaps),
            "kind": draw(st.sampled_from(KINDS)),
            "role": draw(st.sampled_from(roles)),
            "side": draw(st.none() | st.sampled_from("abz")),
            "named": draw(st.booleans()),
            "behalf": behalf,
            "behalf_basis": basis,
        }
    )


sources = st.builds(
    Attribution,
    name=names,
    mode=st.sampled_from(sorted(load_vocabulary().modes)),
    anonymous=st.booleans(),
    count=st.none() | st.integers(1, 10**6),
)
quantities = st.builds(Quantity, count=st.integers(0, 10**6), bound=st.sampled_from(BOUNDS), of=perhaps)


@st.composite
def claims(draw: st.DrawFn, document: Document) -> Claim:
    """A claim of the document, which quotes some of its words, or any words where it has no text."""
    kind = draw(st.sampled_from([one for one in load_vocabulary().types.values() if one.code != "other"]))
    if document.text is None:
        quote = draw(names)
        start, end = 0, len(quote)
    else:
        start = draw(st.integers(0, len(document.text) - 1))
        end = draw(st.integers(start + 1, len(document.text)))
        quote = document.text[start:end]
        assume(quote == quote.strip())
    # Who writes by hand must quote what can be seen; a soft hyphen can't.
    assume(any(unicodedata.category(sign)[0] in "LNPS" for sign in quote))
    return Claim.model_validate(
        {
            "doc_id": document.doc_id,
            "type": kind.code,
            "modality": draw(st.sampled_from(sorted(load_vocabulary().modalities))),
            "hedge": draw(perhaps),
            "act": draw(st.sampled_from([None, *(act.code for act in kind.acts)])),
            "participants": draw(st.lists(participants(kind.roles), max_size=3)),
            "post": draw(perhaps),
            "date": draw(st.sampled_from([None, "2025-11-26", "2025-11", "2025", "2025-11-26~", "../2025"])),
            "place": draw(perhaps),
            "about": draw(perhaps),
            "quantity": draw(st.none() | quantities),
            "attribution": draw(st.lists(sources, max_size=3)),
            "evidence": Evidence(quote=quote, start=start, end=end),
            "confidence": draw(st.floats(0, 1)),
            "coder": draw(names),
        }
    )


@st.composite
def bundles(draw: st.DrawFn, number: int = 0) -> Bundle:
    """A document with some claims, which may link to one another."""
    text = draw(st.none() | st.text(SIGNS, min_size=1, max_size=60).filter(str.strip))
    document = Document(
        title=draw(perhaps),
        publisher=draw(perhaps),
        author=draw(perhaps),
        published=draw(st.dates()),
        url=f"https://example.org/{number}",
        lang=draw(st.none() | st.sampled_from(["en", "be-tarask", "ru"])),
        licence=draw(perhaps),
        text=text,
    )
    told = draw(st.lists(claims(document), max_size=3, unique_by=lambda claim: claim.id))
    linked = [claim.model_copy(update={"links": draw(links_of(claim, told, text))}) for claim in told]
    return Bundle(document=document.model_copy(update={"claims": len(told)}), claims=tuple(linked))


@st.composite
def links_of(draw: st.DrawFn, claim: Claim, told: list[Claim], text: str | None) -> tuple[Link, ...]:
    """Links of a claim to others of its document, perhaps with the words that tell them."""
    others = [other.id for other in told if other.id != claim.id]
    quote = draw(perhaps)
    if quote is not None and text is not None:
        quote = text.strip()
    link = st.builds(Link, relation=st.sampled_from(RELATIONS), claim=st.sampled_from(others), quote=st.just(quote))
    return tuple(draw(st.lists(link, max_size=2))) if others else ()


several = st.integers(0, 3).flatmap(lambda count: st.tuples(*(bundles(number) for number in range(count))))


def occurrence(text: str | None, evidence: Evidence) -> int | None:
    """Which of the places where the quotation stands is meant; None where there is one only."""
    if text is None:
        return None
    places = [at for at in range(len(text)) if text.startswith(evidence.quote, at)]
    return places.index(evidence.start) + 1 if len(places) > 1 else None


def keyed(bundle: Bundle) -> list[tuple[str, Claim, list[dict[str, Any]]]]:
    """Each claim with a key, and its links by keys."""
    keys = {claim.id: f"k{number}" for number, claim in enumerate(bundle.claims)}
    return [
        (keys[claim.id], claim, [{**link.model_dump(), "claim": keys[link.claim]} for link in claim.links])
        for claim in bundle.claims
    ]


def as_yaml(told: tuple[Bundle, ...]) -> str:
    """Write bundles as a person might in YAML."""
    return yaml.safe_dump([as_mapping(bundle) for bundle in told], allow_unicode=True, sort_keys=False)


def as_mapping(bundle: Bundle) -> dict[str, Any]:
    """One bundle in the form of people's YAML."""
    document = bundle.document.model_dump(exclude={"record", "doc_id", "sha256", "claims"}, mode="json")
    claims = []
    for key, claim, links in keyed(bundle):
        assert claim.evidence is not None
        fields = claim.model_dump(exclude={"record", "id", "doc_id", "evidence", "native"}, mode="json")
        quote = {"quote": claim.evidence.quote, "occurrence": occurrence(bundle.document.text, claim.evidence)}
        claims.append({"key": key, **fields, "links": links, **quote})
    return {**document, "claims": claims}


def as_csv(told: tuple[Bundle, ...], delimiter: str) -> str:
    """Write bundles as a person might in a spreadsheet, document cells on the first row of each alone."""
    out = io.StringIO()
    writer = csv.DictWriter(out, [*DOCUMENT, *CLAIM], delimiter=delimiter)
    writer.writeheader()
    for number, bundle in enumerate(told):
        about: dict[str, Any] = {
            "document": f"d{number}",
            **bundle.document.model_dump(include={*map(str, DOCUMENT)} - {"doc_id"}, mode="json"),
        }
        rows = [as_row(bundle, *one) for one in keyed(bundle)] or [{}]
        for row in rows:
            writer.writerow({**about, **row})
            about = {}
    # The file is read with its line ends made alike.
    return out.getvalue().replace("\r\n", "\n")


def as_row(bundle: Bundle, key: str, claim: Claim, links: list[dict[str, Any]]) -> dict[str, Any]:
    """One claim in the form of a spreadsheet's row."""
    assert claim.evidence is not None
    plain = ("type", "modality", "hedge", "act", "post", "date", "place", "about", "confidence", "coder")
    quantity = claim.quantity.model_dump() if claim.quantity else {}
    return {
        **{name: getattr(claim, name) for name in plain},
        **quantity,
        "key": key,
        "participants": " | ".join(map(participant_cell, claim.participants)),
        "attribution": " > ".join(map(source_cell, claim.attribution)),
        "links": " | ".join(map(link_cell, links)),
        "quote": claim.evidence.quote,
        "occurrence": occurrence(bundle.document.text, claim.evidence),
    }


def escaped(text: str) -> str:
    """Put a backslash before everything that a compact cell could take for its own."""
    return re.sub(r"([|;()\[\]>\\\n0-9])", r"\\\1", text)


def participant_cell(one: Participant) -> str:
    """A participant in a compact cell."""
    details: list[str] = [one.kind]
    details += [f"side {one.side}"] if one.side else []
    details += [] if one.named else ["unnamed"]
    details += [f"title: {escaped(one.title)}"] if one.title else []
    basis = f" [{one.behalf_basis}]" if one.behalf_basis else ""
    details += [f"for {escaped(one.behalf)}{basis}"] if one.behalf else []
    return f"{one.role}: {escaped(one.name)} ({'; '.join(details)})"


def source_cell(one: Attribution) -> str:
    """A source of the chain in a compact cell."""
    details = ["anonymous"] if one.anonymous else []
    details += [str(one.count)] if one.count else []
    return f"{escaped(one.name)} {one.mode}" + (f" ({'; '.join(details)})" if details else "")


def link_cell(link: dict[str, Any]) -> str:
    """A link in a compact cell."""
    quote = f" ({escaped(link['quote'])})" if link["quote"] else ""
    return f"{link['relation']}: {link['claim']}{quote}"


@UNHURRIED
@given(several)
def test_json_lines_are_read_as_they_were_written(told: tuple[Bundle, ...]) -> None:
    """Bundle to lines to bundle is the same bundle, and its lines are the same lines."""
    lines = [line for bundle in told for line in write_bundle(bundle)]
    again = list(read_jsonl(lines, "x"))
    assert again == list(told)
    assert [line for bundle in again if isinstance(bundle, Bundle) for line in write_bundle(bundle)] == lines


@UNHURRIED
@given(several)
def test_yaml_tells_the_same_as_json_lines(told: tuple[Bundle, ...]) -> None:
    """Quotations and keys in YAML give the offsets, ids and links of the bundle that they were made of."""
    assert list(read_yaml(as_yaml(told), "x")) == list(told)


@UNHURRIED
@given(several, st.sampled_from(",;\t"))
def test_csv_tells_the_same_as_json_lines(told: tuple[Bundle, ...], delimiter: str) -> None:
    """A spreadsheet of any delimiter gives the bundles that its rows were made of."""
    assert list(read_csv(as_csv(told, delimiter), "x")) == list(told)


@UNHURRIED
@given(st.lists(st.binary(max_size=80) | st.sampled_from([b'{"record":"document"}', b'{"record":"claim"}', b"[]"])))
def test_no_bytes_break_the_reader_of_json_lines(lines: list[bytes]) -> None:
    """Whatever a file holds, the reader ends, and every line that carries something is accounted for."""
    outcomes = list(read_jsonl(lines, "x"))
    told = {error.line for one in outcomes if not isinstance(one, Bundle) for error in one.errors}
    assert told == {number for number, line in enumerate(lines, start=1) if line.strip()}


@UNHURRIED
@given(st.text(SIGNS | st.sampled_from("\n-: {}[]"), max_size=80))
def test_no_text_breaks_the_readers_of_people(text: str) -> None:
    """Whatever a person saved, YAML and CSV end in errors and not in a crash."""
    for outcome in (*read_yaml(text, "x"), *read_csv(text, "x"), *read_csv(f"published,type,quote\n{text}", "x")):
        assert not isinstance(outcome, Bundle)
