"""What is cited: a document with the words quoted, or an answer of the graph as a dataset of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from api.things.claims import ClaimView
from api.things.documents import DocumentView
from api.things.events import EventView
from graph.ids import digest

if TYPE_CHECKING:
    from api.things.claims import ClaimContent
    from api.things.parts import Reading
    from queries.running import Answer

PUBLISHER = "whomet"
KEY_LETTERS = 8
"""Of a digest, where it tells the answers of one query apart."""

type Citable = ClaimView | DocumentView | EventView


@dataclass(frozen=True, slots=True)
class Work:
    """One entry of a bibliography.

    Attributes:
        id: `claim/…`, `event/…`, `document/…`, or `query/NAME-…` with a digest of the permalink.
        kind: "document": what somebody published; "dataset": what the graph answered.
        author: As the document writes it, one or several; None where nobody is named.
        issued: Day of publication; of a dataset the day of the commit.
        url: Where it is found; of a dataset the permalink.
        accessed: Day on which `url` was read: of a document the day on which it was fetched, where that is known.
        version: Of a dataset.
        note: Quotation, permalink and digest.
        language: ISO 639 code, or None.
    """

    id: str
    kind: Literal["document", "dataset"]
    title: str
    author: str | None
    publisher: str | None
    issued: dt.date | None
    url: str | None
    accessed: dt.date | None = None
    version: str | None = None
    note: str | None = None
    language: str | None = None


def today() -> dt.date:
    """The day on which something is cited, UTC."""
    return dt.datetime.now(dt.UTC).date()


def work_of(view: Citable, committed: dt.date | None, day: dt.date) -> Work:
    """The entry of a claim, an event or a document.

    Args:
        view: What is cited, as of a commit.
        committed: Day of that commit; None for an empty graph.
        day: Day on which it is cited.
    """
    if isinstance(view, EventView):
        return Work(
            id=view.id,
            kind="dataset",
            title=view.label,
            author=PUBLISHER,
            publisher=PUBLISHER,
            issued=committed,
            url=view.permalink,
            accessed=day,
            version=f"commit {view.known_at.seq}",
            note=_state(view.known_at.digest),
        )
    if isinstance(view, ClaimView):
        document = view.document
        return Work(
            id=view.id,
            kind="document",
            title=document.label or document.id,
            author=document.author,
            publisher=document.publisher,
            issued=dt.date.fromisoformat(document.published) if document.published else None,
            url=document.source_url,
            accessed=dt.date.fromisoformat(document.retrieved) if document.retrieved else None,
            note=f"{_words(view)} Claim {_where(view, day)}",
        )
    return Work(
        id=view.id if view.id.startswith("document/") else f"document/{view.id}",
        kind="document",
        title=view.title or view.id,
        author=view.author,
        publisher=view.publisher.label if view.publisher else None,
        issued=dt.date.fromisoformat(view.published),
        url=view.source_url,
        accessed=dt.date.fromisoformat(view.retrieved) if view.retrieved else None,
        note=f"Document {_where(view, day)}",
        language=view.lang,
    )


def work_of_answer(answer: Answer, base: str, committed: dt.date | None, day: dt.date) -> Work:
    """The entry of a query's answer, pinned to the query's version and to the commit.

    Args:
        answer: Any page of it.
        base: What its address begins with.
        committed: Day of the commit; None for an empty graph.
        day: Day on which it is cited.
    """
    query = answer.query
    told = "; ".join(f"{name}: {_listed(value)}" for name, value in answer.parameters.items() if name != "known_at")
    return Work(
        id=f"query/{query.name}-{digest(answer.permalink)[:KEY_LETTERS]}",
        kind="dataset",
        title=f"{query.title} ({told})" if told else query.title,
        author=PUBLISHER,
        publisher=PUBLISHER,
        issued=committed,
        url=base + answer.permalink,
        accessed=day,
        version=f"query {query.version}, commit {answer.seq}",
        note=_state(answer.digest),
    )


def _words(claim: ClaimContent) -> str:
    """The quotation and whom the document goes back to; of coded data the record."""
    told = [f"“{claim.evidence.quote}”"] if claim.evidence else []
    if claim.native is not None:
        code = f", code {claim.native.code}" if claim.native.code else ""
        told.append(f"{claim.native.dataset} {claim.native.id}{code}")
    if claim.attribution:
        told.append("attributed to " + ", ".join(one.name for one in claim.attribution))
    return ", ".join(told) + "." if told else ""


def _where(view: Reading, day: dt.date) -> str:
    return f"{view.permalink}, accessed {day.isoformat()}. {_state(view.known_at.digest)}"


def _state(digest: str | None) -> str:
    return f"Graph digest {digest}." if digest else "Empty graph."


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
