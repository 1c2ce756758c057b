"""The paragraphs of a tree of HTML, or of trafilatura's own elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from ingest.readers.cleaning import clean, ends_sentence, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "hi",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "ref",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
BREAKS: Final = frozenset({"br", "lb"})
UNREAD: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "head_",
        "iframe",
        "object",
        "audio",
        "video",
        "canvas",
        "form",
        "button",
        "select",
        "textarea",
        "input",
        "graphic",
        "img",
        "figure",
        "figcaption",
        "nav",
        "del",
        "title",
    ]
)
_BREAK: Final = "\x1f"


def paragraphs_of(root: Any) -> list[str]:  # noqa: ANN401  -- lxml has no types
    """The text of an element, a paragraph each; what is inside a line stays together."""
    found: list[str] = []
    pending: list[str] = []
    for piece in _pieces(root):
        if piece is not None:
            pending.append(piece)
        elif pending:
            found += _split("".join(pending))
            pending.clear()
    return found + _split("".join(pending))


def parse_fragment(html: str) -> list[str]:
    """The paragraphs of a piece of HTML, such as feeds have."""
    from trafilatura import load_html

    # Around a bare text there must be some markup, or it is no page to the parser.
    root = cast("Any", load_html)(f"<html><body><div>{clean(html)}</div></body></html>")
    return [] if root is None else paragraphs_of(root)


def _pieces(root: Any) -> Iterator[str | None]:  # noqa: ANN401
    """The tree in reading order as pieces of text, None where a paragraph ends; without recursion, however deep."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, left = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if left:
            if tag not in INLINE:
                yield None
            if element is not root and element.tail:
                yield element.tail
            continue
        stack.append((element, True))
        if tag in BREAKS:
            stack[-1] = (element, True)
            stack.pop()
            yield _BREAK
            if element.tail:
                yield element.tail
            continue
        if not tag or tag in UNREAD:
            continue
        if tag not in INLINE:
            yield None
        if element.text:
            yield element.text
        stack += [(child, False) for child in reversed(element)]


def _split(text: str) -> list[str]:
    """A paragraph in two where breaks of lines stand for its end: two of them, or one behind a sentence."""
    found = [""]
    for line in map(squeeze, text.split(_BREAK)):
        if not line or ends_sentence(found[-1]):
            found.append(line)
        else:
            found[-1] = f"{found[-1]} {line}".strip()
    return [one for one in found if one]
