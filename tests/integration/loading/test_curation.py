"""What people decide about claims is recorded, closes and adds claims, and is undone by no later reading."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from graph.records import Bundle, Claim
from graph.store.connection import Store
from ingest.curating import Curated, Review, Sheet, curate, gather, read_review, write_review
from ingest.loading import Rejected
from queries.catalogue import load_catalogue
from queries.running import run_sync
from tests.integration.loading.conftest import (
    clock,
    differences,
    dump,
    empty,
    faults,
    load,
    report,
    revise,
    rows,
    sample_bundles,
    told,
)

BISHKEK, COLE, CALL, FREED = (
    "On November 26, Lukashenko met",
    "John Cole, whom",
    "In a telephone call",
    "33 Ukrainian prisoners in November",
)
POSSIBLE, TALKS = "a release by Belarus that would cover", "The Trump administration"
MISSED = {
    "type": "visit",
    "date": "2025-11-25",
    "place": "Bishkek",
    "participants": [{"role": "visitor", "name": "Vladimir Putin", "kind": "person"}],
    "quote": "Putin had arrived in Bishkek the day before",
}
OPEN = "MATCH (c:Claim {latest: true}) RETURN c.id, c.closed_seq = 9007199254740991, c.closed_why"
type Edit = Callable[[dict[str, Any]], None]


def sheet(*bundles: Bundle) -> str:
    """A review of documents as it is written."""
    return "".join(write_review([Sheet(one, {}) for one in bundles]))


def edited(text: str, edits: dict[str, Edit], *added: dict[str, Any]) -> str:
    """A review with some entries edited, and some added to its last document."""
    review = yaml.load(text, yaml.CBaseLoader)  # noqa: S506  -- texts alone
    for page in review["documents"]:
        for entry in page["claims"]:
            edits.get(entry.get("id"), lambda _: None)(entry)
    review["documents"][-1]["claims"].extend(added)
    return yaml.safe_dump(review, allow_unicode=True, sort_keys=False)


def verdict(word: str, reason: str = "", **fields: Any) -> Edit:  # noqa: ANN401
    """Give an entry a verdict, and change some of its fields."""
    return lambda entry: entry.update({"verdict": word, "reason": reason, **fields})


def review_of(text: str, curator: str = "anna") -> Review:
    """A review that is well formed."""
    found = read_review(io.BytesIO(text.encode()), "r.yaml", curator)
    assert isinstance(found, Review), found
    return found


def record(store: Store, text: str, curator: str = "anna") -> Curated:
    """Record a review that must be good."""
    done = curate(store, review_of(text, curator))
    assert isinstance(done, Curated), done
    return done


def refused(store: Store, text: str) -> list[str]:
    """What is wrong with a review; the graph is as it was."""
    before = clock(store)
    done = curate(store, review_of(text))
    assert isinstance(done, Rejected), done
    assert clock(store) == before
    return [str(error) for error in done.errors]


def state(store: Store) -> dict[str, str]:
    """Claim → open, or why it is closed."""
    return {id: "open" if is_open else why for id, is_open, why in rows(store, OPEN)}


def decided(store: Store) -> list[list[Any]]:
    """The decisions: kind, target, who, why."""
    return rows(store, "MATCH (d:Decision) RETURN d.kind, d.target, d.by, d.reason ORDER BY d.seq, d.kind, d.target")


def made_by(store: Store, coder: str) -> list[Claim]:
    """The open claims of a coder."""
    found = rows(store, "MATCH (c:Claim {coder: $coder, closed_seq: 9007199254740991}) RETURN c.record", coder=coder)
    return [Claim.model_validate_json(one) for (one,) in found]


@pytest.fixture
def talks() -> Bundle:
    """The sample dispatch on talks."""
    return sample_bundles()[0]


@pytest.fixture
def reviewed(talks: Bundle) -> str:
    """Its review: one claim accepted, one corrected, one rejected, one added."""
    return edited(
        sheet(talks),
        {
            told(talks, COLE).id: verdict("accepted"),
            told(talks, BISHKEK).id: verdict("corrected", "the day before", date="2025-11-25"),
            told(talks, FREED).id: verdict("rejected", "not in this text"),
        },
        MISSED,
    )


def test_a_review_is_recorded(spare: Store, talks: Bundle, reviewed: str) -> None:
    """Each verdict has its decision; the corrected and the rejected claim are closed, two of the curator's are open."""
    load(spare, talks)
    done = record(spare, reviewed)
    assert (done.seq, dict(done.counts)) == (2, {"accepted": 1, "corrected": 1, "rejected": 1, "added": 1, "left": 11})
    now = state(spare)
    assert [now[told(talks, one).id] for one in (COLE, BISHKEK, FREED)] == ["open", "corrected", "rejected"]
    corrected, added = sorted(made_by(spare, "human:anna"), key=lambda one: one.type)
    assert (corrected.date, corrected.place, corrected.confidence) == ("2025-11-25", "Bishkek", 1.0)
    assert added.evidence is not None
    assert added.evidence.quote == MISSED["quote"]
    assert sorted(decided(spare)) == sorted(
        [
            ["accepted", told(talks, COLE).id, "human:anna", None],
            ["added", added.id, "human:anna", None],
            ["corrected", told(talks, BISHKEK).id, "human:anna", "the day before"],
            ["rejected", told(talks, FREED).id, "human:anna", "not in this text"],
        ]
    )
    supersedes = rows(spare, "MATCH (a:Claim)-[:SUPERSEDES]->(b:Claim) RETURN a.id, b.id")
    assert supersedes == [[corrected.id, told(talks, BISHKEK).id]]
    assert rows(spare, "MATCH (c:Commit {seq: 2}) RETURN c.what, c.claims, c.closed") == [["curate", 2, 2]]
    assert faults(spare) == []


