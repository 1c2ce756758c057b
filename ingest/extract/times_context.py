"""What stands around an expression of time: whether it is one at all, and what it belongs to."""

from __future__ import annotations

import re

from ingest.extract.times_words import FULL_MONTH, WEEKDAY, S, choose

REACH = 48
MONTH_ALONE = re.compile(FULL_MONTH)
SEASON_ALONE = re.compile(r"(?:the\s+)?(?:spring|summer|autumn|fall|winter)", re.IGNORECASE)
YEAR_ALONE = re.compile(r"(?P<year>[12][0-9]{3})")
DAY_OF_MONTH = re.compile(rf"{FULL_MONTH}{S}[0-9]{{1,2}}")
FEAST_DAY = re.compile(rf"(?:{WEEKDAY})")

STRICT_PREPOSITION = re.compile(r"(?i)\b(?:in|during|since|until|till|by|through|throughout|end\s+of|start\s+of)\s+$")
PREPOSITION = re.compile(
    r"(?i)\b(?:in|during|since|until|till|by|through|throughout|of|from|to|for|after|before|and)\s+$"
)
IN_THE = re.compile(r"(?i)\b(?:in|during|over|by|since|until|throughout|through|for)\s+$")
IN = re.compile(r"(?i)\bin\s+$")
THE = re.compile(r"(?i)\bthe\s+$")
NAMED_DAY = re.compile(r"\b(?:Good|Ash|Black|Bloody|Palm|Easter|Super|Maundy|Holy|Shrove|Cyber|Whit|Sheffield)\s+$")
NAMED_WEEKLY = re.compile(r"\s(?:Times|Post|Telegraph|Mirror|Express|Agreement|Accords?)\b")
ATTACKS = re.compile(
    r"(?:[-\s,]+\w+){0,2}\s+(?:attacks|massacre|movement|revolution|uprising|plot|alliance|coalition|atrocit(?:y|ies))\b",
    re.IGNORECASE,
)
CAPITAL = re.compile(r"\s[A-Z][a-z]")
WORD = re.compile(r"\s\w")

NUMBERED = re.compile(
    r"(?:\b(?:Resolutions?|UNSCR|Orders?|Decrees?|Articles?|Sections?|Directives?|Regulations?|Rules?|Bills?|Flight|Room|"
    r"Route|Highway|Channel|Radio|Studio|Boeing|Airbus|Nos?|Number|Chapter|Pages?|pp?|Proclamation|Notice|Docket|Case|"
    r"Security Council Resolutions?)\b\.?\s+(?:No\.?\s*)?(?:[0-9]{1,5}(?:,\s*|\s+and\s+|,\s+and\s+)){0,4}|[§#]\s?)$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"(?i)\b(?:least|most|than|over|some|nearly|almost|approximately|roughly|under|only|just|exactly|another|other|these|those|all|with|"
    r"releas(?:e|ed|es|ing)|free[ds]?|pardon(?:ed|s)?|kill(?:ed|s)?|arrest(?:ed|s)?|detain(?:ed|s)?)\s+$"
)
ROUGHLY = re.compile(r"(?i)\b(?:about|around|up\s+to|to|of|for|and|by|from|between)\s+$")
AT_A_TIME = re.compile(r"(?i)\b(?:in|since|until|till|during)\s+$")
QUANTITY = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:people|persons|prisoners|detainees|hostages|inmates|captives|convicts|troops|soldiers|servicemen|fighters|"
    r"militants|civilians|refugees|migrants|workers|employees|members|delegates|officials|others|women|men|children|"
    r"families|victims|tons?|tonnes|km|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|dollars|euros|hours|hrs|GMT|UTC|local|"
    r"megawatts|MW|barrels|votes|seats|companies|jobs|homes|houses|square|per\s?cent|points|drones|missiles|vehicles|"
    r"tanks|items|names|goods|products|activists|citizens|nationals|bodies|deaths|arrests)\b"
)
FUNCTION_WORD = re.compile(
    rf"\s(?:{choose(['and', 'or', 'the', 'a', 'an', 'in', 'on', 'at', 'to', 'when', 'after', 'before', 'by', 'for', 'with', 'as', 'was', 'were', 'is', 'has', 'had', 'that', 'which', 'but', 'until', 'under', 'between', 'from', 'of', 'while', 'following', 'through', 'he', 'she', 'it', 'they', 'where', 'who'])})\b"
)
NAME_BEFORE = re.compile(
    r"\b(?:Treat(?:y|ies)|Acts?|Agreements?|Conventions?|Constitution|Accords?|Declaration|Protocols?|Laws?|Revolution|"
    r"War|Pact|Charter|Compromise|Congress|Statute|Elections?|elections?)(?:\s\w+){0,6}?\sof\s(?:the\s)?$"
)
NAME_AFTER = re.compile(
    r"(?:\s[\w’'–-]+){0,3}?\s(?:treat(?:y|ies)|acts?|agreements?|conventions?|constitution|accords?|declaration|protocols?|"
    r"laws?|revolution|war|pact|charter|elections?|referendum|coup|invasion|annexation|genocide|uprising|crisis|olympics|budget|earthquake|"
    r"world\scup)\b",
    re.IGNORECASE,
)
PLACED = re.compile(r"(?i)(?:^|\b(?:in|on|since|until|till|by|from)\s+|[.;:(]\s*)$")
UNTIMED = re.compile(r"(?i)(?:last|this)\s+(?:day|morning|hour)")
BARE_LAST = re.compile(r"(?i)(?:last|next)\s+\w+")


