"""Characters and line ends of prose: what a parser stumbles over goes, what a reader sees stays."""

from __future__ import annotations

import re
from typing import Final

WRAPPED_AT_MOST: Final = 110
"""Lines of a text that was wrapped by a mail program or an editor are no longer; one line a paragraph mostly is."""

HEAD_BLOCKS: Final = 3

_NO_SIGNS: Final = dict.fromkeys(
    [*range(9), 0x0B, *range(0x0E, 0x20), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0), 0xAD, 0x200B, 0xFEFF]
)
_SIGNS: Final[dict[int, str | None]] = {
    **_NO_SIGNS,
    **dict.fromkeys((0x09, 0xA0, 0x2007, 0x202F, 0x3000), " "),
    **dict.fromkeys((0x0C, 0x2029), "\n\n"),
    **dict.fromkeys((0x85, 0x2028), "\n"),
}
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_EMPTY_LINES: Final = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_ENDS: Final = re.compile(r"[.!?…:;][\"”’')\]]*$")


def clean(text: str) -> str:
    r"""Replace what no reader sees: control signs, soft hyphens, spaces that don't break, unpaired surrogates.

    Marks of direction and joiners stay: names in Arabic and emoji need them. Line ends become `\n`.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SIGNS)
    return _SURROGATE.sub("\ufffd", unified)


def squeeze(text: str) -> str:
    """One line: every run of white space becomes a space."""
    return " ".join(text.split())


def ends_sentence(text: str) -> bool:
    """Whether a text ends as sentences do."""
    return _ENDS.search(text) is not None


def split_lines(text: str) -> list[list[str]]:
    """The blocks between empty lines, each as its lines without white space around them."""
    blocks = _EMPTY_LINES.split(clean(text))
    return [lines for block in blocks if (lines := [squeeze(line) for line in block.split("\n") if line.strip()])]


def unwrap(lines: list[str]) -> list[str]:
    """The paragraphs of a block: its lines joined where they were wrapped, else one paragraph a line."""
    if max(map(len, lines)) > WRAPPED_AT_MOST or (len(lines) > 1 and all(ends_sentence(one) for one in lines)):
        return lines
    return [" ".join(lines)]
