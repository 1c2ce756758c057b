"""Which language a text is in, where that can be told."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from typing import Any

ENGLISH: Final = "en"
SHORT: Final = 400
"""Letters up to which detectors misread: lists of names pass for any language."""

LOOKED_AT: Final = 10_000
SURE: Final = 0.01
"""Most that English may have of the probability where a text is surely something else: neighbours such as Russian and
Belarusian share the rest."""

NEIGHBOURS: Final = 3
LIKELY: Final = 0.8
"""Least that a language and its nearest must have together: what is no language at all is shared out among many."""


def detect(text: str) -> str | None:
    """The language of a text, as an ISO 639-1 code; None where the text is short or the matter is open."""
    start = text[:LOOKED_AT]
    if sum(map(str.isalpha, start)) <= SHORT:
        return None
    ranked: list[tuple[str, float]] = _identifier().rank(start)
    best, english = ranked[0][0], dict(ranked).get(ENGLISH, 0.0)
    if best == ENGLISH:
        return ENGLISH
    likely = sum(share for _, share in ranked[:NEIGHBOURS])
    return best if english < SURE and likely > LIKELY else None


@cache
def _identifier() -> Any:  # noqa: ANN401  -- it has no types
    from py3langid import langid  # pyright: ignore[reportMissingTypeStubs]

    return cast("Any", langid).LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
