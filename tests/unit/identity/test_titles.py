"""Titles in front of names, and the posts that titles name."""

from __future__ import annotations

import pytest

from graph.identity.offices import telling
from graph.identity.resolver import Resolver
from graph.identity.titles import split_title


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("President Trump", "President", "Trump"),
        ("Mr. Putin", "Mr.", "Putin"),
        ("King Charles III", "King", "Charles III"),
        ("Secretary of State Marco Rubio", "Secretary of State", "Marco Rubio"),
        ("Secretary-General António Guterres", "Secretary-General", "António Guterres"),
        ("Foreign Minister Wang Yi", "Foreign Minister", "Wang Yi"),
        ("former President Barack Obama", "former President", "Barack Obama"),
        ("chief of the army", "chief of the army", ""),
        ("Sheikh Hasina", "", "Sheikh Hasina"),
        ("Jordan Bardella", "", "Jordan Bardella"),
        ("Donald Trump", "", "Donald Trump"),
        ("", "", ""),
    ],
)
def test_split(text: str, title: str, name: str) -> None:
    """A title ends where the name begins, and a name without one is left whole."""
    assert split_title(text) == (title, name)


@pytest.mark.parametrize(
    ("text", "state", "post"),
    [
        ("Russian President", None, "post/RUS/president"),
        ("President of Belarus", None, "post/BLR/president"),
        ("the president of the Republic of Belarus", None, "post/BLR/president"),
        ("acting foreign minister of Ukraine", None, "post/UKR/foreign-minister"),
        ("Costa Rica’s Minister of Foreign Affairs", None, "post/CRI/foreign-minister"),
        ("Minister of Foreign Affairs and Trade of Hungary", None, "post/HUN/foreign-minister"),
        ("premier", "state/RUS", "post/RUS/prime-minister"),
        ("special envoy for Belarus", None, "post/special-envoy-for-belarus"),
        ("special envoy for Belarus", "state/USA", "post/USA/special-envoy-for-belarus"),
        ("US Special Presidential Envoy to Belarus", None, "post/USA/special-envoy-for-belarus"),
        ("special envoy for the Middle East", "state/USA", "post/USA/special-envoy-for-middle-east"),
        ("US ambassador to Belarus", None, "post/USA/ambassador-to-BLR"),
        ("ambassador to Belarus", "state/USA", "post/USA/ambassador-to-BLR"),
        ("ambassador of Poland to the United States", None, "post/POL/ambassador-to-USA"),
        ("Chargé d’Affaires ad interim near the Government of Belgium", None, "post/charge-d-affaires-to-BEL"),
        ("UN Secretary-General", None, "post/united-nations/secretary-general"),
        ("president", "organization/european-commission", "post/european-commission/president"),
        ("Secretary of the Army", "state/USA", "post/USA/secretary-of-the-army"),
    ],
)
def test_post(resolver: Resolver, text: str, state: str | None, post: str) -> None:
    """One post has one id, in whatever words it is told."""
    assert resolver.post(text, state)[0] == post


def test_labels_of_posts(resolver: Resolver) -> None:
    """A known post has its own label, any other one the words it came in."""
    assert resolver.post("Russian President") == ("post/RUS/president", "President of Russia")
    assert resolver.post("special  envoy for Belarus")[1] == "special envoy for Belarus"


@pytest.mark.parametrize(
    ("post", "tells"),
    [
        ("post/USA/special-envoy-for-belarus", True),
        ("post/special-envoy-for-belarus", True),
        ("post/USA/ambassador-to-BLR", True),
        ("post/GBR/prime-minister", True),
        ("post/USA/senator", False),
        ("post/USA/spokesman", False),
        ("post/foreign-minister", False),
        ("post/president", False),
    ],
)
def test_telling_posts(post: str, tells: bool) -> None:  # noqa: FBT001  -- an expectation
    """A post tells who is meant if it has one holder at a time and belongs to somebody."""
    assert telling(post) is tells
