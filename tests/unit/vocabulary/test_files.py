"""Vocabulary files that contradict themselves are refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.errors import VocabularyError
from graph.vocabulary import load_vocabulary, read_vocabulary
from graph.vocabulary.files import FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the vocabulary that a test may spoil."""
    for file in FOLDER.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def test_own_vocabulary_is_read_once() -> None:
    """Loading twice gives the same object."""
    assert load_vocabulary() is load_vocabulary()


def test_unspoilt_copy(folder: Path) -> None:
    """A folder with the same files gives an equal vocabulary."""
    assert read_vocabulary(folder) == load_vocabulary()


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "types.yaml",
            "[leaver, remover]",
            "[leaver, sacker]",
            "leave_post.roles: 'sacker' is not in roles.yaml",
        ),
        (
            "types.yaml",
            "[leaver, remover]",
            "[leaver, leaver]",
            "leave_post.roles: something stands there twice",
        ),
        ("types.yaml", "bearers: [leaver]", "bearers: [visitor]", "'visitor' is not among its roles"),
        ("types.yaml", "  bearers: [leaver]\n", "", "leave_post: needs either `facing`"),
        ("types.yaml", "close CAMEO 057", "close CAMEO 041", "CAMEO 041 is already read as 'call'"),
        ("types.yaml", "close CAMEO 057", "close 057", "'close 057' should read like"),
        ("types.yaml", "close CAMEO 057", "near CAMEO 057", "agree.matches.0.relation"),
        ("types.yaml", "family: freeing", "family: mercy", "release.family: nobody else is in 'mercy'"),
        ("types.yaml", "\ncall:\n", "\nmeet:\n", "types.yaml, line "),
        ("types.yaml", "  label: Call\n", "  labels: Call\n", "types.yaml: call."),
        ("roles.yaml", "base: participant", "base: party", "'party' is no base role"),
        (
            "roles.yaml",
            "{meet: participant,",
            "{release: participant,",
            "host.base_in: it is no role of 'release'",
        ),
        ("modalities.yaml", "rank: 1", "rank: 0", "two modalities have the same rank"),
        ("modes.yaml", "says:", "says", "modes.yaml: "),
    ],
)
def test_contradiction(folder: Path, file: str, old: str, new: str, problem: str) -> None:
    """The error names the file, the term and what is wrong."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(VocabularyError) as caught:
        read_vocabulary(folder)
    assert problem in str(caught.value)
    assert file in str(caught.value)


def test_missing_file(folder: Path) -> None:
    """A folder without one of the files is named as such."""
    (folder / "modes.yaml").unlink()
    with pytest.raises(VocabularyError, match=r"modes\.yaml"):
        read_vocabulary(folder)
