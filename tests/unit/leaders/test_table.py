"""A user's own office-holders: three forms of one table, errors by file and line, no meaning in the order of rows."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InputError, RecordError
from graph.identity.authority import Authority, AuthorityPost, AuthorityTenure
from graph.identity.merging import merge
from graph.identity.packages import load_packages
from ingest.leaders.table import read_office_holders

HEADER = "name,aliases,post,state,since,until"
ROWS = [
    "Zorvan Ulmek,Z. Ulmek|Зорван Улмек|Zorvo,Foreign Minister,Iceland,2023-05,",
    "Zorvan Ulmek,,Deputy Minister of Fisheries,ISL,2019,2023-05",
    "Zorvan Ulmek,,,Malta,,",
    "Edda Quorn,,Secretary-General of NATO,,2030-10-01,..",
]
YAML = """\
- name: Zorvan Ulmek
  aliases: [Z. Ulmek, Зорван Улмек, Zorvo]
  post: Foreign Minister
  state: Iceland
  since: 2023-05
- {name: Zorvan Ulmek, post: Deputy Minister of Fisheries, state: ISL, since: 2019, until: 2023-05}
- {name: Zorvan Ulmek, state: Malta}
- {name: Edda Quorn, post: Secretary-General of NATO, since: 2030-10-01, until: ..}
"""
JSONL = """\
{"name": "Zorvan Ulmek", "aliases": "Z. Ulmek | Зорван Улмек | Zorvo", "post": "Foreign Minister", "state": "IS", \
"since": "2023-05"}
{"name": "Zorvan Ulmek", "post": "Deputy Minister of Fisheries", "state": "ISL", "since": "2019", "until": "2023-05"}

{"name": "Zorvan Ulmek", "state": "Malta"}
{"name": "Edda Quorn", "post": "Secretary-General of NATO", "since": "2030-10-01", "until": null}
"""


def read(folder: Path, text: str, name: str = "people.csv") -> Authority:
    """Read a table that is written for it."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_office_holders(path)


def test_rows_become_people_posts_and_tenures(tmp_path: Path) -> None:
    """Rows of one name and state are one person; a post that the packages have keeps its id and label."""
    authority = read(tmp_path, "\n".join([HEADER, *ROWS]))
    quorn, iceland, malta = authority.persons
    assert (quorn.id, quorn.states) == ("person/edda-quorn", ())
    assert (iceland.id, iceland.states, iceland.singles) == ("person/zorvan-ulmek-isl", ("state/ISL",), ("Zorvo",))
    assert iceland.names == ("Zorvan Ulmek", "Z. Ulmek", "Zorvo", "Зорван Улмек")
    assert malta.id == "person/zorvan-ulmek-mlt"
    fisheries = "post/ISL/deputy-minister-of-fisheries"
    label = "Deputy Minister of Fisheries of Iceland"
    assert AuthorityPost(fisheries, label, (label,), "state/ISL") in authority.posts
    nato = AuthorityTenure(
        "tenure/nato/secretary-general/edda-quorn/2030-10-01",
        "person/edda-quorn",
        "post/nato/secretary-general",
        "2030-10-01",
    )
    assert nato in authority.tenures
    assert {(one.post, one.start, one.end) for one in authority.tenures if one.person == iceland.id} == {
        ("post/ISL/foreign-minister", "2023-05", None),
        (fisheries, "2019", "2023-05"),
    }


def test_every_form_tells_the_same(tmp_path: Path) -> None:
    """CSV of any delimiter, YAML and JSON Lines of one content are one authority."""
    table = read(tmp_path, "\n".join([HEADER, *ROWS]))
    for name, text in (
        ("semicolons.csv", "\n".join([HEADER, *ROWS]).replace(",", ";")),
        ("people.yaml", YAML),
        ("people.jsonl", JSONL),
    ):
        assert read(tmp_path, text, name).digest == table.digest, name


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_order_of_rows_means_nothing(tmp_path: Path, order: random.Random) -> None:
    """The same rows are the same authority."""
    rows = order.sample(ROWS, len(ROWS))
    assert read(tmp_path, "\n".join([HEADER, *rows])).digest == read(tmp_path, "\n".join([HEADER, *ROWS])).digest


