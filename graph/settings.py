"""Settings: one frozen object, read from the environment in `main` and passed down."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import AliasChoices, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

APP = "whomet"


def _split_keys(value: object) -> object:
    return [key for part in value.split(",") if (key := part.strip())] if isinstance(value, str) else value


class Settings(BaseSettings):
    """What an operator may set, each by an environment variable of the same name with the prefix `WHOMET_`.

    Attributes:
        neo4j_uri: `NEO4J_URI`; None lets whomet run its own Neo4j on this machine.
        neo4j_username: `NEO4J_USERNAME`.
        neo4j_password: `NEO4J_PASSWORD`.
        neo4j_database: `NEO4J_DATABASE`; None is the server's default database.
        home: Data, password and log of the embedded Neo4j; once set, the cache of its jars lies there too.
        cache: Where Neo4j's jars are kept; under `home` where that is set, else the user's cache folder.
        heap: Heap of the embedded Neo4j, as Java writes it ("1g").
        pagecache: Page cache of the embedded Neo4j ("512m").
        bolt_port: Port of the embedded Neo4j; None takes the usual one, or a free one where that is taken.
        query_timeout_s: Seconds after which the database ends a query.
        max_rows: Most rows that one page of an answer may have.
        base_url: Address under which others reach this server, for permalinks; None uses the request's own.
        base_iri: What the URIs of the graph's things begin with in RDF; ends with a slash.
        sparql: Whether the server answers SPARQL.
        sparql_timeout_s: Seconds after which a SPARQL query is ended.
        sparql_max_rows: Most rows or triples that an answer of SPARQL may have.
        sparql_memory: Memory that a SPARQL query may need, as Java writes it ("2g").
        api_keys: Keys, separated by commas, whose holders may send reports over HTTP; without any, nobody may.
        llm_base_url: Address of an endpoint that speaks OpenAI's protocol; None where no language model is to be used.
        llm_model: The endpoint's name for the model.
        llm_key: What the endpoint wants to see before it answers; None sends nothing.
    """

    model_config = SettingsConfigDict(env_prefix="WHOMET_", frozen=True, extra="ignore")

    neo4j_uri: str | None = Field(default=None, validation_alias=AliasChoices("NEO4J_URI", "neo4j_uri"))
    neo4j_username: str = Field(default="neo4j", validation_alias=AliasChoices("NEO4J_USERNAME", "neo4j_username"))
    neo4j_password: SecretStr = Field(
        default=SecretStr(""), validation_alias=AliasChoices("NEO4J_PASSWORD", "neo4j_password")
    )
    neo4j_database: str | None = Field(default=None, validation_alias=AliasChoices("NEO4J_DATABASE", "neo4j_database"))
    home: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir(APP)))
    cache: Path | None = None
    heap: str = Field(default="1g", pattern=r"^\d+[mg]$")
    pagecache: str = Field(default="512m", pattern=r"^\d+[mg]$")
    bolt_port: int | None = Field(default=None, ge=1, le=65_535)
    query_timeout_s: float = Field(default=30.0, gt=0)
    max_rows: int = Field(default=1_000, ge=1, le=100_000)
    base_url: str | None = None
    base_iri: str = Field(default="https://w3id.org/whomet/", pattern=r"^https?://[^\s<>\"{}|^`\\#?]+/$")
    sparql: bool = False
    sparql_timeout_s: float = Field(default=10.0, gt=0)
    sparql_max_rows: int = Field(default=10_000, ge=1, le=1_000_000)
    sparql_memory: str = Field(default="2g", pattern=r"^\d+[mg]$")
    api_keys: Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(_split_keys)] = ()
    llm_base_url: str | None = None
    llm_model: str | None = None
    llm_key: SecretStr | None = None

    @property
    def jar_cache(self) -> Path:
        """Folder of Neo4j's jars."""
        if self.cache is not None:
            return self.cache
        moved = "home" in self.model_fields_set
        return self.home / "cache" if moved else Path(platformdirs.user_cache_dir(APP))
