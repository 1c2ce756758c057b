"""The factbook's titles as posts: "Transition Prime Minister" and "Premier" are prime ministers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.identity.folding import fold
from graph.identity.offices import known_offices
from graph.identity.tables import words

_AND = re.compile(r" and .*")
_ARTICLE = re.compile(
    r"United .*|.* (?:Emirates|Federation|Islands|Republic|States|Union)|(?:.* )?Republic of .*"
    r"|Bahamas|Gambia|Maldives|Netherlands|Philippines|Two Sicilies|Vatican"
)
_PRIME_MINISTER = "prime minister"


@dataclass(frozen=True, slots=True)
class PostTitle:
    """What a post is called: in ids, by class, and in words."""

    slug: str
    office: str
    label: str


def read_post_title(title: str, office: str) -> PostTitle:
    """Read a title of the factbook.

    Args:
        title: As written, ranks and all ("Transition Prime Minister", "Sultan and Prime Minister Sir").
        office: Class of the post where `offices.yaml` does not list it.
    """
    known = known_offices()
    tokens = [word for word in fold(re.sub(r"\(.*?\)", " ", title)).split() if word not in words("offices", "now")]
    while tokens and " ".join(tokens) not in known and tokens[-1] in words("offices", "address"):
        tokens.pop()
    text = " ".join(tokens)
    if text not in known and _PRIME_MINISTER in text:
        text = _PRIME_MINISTER
    if text not in known and office == "head_of_state":
        # "President of the Swiss Confederation", "King Sultan".
        text = next((begin for size in (3, 2, 1) if (begin := " ".join(tokens[:size])) in known), text)
    text = text if text in known else _AND.sub("", text)
    slug, listed = known.get(text, (text.replace(" ", "-"), office))
    return PostTitle(slug, listed, _label(slug))


def post_label(title: str, owner: str, receiver: str | None = None) -> str:
    """A post in words: "President of Belarus", "Ambassador of the United States to Belarus"."""
    whose = f"{title} of {with_article(owner)}"
    return f"{whose} to {with_article(receiver)}" if receiver else whose


def _label(slug: str) -> str:
    if slug == "charge-d-affaires":
        return "Chargé d'Affaires"
    return " ".join(word if word in {"of", "the", "for", "and"} else word.capitalize() for word in slug.split("-"))


def with_article(label: str) -> str:
    """A state's label as it stands in a sentence: "the Netherlands"."""
    return f"the {label}" if _ARTICLE.fullmatch(label) else label
