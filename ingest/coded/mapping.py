"""What a dataset's code means in the vocabulary: event type, modality, act, and the roles of source and target.

Types come from the vocabulary's SKOS matches (exact, close and narrow ones are read as the type); `cameo.yaml` and
`plover.yaml` add roles, intents and refusals, with the reasons. Everything else is `other` with its native code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from graph.errors import VocabularyError
from graph.vocabulary import load_vocabulary

READABLE = frozenset({"exact", "close", "narrow"})
INTENDED = frozenset({"possible", "denied"})
_PUNCTUATION = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True)
class CodeReading:
    """What a code says.

    Attributes:
        source: Role of who acts.
        target: Role of upon whom.
        target_body: Role of a target that is a state or an organisation, where it differs.
    """

    type: str
    modality: str = "occurred"
    act: str | None = None
    source: str = "initiator"
    target: str = "target"
    target_body: str | None = None

    @property
    def reciprocal(self) -> bool:
        """Whether both ends do the same, so that "A with B" and "B with A" say one thing."""
        return self.source == self.target

    @property
    def parts(self) -> tuple[str, str, str, str | None]:
        """What participants of the claim take from it: codes alike in this say the same of them."""
        return self.type, self.source, self.target, self.target_body


OTHER = CodeReading("other")


@cache
def read_code(scheme: str, code: str) -> CodeReading:
    """The meaning of a code, by its longest prefix that is known; `other` where none is.

    Args:
        scheme: CAMEO or PLOVER; of any other, nothing is known.
        code: "0841"; of PLOVER type and mode ("CONSULT-visit").
    """
    readings = load_readings().get(scheme, {})
    if scheme != "CAMEO":
        return readings.get(code, OTHER)
    return next((found for end in range(len(code), 1, -1) if (found := readings.get(code[:end]))), OTHER)


def icews_code(label: str) -> str | None:
    """Code of CAMEO for what ICEWS calls a relation ("Make a visit": "042"); None for a label that is not known."""
    return _icews_codes().get(_plain(label))


@cache
def load_readings() -> dict[str, dict[str, CodeReading]]:
    """Scheme → code → reading.

    Raises:
        VocabularyError: A reading contradicts the vocabulary.
    """
    return {scheme: _checked(scheme, f"{scheme.casefold()}.yaml") for scheme in ("CAMEO", "PLOVER")}


def load_reasons(scheme: str) -> dict[str, str]:
    """Root class → what of it is read, and why."""
    return _table(f"{scheme.casefold()}.yaml")["roots"]


def _checked(scheme: str, file: str) -> dict[str, CodeReading]:
    try:
        found = TypeAdapter(dict[str, CodeReading]).validate_python(_table(file)["readings"])
    except ValidationError as error:
        raise VocabularyError(f"{file}: {error}") from error
    types = load_vocabulary().types
    matched = {
        match.code: each.code
        for each in types.values()
        for match in each.matches
        if match.scheme == scheme and match.relation in READABLE
    }
    for code, reading in found.items():
        roles = {reading.source, reading.target, reading.target_body or reading.target}
        if not roles.issubset(types[reading.type].roles):
            raise VocabularyError(f"{file}: {code}: {reading.type} has not the roles {', '.join(sorted(roles))}")
        if reading.modality not in INTENDED and matched.get(code) != reading.type:
            raise VocabularyError(f"{file}: {code}: types.yaml does not match it as {reading.type}")
    if missing := sorted(matched.keys() - found.keys()):
        raise VocabularyError(f"{file}: types.yaml matches {', '.join(missing)}, but no roles are given here")
    return found


@cache
def _icews_codes() -> dict[str, str]:
    return {_plain(label): code for label, code in _table("icews.yaml").items()}


def _plain(label: str) -> str:
    return _PUNCTUATION.sub("", label.casefold())


@cache
def _table(file: str) -> dict[str, Any]:
    return yaml.safe_load(resources.files(__package__).joinpath(file).read_text(encoding="utf-8"))
