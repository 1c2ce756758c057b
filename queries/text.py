"""Reading the text of a query file without a database: its parts, its variables, what its RETURN names."""

from __future__ import annotations

import re

HEADER = re.compile(r"\A/\*\n(?P<yaml>.*?)\*/\n", re.DOTALL)
COMMENT = re.compile(r"//[^\n]*")
STRING = re.compile(r"'(?:[^'\\]|\\.)*'")
PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")
KEY = re.compile(r"^WITH \*, \[(?P<parts>.+)\] AS key$", re.MULTILINE)
LAST = re.compile(r".*^RETURN\s(?P<items>.*)^ORDER BY ", re.DOTALL | re.MULTILINE)
ALIAS = re.compile(r"\s+AS\s+(\w+)$")
OPENING, CLOSING = "([{", ")]}"


def body_of(text: str) -> str:
    """The Cypher after the header, as it is sent to the database."""
    return HEADER.sub("", text).strip()


def bare(text: str) -> str:
    """The Cypher without header, comments and what stands in quotes, so that words found in it are code."""
    return STRING.sub("''", COMMENT.sub("", body_of(text)))


def used_parameters(text: str) -> set[str]:
    """Names of the `$parameters` that the Cypher uses."""
    return set(PARAMETER.findall(bare(text)))


def key_parts(text: str) -> list[str]:
    """The components of the key that the answer is ordered and paged by; empty without a key line."""
    found = KEY.search(body_of(text))
    return split(found["parts"]) if found else []


def returned(text: str) -> dict[str, str]:
    """Column → expression of the last RETURN, which begins its line, in order."""
    last = LAST.match(body_of(text))
    columns: dict[str, str] = {}
    for item in split(COMMENT.sub("", last["items"])) if last else ():
        alias = ALIAS.search(item)
        columns[alias[1] if alias else item] = ALIAS.sub("", item)
    return columns


def split(text: str) -> list[str]:
    """Cut at the commas that stand in no brackets and no quotes."""
    parts: list[str] = []
    depth = start = 0
    masked = STRING.sub(lambda found: "'" + "_" * (len(found[0]) - 2) + "'", text)
    for at, letter in enumerate(masked):
        depth += (letter in OPENING) - (letter in CLOSING)
        if letter == "," and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    return [" ".join(part.split()) for part in (*parts, text[start:])]
