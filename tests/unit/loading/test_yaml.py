"""YAML as people write it: nothing is guessed, and every slip is named by its line."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from textwrap import dedent

import pytest

from graph.records import Bundle, Claim
from ingest.loading.problems import Rejected
from ingest.loading.yaml_documents import read_yaml

HEAD = """\
- title: A day
  published: 2025-11-26
  text: Ada met Bo in Bonn, and Bo called Cy about no news.
  coder: human:me
  claims:
"""


def read(claims: str) -> Bundle | Rejected:
    """Read one document with these claims, which begin on line 6."""
    [outcome] = read_yaml(HEAD + claims, "x.yaml")
    return outcome


def errors(outcome: Bundle | Rejected) -> list[tuple[int | None, str | None]]:
    """Lines and fields of what is wrong."""
    assert isinstance(outcome, Rejected), outcome
    return [(error.line, error.field) for error in outcome.errors]


def claim_of(outcome: Bundle | Rejected) -> Claim:
    """The only claim of a document that is in order."""
    assert isinstance(outcome, Bundle), [str(error) for error in outcome.errors]
    [claim] = outcome.claims
    return claim


def test_values_stay_what_was_written() -> None:
    """A day, a year and `no` are no date, number or truth value where the field is text."""
    claim = claim_of(
        read(
            """\
            - type: call
              date: 2025
              place: no
              about: 2025-11-26
              post: 007
              participants: [{name: Off, kind: person, role: participant, named: no}]
              quote: Bo called Cy
            """
        )
    )
    assert (claim.date, claim.place, claim.about, claim.post) == ("2025", "no", "2025-11-26", "007")
    assert (claim.participants[0].name, claim.participants[0].named) == ("Off", False)


def test_days_numbers_and_nothing_are_read_by_their_fields() -> None:
    """The day of publication is a day, a count a number, and an empty value is not told."""
    outcome = read("    - {type: call, quote: Bo called Cy, place: ~, about: , quantity: {count: 3}, confidence: 1}\n")
    assert isinstance(outcome, Bundle)
    assert outcome.document.published == dt.date(2025, 11, 26)
    claim = claim_of(outcome)
    assert claim.quantity is not None
    assert (claim.quantity.count, claim.place, claim.about, claim.confidence) == (3, None, None, 1.0)


def test_quotations_become_offsets_and_keys_become_ids() -> None:
    """The quotation is found in the text, and a link leads to the claim of its key, above or below it."""
    outcome = read(
        """\
    - key: meeting
      type: meet
      quote: Ada met Bo
      links: [{relation: part_of, claim: call, quote: and   Bo}]
    - key: call
      type: call
      quote: Bo
      occurrence: 3
      links: ['after: meeting']
"""
    )
    assert isinstance(outcome, Bundle), outcome
    meeting, call = outcome.claims
    assert call.evidence is not None
    assert (call.evidence.start, call.evidence.end) == (24, 26)
    assert [(link.claim, link.quote) for link in meeting.links] == [(call.id, "and Bo")]
    assert call.links[0].claim == meeting.id
    assert outcome.document.claims == 2


def test_the_compact_form_of_spreadsheets_is_read_too() -> None:
    """Participants and attribution may be written in one line each."""
    claim = claim_of(
        read(
            """\
    - type: meet
      participants: "participant: Ada (person; side a) | participant: Bo (person)"
      attribution: Wire reports > 3 aides (anonymous)
      quote: Ada met Bo
