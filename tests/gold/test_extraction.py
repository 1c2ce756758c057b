"""The extraction against coded documents: what the project promises, as far as it holds today.

docs/accuracy.md has all figures, and says which of the aims of issue 5 are not reached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from ingest.extract.pipeline import Extractor
from tests.score.corpora import score_set
from tests.score.counting import argument_f1, f1, total
from tests.score.judging import Judge

if TYPE_CHECKING:
    from pathlib import Path

    from tests.score.counting import Counts

pytestmark = pytest.mark.gold

# Aims of issue 5, "Must show": on `check`, and on the article that the project started from.
EVENT_F1: Final = 0.82
MODAL_F1: Final = 0.80
ARGUMENT_F1: Final = 0.78
EXACT_F1: Final = 0.55
DATES: Final = 0.88
SILENT: Final = 22
"""Documents of `check` without an event, out of 24, on which nothing is claimed."""
ARTICLE_EVENTS: Final = 13
ARTICLE_INVENTED: Final = 0


@pytest.fixture(scope="module")
def extractor(shared: Path) -> Extractor:
    """The extractor, where there is a gold to hold it against."""
    assert shared.is_dir()
    return Extractor()


@pytest.fixture(scope="module")
def judge(shared: Path) -> Judge:
    """The gold's own score.py."""
    return Judge(shared / "gold" / "score.py")


def count_set(name: str, extractor: Extractor, judge: Judge) -> Counts:
    """Counts of a set as a whole; nothing of a single document comes out."""
    return total([judge.count(one) for one in score_set(name, extractor)])


def test_the_check_set_is_read_as_well_as_promised(extractor: Extractor, judge: Judge) -> None:
    """Events with their parts, and silence where there is no event, on documents that nobody tuned to."""
    found = count_set("check", extractor, judge)
    assert (found["documents"], found["events"], found["eventless"]) == (95, 113, 24)
    assert (f1(found) or 0) >= EVENT_F1
    assert (f1(found, "modal") or 0) >= MODAL_F1
    assert (f1(found, "exact") or 0) >= EXACT_F1
    assert (argument_f1(found) or 0) >= ARGUMENT_F1
    assert found["date_right"] / found["date_told"] >= DATES
    assert found["silent"] >= SILENT


def test_the_article_is_read_whole(extractor: Extractor, judge: Judge) -> None:
    """Of its fourteen events all but one, with every date that it tells."""
    found = count_set("article", extractor, judge)
    assert found["matched"] >= ARTICLE_EVENTS
    assert found["claims"] - found["matched"] <= ARTICLE_INVENTED
    assert found["date_right"] == found["date_told"]


def test_single_documents_add_up_to_the_script_s_own_figures(extractor: Extractor, judge: Judge) -> None:
    """The whole numbers that are read off rounded shares are the script's: it says the same of the set at once."""
    scored = score_set("dev", extractor)
    found, told = total([judge.count(one) for one in scored]), judge.figures(scored)
    assert [told["documents"], told["gold_events"], told["claims"]] == [
        found[name] for name in ("documents", "events", "claims")
    ]
    shares = {"event": "matched", "event+mod": "modal", "exact": "exact"}
    for name, counted in shares.items():
        assert told[name] == [
            pytest.approx(found[counted] / found["claims"], abs=0.0006),
            pytest.approx(found[counted] / found["events"], abs=0.0006),
            pytest.approx(f1(found, counted), abs=0.0006),
        ]
    assert told["argument"][0] == pytest.approx(found["arguments"] / found["given_arguments"], abs=0.0006)
    assert told["date"][0] == pytest.approx(found["date_right"] / found["date_told"], abs=0.0006)
    assert sum(sum(judge.right(one)) for one in scored) == found["modal"]