def test_the_same_review_twice(spare: Store, talks: Bundle, reviewed: str) -> None:
    """Nothing changes the second time; more verdicts in the same file are recorded later."""
    load(spare, talks)
    record(spare, reviewed)
    before, then = dump(spare), clock(spare)
    again = record(spare, reviewed)
    assert (again.seq, dict(again.counts)) == (None, {"known": 4, "left": 11})
    assert (dump(spare), clock(spare)) == (before, then)
    more = record(spare, edited(reviewed, {told(talks, CALL).id: verdict("accepted", "heard it")}))
    assert (more.counts["accepted"], more.counts["known"], more.counts["left"]) == (1, 4, 10)


def test_an_untouched_review_records_nothing(spare: Store) -> None:
    """Of any document: all claims are left alone."""
    samples = sample_bundles()
    load(spare, samples)
    before = clock(spare)
    assert record(spare, sheet(*samples)).counts == {"left": sum(len(one.claims) for one in samples)}
    assert clock(spare) == before


def test_reading_again_undoes_nothing(spare: Store, talks: Bundle, reviewed: str) -> None:
    """The same claims again change nothing; the report says what stays as it was decided."""
    load(spare, talks)
    record(spare, reviewed)
    before, then = dump(spare), clock(spare)
    again = load(spare, talks)
    assert (dump(spare), clock(spare)) == (before, then)
    assert again.seq is None
    assert set(again.retracted) == {told(talks, one).id for one in (BISHKEK, FREED)}
    assert set(again.upheld) == {one.id for one in made_by(spare, "human:anna")}


def test_other_rules_undo_nothing(spare: Store, talks: Bundle, reviewed: str) -> None:
    """A claim that was accepted stands as it was, whether later rules read it otherwise or not at all."""
    load(spare, talks)
    record(spare, reviewed)
    accepted = told(talks, COLE)
    otherwise = load(spare, revise(talks, lambda one: {"hedge": "reportedly"} if one.id == accepted.id else {}))
    assert accepted.id in otherwise.upheld
    nothing = load(spare, talks.model_copy(update={"claims": ()}))
    assert accepted.id in nothing.upheld
    now = state(spare)
    assert [now[told(talks, one).id] for one in (COLE, BISHKEK, FREED, CALL)] == [
        "open", "corrected", "rejected", "revised",
    ]  # fmt: skip
    assert len(made_by(spare, "human:anna")) == 2
    assert rows(spare, "MATCH (c:Claim {id: $id}) RETURN c.hedge", id=accepted.id) == [[accepted.hedge]]
    assert faults(spare) == []


