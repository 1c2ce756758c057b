"""What a language model is told: the vocabulary with its definitions, the rules, and one passage of one document."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from string import Template

from graph.records import Document
from graph.vocabulary import EventType, load_vocabulary
from ingest.extract.model.answer import UNCODED, answer_schema
from ingest.extract.model.passages import Passage

# Later passages carry the document's beginning, where people are introduced by their full names.
OPENING = 800


@cache
def write_instructions() -> str:
    """The instructions with the vocabulary's terms in them; the same in every run."""
    vocabulary = load_vocabulary()
    template = Template(files(__package__).joinpath("instructions.md").read_text(encoding="utf-8"))
    return template.substitute(
        types=_list(_tell_type(each) for each in vocabulary.types.values() if each.code != UNCODED),
        modalities=_list(f"{each.code}: {each.definition}" for each in vocabulary.modalities.values()),
        roles=_list(f"{each.code}: {each.definition}" for each in vocabulary.roles.values()),
        modes=_list(f"{each.code}: {each.definition}" for each in vocabulary.modes.values()),
    )


@cache
def write_schema() -> str:
    """The schema in words, for endpoints that can't be given one."""
    return "The JSON object has to fit this JSON schema:\n" + json.dumps(answer_schema(), ensure_ascii=False)


def write_question(document: Document, passage: Passage, *, whole: bool) -> str:
    """One passage with what a reader needs to know of its document.

    Args:
        document: The document.
        passage: The piece of its text to be read.
        whole: Whether that is all of the text.
    """
    lines = [f"Published: {document.published:%Y-%m-%d, %A}"]
    lines += [f"Publisher: {document.publisher}"] if document.publisher else []
    lines += [f"Heading: {document.title}"] if document.title else []
    if not whole and passage.start > 0 and document.text is not None:
        opening = document.text[: min(OPENING, passage.start)].strip()
        lines += ["How the report begins, so that you know who is who; make no claims from it:", f'"""{opening}"""']
    lines += ["Text:" if whole else "Text, one passage of a longer report:", f"<text>\n{passage.text}\n</text>"]
    return "\n".join(lines)


def write_correction(problem: str) -> str:
    """What is said when an answer could not be read."""
    return f"Your answer could not be read: {problem}. Answer again with the one JSON object alone, complete."


def _tell_type(each: EventType) -> str:
    acts = "; acts: " + ", ".join(f"{act.code} ({act.definition})" for act in each.acts) if each.acts else ""
    return f"{each.code}: {each.definition} Roles: {', '.join(each.roles)}{acts}"


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
