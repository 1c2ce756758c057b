"""Who the participants of one document are."""

from __future__ import annotations

import datetime as dt
import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity.mentions import SCORES, Mention, Resolution
from graph.identity.packages import load_packages
from graph.identity.resolver import Resolver, scoped_actor

NOVEMBER = dt.date(2025, 11, 26)
LUKASHENKO = "person/alexander-lukashenko"


def resolve(resolver: Resolver, *mentions: Mention | str, on: dt.date = NOVEMBER) -> list[Resolution]:
    """Resolve mentions of one document, of events on one day."""
    read = [Mention(one) if isinstance(one, str) else one for one in mentions]
    return resolver.resolve_document([(mention, on) for mention in read], on)


@pytest.mark.parametrize(
    "name",
    [
        "Lukashenko",
        "Lukashenka",
        "Лукашенко",
        "Лукашэнка",
        "Łukašenka",
        "Alexander Lukashenko",
        "Аляксандр Лукашэнка",
        "Alyaksandr LUKASHENKA",
        "President Lukashenko",
        "Belarusian President Alexander Lukashenko",
        "Belarusian leader",
        "the President of Belarus",
    ],
)
def test_lukashenko(resolver: Resolver, name: str) -> None:
    """All spellings, and the office alone, lead to one person, who acts for Belarus."""
    (one,) = resolve(resolver, name)
    assert (one.actor, one.state) == (LUKASHENKO, "state/BLR")


@pytest.mark.parametrize(
    "name", ["Svetlana Tikhanovskaya", "Sviatlana Tsikhanouskaya", "Светлана Тихановская", "Святлана Ціханоўская"]
)
def test_tsikhanouskaya(resolver: Resolver, name: str) -> None:
    """The opposition leader has one id in all languages, and acts for no state."""
    (one,) = resolve(resolver, name)
    assert (one.actor, one.state) == ("person/sviatlana-tsikhanouskaya", None)


@pytest.mark.parametrize(
    ("name", "on", "person", "method"),
    [
        ("Russian President", NOVEMBER, "person/vladimir-putin", "office"),
        ("Russian President", dt.date(2010, 4, 8), "person/dmitry-medvedev", "office"),
        ("US President", dt.date(2023, 1, 1), "person/joe-biden", "office"),
        ("German Chancellor", dt.date(2015, 1, 1), "person/angela-merkel", "office"),
        ("German Prime Minister", NOVEMBER, "person/friedrich-merz", "office"),
        ("British leader", NOVEMBER, "person/keir-starmer", "office"),
        ("UN Secretary-General", NOVEMBER, "person/antonio-guterres", "office"),
        ("Trump", NOVEMBER, "person/donald-trump", "surname_in_office"),
        ("Donald J. Trump", NOVEMBER, "person/donald-trump", "authority_name"),
        ("Colin Luther Powell", dt.date(2003, 2, 5), "person/colin-powell", "authority_variant"),
        ("George Bush", dt.date(2003, 5, 1), "person/george-w-bush", "authority_variant"),
        ("Bush", dt.date(1991, 7, 14), "person/george-h-w-bush", "surname_in_office"),
        ("President Bush", dt.date(2005, 5, 1), "person/george-w-bush", "office"),
        ("Clinton", dt.date(2011, 2, 6), "person/hillary-clinton", "surname_in_office"),
        ("Trump", dt.date(2016, 11, 14), "person/donald-trump", "surname_near_office"),
        ("former President Obama", NOVEMBER, "person/barack-obama", "office"),
        ("Chancellor Merkel", NOVEMBER, "person/angela-merkel", "former_office"),
        ("Philippine President Ferdinand Marcos", NOVEMBER, "person/ferdinand-marcos-jr", "office"),
        ("King Charles", NOVEMBER, "person/charles-iii", "office"),
        ("Pope Leo", NOVEMBER, "person/leo-xiv", "office"),
        ("Vatican Secretary of State Cardinal Pietro Parolin", NOVEMBER, "person/pietro-parolin", "authority_name"),
        ("Prime Minister of India Narendra Modi", NOVEMBER, "person/narendra-modi", "authority_name"),
        ("EU foreign policy chief Kaja Kallas", NOVEMBER, "person/kaja-kallas", "authority_name"),
        ("习近平", NOVEMBER, "person/xi-jinping", "surname_in_office"),
        ("Zelenskyy", NOVEMBER, "person/volodymyr-zelensky", "surname_in_office"),
    ],
)
def test_office_and_date(resolver: Resolver, name: str, on: dt.date, person: str, method: str) -> None:
    """Titles and surnames mean whoever holds the office on the event's date."""
    (one,) = resolve(resolver, name, on=on)
    assert (one.actor, one.method, one.score) == (person, method, SCORES[method])


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("Kim", NOVEMBER),
        ("Kim", dt.date(2019, 1, 1)),
        ("Li", NOVEMBER),
        ("Trump", dt.date(1990, 1, 1)),
        ("Mrs. Obama", dt.date(2015, 9, 23)),
        ("President Bush", NOVEMBER),
        ("Prime Minister Johnson", NOVEMBER),
        ("the president", NOVEMBER),
        ("US President", dt.date(2025, 1, 20)),
        ("J. Smith", NOVEMBER),
        ("chief of the army", NOVEMBER),
    ],
)
def test_left_in_the_document(resolver: Resolver, name: str, on: dt.date) -> None:
    """A name or title that may mean several people, or nobody known, is never shared across documents."""
    (one,) = resolve(resolver, name, on=on)
    assert (one.actor, one.method) == (None, "scoped")
    assert scoped_actor(one, "document/abc") == f"person/{one.scope}@abc"


