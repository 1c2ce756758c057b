"""What a language model is asked to fill in, and its JSON schema.

The schema suits OpenAI's strict mode: every field is required, unknown ones are forbidden, and "nothing told" is null.
Reading is more forgiving, since other servers ignore schemas: a field may be missing or an empty text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, override

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema, from_json

from graph.records import Basis, Bound, Kind, Relation
from graph.vocabulary import Vocabulary, load_vocabulary

# Models that think aloud do it before they answer.
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
# For coded data alone: a model that finds no type has found nothing.
UNCODED = "other"

type _Edit = Callable[[JsonSchemaValue], None]


def _list_terms(terms: Callable[[Vocabulary], list[str]]) -> _Edit:
    """Put the vocabulary's terms into a field's schema when that is written, not when this module is imported."""

    def edit(schema: JsonSchemaValue) -> None:
        schema["enum"] = terms(load_vocabulary())

    return edit


def type_codes(vocabulary: Vocabulary) -> list[str]:
    """The event types that a model may use, in the vocabulary's order."""
    return [code for code in vocabulary.types if code != UNCODED]


def _read_blank(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


# No `type` statement: a named alias would be a definition of its own in the schema.
Told = Annotated[str | None, BeforeValidator(_read_blank)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class ToldParticipant(_Part):
    """A participant, as `graph.records.Participant`."""

    name: str
    kind: Kind
    role: str = Field(json_schema_extra=_list_terms(lambda terms: list(terms.roles)))
    side: Told = None
    title: Told = None
    behalf: Told = None
    behalf_basis: Annotated[Basis | None, BeforeValidator(_read_blank)] = None
    named: bool = True


class ToldQuantity(_Part):
    """A number, as `graph.records.Quantity`."""

    count: int
    bound: Bound = "exact"
    of: Told = None


class ToldSource(_Part):
    """A source, as `graph.records.Attribution`."""

    name: str
    mode: str = Field(default="reports", json_schema_extra=_list_terms(lambda terms: list(terms.modes)))
    anonymous: bool = False
    count: int | None = None


class ToldLink(_Part):
    """A relation to another claim of the same answer, which is named by its key."""

    relation: Relation
    claim: str
    quote: Told = None


class ToldClaim(_Part):
    """A claim with a quotation instead of offsets and a key instead of an id."""

    key: str = ""
    quote: str
    occurrence: int | None = None
    type: str = Field(json_schema_extra=_list_terms(type_codes))
    modality: str = Field(json_schema_extra=_list_terms(lambda terms: list(terms.modalities)))
    act: Told = None
    hedge: Told = None
    participants: tuple[ToldParticipant, ...]
    post: Told = None
    date: Told = None
    place: Told = None
    about: Told = None
    quantity: ToldQuantity | None = None
    attribution: tuple[ToldSource, ...] = ()
    links: tuple[ToldLink, ...] = ()


class _Answer(_Part):
    claims: tuple[ToldClaim, ...]


class Envelope(BaseModel):
    """An answer whose claims are not looked at yet, so that one misshapen claim takes no other with it."""

    model_config = ConfigDict(frozen=True)

    claims: tuple[Any, ...]


class _StrictSchema(GenerateJsonSchema):
    @override
    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        # Strict mode refuses `default`.
        return self.generate_inner(schema["schema"])


def answer_schema() -> dict[str, Any]:
    """JSON schema of an answer, with the vocabulary's terms in it."""
    return _Answer.model_json_schema(mode="serialization", schema_generator=_StrictSchema)


def parse_answer(text: str) -> tuple[Any, ...]:
    """Find the JSON object in what a model wrote and give its claims, unchecked.

    Thoughts before it, and words or a code fence around it, don't matter.

    Raises:
        ValueError: There is no such object, or it has no list of claims (pydantic's ValidationError is one too).
    """
    bare = _THOUGHT.sub("", text)
    start, end = bare.find("{"), bare.rfind("}") + 1
    if not 0 <= start < end:
        raise ValueError("there is no JSON object in it")
    return Envelope.model_validate(from_json(bare[start:end])).claims
