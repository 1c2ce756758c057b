"""Finding states in words: names, demonyms, abbreviations, and what stands for them by custom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from graph.identity.authority import AuthorityState
from graph.identity.folding import fold

LONGEST = 5
"""Most words of a state's name at the start of a longer text ("United Arab Emirates", "Saint Kitts and Nevis")."""

_ARTICLE = re.compile(r"^(?:the|an?) ")
_CODE = re.compile(r"[A-Z]{2,4}")
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s|$)")
_SHORT = 3

# The codes that begin titles and names of bodies ("US envoy"); as words, most others mean something else.
_SPOKEN = ("DPRK", "DRC", "FRG", "GDR", "KSA", "PRC", "ROK", "UAE", "UK", "US", "USA", "USSR")


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """Fold a text without its article and possessives ("the Vatican's" → "vatican")."""
    return _ARTICLE.sub("", fold(_POSSESSIVE.sub("", text)))


class StateIndex:
    """States by name.

    A name that several states claim finds none of them, unless it is the label of one: "Korean" is nobody, "Guinea" is
    Guinea. Capitals stand for their states only where a state is expected (`metonym`): otherwise they are places.
    """

    def __init__(self, states: Iterable[AuthorityState]) -> None:
        """Index states; about 45,000 names."""
        self._states = {state.id: state for state in states}
        claims: defaultdict[str, set[str]] = defaultdict(set)
        self._codes: dict[str, str] = {}
        for state in self._states.values():
            for name in (*state.names, *state.demonyms, *state.metonyms):
                if _CODE.fullmatch(code := name.replace(".", "")):
                    self._codes.setdefault(code, state.id)
                elif len(folded := plain(name)) > _SHORT:
                    claims[folded].add(state.id)
        labels = {plain(state.label) for state in self._states.values()}
        others = {plain(word) for state in self._states.values() for word in (*state.demonyms, *state.metonyms)}
        self._others = others - labels
        self._names = {name: min(ids) for name, ids in claims.items() if len(ids) == 1}
        self._names |= {plain(state.label): state.id for state in self._states.values()}
        self._capitals = self._capital_names()
        for state in self._states.values():
            self._codes |= {code: state.id for code in (state.id.removeprefix("state/"), state.alpha2) if code}
        self._spoken = {code.casefold(): self._codes[code] for code in _SPOKEN if code in self._codes}

    def __getitem__(self, state: str) -> AuthorityState:
        return self._states[state]

    def __contains__(self, state: str) -> bool:
        return state in self._states

    def find(self, text: str) -> str | None:
        """Id of the state that a text names: an id, code, name, demonym or metonym; else None."""
        if text in self._states:
            return text
        if found := self._codes.get(text.strip().replace(".", "")) or self._names.get(plain(text)):
            return found
        name, comma, before = text.partition(",")  # "Germany, Federal Republic of"
        return self._names.get(plain(f"{before} {name}")) if comma else None

    def coded(self, text: str) -> bool:
        """Whether a text can only be a code that nobody says for a state ("IL"): in prose it means something else."""
        code = text.strip().replace(".", "")
        return code in self._codes and code not in _SPOKEN

    def named(self, text: str) -> str | None:
        """As `find`, but by a state's own names alone: not by "Belarusians" or "Kremlin"."""
        name = plain(text)
        return None if name in self._others else self.find(text)

    def metonym(self, text: str) -> str | None:
        """As `find`, and the name of a capital for its state: for texts known to name a state."""
        return self.find(text) or self._capitals.get(plain(text))

    def capital(self, text: str) -> str | None:
        """Id of the state whose capital a text names ("Minsk")."""
        return self._capitals.get(plain(text))

    def prefix(self, words: Sequence[str]) -> tuple[str, int] | None:
        """The state that folded words begin with, and how many words name it; the longest name counts."""
        for count in range(min(LONGEST, len(words)), 0, -1):
            name = " ".join(words[:count])
            if state := self._names.get(name) or (self._spoken.get(name) if count == 1 else None):
                return state, count
        return None

    def whole(self, words: Sequence[str]) -> str | None:
        """The state that folded words name, all of them."""
        found = self.prefix(words)
        return found[0] if found and found[1] == len(words) else None

    def adjective(self, state: str) -> str:
        """The word that makes a state's bodies its own ("Belarusian"); its label where no demonym is known."""
        found = self._states.get(state)
        if found is None:
            return state.removeprefix("state/")
        return found.demonyms[0] if found.demonyms else found.label

    def _capital_names(self) -> dict[str, str]:
        claims: defaultdict[str, set[str]] = defaultdict(set)
        for state in self._states.values():
            for name in state.capital_names:
                claims[plain(name)].add(state.id)
        return {name: min(ids) for name, ids in claims.items() if len(ids) == 1 and name not in self._names}
