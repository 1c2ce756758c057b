"""Rows in the datasets' formats, written for the tests: nobody in them exists."""

from __future__ import annotations

from ingest.coded.polecat import COLUMNS

ICEWS_HEADER = (
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,"
    "Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude"
).replace(",", "\t")


def icews(  # noqa: PLR0913, PLR0917 a row has as many columns
    id_: str = "100",
    day: str = "2018-03-06",
    source: str = "Anna Berg",
    text: str = "Make a visit",
    code: str = "42",
    target: str = "France",
    *,
    story: str = "7001",
    city: str = "Paris",
) -> str:
    """A row of ICEWS."""
    cells = [id_, day, source, "Executive", "Kenya", text, code, "1.9", target, "", target, story, "2", "The Herald"]
    return "\t".join([*cells, city, "", "", "France", "48.8", "2.3"])


def polecat(**fields: str) -> str:
    """A row of POLECAT; `Event_ID="…"` sets the column `Event ID`."""
    values = {
        "Event ID": "ab12_1",
        "Event Date": "2018-03-06",
        "Event Type": "CONSULT",
        "Event Mode": "phone",
        "Actor Name": "Anna Berg",
        "Actor Country": "Kenya",
        "Recipient Name": "France",
        "Recipient Country": "France",
        "Source": "The Herald",
        "Publication Date": "2018-03-07",
    } | {name.replace("_", " "): value for name, value in fields.items()}
    return "\t".join(values.get(name, "None") for name in COLUMNS)


GDELT_WIDTH = 61


def gdelt(id_: str = "900", *, width: int = GDELT_WIDTH, **cells: str) -> str:
    """A row of GDELT; `c26="042"` sets column 26."""
    url, added = "https://www.herald.example/a", "20180307123000"
    values = {0: id_, 1: "20180306", 26: "042", 5: "KENGOV", 6: "PRESIDENT", 7: "KEN", 12: "GOV"}
    values |= {15: "FRA", 16: "PARIS", 17: "FRA"}
    places = {57: (50, 56, None), 58: (50, 56, 57), 61: (52, 59, 60)}[width]
    values |= {places[0]: "Paris, Ile-de-France, France", places[1]: added if width == GDELT_WIDTH else added[:8]}
    if places[2] is not None:
        values[places[2]] = url
    values |= {int(name.removeprefix("c")): value for name, value in cells.items()}
    return "\t".join(values.get(place, "") for place in range(width))


def mention(event: str = "900", url: str = "https://www.herald.example/a", *, added: str = "20180307123000") -> str:
    """A row of GDELT's mentions."""
    site = url.split("/")[2].removeprefix("www.")
    return f"{event}\t20180306120000\t{added}\t1\t{site}\t{url}\t3\t10\t20\t30\t1\t60\t900\t-1.2\t\t"
