"""YAML as people write it: a list of documents, or one after another in a stream, each with its claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import yaml

from graph.errors import RecordError
from ingest.loading.assembly import Outcome, Seen
from ingest.loading.draft import Draft, Fields
from ingest.loading.people import build_bundle
from ingest.loading.problems import reject, show
from ingest.loading.yaml_nodes import PlainReader, compose_items

_QUOTE_IT = (
    "put a value that has ': ' or ' #' in it, or begins with a sign such as - [ { * & @ or %, in quotation marks"
)


def read_yaml(text: str, file: str, coder: str | None = None) -> Iterator[Outcome]:
    """Read people's YAML; a mistake in the YAML itself ends the reading after the documents before it.

    Args:
        text: The file's text.
        file: Its name, for errors.
        coder: Who coded the claims for which neither they nor their document say it.
    """
    seen = Seen()
    try:
        for node in compose_items(text):
            reader = PlainReader(len(text))
            value = reader.read(node)
            if value is not None:
                yield _build(value, reader, file, coder, seen)
    except (yaml.YAMLError, RecursionError) as error:
        yield reject(None, [explain_yaml(error, text, file)])


def _build(value: object, reader: PlainReader, file: str, coder: str | None, seen: Seen) -> Outcome:
    if not isinstance(value, dict):
        problem = "is no document; write its fields (title: …, published: …, claims: …), each on a line"
        return reject(None, [RecordError(problem, file=file, line=reader.lines[()])])
    document = cast("Fields", value)
    claims = document.pop("claims", None)
    told = document.pop("coder", None)
    draft = Draft(file, document, [], reader.lines, coder=told if isinstance(told, str) else coder)
    if told is not None and not isinstance(told, str):
        draft.errors.append(draft.error(("coder",), f"{show(told)} is no text; write it like human:NAME"))
    draft.errors += [draft.error(path, problem, line) for line, path, problem in reader.problems]
    if isinstance(claims, list):
        draft.claims = cast("list[object]", claims)
    elif claims is not None:
        draft.errors.append(draft.error(("claims",), "is no list; begin each claim with a dash: - type: …"))
    return build_bundle(draft, seen)


def explain_yaml(error: Exception, text: str, file: str) -> RecordError:
    """Say where and why a text is no YAML."""
    if isinstance(error, RecursionError):
        return RecordError("is nested too deep to be read; nothing was read from here on", file=file)
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        line, what = error.problem_mark.line + 1, error.problem
    elif isinstance(error, yaml.reader.ReaderError):
        # The parser counts bytes.
        line, what = text.encode()[: error.position].count(b"\n") + 1, error.reason
    else:
        line, what = None, str(error)
    problem = f"is no YAML from here on ({what}), and nothing more was read; {_QUOTE_IT}"
    return RecordError(problem, file=file, line=line)