def test_known_people_are_recognised_and_gain_a_name(tmp_path: Path) -> None:
    """A row about somebody whom the packages know adds to that person, and makes no second one."""
    own = read(tmp_path, f"{HEADER}\nVladimir Putin,Vovan the Bold,President,Russia,2012-05-07,\n")
    merged = merge(own, load_packages())
    (putin,) = [one for one in merged.persons if one.id == "person/vladimir-putin"]
    assert "Vovan the Bold" in putin.names
    assert "Владимир Путин" in putin.names
    held = [one for one in merged.tenures if one.person == putin.id and one.post == "post/RUS/president"]
    assert sorted((one.start, one.end) for one in held) == [("2000-05-07", "2008-05-07"), ("2012-05-07", None)]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (",,President,Malta,,", "name", "names nobody"),
        ("!!!,,President,Malta,,", "name", "names nobody"),
        ("Edda Quorn,,President,Atlantis,,", "state", "'Atlantis' is no state"),
        ("Edda Quorn,,Mr,Malta,,", "post", "names no post"),
        ("Edda Quorn,,Foreign Minister,,,", "state", "say whose"),
        ("Edda Quorn,,President of Malta,Iceland,,", "state", "another state than the post's"),
        ("Edda Quorn,,President,Malta,last May,", "since", "no date in EDTF"),
        ("Edda Quorn,,President,Malta,2019/2020,", "since", "interval"),
        ("Edda Quorn,,President,Malta,2020,2019", "until", "2019 is before 2020"),
        ("Edda Quorn,,,Malta,2020,", "post", "missing"),
        ("Edda Quorn,!!!,,Malta,,", "aliases", "no name"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, row: str, column: str, words: str) -> None:
    """Each by file, line and column, with what is wrong; good rows beside it don't hide it."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, "\n".join([HEADER, ROWS[0], row, ROWS[1]]))
    assert str(caught.value).startswith(f"{tmp_path / 'people.csv'}:3: {column}: ")
    assert words in str(caught.value)


def test_all_bad_rows_are_told_at_once(tmp_path: Path) -> None:
    """Whoever mends a file mends it in one go; of very many errors the first ones are shown."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, "\n".join([HEADER, *["Edda Quorn,,President,Atlantis,,"] * 30]))
    told = str(caught.value).splitlines()
    assert [line.split(":")[1] for line in told[:-1]] == [str(line) for line in range(2, 22)]
    assert told[-1] == "and 10 more like these"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("people.csv", "", "names nobody"),
        ("people.csv", f"{HEADER}\n", "names nobody"),
        ("people.csv", "name,born\nEdda Quorn,1960\n", "people.csv:2: born: is no column"),
        ("people.csv", "name,state,state\nEdda Quorn,Malta,Malta\n", "two columns 'state'"),
        ("people.csv", 'name\n"Edda Quorn" the Elder\n', "people.csv:2: the row that begins here is no CSV"),
        ("people.csv", "name\nEdda,Quorn\n", "people.csv:2: 'Quorn' stands in a column without a name"),
        ("people.yaml", "- name: Edda\n- [\n", "is no YAML"),
        ("people.yaml", "- Edda Quorn\n", "people.yaml:1: 'Edda Quorn' is no set of named fields"),
        ("people.yaml", "- name: [Edda]\n", "people.yaml:1: name: ['Edda'] is no text"),
        ("people.jsonl", '{"name": "Edda"}\n{"name": \n', "people.jsonl:2: this line is no whole JSON"),
        ("people.jsonl", '{"name": "Edda", "since": 2019}\n', "people.jsonl:1: since: 2019 is no text"),
        ("people.txt", "Edda", "no table by its name"),
    ],
)
def test_bad_files_are_refused(tmp_path: Path, name: str, text: str, words: str) -> None:
    """Nothing is read past in silence."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, text, name)
    assert words in str(caught.value)


def test_absent_and_mangled_files_are_refused(tmp_path: Path) -> None:
    """A file that is not there, or in another encoding than UTF-8."""
    with pytest.raises(InputError, match="can't be read"):
        read_office_holders(tmp_path / "none.csv")
    path = tmp_path / "people.csv"
    path.write_bytes(f"{HEADER}\nJosé Núñez,,,,,\n".encode("latin-1"))
    with pytest.raises((InputError, RecordError), match="is not UTF-8"):
        read_office_holders(path)