@pytest.mark.parametrize(
    "name", ["Donald Trump Jr.", "Melania Trump", "Alexander Lukashevich", "John Cole", "Ferdinand Marcos"]
)
def test_namesakes(resolver: Resolver, name: str) -> None:
    """A suffix, another given name or a similar surname is somebody else."""
    (one,) = resolve(resolver, name)
    assert (one.actor, one.method) == (None, "minted")


def test_state_conflict(resolver: Resolver) -> None:
    """Who acts for another state is not the authority's person of that name."""
    (one,) = resolve(resolver, Mention("Vladimir Putin", behalf="Ukraine"))
    assert (one.actor, one.key, one.state) == (None, "person:vladimir putin", "state/UKR")


def test_lifetime_conflict(resolver: Resolver) -> None:
    """Nobody acts on a day before birth or after death; what is undated may have happened before."""
    early, late = dt.date(1920, 1, 1), dt.date(2030, 1, 1)
    assert resolve(resolver, "Vladimir Putin", on=early)[0].actor is None
    assert resolve(resolver, "Boris Yeltsin", on=late)[0].actor is None
    (undated,) = resolver.resolve_document([(Mention("Boris Yeltsin"), None)], late)
    assert undated.actor == "person/boris-yeltsin"


def test_ambassadors_need_their_state(resolver: Resolver) -> None:
    """A chargé's name alone is anybody's; in a document that names his state it is his."""
    alone = resolve(resolver, "Michael Kreidler")
    _, told = resolve(resolver, Mention("United States", kind="state"), "Michael Kreidler")
    assert (alone[0].actor, told.actor) == (None, "person/michael-kreidler")


def test_document_first(resolver: Resolver) -> None:
    """A single name is the one that the document gives in full."""
    kim, single = resolve(resolver, "Kim Jong Un", "Kim")
    assert (single.actor, single.method, single.state) == (kim.actor, "document", "state/PRK")
    full, short, surname = resolve(resolver, "John Cole", "J. Cole", "Cole")
    assert {full.key, short.key, surname.key} == {"person:john cole"}
    assert (short.method, surname.method) == ("document", "document")


def test_two_bearers_in_one_document(resolver: Resolver) -> None:
    """Of two Trumps, the bare name means the president; of two Smiths, nobody."""
    assert resolve(resolver, "Donald Trump", "Melania Trump", "Trump")[2].actor == "person/donald-trump"
    assert resolve(resolver, "Ivanka Trump", "Trump")[1].actor == "person/donald-trump"
    assert resolve(resolver, "Donald Trump Jr.", "Trump")[1].actor == "person/donald-trump"
    assert resolve(resolver, "Ann Smith", "Bob Smith", "Smith")[2].method == "scoped"


