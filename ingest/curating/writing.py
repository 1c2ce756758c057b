"""A review: claims beside their sentences, as YAML that people edit and `ingest.curating.reading` reads back."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from ingest.curating.forms import form_of
from ingest.curating.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.records import Bundle, Claim
    from graph.store.decisions import Recorded

WIDTH = 100

HEADER = """\
# Review of {counted}. Edit this file, then: whomet curate FILE
#
# Write your name after `curator:`, and give claims a verdict:
#
#   accepted    the document says so, as it stands here
#   corrected   the document says so after you mended the claim's fields below
#   rejected    the document does not say so; write why after `reason:`
#
# A claim without a verdict is left alone. Sentences are for reading: the quotation that shows a claim
# stands between [[ and ]]. Fields that are missing may be added: act, hedge, date, place, post,
# quantity (count, bound, of), about, attribution, links. Don't change ids.
#
# A claim that was missed is added as an entry of its document without id and verdict:
#
#     - type: meet
#       date: 2025-11-26
#       participants:
#         - role: participant
#           name: Anna Berg
#           kind: person
#           side: a
#       quote: words of the document, copied
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document of a review.

    Attributes:
        bundle: The document, and those of its claims that are to be reviewed.
        decided: Claim → what was decided about it so far.
    """

    bundle: Bundle
    decided: Mapping[str, Sequence[Recorded]]

    def join(self, other: Sheet) -> Sheet:
        """Both sheets' claims of one document, each once."""
        claims = {one.id: one for one in (*self.bundle.claims, *other.bundle.claims)}
        bundle = self.bundle.model_copy(update={"claims": tuple(claims.values())})
        return Sheet(bundle, {**self.decided, **other.decided})


def write_review(sheets: Sequence[Sheet], *, curator: str | None = None, by_confidence: bool = False) -> Iterator[str]:
    """Write a review, in pieces that end with a line.

    Args:
        sheets: The documents, in order.
        curator: Who is going to review; left open for them to fill in where it is None.
        by_confidence: Put the claims that are least sure first, and the documents that have them. Otherwise claims
            stand in the order of their quotations.
    """
    ordered = [(sheet, _ordered(sheet.bundle.claims, by_confidence=by_confidence)) for sheet in sheets]
    if by_confidence:
        ordered.sort(key=lambda one: one[1][0].confidence if one[1] else 1.0)
    claims = sum(len(one) for _, one in ordered)
    counted = f"{_count(claims, 'claim')} in {_count(len(sheets), 'document')}"
    yield HEADER.format(counted=counted)
    yield "\n" + _dump({"curator": curator})
    yield "\ndocuments:\n" if ordered else "\ndocuments: []\n"
    numbers = iter(range(1, claims + 1))
    for sheet, its in ordered:
        yield from _document(sheet, its, claims, numbers)


def _ordered(claims: Iterable[Claim], *, by_confidence: bool) -> list[Claim]:
    ordered = sorted(claims, key=lambda one: (one.evidence.start if one.evidence else 0, one.id))
    return sorted(ordered, key=lambda one: one.confidence) if by_confidence else ordered


def _document(sheet: Sheet, claims: Sequence[Claim], count: int, numbers: Iterator[int]) -> Iterator[str]:
    document = sheet.bundle.document
    head = {
        "document": document.doc_id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published.isoformat(),
        "url": document.url,
    }
    told = _dump({name: value for name, value in head.items() if value is not None})
    yield _item(told, "  ") + ("    claims:\n" if claims else "    claims: []\n")
    sentences = Sentences(document.text)
    for claim in claims:
        notes = [f"{next(numbers)} of {count} · {_origin(claim)} · confidence {claim.confidence:.2f}"]
        notes += [_decided(one) for one in sheet.decided.get(claim.id, ())]
        shown = sentences.around(claim.evidence) if claim.evidence else _native(claim)
        yield "\n" + "".join(_comment(one, "      ") for one in (*notes, shown))
        yield _item(_dump({"id": claim.id, "verdict": None, "reason": None, **form_of(claim)}), "      ")
    yield "\n"


def _origin(claim: Claim) -> str:
    return f"{claim.coder}, {claim.rule}" if claim.rule else claim.coder


def _native(claim: Claim) -> str:
    one = claim.native
    return f"coded data: {one.dataset} {one.id} {one.code or ''}".strip() if one else "no quotation"


def _decided(one: Recorded) -> str:
    when = f" on {one.at[:10]}" if one.at else ""
    reason = f": {one.decision.reason}" if one.decision.reason else ""
    return f"{one.decision.kind} by {one.decision.by}{when}{reason}"


# What no YAML may hold, not even in a comment.
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")


def _comment(text: str, indent: str) -> str:
    shown = _UNSHOWN.sub("\ufffd", " ".join(text.split()))
    lines = textwrap.wrap(shown, WIDTH - len(indent) - 2, break_long_words=False)
    return "".join(f"{indent}# {line}\n" for line in lines)


def _item(block: str, indent: str) -> str:
    """A block mapping as an item of a list."""
    first, *others = block.removesuffix("\n").split("\n")
    return "\n".join([f"{indent}- {first}", *(f"{indent}  {line}" for line in others)]) + "\n"


class _Dumper(yaml.SafeDumper):
    """Block style, and no value that looks like something else than text in quotation marks.

    The reader takes every value for the text that it is, but for an empty one and `<<`.
    """

    def ignore_aliases(self, data: object) -> bool:
        """Write what stands twice out twice."""
        del data
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Indent lists under their names."""
        super().increase_indent(flow, indentless=False)  # pyright: ignore[reportUnknownMemberType]


_KEPT = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")
_Dumper.yaml_implicit_resolvers = {
    first: kept
    for first, known in yaml.SafeDumper.yaml_implicit_resolvers.items()
    if (kept := [one for one in known if one[0] in _KEPT])
}
# What ends a line for Python, YAML 1.1 or an editor: written as an escape, it stays what it was.
_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return _scalar(dumper, "str", text, '"' if _BREAKS.search(text) else None)


def _represent_nothing(dumper: yaml.SafeDumper, _: object) -> yaml.ScalarNode:
    return _scalar(dumper, "null", "", None)


def _scalar(dumper: yaml.SafeDumper, tag: str, value: str, style: str | None) -> yaml.ScalarNode:
    return dumper.represent_scalar(f"tag:yaml.org,2002:{tag}", value, style)  # pyright: ignore[reportUnknownMemberType]


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(type(None), _represent_nothing)


def _dump(fields: Mapping[str, Any]) -> str:
    return yaml.dump(dict(fields), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH - 8)


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"
