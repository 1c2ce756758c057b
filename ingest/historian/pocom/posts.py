"""Posts: what the archive's missions, positions and titles are in whomet's terms.

A mission to a state is one post (`post/USA/mission-to-FRA`), and the posts of those who head it are parts of it:
`post/USA/ambassador-to-FRA` for heads of any rank, ministers plenipotentiary and resident among them, and others for
chargés d'affaires, commissioners and agents. Their ids are those that a title gets anywhere else
(`graph.identity.offices.post_of`), so that a report's "U.S. ambassador to France" is the same post.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.identity.authority import AuthorityPost
from graph.identity.offices import known_offices
from graph.identity.packages import load_packages
from graph.identity.packages.post_titles import with_article
from graph.identity.resolver import Resolver
from ingest.historian.pocom.places import find_body, find_state, name_of_territory
from ingest.historian.pocom.records import Mission, Post, Posting

USA = "state/USA"
_HEADED = ("mission", "chief of mission", "head of mission")
_RANKS = ("ambassador", "minister", "envoy", "minister plenipotentiary", "minister resident")


def office_of(post: Post) -> str:
    """The post's class (`offices.yaml`)."""
    classes = dict(known_offices().values())
    return classes.get(post.id.rpartition("/")[2].partition("-to-")[0], "other")


class PostReader:
    """Finds the posts of postings; knows the packages' states and organisations."""

    def __init__(self) -> None:
        """Index the packages' authority data (about a third of a second)."""
        self._packages = load_packages()
        self._labels = {one.id: one.label for one in self._packages.states}
        self.resolver = Resolver(self._packages)

    def read(self, mission: Mission, posting: Posting, titles: Mapping[str, str]) -> Post | None:
        """The post of a posting; None where its title or territory is not known."""
        if mission.kind == "principal":
            id_, _ = self.resolver.post(mission.name, USA)
            return Post(id_, mission.name, names=(mission.name,))
        if mission.kind == "organization":
            return self._representative(mission)
        title = titles.get(posting.role)
        state = find_state(mission, posting, self.resolver)
        if title is None or state is None:
            return None
        label = self._labels[state]
        host = with_article(label)
        id_, _ = self.resolver.post(f"{title} to {host}", USA)
        code = state.removeprefix("state/")
        called = dict.fromkeys((host, label, name_of_territory(mission)))
        ranks = (title, *(_RANKS if id_.endswith(f"/ambassador-to-{code}") else ()))
        names = tuple(dict.fromkeys(f"{rank} to {name}" for rank in ranks for name in called))
        return Post(id_, f"{title} to {host}", state, host, f"post/USA/mission-to-{code}", names)

    def _representative(self, mission: Mission) -> Post | None:
        body = find_body(mission)
        if body is None:
            return None
        slug = body.id.partition("/")[2]
        ranks = ("representative", "permanent representative", "ambassador")
        called = dict.fromkeys((body.label, *body.names))
        names = tuple(f"{rank} to {the}{name}" for rank in ranks for name in called for the in ("", "the "))
        title = f"Permanent Representative to the {body.label}"
        return Post(
            f"post/USA/permanent-representative-to-{slug}", title, body.id, body.label, None, (mission.name, *names)
        )

    def authority_post(self, post: Post) -> AuthorityPost:
        """The post as authority data."""
        title, _, whom = post.title.partition(" to ")
        if office_of(post) == "ambassador" and post.mission:
            title = "Ambassador"
        label = f"{title} of the United States to {whom}" if whom else post.title
        return AuthorityPost(
            post.id, label, tuple(dict.fromkeys((label, *post.names))), USA, post.to, office_of(post), post.mission
        )

    def mission_post(self, post: Post, mission: Mission) -> AuthorityPost:
        """The mission of which a post is part, as authority data."""
        called = dict.fromkeys((post.host or "", self._labels[post.to or ""], name_of_territory(mission)))
        names = [f"{what} to {name}" for what in _HEADED for name in called]
        label = f"Mission of the United States to {post.host}"
        return AuthorityPost(post.mission or "", label, (label, *names), USA, post.to, "mission")