def test_one_surname_two_states(resolver: Resolver) -> None:
    """A surname that stands for two states in a document is two people, and a third where no state is told."""
    mentions = [Mention("Kim", behalf="North Korea"), Mention("Kim", behalf="South Korea"), Mention("Kim")]
    assert [one.scope for one in resolve(resolver, *mentions)] == ["kim-prk", "kim-kor", "kim"]


def test_title_in_the_document(resolver: Resolver) -> None:
    """A title alone is the one that the document names with it, where no authority knows the holder."""
    _, title = resolve(resolver, "Polish Foreign Minister Adam Nowak", "the Polish foreign minister")
    assert (title.key, title.method, title.state) == ("person:adam nowak", "document", "state/POL")


def test_states_are_shared_in_the_document(resolver: Resolver) -> None:
    """A state told once holds for the same name in the whole document."""
    first, second = resolve(resolver, Mention("Adam Nowak", behalf="Poland"), "Adam Nowak")
    assert first.state == second.state == "state/POL"


@pytest.mark.parametrize(
    ("name", "kind", "actor", "state"),
    [
        ("Belarus", "state", "state/BLR", "state/BLR"),
        ("U.S.", "state", "state/USA", "state/USA"),
        ("the Vatican", "state", "state/VAT", "state/VAT"),
        ("Vatican", "organization", "state/VAT", "state/VAT"),
        ("Kremlin", "state", "state/RUS", "state/RUS"),
        ("Kremlin", "organization", "organization/kremlin", "state/RUS"),
        ("White House", "organization", "organization/white-house", "state/USA"),
        ("Bulgarian Government", "state", "state/BGR", "state/BGR"),
        ("Minsk", "state", "state/BLR", "state/BLR"),
        ("EU", "organization", "organization/european-union", None),
        ("European Union", "state", "organization/european-union", None),
        ("Hamas", "group", "organization/hamas", None),
        ("NATO", "organization", "organization/nato", None),
    ],
)
def test_states_and_organizations(resolver: Resolver, name: str, kind: str, actor: str, state: str | None) -> None:
    """States and organisations are found by any of their names; capitals mean states only as states."""
    (one,) = resolve(resolver, Mention(name, kind=kind))
    assert (one.actor, one.key, one.state) == (actor, "", state)


@pytest.mark.parametrize(
    ("mention", "key", "state"),
    [
        (Mention("Trump administration", kind="organization"), "organization:trump administration", "state/USA"),
        (
            Mention("Trump administration", kind="organization", behalf="United States"),
            "organization:trump administration",
            "state/USA",
        ),
        (Mention("Belarusian authorities", kind="group"), "group:belarusian authorities", "state/BLR"),
        (Mention("Belarusian opposition", kind="group"), "group:belarusian opposition", None),
        (
            Mention("Russian Foreign Ministry", kind="organization"),
            "organization:russian foreign ministry",
            "state/RUS",
        ),
        (
            Mention("Foreign Ministry of Russia", kind="organization"),
            "organization:russian foreign ministry",
            "state/RUS",
        ),
        (
            Mention("Foreign Ministry", kind="organization", behalf="Russia"),
            "organization:russian foreign ministry",
            "state/RUS",
        ),
        (Mention("Kingdom of Wessex", kind="state"), "state:kingdom of wessex", None),
    ],
)
def test_unknown_bodies(resolver: Resolver, mention: Mention, key: str, state: str | None) -> None:
    """Bodies that no authority has are keyed with the adjective of their state, and act for it if they govern."""
    (one,) = resolve(resolver, mention)
    assert (one.actor, one.key, one.state, one.method) == (None, key, state, "minted")


