"""Names as they are shown and looked up: labels, the keys of Name nodes, the nearest names for errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from graph.identity.folding import fold
from graph.identity.names import PersonKey, person_key
from graph.identity.states import plain
from graph.identity.titles import split_title

FULL = 2
"""Weight of a key that stands for a whole name or alias."""
SURNAME = 1
"""Weight of a surname alone."""

_NEAR = 55.0


def label_for(names: Mapping[str, int], kind: str = "person") -> tuple[str, tuple[str, ...]]:
    """The spelling to show, and the others.

    The most frequent one, of equals the longest, then the least. A person is shown by a full name where one is known.

    Args:
        names: Spellings with the number of times each is used; not empty.
        kind: person, state, organization or group.
    """
    ranked = sorted(names, key=lambda name: (_partial(name, kind), -names[name], -len(name), name))
    return ranked[0], tuple(ranked[1:])


def _partial(name: str, kind: str) -> bool:
    key = person_key(name)
    return kind == "person" and (key.single or key.abbreviated)


def key_weights(text: str, kind: str) -> dict[str, int]:
    """The keys under which a name is filed and found, each with `FULL` or `SURNAME`.

    Args:
        text: A name or alias as written.
        kind: person, state, organization, group or post.
    """
    keys = {key: FULL for key in (fold(text), plain(text)) if key}
    if kind != "person":
        return keys
    name = split_title(text)[1] or text
    key = person_key(name)
    keys |= {each: FULL for each in (fold(name), *_forms(key)) if each}
    for surname in (key.surname, fold(key.surname)):
        keys.setdefault(surname, FULL if key.single else SURNAME)
    keys.pop("", None)
    return keys


def name_keys(text: str, kind: str) -> tuple[str, ...]:
    """The keys of `key_weights`, whole names first."""
    weights = key_weights(text, kind)
    return tuple(sorted(weights, key=lambda key: (-weights[key], key)))


def match_query(text: str) -> tuple[str, ...]:
    """The keys to look up for what a user typed, best first: a name in any script, with or without title, or an id.

    A full name does not ask for everybody of that surname; a single name does.
    """
    told = text.partition("/")[2].replace("-", " ") if "/" in text else text
    name = split_title(told)[1] or told
    key = person_key(name)
    keys = (fold(told), plain(told), fold(name), *_forms(key), *([key.surname] if key.single else []))
    return tuple(dict.fromkeys(each for each in keys if each))


def _forms(key: PersonKey) -> Iterable[str]:
    """A full name with all, the first, and any one of its given names ("Jose Daniel Ortega" is Daniel Ortega)."""
    if not key.surname:
        return ()
    each = (PersonKey((given,), key.surname, key.suffix).text for given in key.given if len(given) > 1)
    return (key.text, key.family, *each)


def rank_candidates(text: str, labels: Iterable[tuple[str, str]], limit: int = 5) -> list[tuple[str, str]]:
    """The nearest names, for errors.

    Args:
        text: What was asked.
        labels: (id, label) of all that could have been meant.
        limit: How many to give at most.

    Returns:
        (id, label), best first; [] where nothing is near.
    """
    known = sorted(labels)
    folded = [fold(label) for _, label in known]
    query = person_key(split_title(text)[1] or text).text or fold(text)
    ratios = [
        process.extract(each, folded, scorer=fuzz.WRatio, limit=limit, score_cutoff=_NEAR)
        for each in {query, fold(text)}
    ]
    best = sorted(((-score, known[pos]) for found in ratios for _, score, pos in found), key=lambda one: one)
    return list(dict.fromkeys(one for _, one in best))[:limit]