"""
        )
    )
    assert [one.side for one in claim.participants] == ["a", None]
    assert [(one.mode, one.count) for one in claim.attribution] == [("reports", None), ("cites", 3)]


@pytest.mark.parametrize(
    ("line", "field", "says"),
    [
        ("type: meets", "type", "did you mean 'meet'?"),
        ("quote: Ada saw Bo", "quote", "nearest are 'Ada met Bo"),
        ("quote: Bo", "quote", "3 times"),
        ("quote: ", "quote", "missing"),
        ("quote: ''", "quote", "is empty"),
        ("quote: [Ada]", "quote", "is no text"),
        ("occurrence: two", "occurrence", "is no whole number"),
        ("occurrence: 7", "quote", "occurrence is 7"),
        ("evidence: {quote: Ada, start: 0, end: 3}", "quote", "given twice"),
        ("date: 26/11/2025", "date", "write a day like 2025-11-26"),
        ("quantity: {count: 1.000}", "quantity.count", "in digits alone"),
        ("quantity: {of: prisoners}", "quantity.count", "missing"),
        ("confidence: high", "confidence", "is no number"),
        ("participants: [{name: Ada, kind: persn, role: host}]", "participants.0.kind", "did you mean 'person'?"),
        (
            "participants: [{name: Ada, kind: person, role: host, named: maybe}]",
            "participants.0.named",
            "true nor false",
        ),
        ("participants: ['host: Ada (person)', 'Bo']", "participants.1", "ROLE: NAME"),
        ("attribution: [{name: Wire, mode: tells}]", "attribution.0.mode", "is no mode"),
        ("links: [{relation: after, claim: nothing}]", "links.0.claim", "is no key of this document"),
        ("links: [{relation: after, claim: me}]", "links.0.claim", "is the claim's own key"),
        ("links: [{relation: after, claim: me, quote: unsaid}]", "links.0.quote", "nor any like them"),
        ("palce: Bonn", "palce", "did you mean 'place'?"),
        ("place: !secret Bonn", "place", "has the tag"),
        ("key: [me]", "key", "is no word"),
    ],
)
def test_a_slip_is_named_by_line_and_field(line: str, field: str, says: str) -> None:
    """One wrong value is told with the line on which it stands."""
    fields = {"key": "key: me", "type": "type: meet", "quote": "quote: Ada met Bo"}
    fields[line.partition(":")[0]] = line
    outcome = read("    -\n" + "".join(f"      {one}\n" for one in fields.values()))
    expected = 7 + list(fields).index(field.partition(".")[0])
    assert errors(outcome) == [(expected, field)]
    assert isinstance(outcome, Rejected)
    assert says in outcome.errors[0].problem


def test_a_missing_field_is_told_at_its_claim() -> None:
    """What is not there has no line, so its claim's is told."""
    assert errors(read("    - date: 2025\n      place: Bonn\n")) == [(6, "quote"), (6, "type")]


def test_a_slip_in_the_document_is_told_beside_those_of_its_claims() -> None:
    """A wrong document does not hide what is wrong below it."""
    outcome = list(read_yaml(HEAD.replace("published", "publisht") + "    - {type: met, quote: Ada met Bo}\n", "x"))
    assert errors(outcome[0]) == [(1, "published"), (2, "publisht"), (6, "type")]


def test_without_a_coder_the_claim_is_refused() -> None:
    """Somebody stands for each claim: it, its document or the command says who."""
    text = HEAD.replace("  coder: human:me\n", "") + "    - {type: meet, quote: Ada met Bo}\n"
    [outcome] = read_yaml(text, "x")
    assert errors(outcome) == [(5, "coder")]
    [outcome] = read_yaml(text, "x", "human:default")
    assert claim_of(outcome).coder == "human:default"
    [outcome] = read_yaml(text.replace("{type", "{coder: human:own, type"), "x", "human:default")
    assert claim_of(outcome).coder == "human:own"


def test_a_key_that_stands_twice_is_refused() -> None:
    """A link could not tell which is meant."""
    outcome = read("    - {key: a, type: meet, quote: Ada met Bo}\n    - {key: a, type: call, quote: Bo called Cy}\n")
    assert errors(outcome) == [(7, "key")]


