"""What the tests of loading share: a second server that is cheap to empty, a small authority, and small reports.

The session's database holds the packages' authority data, which take seconds to write. Tests that load the same things
in many ways do so on a second one, with the few states and people of the samples as its authority.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.embedded import stop
from graph.identity.authority import Authority
from graph.identity.packages import load_packages
from graph.model import OPEN
from graph.records import Bundle, Claim, Document
from graph.settings import Settings
from graph.store.claims import fetch_claims
from graph.store.commits import Clock
from graph.store.connection import Address, Store, Transaction
from graph.store.dump import dump_lines
from graph.store.schema import EMPTY_DIGEST, apply_schema
from graph.vocabulary import load_vocabulary
from ingest.committing import Loader, LoadReport
from ingest.committing.authorities import load_authority
from ingest.committing.derived import Moved, rewrite_derived
from ingest.loading import read_bundles
from ingest.samples import read_coded

DATA = Path(__file__).parents[2] / "data"
PUBLISHED = dt.date(2025, 11, 26)
STATES = frozenset({"state/BLR", "state/KGZ", "state/RUS", "state/UKR", "state/USA", "state/VAT"})


@pytest.fixture(scope="session")
def spare_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a server beside the session's own."""
    home = tmp_path_factory.mktemp("spare")
    yield Settings(home=home, cache=Settings().jar_cache, heap="1g", pagecache="128m")
    stop(home)


@pytest.fixture(scope="session")
def spare_server(spare_settings: Settings) -> Iterator[Store]:
    """That server's database, with its schema."""
    with Store(Address.of(spare_settings)) as opened:
        apply_schema(opened)
        yield opened


@pytest.fixture
def spare(spare_server: Store) -> Store:
    """That database, empty: without authority data."""
    empty(spare_server)
    return spare_server


@pytest.fixture(scope="session")
def small_authority() -> Authority:
    """The packages' authority data on the states of the samples alone."""
    whole = load_packages()
    persons = tuple(one for one in whole.persons if STATES & set(one.states))
    posts = tuple(one for one in whole.posts if one.state in STATES)
    people, offices = {one.id for one in persons}, {one.id for one in posts}
    return replace(
        whole,
        name="small",
        persons=persons,
        states=tuple(replace(one, names=one.names[:20]) for one in whole.states if one.id in STATES),
        posts=posts,
        tenures=tuple(one for one in whole.tenures if one.person in people and one.post in offices),
    )


@pytest.fixture
def small(spare: Store, small_authority: Authority) -> Store:
    """The second database with that authority and nothing else."""
    load_authority(spare, small_authority)
    return spare


def empty(store: Store) -> None:
    """Take everything out but the schema, and set the clock back."""
    store.write(lambda tx: tx.run("MATCH (n) WHERE NOT n:Meta AND NOT n:Concept DETACH DELETE n").consume())
    reset = "MATCH (m:Meta) SET m.seq = 0, m.digest = $digest REMOVE m.resolved_with"
    store.write(lambda tx: tx.run(reset, digest=EMPTY_DIGEST).consume())


def load(store: Store, *commits: Bundle | Sequence[Bundle], authority: bool = False) -> LoadReport:
    """Load documents, those of one argument in one commit, and sum the reports."""
    loader = Loader(store)
    loader.prepare(authority=authority)
    groups = [[one] if isinstance(one, Bundle) else one for one in commits]
    return sum((report for group in groups for report in loader.load(group)), LoadReport())


def dump(store: Store) -> list[str]:
    """The canonical dump."""
    return list(dump_lines(store))


def clock(store: Store) -> Clock:
    """The graph's last commit."""
    seq, digest = store.read("MATCH (m:Meta {id: 'whomet'}) RETURN m.seq, m.digest").values[0]
    return Clock(seq, digest)


def rows(store: Store, query: Any, **named: Any) -> list[list[Any]]:  # noqa: ANN401  -- literals, seen by pyright
    """What a reading query gives, as lists."""
    return store.read(query, **named).values


def of_file(path: Path) -> list[Bundle]:
    """The documents of a file, which must all be good."""
    outcomes = list(read_bundles(path))
    assert all(isinstance(one, Bundle) for one in outcomes), outcomes
    return [one for one in outcomes if isinstance(one, Bundle)]


