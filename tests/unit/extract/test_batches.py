"""Documents in batches: any number of processes gives the same, and one that can't be read loses no other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import pytest

from graph.errors import EdtfError, ExtractionError
from graph.identity.authority import Authority, AuthorityPerson
from graph.records import Bundle, Document
from ingest.extract.batches import MOST_DOCUMENTS, MOST_LETTERS, Failed, extract_batch, extract_by_rules

TEXT = "Vladimir Putin met Alexander Lukashenko in Minsk on Tuesday."


def report(name: str, text: str = TEXT) -> Document:
    """A report of 26 November 2025."""
    return Document(doc_id=name, published=dt.date(2025, 11, 26), text=text)


class Fragile:
    """Reads nothing off a text, stumbles over some, and notes what it was given."""

    def __init__(self) -> None:
        self.given: list[list[str]] = []

    def extract(self, documents: Iterable[Document]) -> Iterator[Bundle]:
        """Give the documents without claims."""
        documents = list(documents)
        self.given.append([one.doc_id for one in documents])
        for document in documents:
            if document.text == "broken":
                raise IndexError("list index out of range")
            if document.text == "bad date":
                raise EdtfError("'x' is no date")
            if document.text == "no parser":
                raise ExtractionError("the model is missing")
            yield Bundle(document=document, claims=())


def test_one_bad_document_loses_no_other() -> None:
    """It is named with the reason in its place; the others are read, one by one."""
    reader = Fragile()
    documents = [report("a"), report("b", "broken"), report("c"), report("d", "bad date")]
    first, broken, third, bad = extract_batch(reader, documents)
    assert [one.document.doc_id for one in (first, broken, third, bad)] == ["a", "b", "c", "d"]
    assert isinstance(first, Bundle)
    assert isinstance(third, Bundle)
    assert isinstance(bad, Failed)
    assert bad.problem == "'x' is no date"
    assert isinstance(broken, Failed)
    assert "a fault of whomet" in broken.problem
    assert "IndexError in test_batches.py, line" in broken.problem
    assert reader.given == [["a", "b", "c", "d"], ["a"], ["b"], ["c"], ["d"]]


def test_good_documents_are_read_at_once() -> None:
    """Nothing is read twice where nothing fails."""
    reader = Fragile()
    assert len(extract_batch(reader, [report("a"), report("b")])) == 2
    assert reader.given == [["a", "b"]]


def test_missing_parser_is_no_fault_of_a_document() -> None:
    """Where no document can be read, the run ends."""
    with pytest.raises(ExtractionError):
        extract_batch(Fragile(), [report("a"), report("b", "no parser")])


def test_documents_are_taken_as_they_are_needed() -> None:
    """A corpus is never held whole: the first ones come out before the last ones are read."""
    taken: list[str] = []

    def corpus() -> Iterator[Document]:
        for number in range(3 * MOST_DOCUMENTS):
            taken.append(str(number))
            yield report(str(number), "Nothing.")

    assert next(extract_by_rules(corpus())).document.doc_id == "0"
    assert len(taken) == MOST_DOCUMENTS
    long = (report(str(number), "x " * MOST_LETTERS) for number in range(3))
    next(extract_by_rules(long))
    assert [one.doc_id for one in long] == ["1", "2"]


def test_processes_change_nothing() -> None:
    """Two processes give what one gives, in the order of the documents, with what only the user knows of people."""
    documents = [report(f"d{number}", f"{TEXT} That was on {number % 28 + 1} May.") for number in range(40)]
    own = Authority("own", "", persons=(AuthorityPerson("person/edda-quorn", "Edda Quorn", ("Edda Quorn",)),))
    alone = list(extract_by_rules(documents, authority=own))
    assert list(extract_by_rules(documents, authority=own, jobs=2)) == alone
    assert [one.document.doc_id for one in alone] == [one.doc_id for one in documents]
    assert all(isinstance(one, Bundle) and one.claims for one in alone)


def test_errors_of_the_corpus_come_through_processes() -> None:
    """What ends the reading of files ends the run, in whichever process the rest is."""

    def corpus() -> Iterator[Document]:
        yield report("a")
        raise EdtfError("broken")

    with pytest.raises(EdtfError, match="broken"):
        list(extract_by_rules(corpus(), jobs=2))
