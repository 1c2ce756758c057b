"""Generated reports for benchmarks: many documents, people who meet again and again, and happenings told twice.

Every figure that a benchmark gives says that its data were generated. The same seed gives the same file.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.records import Attribution, Bundle, Claim, Document, Evidence, Participant
from ingest.loading.jsonl import write_bundle

SEED = 20251126
CLAIMS_A_DOCUMENT = 5
RETOLD = 0.25
STATES = ["Belarus", "Russia", "Ukraine", "France", "Germany", "Poland", "China", "Japan", "Brazil", "Kenya", "Egypt"]
FIRST = ["Alva", "Benat", "Corin", "Darya", "Emeka", "Farid", "Gudrun", "Hideo", "Ilse", "Jomo", "Kaveh", "Lidia"]
LAST = ["Ashdown", "Brevik", "Caldera", "Dorval", "Eskind", "Fontane", "Garrow", "Hollis", "Ivarsen", "Jandak"]
VERBS = {"meet": "met", "call": "telephoned", "visit": "visited"}
ROLES = {"meet": ("participant", "participant"), "call": ("initiator", "target"), "visit": ("visitor", "host")}
AGENCIES = ["Reuters", "TASS", "AFP", "Xinhua", "Kyodo"]
PUBLISHERS = [f"Generated Gazette {number}" for number in range(1, 41)]
FIRST_DAY = dt.date(2015, 1, 1)
DAYS = 3_650


@dataclass(frozen=True, slots=True)
class Happening:
    """What a claim will tell."""

    type: str
    people: tuple[int, int]
    day: dt.date


def write_reports(path: Path, claims: int, people: int = 2_000) -> None:
    """Write about `claims` claims as JSON Lines, `CLAIMS_A_DOCUMENT` to a document."""
    draw = random.Random(SEED)  # noqa: S311  -- reproducible, not secret
    with path.open("w", encoding="utf-8") as file:
        for bundle in _bundles(draw, claims // CLAIMS_A_DOCUMENT, people):
            file.writelines(f"{line}\n" for line in write_bundle(bundle))


def person(number: int) -> str:
    """The name of a person: a given name, a numbered surname."""
    return f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}{_letters(number)}"


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _bundles(draw: random.Random, documents: int, people: int) -> Iterator[Bundle]:
    told: list[Happening] = []
    for number in range(documents):
        happenings = [_happening(draw, told, people) for _ in range(CLAIMS_A_DOCUMENT)]
        told += happenings
        yield _bundle(draw, number, happenings)


def _happening(draw: random.Random, told: list[Happening], people: int) -> Happening:
    if told and draw.random() < RETOLD:
        return draw.choice(told[-5_000:])
    # A few people are in the news every day, most of them seldom.
    one, other = (int(people * draw.random() ** 3) for _ in range(2))
    if one == other:
        other = (one + 1) % people
    return Happening(draw.choice(list(VERBS)), (one, other), FIRST_DAY + dt.timedelta(days=draw.randrange(DAYS)))


def _bundle(draw: random.Random, number: int, happenings: list[Happening]) -> Bundle:
    sentences: list[str] = []
    claims: list[Claim] = []
    doc_id, start = f"generated-{number}", 0
    for happening in happenings:
        a, b = (person(one) for one in happening.people)
        agency = draw.choice(AGENCIES)
        sentence = f"{a} {VERBS[happening.type]} {b} on {happening.day:%d %B %Y}, {agency} reported."
        claims.append(_claim(doc_id, happening, sentence, start, agency))
        sentences.append(sentence)
        start += len(sentence) + 1
    document = Document(
        doc_id=doc_id,
        title=f"Generated report {number}",
        publisher=draw.choice(PUBLISHERS),
        published=max(one.day for one in happenings) + dt.timedelta(days=1),
        url=f"https://example.org/{doc_id}",
        lang="en",
        text=" ".join(sentences),
        claims=len(claims),
    )
    return Bundle(document=document, claims=tuple(claims))


def _claim(doc_id: str, happening: Happening, sentence: str, start: int, agency: str) -> Claim:
    return Claim(
        doc_id=doc_id,
        type=happening.type,
        participants=tuple(
            Participant(
                name=person(one), kind="person", role=role, behalf=STATES[one % len(STATES)], behalf_basis="office"
            )
            for one, role in zip(happening.people, ROLES[happening.type], strict=True)
        ),
        date=happening.day.isoformat(),
        attribution=(Attribution(name=agency),),
        evidence=Evidence(quote=sentence, start=start, end=start + len(sentence)),
        confidence=0.9,
        coder="generated",
    )
