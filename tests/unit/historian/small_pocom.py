"""A small archive in pocom's format, with people and postings that nobody had."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

TITLES = {
    "minister-plenipotentiary": "Minister Plenipotentiary",
    "ambassador-e-p": "Ambassador Extraordinary and Plenipotentiary",
    "charge-daffaires-ad-interim": "Chargé d’Affaires ad interim",
    "minister-resident": "Minister Resident",
}
type Dates = Mapping[str, str | tuple[str, str]]


def write(root: Path, path: str, text: str) -> Path:
    """Write a file of the archive."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}', encoding="utf-8")
    return file


def person(root: Path, key: str, name: str, years: str = "", generation: str = "") -> Path:
    """A person: "Ambrose Finch", "1743-1810"."""
    given, _, surname = name.rpartition(" ")
    born, _, died = years.partition("-")
    gen = f"<genName>{generation}</genName>" if generation else ""
    text = f"""<person><id>{key}</id>
<persName><surname>{surname}</surname><forename>{given}</forename>{gen}</persName>
<birth>{born}</birth><death>{died}</death>
<last-modified-date>2016-01-05</last-modified-date></person>"""
    return write(root, f"people/{key[0]}/{key}.xml", text)


def posting(  # noqa: PLR0913  -- the fields of a record
    key: str, who: str, role: str, dates: Dates, note: str = "", *, tag: str = "chief"
) -> str:
    """A record; dates by field, with the note on the date where there is one."""
    lines: list[str] = []
    for field in ("appointed", "arrived", "started", "ended"):
        told = dates.get(field, "")
        date, remark = told if isinstance(told, tuple) else (told, "")
        lines.append(f"<{field}><date>{date}</date><note>{remark}</note></{field}>")
    return f"""<{tag}><id>{key}</id><person-id>{who}</person-id><role-title-id>{role}</role-title-id>
{"\n".join(lines)}
<note>{note}</note><last-modified-date>2016-01-05</last-modified-date></{tag}>"""


def country(root: Path, territory: str, *records: str) -> Path:
    """A mission to a country."""
    chiefs = "\n".join(records)
    text = f"<country-mission><territory-id>{territory}</territory-id>\n<chiefs>\n{chiefs}\n</chiefs></country-mission>"
    return write(root, f"missions-countries/{territory}.xml", text)


def position(root: Path, key: str, name: str, *records: str) -> Path:
    """A position of principal officers."""
    text = f"""<principal-position><id>{key}</id><names><singular>{name}</singular></names>
<principals>{"".join(records)}</principals></principal-position>"""
    return write(root, f"positions-principals/{key}.xml", text)


def small_pocom(root: Path) -> Path:
    """The archive: two ministers and a chargé in France, one secretary, one nomination, one representative."""
    for key, name in TITLES.items():
        text = f"<role><id>{key}</id><names><singular>{name}</singular></names></role>"
        write(root, f"roles-country-chiefs/{key}.xml", text)
    person(root, "finch-ambrose", "Ambrose Finch", "1743-1810")
    person(root, "whitlock-septimus", "Septimus Arden Whitlock", "1750-1822", "Jr.")
    person(root, "hale-orpha", "Orpha Hale", "1921-")
    country(
        root,
        "france",
        posting(
            "fr-1785-finc-01",
            "finch-ambrose",
            "minister-plenipotentiary",
            {
                "appointed": "1785-02-01",
                "arrived": "1785-04-30",
                "started": "1785-05-20",
                "ended": ("1789-09-02", "Left post on"),
            },
            "Recommissioned in the fall of 1787.",
        ),
        posting(
            "fr-1790-whit-01",
            "whitlock-septimus",
            "charge-daffaires-ad-interim",
            {"started": "1790-01-15"},
        ),
        posting(
            "fr-1791-whit-01",
            "whitlock-septimus",
            "minister-plenipotentiary",
            {"appointed": "1791-03-01", "started": ("1791-06-10", "On or shortly before"), "ended": "1793-05"},
        ),
    )
    country(
        root,
        "chad",
        posting(
            "td-1971-hale-01",
            "hale-orpha",
            "ambassador-e-p",
            {},
            "Nomination of March 4, 1971, not acted upon by the Senate.",
        ),
    )
    position(
        root,
        "secretary",
        "Secretary of State",
        posting(
            "secr-1975-hale",
            "hale-orpha",
            "secretary",
            {"appointed": "1975-01-10", "started": "1975-01-12", "ended": "1977-01-20"},
            tag="principal",
        ),
    )
    write(
        root,
        "missions-orgs/representative-to-nato.xml",
        f"""<org-mission><id>representative-to-nato</id>
<names><singular>U.S. Permanent Representative on the Council of the North Atlantic Treaty
    Organization</singular></names>
<chiefs>{
            posting(
                "nato-1980-hale",
                "hale-orpha",
                "representative-to-nato",
                {"appointed": ("1980-02-01", "Designated, not commissioned, on"), "ended": "1981-05-01"},
            )
        }</chiefs></org-mission>""",
    )
    return root
