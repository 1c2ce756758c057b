"""The factbook's phrases for office-holders.

"President Alyaksandr LUKASHENKA (since 20 July 1994)", "Premier CHO Jung-tai (President of the Executive Yuan) (since
20 May 2024)", "Ambassador (vacant); Chargé d'Affaires Michael KREIDLER (since July 2025)". Surnames, or the name by
which somebody is called, are in capitals.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.identity.folding import fold
from graph.identity.tables import words
from graph.identity.titlecase import titlecase, titlecase_all
from graph.identity.wordorder import PATRONYMIC, split_name

_ACRONYMS = re.compile(r"\b(?:CNSP|GNU) ")
_ALSO = re.compile(r"\(also spelled ([^)]+)\)|; also spelled ([\w' -]+?)(?= \(|$)")
_ASIDE = re.compile(r"""\([^)]*\)|["“][^"”]*["”]""")
_DATE = re.compile(r"(?:(?P<day>\d{1,2}) )?(?:(?P<month>[A-Za-z]{3,9}) )?(?P<year>\d{4})")
_REFERRED = re.compile(r";\s*also referred to as [^(;]*")
_SEGMENTS = re.compile(r";(?![^(]*\))(?: and)?|,? and (?=Charg)")
_SINCE = re.compile(r"\((?:since |chairperson since )?(?=\d|[A-Z][a-z]+ \d{4})(?P<date>[^);,]*)")
_MONTHS = {name[:3].casefold(): number for number, name in enumerate(calendar.month_name) if name}

_NOT_NAMES = frozenset({"are", "former", "is", "none", "note", "vacant"})


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in office.

    Attributes:
        title: As written, without the name ("Transition Prime Minister"); "" where none is.
        label: Name as people write it ("Alyaksandr Lukashenka", "Xi Jinping").
        names: Label, fuller forms, other spellings, and "Surname, Given", which tells the surname.
        since: EDTF, or None.
    """

    title: str
    label: str
    names: tuple[str, ...]
    since: str | None


def read_holders(text: str) -> Iterator[Holder]:
    """Read a phrase; parts that name nobody (vacancies, notes) give nothing."""
    also = [one or other for one, other in _ALSO.findall(text)]
    for segment in _SEGMENTS.split(_REFERRED.sub(" ", _ALSO.sub(" ", text))):
        title, name = _split(segment)
        if name and (spellings := _spellings(name, also)):
            yield Holder(title, spellings[0], spellings, _since(segment))
            also = []


def _split(segment: str) -> tuple[str, str]:
    """Title and name of one segment, which may carry a date and other asides."""
    if "for the period" in segment:
        return "", ""
    segment = _ACRONYMS.sub("", segment)
    main = _ASIDE.sub(" ", segment.partition("(since")[0] if "(since" in segment else segment)
    tokens = main.replace(",", " ,").split()
    if not tokens or any(fold(token) in _NOT_NAMES for token in tokens) or "vacant" in segment:
        return "", ""
    capital = next((pos for pos, token in enumerate(tokens) if _in_capitals(token)), len(tokens))
    cut = max((pos for pos, token in enumerate(tokens[:capital], 1) if _ends_title(token)), default=0)
    name = [word for word in tokens[cut:] if word != ","]
    if not cut and capital == len(tokens):
        return "", ""
    suffix = ", Jr." if name and fold(name[-1]) == "jr" else ""
    return " ".join(tokens[:cut]).replace(" ,", ","), " ".join(name[:-1] if suffix else name) + suffix


def _in_capitals(token: str) -> bool:
    return any(part.isupper() and len(part) > 1 for part in re.split("[-'’]", token))


def _ends_title(token: str) -> bool:
    return fold(token).replace(" ", "") in words("offices", "factbook")


def _since(segment: str) -> str | None:
    told = _SINCE.search(segment)
    match = _DATE.search(told["date"]) if told else None
    if match is None:
        return None
    year, month = match["year"], _MONTHS.get((match["month"] or "")[:3].casefold())
    if month is None:
        return year
    return f"{year}-{month:02}-{int(match['day']):02}" if match["day"] else f"{year}-{month:02}"


def _spellings(name: str, also: Sequence[str]) -> tuple[str, ...]:
    """Label first, then other forms; () if the words are no name."""
    parts = split_name(name)
    suffix = {"jr": " Jr.", "sr": " Sr."}.get(parts.suffix, f" {parts.suffix.upper()}" if parts.suffix else "")
    surname = titlecase_all(parts.surname)
    full = titlecase_all(_ASIDE.sub(" ", name).replace(",", " ").split())
    if not surname:
        return ()
    given = [titlecase(word) for word in parts.given]
    first = name.split(maxsplit=1)[0]
    label = full if not given or first == parts.surname[0] else " ".join((*_called(given), surname)) + suffix
    inverted = f"{surname}, {' '.join(given)}" + (f",{suffix}" if suffix else "") if given else surname + suffix
    others = [_respelled(label, spelling) for spelling in also]
    return tuple(dict.fromkeys((label, full, inverted, *others)))


def _called(given: Sequence[str]) -> Iterator[str]:
    """Given names without initials and patronymics: "Donald J. TRUMP" is called Donald Trump."""
    for pos, word in enumerate(given):
        if pos == 0 or (len(fold(word)) > 1 and not PATRONYMIC.fullmatch(fold(word))):
            yield word


def _respelled(label: str, spelling: str) -> str:
    """The label with its most similar word replaced: "SONEXAY (also spelled SONXAI)"."""
    tokens = label.split()
    nearest = max(range(len(tokens)), key=lambda pos: len(set(tokens[pos].casefold()) & set(spelling.casefold())))
    return " ".join((*tokens[:nearest], titlecase(spelling), *tokens[nearest + 1 :]))
