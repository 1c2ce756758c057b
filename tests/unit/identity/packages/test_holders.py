"""The factbook's phrases for office-holders, as they stand in it."""

from __future__ import annotations

import pytest

from graph.identity.names import person_key
from graph.identity.packages.holders import read_holders
from graph.identity.packages.post_titles import read_post_title


@pytest.mark.parametrize(
    ("phrase", "title", "label", "since"),
    [
        ("President Alyaksandr LUKASHENKA (since 20 July 1994)", "President", "Alyaksandr Lukashenka", "1994-07-20"),
        ("President XI Jinping (since 14 March 2013)", "President", "Xi Jinping", "2013-03-14"),
        (
            "President Vladimir Vladimirovich PUTIN (since 7 May 2012)",
            "President",
            "Vladimir Putin",
            "2012-05-07",
        ),
        (
            "Premier CHO Jung-tai (President of the Executive Yuan) (since 20 May 2024)",
            "Premier",
            "Cho Jung-tai",
            "2024-05-20",
        ),
        (
            "Chairman of the Cabinet of Ministers Adylbek KASYMALIYEV (since 18 December 2024)",
            "Chairman of the Cabinet of Ministers",
            "Adylbek Kasymaliyev",
            "2024-12-18",
        ),
        ("Prime Minister ABIY Ahmed Ali (since April 2018)", "Prime Minister", "Abiy Ahmed Ali", "2018-04"),
        ("President Denis SASSOU-Nguesso (since 1997)", "President", "Denis Sassou-Nguesso", "1997"),
        ("President Abdel Fattah EL-SISI (since 8 June 2014)", "President", "Abdel Fattah El-Sisi", "2014-06-08"),
        ("King CHARLES III (since 8 September 2022)", "King", "Charles III", "2022-09-08"),
        (
            "Prime Minister ANUTIN Charnvirakul (since 5 Sep 2025)",
            "Prime Minister",
            "Anutin Charnvirakul",
            "2025-09-05",
        ),
        ("Ambassador Mike HUCKABEE (21 April 2025)", "Ambassador", "Mike Huckabee", "2025-04-21"),
        ("Sébastien LECORNU (since 10 September 2025)", "", "Sébastien Lecornu", "2025-09-10"),
        ("President Surangel WHIPPS, Jr. (since 21 January 2021)", "President", "Surangel Whipps Jr.", "2021-01-21"),
        (
            "President Emomali RAHMON (since 16 November 1994; head of state since 20 November 1992)",
            "President",
            "Emomali Rahmon",
            "1994-11-16",
        ),
        (
            "President Alexander VAN DER BELLEN (since 26 January 2017)",
            "President",
            "Alexander Van der Bellen",
            "2017-01-26",
        ),
    ],
)
def test_holder(phrase: str, title: str, label: str, since: str | None) -> None:
    """Title, name in usual case, and date are told apart."""
    (holder,) = read_holders(phrase)
    assert (holder.title, holder.label, holder.since) == (title, label, since)


def test_vacant_post() -> None:
    """Where an ambassador is missing, the chargé is found under his own title."""
    phrase = (
        "Ambassador (vacant; recalled by Belarus in 2008); Chargé d'Affaires Pavel SHIDLOWSKI (since 9 August 2022)"
    )
    (holder,) = read_holders(phrase)
    assert (read_post_title(holder.title, "ambassador").slug, holder.label) == ("charge-d-affaires", "Pavel Shidlowski")


@pytest.mark.parametrize(
    "phrase", ["", "President (vacant)", "the US Ambassador to New Zealand is accredited to Samoa", "none"]
)
def test_nobody(phrase: str) -> None:
    """Vacancies and notes name nobody."""
    assert not list(read_holders(phrase))


def test_other_spellings() -> None:
    """Spellings given in passing become names of the person."""
    (lao,) = read_holders("Prime Minister SONEXAY (also spelled SONXAI) Siphandon (since 30 December 2022)")
    (thai,) = read_holders("King WACHIRALONGKON; also spelled Vajiralongkorn (since 1 December 2016)")
    assert "Sonxai Siphandon" in lao.names
    assert (thai.names, thai.since) == (("Wachiralongkon", "Vajiralongkorn"), "2016-12-01")


def test_surname_is_kept() -> None:
    """What was in capitals is the surname of the key, in whatever order the name stands."""
    for phrase, surname in [
        ("President PRABOWO Subianto Djojohadikusumo (since 20 October 2024)", "prabowo"),
        ("President Claudia SHEINBAUM Pardo (since 1 October 2024)", "sheinbaum"),
        ("Prime Minister Jose Ulisses CORREIA e SILVA (since 22 April 2016)", "correia e silva"),
    ]:
        (holder,) = read_holders(phrase)
        assert surname in {person_key(name).surname for name in holder.names}


@pytest.mark.parametrize(
    ("title", "office", "slug"),
    [
        ("Transition Prime Minister", "head_of_government", "prime-minister"),
        ("Premier", "head_of_government", "prime-minister"),
        ("Interim President Gen.", "head_of_state", "president"),
        ("President of the Swiss Confederation", "head_of_state", "president"),
        ("Sultan and Prime Minister Sir", "head_of_state", "sultan"),
        ("King Sultan", "head_of_state", "king"),
        ("Governor General", "head_of_state", "governor-general"),
        ("Sovereign Council Chair and Commander-in-Chief", "head_of_state", "sovereign-council-chair"),
    ],
)
def test_post_titles(title: str, office: str, slug: str) -> None:
    """One office has one slug, whatever the factbook adds to it."""
    assert read_post_title(title, office).slug == slug
