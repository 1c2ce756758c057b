"""A document's paragraphs beside the claims that were read off each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from graph.records import Bundle, Claim, Participant

PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
QUOTED = "underline"


def print_bundle(console: Console, bundle: Bundle) -> None:
    """Print a document: each paragraph to the left, its claims to the right; what they quote is underlined."""
    document = bundle.document
    fetched = f"retrieved {document.retrieved}" if document.retrieved else None
    head = [document.publisher, document.author, document.published.isoformat(), document.url, fetched]
    console.print(Text(document.title or document.doc_id, style="bold"))
    console.print(Text(" · ".join(part for part in head if part), style="dim"), soft_wrap=True)
    table = Table(show_header=False, show_lines=True, expand=True, padding=(0, 1))
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    for paragraph, claims in _paired(bundle):
        told = Text("\n\n").join(_told(claim) for claim in claims) if claims else Text("—", style="dim")
        table.add_row(paragraph, told)
    console.print(table)
    console.print()


def print_claims(console: Console, claims: Iterable[Claim]) -> None:
    """Print claims of several documents: their quotations to the left, what they say to the right."""
    table = Table(show_header=False, show_lines=True, expand=True, padding=(0, 1))
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    for claim in claims:
        table.add_row(Text(claim.evidence.quote if claim.evidence else "—"), _told(claim))
    console.print(table)
    console.print()


def _paired(bundle: Bundle) -> Iterator[tuple[Text, list[Claim]]]:
    """Each paragraph with the claims whose quotation begins in it."""
    text = bundle.document.text or ""
    for match in PARAGRAPH.finditer(text):
        start, end = match.span()
        shown = Text(match[0])
        claims: list[Claim] = []
        for claim in bundle.claims:
            if claim.evidence is not None and start <= claim.evidence.start < end:
                shown.stylize(QUOTED, claim.evidence.start - start, claim.evidence.end - start)
                claims.append(claim)
        yield shown, claims


def _told(claim: Claim) -> Text:
    """A claim in a few lines."""
    when = claim.date or "no date"
    head = " ".join(part for part in (claim.type, claim.act and f"({claim.act})", claim.post) if part)
    lines = [
        f"[bold]{escape(head)}[/] [{_style(claim)}]{claim.modality}[/] {escape(_prefixed(when, ' in ', claim.place))}"
    ]
    lines += [escape(_participant(one)) for one in claim.participants]
    if (count := claim.quantity) is not None:
        number = f"quantity: {count.bound.replace('_', ' ')} {count.count}"
        lines.append(escape(_prefixed(number, " ", count.of)))
    if claim.attribution:
        chain = " > ".join(f"{one.name} {one.mode}" for one in claim.attribution)
        lines.append(escape(f"according to: {chain}"))
    lines += [f"{name}: {escape(value)}" for name, value in (("hedge", claim.hedge), ("about", claim.about)) if value]
    lines += [f"{link.relation.replace('_', ' ')}: {link.claim}" for link in claim.links]
    lines.append(f"[dim]{claim.coder} {claim.confidence:.2f}[/]")
    return Text.from_markup("\n".join(lines))


def _style(claim: Claim) -> str:
    return "green" if claim.modality == "occurred" else "yellow"


def _participant(one: Participant) -> str:
    details = [one.title, f"for {one.behalf}" if one.behalf else None, f"side {one.side}" if one.side else None]
    more = "; ".join(part for part in details if part)
    return f"{one.role}: {one.name}" + (f" ({more})" if more else "")


def _prefixed(start: str, between: str, value: str | None) -> str:
    return f"{start}{between}{value}" if value else start
