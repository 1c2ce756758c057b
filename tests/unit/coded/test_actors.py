"""Actor strings read the same whatever other rows say."""

from __future__ import annotations

import pytest

from ingest.coded.actors import ActorReader, CodedActor


@pytest.fixture(scope="module")
def reader() -> ActorReader:
    """A reader by the packages' data."""
    return ActorReader.of_packages()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Barack Obama", "person"),
        ("Sergey Viktorovich Lavrov", "person"),
        ("N. Chandrababu Naidu", "person"),
        ("Kim Jong-Un", "person"),
        ("Sheikh Anders bin Berg al Nord al Sud", "person"),
        ("Anders II of Ruritania", "person"),
        ("Berg & Orr", "organization"),
        ("France", "state"),
        ("Palestinian Territory, Occupied", "state"),
        ("UN Security Council", "organization"),
        ("International Monetary Fund", "organization"),
        ("Reuters", "organization"),
        ("Congress Party", "organization"),
        ("National Police", "organization"),
        ("Croatian People's Party", "organization"),
        ("Boko Haram", "organization"),
        ("Africa", "group"),
        ("Catalonia", "group"),
    ],
)
def test_kinds_follow_from_the_words(reader: ActorReader, text: str, kind: str) -> None:
    """By the authority, the lists and the telling words."""
    (actor,) = reader.read(text)
    assert (actor.name, actor.kind, actor.named) == (text, kind, True)


@pytest.mark.parametrize(
    ("text", "behalf"),
    [
        ("Police (India)", "India"),
        ("Head of Government (Gambia)", "Gambia"),
        ("Foreign Affairs (Congo)", "Republic of the Congo"),
        ("Ministry (Hezbollah)", "Hezbollah"),
        ("Men (Africa)", None),
        ("Militant (Army of Nobody)", None),
    ],
)
def test_a_role_of_a_state_is_a_group_of_it(reader: ActorReader, text: str, behalf: str | None) -> None:
    """Named, so that the police of a country are one actor in all rows."""
    basis = "told" if behalf else None
    assert reader.read(text) == (CodedActor(text, "group", behalf=behalf, behalf_basis=basis),)


@pytest.mark.parametrize(
    "text", ["Unspecified Actor", "Unidentified State Actor", "?", "Police", "the Foreign Minister"]
)
def test_nobody_in_particular_is_not_named(reader: ActorReader, text: str) -> None:
    """Such an actor belongs to its claim alone."""
    (actor,) = reader.read(text)
    assert not actor.named


def test_a_state_goes_by_the_name_that_the_authority_knows(reader: ActorReader) -> None:
    """ICEWS' Congo is the one of Brazzaville."""
    assert reader.read("Congo") == (CodedActor("Republic of the Congo", "state"),)


def test_several_actors_of_one_field_are_as_many(reader: ActorReader) -> None:
    """Each once, in their order."""
    names = [one.name for one in reader.read("France; Angela  Merkel;France ;")]
    assert names == ["France", "Angela Merkel"]


def test_the_state_of_the_dataset_is_acted_for(reader: ActorReader) -> None:
    """Where it is one that is known; a state acts for itself."""
    (actor,) = reader.read("Jane Doe", "Kenya")
    assert (actor.behalf, actor.behalf_basis) == ("Kenya", "told")
    assert reader.read("Jane Doe", "Middle East")[0].behalf is None
    assert reader.read("Kenya", "Kenya")[0].behalf is None
