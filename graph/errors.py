"""Every error that whomet raises on purpose.

::

    WhometError
    ├── InputError                 what a user gave can't be used; nothing was written
    │   ├── RecordError            one record of a file: names file, line, field and the mend
    │   │   ├── UndatedError       a report that does not tell when it was published
    │   │   └── FetchError         an address of the web that could not be fetched
    │   ├── ExportFileError        a file that can't be written; what was there before is there still
    │   ├── ImportFileError        a file of RDF that can't be made a graph of; tells its first problems
    │   ├── EdtfError              a date that is not EDTF
    │   ├── UnknownNameError       no actor, place or post of that name (carries the nearest)
    │   ├── AmbiguousNameError     several actors of that name (carries the candidates)
    │   ├── UnknownQueryError      no such query, or no such version of it
    │   ├── ParameterError         a parameter that is missing, unknown or of the wrong type
    │   ├── SparqlError            a SPARQL query that can't be used, or that is refused
    │   │   └── SparqlLimitError   it needs more rows, bytes or memory than it may
    │   └── NotFoundError          no such event, claim, document or actor
    │       └── GoneError          there was one, and it was taken back
    ├── VocabularyError            a vocabulary file contradicts itself
    ├── MappingError               the graph has what the mapping to RDF does not know
    ├── CatalogueError             a query file breaks the catalogue's rules
    ├── ModelError                 a language model that the user chose could not be used
    │   └── ModelUnavailableError  its endpoint does not answer, or refuses
    ├── BusyError                  as many requests wait as may; try again later
    ├── AccountError               a source's records don't add up: a fault of its reader
    ├── ForeignGraphError          the graph holds other documents, and the command would mix them
    │   └── InterruptedImportError what an import left that was interrupted
    ├── ExtractionError            prose can't be read here: the model is missing
    │   └── WorkersError           the processes or the cluster that should read can't be used, or went away
    └── StoreError                 the database
        ├── StoreUnavailableError  it does not answer; try again later
        ├── QueryTimeoutError      a query took longer than allowed
        ├── SchemaVersionError     it is of another whomet's schema
        └── EmbeddedServerError    the Neo4j that whomet runs itself
            ├── JarDownloadError
            ├── PortInUseError
            ├── DiskSpaceError
            └── ServerStartError

HTTP statuses and exit codes are mapped from these classes in `api` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class WhometError(Exception):
    """Root of the tree: its message is fit to be shown to a user as it stands."""


class InputError(WhometError):
    """Something that a user gave can't be used; nothing was written."""


class RecordError(InputError):
    """One record of an input file can't be used.

    Attributes:
        file: The file's name as the user gave it ("-" for standard input).
        line: Line number, counted from 1; None where the file has no lines (a whole document).
        field: The field at fault in dotted form ("participants.0.role"); None for the whole record.
        problem: What is wrong and what to do.
    """

    def __init__(self, problem: str, *, file: str, line: int | None = None, field: str | None = None) -> None:
        """Compose the message `FILE:LINE: FIELD: PROBLEM` from its parts."""
        self.problem, self.file, self.line, self.field = problem, file, line, field
        where = file if line is None else f"{file}:{line}"
        super().__init__(": ".join(part for part in (where, field, problem) if part))


class UndatedError(RecordError):
    """Nothing tells when a report was published, and the user does not say it."""


class FetchError(RecordError):
    """What an address of the web holds could not be had; the address stands for the file."""


class ExportFileError(InputError):
    """A file can't be written: no room on the disk, no right to it. What was there before is there still."""


class ImportFileError(InputError):
    """A file of RDF can't be made a graph of; tells its first problems, one a line. Nothing was written."""


class EdtfError(InputError, ValueError):
    """A text that is not a date in EDTF (ISO 8601-2), or not one that whomet can bound.

    It is a ValueError too, so that pydantic reports it beside a record's other problems.
    """


class UnknownNameError(InputError):
    """No actor, place or post goes by the name.

    Attributes:
        name: The name as asked.
        nearest: Labels and ids of the nearest names, best first, as (id, label).
    """

    def __init__(self, name: str, nearest: Sequence[tuple[str, str]] = ()) -> None:
        """Say what was asked and what comes nearest."""
        self.name, self.nearest = name, tuple(nearest)
        hint = ", ".join(f"{label} ({key})" for key, label in self.nearest)
        super().__init__(f"nobody is known as {name!r}" + (f"; nearest: {hint}" if hint else ""))


