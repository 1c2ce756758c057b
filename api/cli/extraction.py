"""Who reads the prose of a command: the rules, a language model or both, knowing whom, in how many processes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Self

import typer

from api.cli.connecting import read_settings
from api.cli.console import note
from graph.errors import InputError, ModelError, WorkersError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from api.cli.gathering import Gathering
    from graph.identity.authority import Authority
    from graph.records import Bundle, Document
    from ingest.extract.batches import Extracted
    from ingest.extract.cluster import Cluster
    from ingest.extract.model import ModelExtractor


class By(StrEnum):
    """Who reads."""

    RULES = "rules"
    LLM = "llm"
    BOTH = "both"


Reader = Annotated[
    By,
    typer.Option(
        "--extractor",
        help="Who reads: rules, on this machine; llm, the language model that WHOMET_LLM_BASE_URL and WHOMET_LLM_MODEL "
        "name; or both, side by side.",
    ),
]
People = Annotated[
    str | None,
    typer.Option(
        "--authority",
        metavar="FILE",
        help="People whom the rules should know: CSV, YAML or JSON Lines of name, aliases, post, state, since, until; "
        "or any other list that whomet ingest leaders reads.",
    ),
]


Jobs = Annotated[int, typer.Option(min=1, help="Processes that read at once; each takes half a gigabyte.")]
Dask = Annotated[
    str | None,
    typer.Option(
        "--dask",
        metavar="tcp://HOST:PORT",
        help="Scheduler of a Dask cluster whose workers read instead; they need the same whomet.",
    ),
]


class Extraction:
    """Reads documents; tells those that can't be read, and goes on.

    Attributes:
        model: The language model, where one is asked.
    """

    def __init__(
        self, gathering: Gathering, by: By, *, authority: Path | None = None, jobs: int = 1, dask: str | None = None
    ) -> None:
        """Check what the options say; nothing slow is started unless they can be used.

        Raises:
            InputError: They can't be, or no language model is set.
        """
        self._gathering, self._by, self._jobs, self._dask = gathering, by, jobs, dask
        self._cluster: Cluster | None = None
        self._stopped: ModelError | WorkersError | None = None
        self.model: ModelExtractor | None = None
        self._authority: Authority | None = None
        given = {"--authority": authority is not None, "--jobs": jobs > 1, "--dask": dask is not None}
        if by is By.LLM and (options := [option for option, there in given.items() if there]):
            told = f"{options[0]} is for the rules, and --extractor llm asks none"
            raise InputError(f"{told}; leave it out, or say --extractor both")
        if jobs > 1 and dask is not None:
            raise InputError("--jobs is of this machine, --dask of a cluster that has its own; leave one out")
        if authority is not None and not authority.is_file():
            raise InputError(f"there is no file {authority}")
        if by is not By.RULES:
            from ingest.extract.model import ModelExtractor

            self.model = ModelExtractor.of(read_settings())
        if authority is not None:
            from ingest.leaders import read_leaders

            self._authority = read_leaders(authority)

    def __enter__(self) -> Self:
        """Connect to the cluster, where one shall read.

        Raises:
            InputError: Its address is none.
            WorkersError: It can't be used.
        """
        if self._dask is not None:
            from ingest.extract.cluster import Cluster

            self._cluster = Cluster(self._dask)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.model is not None:
            self.model.close()
        if self._cluster is not None:
            self._cluster.close()

    @property
    def made_by(self) -> str:
        """What the claims of a document depend on beside itself: equal ones give equal claims, as far as rules read."""
        from ingest.extract.version import extractor_version

        parts = [self._by.value, extractor_version()]
        if self._authority is not None:
            parts.append(self._authority.digest)
        if self.model is not None:
            parts.append(self.model.coder)
        return " ".join(parts)

    def read(self, documents: Iterable[Document]) -> Iterator[Bundle]:
        """Read documents; ends before time, and keeps why for `end`, where the language model or the workers are away.

        So what came before is written or loaded first.
        """
        from ingest.extract.batches import Failed

        try:
            for one in self._extract(documents):
                if isinstance(one, Failed):
                    self._gathering.fail(one.document.doc_id, one.problem)
                else:
                    yield one
        except (ModelError, WorkersError) as error:
            self._stopped = error

    def end(self) -> None:
        """Tell what was dropped of what the model said.

        Raises:
            ModelError: It stopped the reading before time.
            WorkersError: They did.
        """
        if self.model is not None:
            for line in self.model.report.counts():
                note(f"{self.model.coder}: {line}")
        if self._stopped is not None:
            raise self._stopped

    def _extract(self, documents: Iterable[Document]) -> Iterator[Extracted]:
        from ingest.extract.batches import extract_by_rules
        from ingest.extract.model.beside import add_model, extract_by_model

        if self._by is By.LLM and self.model is not None:
            return extract_by_model(self.model, documents)
        extracted = extract_by_rules(documents, authority=self._authority, jobs=self._jobs, cluster=self._cluster)
        return extracted if self.model is None else add_model(self.model, extracted)
