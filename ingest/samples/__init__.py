"""Three short dispatches with hand-coded claims, so that a fresh graph has something to ask about.

whomet's own words (CC0) on facts that bne IntelliNews, Reuters and TASS reported in November 2025. The
publishers are made up; the real ones stand in the attribution. The dispatches disagree on purpose: on the
envoy's name, on whether he was appointed, chosen or nominated, and on how many people were freed.
"""

from __future__ import annotations

from pathlib import Path

_FILES = ("talks.yaml", "choice.yaml", "nomination.yaml")


def sample_paths() -> tuple[Path, ...]:
    """The sample files, one document each, in the order in which the demonstration loads them."""
    return tuple(Path(__file__).parent / name for name in _FILES)