def test_rules_that_read_the_words_otherwise_make_another_claim(spare: Store, talks: Bundle, reviewed: str) -> None:
    """A decision is on a claim: another date in the same words is another claim, open beside the curator's."""
    load(spare, talks)
    record(spare, reviewed)
    load(spare, revise(talks, lambda one: {"date": "2025-11-25"} if one.id == told(talks, BISHKEK).id else {}))
    open_now = rows(
        spare, "MATCH (c:Claim {type: 'meet', date: '2025-11-25', closed_seq: 9007199254740991})-[r:ABOUT]->(e:Event) "
        "WHERE r.rev_to = 9007199254740991 RETURN c.coder, e.id",
    )  # fmt: skip
    assert sorted(coder for coder, _ in open_now) == ["human:anna", "human:whomet"]
    assert len({event for _, event in open_now}) == 1
    assert state(spare)[told(talks, BISHKEK).id] == "corrected"


def test_a_text_that_no_longer_has_the_words(spare: Store, talks: Bundle, reviewed: str) -> None:
    """Then a decision lapses and the report says so; what is still there stands."""
    load(spare, talks)
    record(spare, reviewed)
    text = talks.document.text
    assert text is not None
    at = text.index(BISHKEK)
    document = talks.document.model_copy(update={"text": text[:at], "sha256": None})
    kept = tuple(one for one in talks.claims if one.evidence is not None and one.evidence.end <= at)
    lapsed = load(spare, Bundle(document=document, claims=kept)).lapsed
    assert set(lapsed) == {one.id for one in _by(spare, "human:anna")}
    assert made_by(spare, "human:anna") == []
    assert state(spare)[told(talks, COLE).id] == "open"
    assert faults(spare) == []


def _by(store: Store, coder: str) -> list[Claim]:
    found = rows(store, "MATCH (c:Claim {coder: $coder}) RETURN c.record", coder=coder)
    return [Claim.model_validate_json(one) for (one,) in found]


def test_known_at_before_the_correction(spare: Store, talks: Bundle, reviewed: str) -> None:
    """Who met whom answers with the old day as of the old commit, and with the new one now."""
    load(spare, talks)
    record(spare, reviewed)
    (query,) = (one for one in load_catalogue() if one.name == "who_met_whom")
    asked = {"person": "person/vladimir-putin", "other": "person/alexander-lukashenko"}
    days = [[row[query_column(query, "date")] for row in run_sync(spare, query, {**asked, **more}).rows]
            for more in ({"known_at": 1}, {}, {"known_at": 2})]  # fmt: skip
    assert days == [["2025-11-26"], ["2025-11-25"], ["2025-11-25"]]


def query_column(query: Any, name: str) -> int:  # noqa: ANN401
    """Where a column of a query stands."""
    return [one.name for one in query.returns].index(name)


def test_links_to_a_corrected_claim_hold(spare: Store, talks: Bundle) -> None:
    """What another claim tells of it is told of its correction, in either order, and after another reading."""
    released, about = told(talks, POSSIBLE).id, told(talks, TALKS).id
    correct = {released: verdict("corrected", modality="scheduled", hedge="")}
    concerns = (
        "MATCH (a:Event)-[r:CONCERNS]->(b:Event) WHERE r.rev_to = 9007199254740991 AND r.claim = $id RETURN b.modality"
    )
    load(spare, talks)
    assert rows(spare, concerns, id=about) == [["possible"]]
    record(spare, edited(sheet(talks), correct))
    assert rows(spare, concerns, id=about) == [["scheduled"]]
    at_once = dump(spare), clock(spare).digest
    load(spare, talks)
    assert (dump(spare), clock(spare).digest) == at_once
    empty(spare)
    load(spare, revise(talks, lambda one: None if one.id == about else {}))
    record(spare, edited(sheet(talks.model_copy(update={"claims": (told(talks, POSSIBLE),)})), correct))
    load(spare, talks)
    assert differences(dump(spare), at_once[0]) == []
    assert clock(spare).digest == at_once[1]
    assert faults(spare) == []


