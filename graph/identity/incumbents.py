"""Who holds the office that a title names."""

from __future__ import annotations

import datetime as dt

from graph.identity.offices import Title, post_of
from graph.identity.people import PeopleIndex
from graph.identity.states import StateIndex
from graph.identity.tables import read_table, words

_CLASSES = frozenset({"head-of-state", "head-of-government", "prime-minister", "chancellor"})


class OfficeFinder:
    """From titles to posts of the authority, and from posts to their holders."""

    def __init__(self, people: PeopleIndex, states: StateIndex) -> None:
        """Take the indexes to look things up in."""
        self._people = people
        self._states = states
        self._posts: dict[tuple[Title, str | None], tuple[tuple[str, ...], ...]] = {}

    def holders(self, title: Title, owner: str | None, date: dt.date) -> list[str]:
        """People who hold the office on that day; [] for former and future holders, and where the owner is unknown.

        Args:
            title: The title.
            owner: Id of the state whose office it is, where the title does not say.
            date: The day.
        """
        if title.when != "now" or not title.slug:
            return []
        key = (title, owner)
        if (posts := self._posts.get(key)) is None:
            posts = self._posts[key] = tuple(map(tuple, self._find(title, owner)))
        found = ([one for post in group for one in self._people.holders(post, date)] for group in posts)
        return list(dict.fromkeys(next((holders for holders in found if holders), ())))

    def _find(self, title: Title, owner: str | None) -> list[list[str]]:
        """Posts that the title can mean, the likelier ones first."""
        state = title.state or (None if title.body else owner)
        if state is None and title.body is None:
            return []
        post = post_of(title, state, self._states)
        if title.office == "leader" and state is not None:
            # Who led a state, whatever the post, is known of the past from lists of leaders alone.
            return [self._leader(state), [post]]
        if self._people.label(post) is not None:
            return [[post]]
        if state is None:
            return []
        # "German Prime Minister" is the chancellor; "Spanish President" is not the king.
        return [self._of_class(state, title.office)] if title.slug in _CLASSES else []

    def _of_class(self, state: str, office: str) -> list[str]:
        return list(self._people.posts_of(state, office))

    def _leader(self, state: str) -> list[str]:
        code, leaders = state.removeprefix("state/"), read_table("offices")["leaders"]
        for office, codes in leaders.items():
            if code in codes:
                return self._of_class(state, office)
        heads, governments = self._of_class(state, "head_of_state"), self._of_class(state, "head_of_government")
        if not governments:
            return heads
        reigning = all(post.rpartition("/")[2] in words("offices", "reigning") for post in heads)
        return governments if reigning else []
