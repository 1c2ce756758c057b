"""Score the extraction: `make score`, or `python -m tests.score [--only SET…] [--misses] [--page] [--confidence]`.

Writes `score.md` into the folder and prints it. `check` is for scoring alone, and is read by this program only.
"""

from __future__ import annotations

import argparse
import datetime as dt
import subprocess
import sys
from pathlib import Path

from graph.errors import InputError
from ingest.extract.pipeline import Extractor
from tests.score.confidence import BASIS, measure_confidence, reliability, write_confidence
from tests.score.corpora import READABLE, ROOT, SETS, Scored, find_set, score_set
from tests.score.judging import Judge
from tests.score.tables import fill_page, write_tables

PAGE = ROOT / "docs" / "accuracy.md"
CONFIDENCE = ROOT / "ingest" / "extract" / "lexicon" / "confidence.yaml"


def main() -> None:
    """Score what was asked for."""
    chosen = _parse()
    try:
        judge = Judge()
        for name in chosen.only:
            find_set(name)
        extractor = Extractor()
        sets = {name: score_set(name, extractor) for name in chosen.only}
    except InputError as error:
        raise SystemExit(f"make score: {error}") from error
    if chosen.misses:
        for scored in sets.values():
            _say(judge.run(scored, "--misses"))
    elif chosen.confidence:
        write_confidence(CONFIDENCE, measure_confidence([one for scored in sets.values() for one in scored], judge))
        _say(CONFIDENCE.read_text(encoding="utf-8"))
    else:
        _tell(sets, judge, chosen)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.score", description="Score the extraction on coded texts.")
    parser.add_argument("--only", nargs="+", choices=tuple(SETS), metavar="SET", help=f"of {', '.join(SETS)}")
    parser.add_argument("--misses", action="store_true", help="list what is missed and invented; never of check")
    parser.add_argument("--confidence", action="store_true", help="measure confidence and write the lexicon's file")
    parser.add_argument("--page", action="store_true", help="put the tables into docs/accuracy.md too")
    parser.add_argument("--out", type=Path, default=Path("score-results"), help="folder of score.md")
    chosen = parser.parse_args()
    allowed = BASIS if chosen.confidence else READABLE if chosen.misses else tuple(SETS)
    chosen.only = chosen.only or list(allowed)
    if refused := [name for name in chosen.only if name not in allowed]:
        parser.error(f"{', '.join(refused)}: for scoring alone; neither learnt from nor looked into")
    if chosen.page and set(chosen.only) != set(SETS):
        parser.error("--page needs all sets, or the page would lose figures; leave --only out")
    return chosen


def _tell(sets: dict[str, list[Scored]], judge: Judge, chosen: argparse.Namespace) -> None:
    lines = [f"Measured on {dt.datetime.now(dt.UTC):%Y-%m-%d}, at commit {_commit()}.", "", *write_tables(sets, judge)]
    if "check" in sets:
        lines += ["", "### Confidence, on check", "", *reliability(sets["check"], judge)]
    chosen.out.mkdir(parents=True, exist_ok=True)
    text = "\n".join(["# Scores of the extraction", "", *lines, ""])
    (chosen.out / "score.md").write_text(text, encoding="utf-8")
    if chosen.page:
        fill_page(PAGE, lines)
    _say(text)


def _say(text: str) -> None:
    sys.stdout.write(text)


def _commit() -> str:
    """The checkout's commit, with a plus where the rules differ from it."""
    command = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
