"""The claim that a curator's entry tells: what was edited is read, what was not is taken over as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from graph.records import Claim
from ingest.curating.forms import changed_fields, form_of, told_of
from ingest.loading.fields import FieldReader
from ingest.loading.problems import Problem, explain_claim, parse_path, unsaid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.curating.forms import Fields
    from ingest.loading.quotation import QuotationFinder

MAKING = {"id", "coder", "confidence", "rule"}
"""What a claim has by who made it, and not by what it says."""


def build_claim(
    fields: Mapping[str, object], base: Claim | None, doc_id: str, curator: str, finder: QuotationFinder
) -> Claim | list[Problem]:
    """Make the claim of an entry, coded by the curator.

    Args:
        fields: The entry's readable fields as they stand in the file.
        base: The claim that is corrected; None for one that is added.
        doc_id: The document.
        curator: Who codes it.
        finder: Finds quotations in the document's text.

    Returns:
        The claim, or what is wrong with the fields, by their paths.
    """
    form = form_of(base) if base else {}
    changed = set(changed_fields(form, fields))
    told: Fields = {name: told_of(fields[name]) for name in fields if name in changed}
    if "occurrence" in told and "quote" in fields:
        told["quote"] = fields["quote"]
    kept = {name for name in form if name not in changed and name not in told}
    reader = FieldReader(finder)
    over = _taken_over(base, kept)
    # What shows the claim is told to the reader, who would miss it; the rest was read once and need not be again.
    shown = {name: over[name] for name in ("evidence", "native") if name in over}
    given: Fields = {"doc_id": doc_id, "coder": curator, **over, **reader.read({**told, **shown})}
    try:
        claim = Claim.model_validate(given)
    except ValidationError as error:
        problems = [_renamed(one) for one in explain_claim(error, given)]
        return reader.problems + unsaid(problems, reader.problems)
    problems = reader.problems + [(parse_path(name), problem) for name, problem in claim.problems]
    return problems or claim


def says_the_same(one: Claim, other: Claim) -> bool:
    """Whether two claims differ in nothing but who made them."""
    return one.model_dump(exclude=MAKING) == other.model_dump(exclude=MAKING)


def _taken_over(base: Claim | None, kept: set[str]) -> Fields:
    if base is None:
        return {}
    names = {"evidence" if name == "quote" else name for name in kept} | {"native"}
    return base.model_dump(mode="json", include=names, exclude_none=True)


def _renamed(problem: Problem) -> Problem:
    path, text = problem
    return (("quote",), text) if path[:1] == ("evidence",) else problem
