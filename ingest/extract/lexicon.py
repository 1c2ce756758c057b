"""The lexicon: which words tell of which events, read from `lexicon/*.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from graph.errors import VocabularyError

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent / "lexicon"
ANY = ("person", "state", "organization", "group")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to tell of an event; `lexicon/events.yaml` says what each field means.

    Attributes:
        rule: Name of the rule that a claim is made by ("meet/3").
    """

    rule: str
    type: str
    verb: frozenset[str] = frozenset()
    noun: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    not_object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    support: frozenset[str] = frozenset()
    only_of: frozenset[str] = frozenset()
    particle: str | None = None
    roles: Mapping[str, str] = field(default_factory=dict[str, str])
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    need: int | tuple[str, ...] = 1
    generic: frozenset[str] = frozenset()
    numbered: str | None = None
    post: tuple[str, ...] = ()
    act: str | None = None
    acts: Mapping[str, str] = field(default_factory=dict[str, str])
    far: bool | None = None
    going: str | None = None
    flags: frozenset[str] = frozenset()
    only_modifier: str | None = None
    only_for: frozenset[str] = frozenset()
    captive: str | None = None
    envoy: str | None = None
    official: str | None = None


SETS = frozenset({"verb", "noun", "object", "not_object", "subject", "support", "only_of", "generic", "only_for"})
PLAIN = frozenset(
    {"particle", "roles", "numbered", "act", "acts", "far", "going", "only_modifier", "captive", "envoy", "official"}
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns by lemma, and the words over a distance ("by phone")."""

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    far: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """Read the events' words.

    Raises:
        VocabularyError: A pattern has a field that nobody knows.
    """
    content = _read("events")
    far = frozenset(content.pop("far"))
    verbs: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[Pattern]] = {}
    for kind, entries in content.items():
        for number, entry in enumerate(entries, 1):
            pattern = _pattern(kind, f"{kind}/{number}", entry)
            for lemma in pattern.verb:
                verbs.setdefault(lemma, []).append(pattern)
            for lemma in pattern.noun:
                nouns.setdefault(lemma, []).append(pattern)
    return Lexicon({k: tuple(v) for k, v in verbs.items()}, {k: tuple(v) for k, v in nouns.items()}, far)


@cache
def word_list(file: str, entry: str) -> frozenset[str]:
    """A list of words of a lexicon file."""
    return frozenset(_read(file)[entry])


@cache
def word_map(file: str) -> Mapping[str, Any]:
    """A lexicon file as it is."""
    return _read(file)


def confidence_of(kind: str) -> float:
    """How often claims of a type were right on the development documents (`confidence.yaml`)."""
    table = word_map("confidence")
    return float(table.get(kind, table["default"]))


def _read(name: str) -> dict[str, Any]:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)


def _pattern(kind: str, rule: str, entry: Mapping[str, Any]) -> Pattern:
    values: dict[str, Any] = {}
    flags: set[str] = set()
    for name, value in entry.items():
        if name in SETS:
            values[name] = frozenset(value)
        elif name in PLAIN:
            values[name] = value
        elif name == "kinds":
            values[name] = {role: tuple(kinds) for role, kinds in value.items()}
        elif name == "need":
            values[name] = value if isinstance(value, int) else tuple(value)
        elif name == "post":
            values[name] = tuple(value)
        elif value is True:
            flags.add(name)
        else:
            raise VocabularyError(f"lexicon/events.yaml: {rule}: {name}: nobody knows this field")
    return Pattern(rule, kind, flags=frozenset(flags), **values)