def sample_bundles() -> list[Bundle]:
    """The three sample documents with their hand-coded claims: talks, choice, nomination."""
    return read_coded()


def told(bundle: Bundle, words: str) -> Claim:
    """The claim whose quotation begins with these words."""
    (found,) = (one for one in bundle.claims if one.evidence is not None and one.evidence.quote.startswith(words))
    return found


def revise(bundle: Bundle, edit: Callable[[Claim], dict[str, Any] | None], **document: Any) -> Bundle:  # noqa: ANN401
    """A corrected document: `edit` gives the fields that change in a claim, or None to drop it."""
    claims: list[Claim] = []
    renamed: dict[str, str] = {}
    for claim in bundle.claims:
        if (fields := edit(claim)) is not None:
            changed = Claim.model_validate(claim.model_dump() | fields | {"id": ""})
            renamed[claim.id] = changed.id
            claims.append(changed)
    kept = [_relink(claim, renamed) for claim in claims]
    return Bundle(
        document=bundle.document.model_copy(update={"claims": None, **document}),
        claims=tuple(kept),
    )


def _relink(claim: Claim, renamed: dict[str, str]) -> Claim:
    links = [link.model_copy(update={"claim": renamed[link.claim]}) for link in claim.links if link.claim in renamed]
    return claim.model_copy(update={"links": tuple(links)})


def report(name: str, *claims: Claim | dict[str, Any], **fields: Any) -> Bundle:  # noqa: ANN401
    """A document without text; a claim given as fields is completed by `tell`."""
    told = {"title": name, "publisher": f"{name} Times", "published": PUBLISHED, **fields}
    document = Document(doc_id=name, **told)
    made = tuple(one if isinstance(one, Claim) else tell(name, number, **one) for number, one in enumerate(claims))
    return Bundle(document=document, claims=made)


def tell(doc_id: str, number: int, *, type: str, who: Sequence[Any], **fields: Any) -> Claim:  # noqa: ANN401
    """A claim; `who` has names, or fields of participants, each with the type's first role unless it says another."""
    first = load_vocabulary().type(type).roles[0]
    people: list[dict[str, Any]] = [{"name": one} if isinstance(one, str) else one for one in who]
    parts = [{"kind": "person", "role": first, **one} for one in people]
    evidence = {"quote": f"sentence {number}", "start": number * 20, "end": number * 20 + 10}
    told = {"doc_id": doc_id, "type": type, "participants": parts, "evidence": evidence, "coder": "human:test"}
    return Claim.model_validate(told | fields)


def differences(found: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Lines of one dump that the other has not, or has less often."""
    one, other = Counter(found), Counter(wanted)
    return sorted(
        [f"+ {line}" for line in (one - other).elements()] + [f"- {line}" for line in (other - one).elements()]
    )


def faults(store: Store) -> list[str]:
    """What is wrong with the graph in itself: two open versions of one thing, or events that do not follow from claims.

    The derived layer is taken out and computed anew from all claims; what it was before is lost.
    """
    there = dump(store)
    doubles = [
        f"{versions} open versions of {label} {id}" for label, id, versions in store.read(DOUBLES, open=OPEN).values
    ]
    seq = clock(store).seq
    store.write(lambda tx: _derive_anew(tx, seq))
    return [*doubles, *differences(there, dump(store))]


DOUBLES = """
MATCH (n) WHERE n.rev_to = $open OR (n:Claim AND n.closed_seq = $open)
WITH labels(n)[0] AS label, n.id AS id, count(*) AS versions WHERE versions > 1
RETURN label, id, versions
"""

UNDERIVE = """
CALL () { MATCH (e:Event) DETACH DELETE e }
CALL () { MATCH ()-[r:MET]->() DELETE r }
CALL () { MATCH (t:Tenure {basis: 'claims'}) DETACH DELETE t }
"""


def _derive_anew(tx: Transaction, seq: int) -> None:
    tx.run(UNDERIVE).consume()
    found = tx.run("MATCH (c:Claim {latest: true}) RETURN c.id AS id")
    claims = fetch_claims(tx, [row["id"] for row in found])
    rewrite_derived(tx, seq, added=[], closed=[], moved=[Moved(one, one) for one in claims])