@pytest.mark.parametrize(
    ("name", "actor", "key"),
    [
        ("Trump", "person/donald-trump", ""),
        ("the Kremlin", "organization/kremlin", ""),
        ("Belarus", "state/BLR", ""),
        ("Polish Foreign Ministry", None, "organization:polish foreign ministry"),
        ("Adam Nowak", None, "person:adam nowak"),
    ],
)
def test_unknown_kind(resolver: Resolver, name: str, actor: str | None, key: str) -> None:
    """A source of unknown kind is a state or body if it is known as one, else a person."""
    (one,) = resolve(resolver, Mention(name, kind="any"))
    assert (one.actor, one.key) == (actor, key)


def test_body_without_a_state(resolver: Resolver) -> None:
    """What every state has is somebody only in its document."""
    (one,) = resolve(resolver, Mention("Foreign Ministry", kind="organization"))
    assert (one.actor, one.method, one.scope) == (None, "scoped", "foreign-ministry")


@pytest.mark.parametrize(
    ("name", "kind"), [("political prisoners", "group"), ("senior officials", "group"), ("a diplomat", "person")]
)
def test_unnamed(resolver: Resolver, name: str, kind: str) -> None:
    """Generic participants and anonymous sources are no actors."""
    (one,) = resolve(resolver, Mention(name, kind=kind, named=False))
    assert (one.key, one.actor, one.scope, one.method) == ("", None, None, "unnamed")


def test_post_of_the_appointer(resolver: Resolver) -> None:
    """The post is the appointer's state's, and the appointee acts for that state."""
    mentions = [
        Mention("John Cole", role="appointee", post="special envoy for Belarus", claim="1"),
        Mention("President Trump", role="appointer", claim="1"),
        Mention("Alexander Lukashenko", role="appointer", claim="2"),
    ]
    envoy, *_ = resolve(resolver, *mentions)
    assert (envoy.post, envoy.state, envoy.basis) == ("post/USA/special-envoy-for-belarus", "state/USA", "office")


def test_post_of_nobody_known(resolver: Resolver) -> None:
    """Without an appointer the post has no owner, unless it says so itself."""
    unowned = Mention("John Coale", role="appointee", post="special envoy for Belarus")
    owned = Mention("John Coale", role="appointee", post="US special envoy to Belarus")
    assert resolve(resolver, unowned)[0].post == "post/special-envoy-for-belarus"
    assert resolve(resolver, owned)[0].post == "post/USA/special-envoy-for-belarus"


def test_holder(resolver: Resolver) -> None:
    """Holders are told by the day; on the day of a change there are two."""
    assert resolver.holder("post/RUS/president", NOVEMBER) == ["person/vladimir-putin"]
    assert len(resolver.holder("post/USA/president", dt.date(2025, 1, 20))) == 2
    assert resolver.holder("post/RUS/president", dt.date(1900, 1, 1)) == []
    assert resolver.holder("post/nobody", NOVEMBER) == []


ARTICLE = [
    Mention("Trump administration", kind="organization"),
    Mention("Belarusian authorities", kind="group"),
    Mention("Lukashenko"),
    Mention("political prisoners", kind="group", named=False),
    Mention("Vatican", kind="state"),
    Mention("John Cole", role="appointee", post="special envoy for Belarus", claim="8"),
    Mention("President Trump", role="appointer", claim="8"),
    Mention("Trump"),
    Mention("Vladimir Putin", title="Russian President"),
    Mention("Putin"),
    Mention("Sadyr Japarov", title="Kyrgyz President"),
    Mention("J. Cole"),
    Mention("Kim"),
]


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(rnd: random.Random) -> None:
    """The same mentions in any order get the same answers, from a resolver in any state of its caches."""
    order = list(range(len(ARTICLE)))
    rnd.shuffle(order)
    warm = _article_resolver()
    expected = warm.resolve_document([(mention, NOVEMBER) for mention in ARTICLE], NOVEMBER)
    shuffled = warm.resolve_document([(ARTICLE[number], NOVEMBER) for number in order], NOVEMBER)
    assert shuffled == [expected[number] for number in order]


@cache
def _article_resolver() -> Resolver:
    """As the fixture, for hypothesis, which takes none."""
    return Resolver(load_packages())
