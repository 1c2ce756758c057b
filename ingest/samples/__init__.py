"""Three short dispatches, so that a fresh graph has something to ask about; and what people coded of them.

whomet's own words (CC0) on facts that bne IntelliNews, Reuters and TASS reported in November 2025. The
publishers are made up; the real ones stand in the attribution. The dispatches disagree on purpose: on the
envoy's name, on whether he was appointed, chosen or nominated, and on how many people were freed.

The demonstration extracts the claims from the prose (`read_dispatches`). The claims in the files are hand-coded: the
tests hold the extraction against them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import InputError

if TYPE_CHECKING:
    from graph.records import Bundle, Document

_FILES = ("talks.yaml", "choice.yaml", "nomination.yaml")


def sample_paths() -> tuple[Path, ...]:
    """The sample files, one document each, in the order in which the demonstration loads them."""
    return tuple(Path(__file__).parent / name for name in _FILES)


def read_coded() -> list[Bundle]:
    """The dispatches with their hand-coded claims.

    Raises:
        InputError: One can't be used; the installation is broken.
    """
    from graph.records import Bundle
    from ingest.loading.reading import read_bundles

    bundles: list[Bundle] = []
    for path in sample_paths():
        for outcome in read_bundles(path):
            if not isinstance(outcome, Bundle):
                raise InputError("the samples can't be used: " + "; ".join(map(str, outcome.errors)))
            bundles.append(outcome)
    return bundles


def read_dispatches() -> list[Document]:
    """The dispatches as prose alone.

    Raises:
        InputError: One can't be used; the installation is broken.
    """
    return [one.document.model_copy(update={"claims": None}) for one in read_coded()]