def test_the_order_of_decisions_and_documents_does_not_matter(spare: Store, talks: Bundle, reviewed: str) -> None:
    """Decided on before or after a new version of the document and other documents, one by one or at once: equal."""
    _, *others = sample_bundles()
    renamed = talks.model_copy(update={"document": talks.document.model_copy(update={"publisher": "Sample Courier"})})
    late = reviewed.replace("publisher: Sample Wire", "publisher: Sample Courier")
    load(spare, talks)
    record(spare, reviewed)
    load(spare, *others, renamed)
    first = dump(spare), clock(spare).digest
    assert faults(spare) == []
    empty(spare)
    load(spare, [renamed, *others])
    for one in reversed((COLE, BISHKEK, FREED)):
        record(spare, _only(late, told(talks, one).id))
    record(spare, late)
    assert differences(dump(spare), first[0]) == []
    assert clock(spare).digest == first[1]


def _only(text: str, id: str) -> str:
    """The review with the verdict on one claim alone."""
    review = yaml.load(text, yaml.CBaseLoader)  # noqa: S506  -- texts alone
    for page in review["documents"]:
        page["claims"] = [one for one in page["claims"] if one.get("id") == id]
    return yaml.safe_dump(review, allow_unicode=True, sort_keys=False)


def test_a_correction_is_corrected_and_rejected(spare: Store, talks: Bundle, reviewed: str) -> None:
    """A curator's own claim is reviewed like any other: the same id with other fields, then closed for good."""
    load(spare, talks)
    record(spare, reviewed)
    (mine,) = (one for one in made_by(spare, "human:anna") if one.type == "meet")
    text = sheet_of(spare, mine.id)
    again = edited(text, {mine.id: verdict("corrected", place="Ala-Archa residence")})
    record(spare, again)
    (moved,) = (one for one in made_by(spare, "human:anna") if one.type == "meet")
    assert (moved.id, moved.place) == (mine.id, "Ala-Archa residence")
    assert faults(spare) == []
    assert record(spare, again).counts == {"known": 1}
    load(spare, talks)
    assert made_by(spare, "human:anna") != []
    assert state(spare)[mine.id] == "open"
    record(spare, edited(sheet_of(spare, mine.id), {mine.id: verdict("rejected", "after all")}), "ben")
    assert state(spare)[mine.id] == "rejected"
    load(spare, talks)
    assert state(spare)[mine.id] == "rejected"
    assert faults(spare) == []


def sheet_of(store: Store, id: str) -> str:
    """A review of something in the graph."""
    return "".join(write_review([gather(store, id)]))


def test_a_review_from_the_graph(spare: Store, talks: Bundle, reviewed: str) -> None:
    """It has the open claims, what was decided about each, and one claim alone where it is asked for."""
    load(spare, talks)
    record(spare, reviewed)
    text = sheet_of(spare, talks.document.doc_id)
    assert "# accepted by human:anna on " in text
    assert "# corrected by human:anna on " in text
    assert told(talks, FREED).id not in text
    one = sheet_of(spare, told(talks, CALL).id)
    assert one.count("- id: claim/") == 1


REFUSED: list[tuple[str, Edit, str, str]] = [
    ("date", verdict("", date="2025-11-25"), "is not what the graph has ('2025-11-26')", "say corrected"),
    ("place", verdict("accepted", place="Minsk"), "is not what the graph has ('Bishkek')", "verdict is accepted"),
    ("place", verdict("rejected", "why", place="Minsk"), "is not what the graph has", "verdict is rejected"),
    ("verdict", verdict("corrected"), "is corrected, but nothing was changed", "say accepted"),
    ("reason", verdict("rejected"), "missing", "say why the claim is wrong"),
    ("reason", verdict("", "because"), "is given without a verdict", "take it out"),
    ("id", lambda entry: entry.update(id="claim/none"), "the graph has no claim/none", "put back the id"),
    ("quote", verdict("corrected", quote="Lukashenko met Putin"), "the text does not have these words", "copy them"),
    ("quote", verdict("corrected", quote=""), "missing", "quote the words"),
    ("date", verdict("corrected", date="soon"), "'soon'", "EDTF"),
    ("modality", verdict("corrected", modality="maybe"), "maybe", "occurred"),
    ("participants.0.role", verdict("corrected", participants=[{"name": "X", "kind": "person", "role": "x"}]), "x", ""),
    ("participants.0.kind", verdict("corrected", participants=[{"name": "X", "role": "participant"}]), "missing", ""),
    ("links.0.claim", verdict("corrected", links=[{"relation": "after", "claim": "claim/no"}]), "claim/no", "open"),
    ("verdict", lambda entry: (entry.pop("id"), entry.update(verdict="accepted"))[1], "is for claims with", "put"),
]  # fmt: skip