def test_a_field_that_stands_twice_is_refused() -> None:
    """YAML itself would keep the last and say nothing."""
    outcome = read("    - type: meet\n      quote: Ada met Bo\n      type: call\n")
    assert errors(outcome) == [(8, "type")]


def test_what_stands_before_a_mistake_in_the_yaml_is_read() -> None:
    """A list is read item by item: only what follows the mistake is lost, and its line is told."""
    text = HEAD + "    - {type: meet, quote: Ada met Bo}\n" + "- title: Next: day\n  published: 2025-11-27\n"
    good, bad = read_yaml(text, "x")
    assert isinstance(good, Bundle)
    assert errors(bad) == [(7, None)]
    assert isinstance(bad, Rejected)
    assert "quotation marks" in bad.errors[0].problem


def test_documents_may_follow_one_another_in_a_stream() -> None:
    """A stream of documents, a list, or both are read alike."""
    one = "title: {0}\npublished: 2025-11-26\nurl: https://example.org/{0}\n"
    text = one.format(1) + "---\n" + one.format(2) + "---\n- " + one.format(3).replace("\n", "\n  ").strip() + "\n---\n"
    outcomes = list(read_yaml(text, "x"))
    assert [one.document.title for one in outcomes if isinstance(one, Bundle)] == ["1", "2", "3"]


def test_the_same_document_twice_is_refused() -> None:
    """The second would replace the claims of the first."""
    document = "- {title: A day, published: 2025-11-26}\n"
    first, second = read_yaml(document + document, "x")
    assert isinstance(first, Bundle)
    assert errors(second) == [(2, None)]


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("- just words\n", 1, None),
        ("- {title: A, published: 2025-11-26, claims: {type: meet}}\n", 1, "claims"),
        ("- {title: A, published: 2025-11-26, claims: [meet]}\n", 1, None),
        ("- {title: A, published: 2025-11-26, coder: [me]}\n", 1, "coder"),
        ("- title: A\n  published: 20251126\n", 2, "published"),
        ("- title: A\n  published: 2025-11-26\n  ? [a]\n  : b\n", 3, None),
        ("- title: a\x07b\n", 1, None),
        ("- title: A\n  published: 2025-11-26\n  text: &me\n    - *me\n", 3, "text"),
    ],
)
def test_what_is_no_document_is_refused(text: str, line: int, field: str | None) -> None:
    """Each is told in a sentence, never as a crash."""
    told = [where for outcome in read_yaml(text, "x") for where in errors(outcome)]
    assert told[0][0] == line
    assert any(name is not None and field is not None and name.startswith(field) for _, name in told) or field is None


def test_deep_nesting_and_endless_aliases_are_refused() -> None:
    """A few lines that stand for billions of values, or for a tower of lists, end in an error soon."""
    tens = [f"- {name}: &{name} [{', '.join(['*' + below] * 10)}]\n" for below, name in pairwise("abcdefghi")]
    bomb = "- a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(tens)
    for text in (bomb, "- " + "[" * 100_000, "- title: " + "[" * 40 + "]" * 40):
        outcomes = list(read_yaml(text, "x"))
        assert all(isinstance(outcome, Rejected) for outcome in outcomes)


def test_any_language_and_no_text() -> None:
    """A document in any language loads, and one whose text may not be kept keeps its quotations."""
    text = dedent(
        """\
        - title: Сустрэча ў Мінску
          published: 2025-11-26
          lang: be
          text: |
            Лукашэнка сустрэўся
            з Коўлам.
          claims:
            - {type: meet, quote: сустрэўся з Коўлам, coder: human:me}
        - title: No text
          published: 2025-11-26
          claims:
            - {type: meet, quote: met in secret, coder: human:me}
        """
    )
    first, second = (claim_of(outcome).evidence for outcome in read_yaml(text, "x"))
    assert first is not None
    assert second is not None
    assert first.quote == "сустрэўся\nз Коўлам"
    assert (second.start, second.end) == (0, 13)
