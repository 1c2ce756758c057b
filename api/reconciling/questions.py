"""What is asked of reconciliation: a name, and what else is known of whoever bears it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal, cast

import orjson
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr, ValidationError

from graph.errors import ParameterError
from ingest.loading.problems import dotted, explain

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_QUESTIONS: Final = 50
"""In one request; the manifest tells it as `batchSize`."""
MOST_CANDIDATES: Final = 100
USUAL_CANDIDATES: Final = 10
LONGEST_NAME: Final = 500

TYPES: Final = {"person": "Person", "state": "State", "organization": "Organization", "group": "Group"}
"""Kind of actor → type of entity; the id of a type is its name."""
KINDS: Final = {name: kind for kind, name in TYPES.items()}

PROPERTIES: Final[Mapping[str, tuple[str, str]]] = {
    "state": ("State", "the state that the actor is, or whose posts a person held or for which he or she acted"),
    "office": ("Office", "a post that a person held: President of Belarus, foreign minister"),
    "date": ("Date", "a day, month or year on which the name was used; says who is meant by a title or a surname"),
    "born": ("Born", "date of birth, or its year"),
    "died": ("Died", "date of death, or its year"),
    "link": ("Link", "Wikidata or VIAF id, or the address of the actor in another catalogue"),
}
"""What a question may tell: id → (name, meaning)."""
OTHER_NAMES: Final = {"country": "state", "on": "date", "wikidata": "link", "viaf": "link"}
"""Ids that are understood as well."""


class Entity(BaseModel):
    """A value that was reconciled before."""

    model_config = ConfigDict(extra="ignore")

    id: Annotated[StrictStr, Field(max_length=LONGEST_NAME)]
    name: str | None = None


type Value = Annotated[StrictStr, Field(max_length=LONGEST_NAME)] | StrictBool | StrictInt | StrictFloat | Entity


class Told(BaseModel):
    """A property and its value, or several of which one is right."""

    model_config = ConfigDict(extra="forbid")

    pid: Literal["state", "office", "date", "born", "died", "link", "country", "on", "wikidata", "viaf"]
    v: Value | Annotated[list[Value], Field(max_length=20)]

    @property
    def name(self) -> str:
        """The property's own id."""
        return OTHER_NAMES.get(self.pid, self.pid)

    @property
    def texts(self) -> list[str]:
        """The values as text, empty ones left out."""
        values = self.v if isinstance(self.v, list) else [self.v]
        texts = [_prefixed(self.pid, one.id if isinstance(one, Entity) else str(one).strip()) for one in values]
        return [text for text in texts if text]


class Question(BaseModel):
    """One name to be matched.

    Attributes:
        query: The name, or an actor's id; may be left out where a link is told.
        type: Types of entities that may be meant; all where left out.
        limit: Most candidates to give.
        properties: What else is known.
        type_strict: Taken and not needed: a type always restricts.
    """

    model_config = ConfigDict(extra="forbid")

    query: Annotated[StrictStr, Field(max_length=LONGEST_NAME)] | None = None
    type: str | list[str] | None = None
    limit: Annotated[int, Field(ge=1)] = USUAL_CANDIDATES
    properties: Annotated[list[Told], Field(max_length=20)] = []
    type_strict: Literal["any", "should", "all"] | None = None

    @property
    def name(self) -> str:
        """The name without spaces around it; "" where none is told."""
        return (self.query or "").strip()

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of actors that may be meant."""
        types = [self.type] if isinstance(self.type, str) else self.type or []
        return frozenset(KINDS[one] for one in types if one) or frozenset(TYPES)

    def told(self, name: str) -> list[str]:
        """Values of one property."""
        return [text for one in self.properties if one.name == name for text in one.texts]


def read_questions(text: str) -> dict[str, Question]:
    """Read a batch of questions, by their keys.

    Raises:
        ParameterError: It is no such batch; names the question and the field at fault.
    """
    found = read_object(text, "queries")
    if len(found) > MOST_QUESTIONS:
        raise ParameterError("queries", f"holds {len(found)} names; send at most {MOST_QUESTIONS} at once")
    return {key: read_question(raw, f"queries.{key}") for key, raw in found.items()}


def read_question(raw: object, where: str) -> Question:
    """Read one question.

    Raises:
        ParameterError: It can't be used; names the field.
    """
    try:
        question = Question.model_validate(raw)
    except ValidationError as error:
        path, problem = explain(error, Question)[0]
        raise ParameterError(dotted((where, *path)) or where, problem) from error
    types = [question.type] if isinstance(question.type, str) else question.type or []
    if unknown := [one for one in types if one and one not in KINDS]:
        raise ParameterError(f"{where}.type", f"{unknown[0]!r} is no type here; use {', '.join(KINDS)}")
    if not question.name and not question.told("link"):
        raise ParameterError(f"{where}.query", "is needed: a name, or an actor's id; or tell a link in properties")
    return question


def read_object(text: str, parameter: str) -> dict[str, object]:
    """Read a JSON object.

    Raises:
        ParameterError: It is none.
    """
    try:
        loaded = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ParameterError(parameter, f"is no JSON ({error})") from error
    if not isinstance(loaded, dict):
        raise ParameterError(parameter, "is to be a JSON object")
    return cast("dict[str, object]", loaded)


def _prefixed(pid: str, text: str) -> str:
    """VIAF's ids are bare numbers, which only the property's name tells from others."""
    return f"viaf:{text}" if pid == "viaf" and text.isdecimal() else text