def is_time(text: str, start: int, end: int) -> bool:
    """Whether words that look like a time are one where they stand.

    Refused are numbers of other things ("Resolution 1973", "1500 prisoners", "1,300"), May the minister and the verb,
    marches, seasons that fall, weekdays inside names (Good Friday), and days that name an event (the September 11
    attacks).
    """
    before, after, words = text[max(0, start - REACH) : start], text[end : end + REACH], text[start:end]
    return _is_whole(before, after, words) and _is_meant(before, after, words)


def _is_whole(before: str, after: str, words: str) -> bool:
    """Whether the expression is no part of a longer number or compound."""
    if re.match(r"\w|[%°]|['’]\w\w|[-–—/.:,][0-9]|-[A-Za-z]", after):
        return False
    return (
        re.search(r"\w[-'’.@/]$|[$€£#+/\\@_]$" if words[0].isalpha() else r"\w[-'’@]$|[$€£#+/\\@_.,:–—-]$", before)
        is None
    )


def _is_meant(before: str, after: str, words: str) -> bool:
    if YEAR_ALONE.fullmatch(words):
        return _is_year(before, after, int(words))
    if MONTH_ALONE.fullmatch(words):
        if words.lower() in {"may", "march"}:
            return words.istitle() and STRICT_PREPOSITION.search(before) is not None
        return PREPOSITION.search(before) is not None or CAPITAL.match(after) is None
    if DAY_OF_MONTH.fullmatch(words):
        # "In May 20 prisoners were freed" tells the month.
        return not ((IN.search(before) and WORD.match(after)) or (THE.search(before) and ATTACKS.match(after))
                    or ATTACKS.match(after))  # fmt: skip
    if SEASON_ALONE.fullmatch(words):
        return (
            words.islower() and words.startswith("the") and bool(IN_THE.search(before)) and not after.startswith(" of")
        )
    if FEAST_DAY.match(words):
        return not NAMED_DAY.search(before) and not NAMED_WEEKLY.match(after)
    if UNTIMED.fullmatch(words):
        return words.lower().split() == ["this", "morning"]
    return not (BARE_LAST.fullmatch(words) and THE.search(before))


def _is_year(before: str, after: str, year: int) -> bool:
    if NUMBERED.search(before) or COUNTED.search(before):
        return False
    if AT_A_TIME.search(before):
        return True
    if QUANTITY.match(after):
        return False
    if ROUGHLY.search(before):
        return WORD.match(after) is None or FUNCTION_WORD.match(after) is not None or year >= 1700
    return year >= 1700


def is_named(text: str, start: int, end: int) -> bool:
    """Whether a date belongs to the name of a thing ("the Treaty of 1783", "the August 2020 elections")."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    if NAME_BEFORE.search(before):
        return True
    return PLACED.search(before) is None and NAME_AFTER.match(after) is not None