class AmbiguousNameError(InputError):
    """Several actors go by the name.

    Attributes:
        name: The name as asked.
        candidates: Whom it may mean, best first, as (id, label).
    """

    def __init__(self, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        """List the candidates and say how to choose."""
        self.name, self.candidates = name, tuple(candidates)
        listed = ", ".join(f"{label} ({key})" for key, label in self.candidates)
        super().__init__(f"{name!r} may be {listed}; ask again with one of these ids")


class UnknownQueryError(InputError):
    """The catalogue has no query of that name, or not in that version."""


class ParameterError(InputError):
    """A query's parameter is missing, unknown or of the wrong type.

    Attributes:
        parameter: The parameter's name.
    """

    def __init__(self, parameter: str, problem: str) -> None:
        """Name the parameter and what is wrong with it."""
        self.parameter = parameter
        super().__init__(f"{parameter}: {problem}")


class SparqlError(InputError):
    """A SPARQL query is none, or asks for what is refused: changes, other servers, graphs that are not there."""


class SparqlLimitError(SparqlError):
    """A SPARQL query needs more rows, bytes or memory than it may have; nothing is given rather than a part."""


class NotFoundError(InputError):
    """The graph has no event, claim, document or actor of that id."""


class GoneError(NotFoundError):
    """The graph had something of that id, and it was taken back; what was said stays on record.

    Attributes:
        id: Of what is gone.
        kind: retracted or rejected; of an event also revised, where its only claim is.
        claim: The claim that was decided on.
        reason: Why, in the words of whoever decided.
        by: Who decided.
        seq: The commit that recorded it.
        at: When, as ISO 8601.
    """

    def __init__(  # noqa: PLR0913  -- what is told of a decision
        self,
        id: str,
        *,
        kind: str,
        claim: str,
        seq: int,
        reason: str | None = None,
        by: str | None = None,
        at: str | None = None,
    ) -> None:
        """Say what was decided, by whom and why."""
        self.id, self.kind, self.claim, self.reason, self.by, self.seq, self.at = id, kind, claim, reason, by, seq, at
        what = f"{id!r} was {kind}" if id == claim else f"{id!r} is gone: {claim!r}, which it rests on, was {kind}"
        who = f" by {by}" if by else ""
        why = f": {reason}" if reason else ""
        super().__init__(f"{what}{who} in commit {seq}{why}")


class VocabularyError(WhometError):
    """A vocabulary file contradicts itself or another one."""


class MappingError(WhometError):
    """The graph has a label, property or relationship that the mapping to RDF does not know; nothing is left out."""


class CatalogueError(WhometError):
    """A query file breaks the catalogue's rules; names the file and the rule."""


class ModelError(WhometError):
    """A language model that the user chose could not be used."""


class ModelUnavailableError(ModelError):
    """The endpoint of a language model does not answer after retries, or refuses; names the document and the mend."""


class BusyError(WhometError):
    """As many requests wait to be worked off as may; the same request may succeed later."""


class AccountError(WhometError):
    """What was read of a source is not what it has: its reader passed records over, or counted them twice."""


class ForeignGraphError(WhometError):
    """The graph holds other documents, and the command would mix its own with them."""


class InterruptedImportError(ForeignGraphError):
    """An import into the graph was interrupted, and what it wrote is no whole graph."""


class ExtractionError(WhometError):
    """Prose can't be read on this machine: what reads it is missing."""


class WorkersError(ExtractionError):
    """The processes or the cluster that should read can't be used, or went away; the same command may succeed later."""


class StoreError(WhometError):
    """The database could not do what was asked."""


class StoreUnavailableError(StoreError):
    """The database does not answer; the same call may succeed later."""


class QueryTimeoutError(StoreError):
    """The database ended a query that took longer than allowed."""


class SchemaVersionError(StoreError):
    """The graph is of the schema of another whomet than this one."""


class EmbeddedServerError(StoreError):
    """The Neo4j that whomet runs itself could not be used."""


class JarDownloadError(EmbeddedServerError):
    """Neo4j's jars could not be fetched or did not have the expected content."""


class PortInUseError(EmbeddedServerError):
    """The port that Neo4j should listen on is taken."""


class DiskSpaceError(EmbeddedServerError):
    """Too little room on the disk for Neo4j to run safely."""


class ServerStartError(EmbeddedServerError):
    """Neo4j was started and did not come up; quotes its log."""