def test_what_is_wrong_is_told(spare: Store, talks: Bundle) -> None:
    """Line, field and mend, for each mistake; nothing of the file is recorded, its good verdicts neither."""
    load(spare, talks)
    good = {told(talks, COLE).id: verdict("accepted")}
    for field, edit, *words in REFUSED:
        text = edited(sheet(talks), {**good, told(talks, BISHKEK).id: edit})
        errors = refused(spare, text)
        assert len(errors) == 1, errors
        line, name = errors[0].split(":")[1:3]
        assert name.strip() == field, errors
        assert (
            field.rpartition(".")[2] in text.split("\n")[int(line) - 1] or "participants" in field or "quote" in field
        )
        assert all(word in errors[0] for word in words), errors
    assert decided(spare) == []


def test_all_mistakes_of_a_file_at_once(spare: Store, talks: Bundle) -> None:
    """In the order of the lines."""
    load(spare, talks)
    edits = {told(talks, CALL).id: verdict("corrected"), told(talks, BISHKEK).id: verdict("rejected")}
    errors = refused(spare, edited(sheet(talks), edits, {"type": "meet"}))
    assert [one.split(":")[2].strip() for one in errors] == ["verdict", "reason", "quote"]
    assert [int(one.split(":")[1]) for one in errors] == sorted(int(one.split(":")[1]) for one in errors)


def test_claims_that_are_not_loaded(spare: Store, talks: Bundle, reviewed: str) -> None:
    """They must be loaded first, and the error says so."""
    load(spare, sample_bundles()[1])
    (error,) = refused(spare, reviewed)
    assert "document: the graph has no document" in error
    assert "load it first" in error
    load(spare, talks)
    assert record(spare, reviewed).seq is not None


def test_claims_that_become_the_same(spare: Store) -> None:
    """Two corrections to one claim, an addition of what is there, and what was closed for good are refused."""
    meeting: dict[str, Any] = {"type": "meet", "who": ["Ada Lindqvist", "Ivo Marek"]}
    evidence = {"quote": "they met", "start": 0, "end": 8}
    dated = [{**meeting, "evidence": evidence, "date": f"2025-11-2{day}"} for day in (1, 2)]
    one = report("one", *dated)
    load(spare, one)
    (error,) = refused(spare, edited(sheet(one), {c.id: verdict("corrected", date="2025-11-25") for c in one.claims}))
    assert "is the same claim now as that on line" in error
    record(spare, edited(sheet(one), {one.claims[0].id: verdict("corrected", date="2025-11-25")}))
    (error,) = refused(spare, edited(sheet(one), {one.claims[1].id: verdict("corrected", date="2025-11-25")}))
    assert "which the graph has already" in error
    (error,) = refused(spare, edited(sheet(one), {one.claims[0].id: verdict("accepted")}))
    (mine,) = made_by(spare, "human:anna")
    assert f"corrected by human:anna, commit 2); review {mine.id} instead" in error


def test_other_reasons_do_not_replace_the_first(spare: Store, talks: Bundle, reviewed: str) -> None:
    """A decision is recorded once, and the error quotes the reason that stands."""
    load(spare, talks)
    record(spare, reviewed)
    (error,) = refused(spare, reviewed.replace("not in this text", "misread"))
    assert ": reason: this decision is recorded with another reason ('not in this text')" in error
