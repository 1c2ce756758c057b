"""The gold's own `score.py`, run inside this process document by document, so that its figures can be added up.

Nothing is judged here: which claim tells which event, and what of it is right, is all score.py's. It prints shares
rounded to three places; of a single document or type, the whole numbers behind them follow without loss.
"""

from __future__ import annotations

import json
import runpy
import sys
import tempfile
import warnings
from collections import Counter
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.errors import InputError
from tests.score.corpora import GOLD, Coded, Scored, write_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHARES: Final = ("date", "place", "post", "quantity", "attribution", "evidence")


class Judge:
    """Judges claims by score.py."""

    def __init__(self, script: Path = GOLD / "score.py") -> None:
        """Read the script.

        Raises:
            InputError: It is not there.
        """
        if not script.is_file():
            raise InputError(f"there is no {script}; scoring needs the folder of the gold beside the checkout")
        self._path = script
        self._script: dict[str, Any] = {}
        # The script runs once as it is read.
        self.run(())

    def run(self, scored: Sequence[Scored], *options: str) -> str:
        """What the script prints of these documents."""
        with tempfile.TemporaryDirectory(prefix="whomet-score-") as folder:
            gold, claims = Path(folder) / "gold.jsonl", Path(folder) / "claims.jsonl"
            write_lines(gold, [one.document for one in scored])
            write_lines(claims, [claim for one in scored for claim in one.claims])
            with _called(self._path, gold, claims, *options) as printed:
                if self._script:
                    self._script["main"]()
                else:
                    self._script = runpy.run_path(str(self._path))
        return printed.getvalue()

    def figures(self, scored: Sequence[Scored]) -> dict[str, Any]:
        """The script's figures of these documents."""
        return json.loads(self.run(scored, "--json"))

    def count(self, one: Scored) -> Counter[str]:
        """The whole numbers behind the figures of a document."""
        events, claims = one.document["events"], one.claims
        figures = self.figures([one])
        found = Counter(
            documents=1,
            events=len(events),
            claims=len(claims),
            matched=sum(matched for matched, _, _ in figures["types"].values()),
            modal=_whole(figures["event+mod"][0], len(claims)),
            exact=_whole(figures["exact"][0], len(claims)),
            told_arguments=_arguments(events),
            given_arguments=_arguments(claims),
            arguments=_whole(figures["argument"][1], _arguments(events)),
        )
        if not events:
            found.update(eventless=1, silent=not claims)
        for name in SHARES:
            share, number, spurious = figures[name]
            right = _whole(share or 0, number)
            found.update({f"{name}_right": right, f"{name}_told": number, f"{name}_spurious": spurious})
        return found

    def right(self, one: Scored) -> list[bool]:
        """Of each claim of a document, whether it tells an event of the gold with the right modality."""
        events = one.document["events"]
        pairs: list[tuple[int, int]] = self._script["assign"](events, one.claims)
        told = {claim for event, claim in pairs if events[event]["modality"] == one.claims[claim]["modality"]}
        return [number in told for number in range(len(one.claims))]


def only_type(one: Scored, type: str) -> Scored:
    """A document and its claims, as if there were no other type; types never match across, so nothing is lost."""
    document: Coded = {**one.document, "events": [event for event in one.document["events"] if event["type"] == type]}
    return Scored(document, tuple(claim for claim in one.claims if claim["type"] == type))


def _whole(share: float, number: int) -> int:
    return round(share * number)


def _arguments(records: Sequence[Coded]) -> int:
    return sum(len(one["participants"]) for one in records)


@contextmanager
def _called(*arguments: object) -> Iterator[StringIO]:
    """As if the script had been called with these arguments; gives what it prints."""
    before, printed = sys.argv, StringIO()
    sys.argv = [str(one) for one in arguments]
    try:
        # The script leaves it to Python to close its files, which warns of that.
        with redirect_stdout(printed), warnings.catch_warnings(category=ResourceWarning, action="ignore"):
            yield printed
    finally:
        sys.argv = before
