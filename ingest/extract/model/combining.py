"""What rules and a language model each said about one document, side by side."""

from __future__ import annotations

from graph.errors import InputError
from graph.records import Bundle


def combine(rules: Bundle, model: Bundle) -> Bundle:
    """Put both claim sets under one document: the rules' first, each claim with its own coder.

    Nothing is merged here, so that it stays visible which of them said what. A coder is part of a claim's id, so no
    two of their claims are the same.

    Raises:
        InputError: They are about two documents, or one coder made claims of both.
    """
    if rules.document.doc_id != model.document.doc_id or rules.document.sha256 != model.document.sha256:
        raise InputError(f"{rules.document.doc_id} and {model.document.doc_id} are not the same document and text")
    if shared := {claim.coder for claim in rules.claims} & {claim.coder for claim in model.claims}:
        raise InputError(f"{', '.join(sorted(shared))} coded both claim sets; combine those of two different coders")
    claims = (*rules.claims, *model.claims)
    return Bundle(document=rules.document.model_copy(update={"claims": len(claims)}), claims=claims)
