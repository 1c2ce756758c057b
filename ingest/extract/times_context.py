"""What stands around an expression of time: whether it is one at all, and what it belongs to."""

from __future__ import annotations

import re

from ingest.extract.times_words import FULL_MONTH, MONTH, SHORT_MONTH, WEEKDAY, S

REACH = 60
FIRST_LIKELY_YEAR = 1700

MONTH_ALONE = re.compile(rf"{FULL_MONTH}")
SHORT_MONTH_ALONE = re.compile(rf"{SHORT_MONTH}\.?")
SEASON_ALONE = re.compile(r"(?:(?:the|early|late|mid)[\s-]+)*(?:spring|summer|autumn|fall|winter)", re.IGNORECASE)
YEAR_ALONE = re.compile(r"(?P<about>(?:[A-Za-z.]+\s+){1,3})?(?P<year>[12][0-9]{3})")
MONTH_AND_DAY = re.compile(rf"{MONTH}{S}[0-9]{{1,2}}(?:th)?")
WEEKDAY_FIRST = re.compile(WEEKDAY)
OF_NO_DAY = re.compile(r"(?i)last\s+(?:day|morning|afternoon)|this\s+(?:day|night)")
PUBLISHED_FROM = re.compile(r"(?i)(?:last|next)\s+[a-z]+")
ABOUT_MAY = re.compile(r"(?i)(?:about|around)\s.*(?:May|March)")

# "By May", "from March": of a person or a walk as well; "in May" of a month alone.
OF_A_MONTH = re.compile(r"(?i)\b(?:in|during|since|until|till|throughout|end\s+of|start\s+of|and|or)\s+$")
OF_A_TIME = re.compile(r"(?i)\b(?:in|during|since|until|till|by|through(?:out)?|of|from|to|for|after|before|and)\s+$")
OF_A_SEASON = re.compile(r"(?i)\b(?:in|during|over|by|since|until|throughout|through|for)\s+$")
IN = re.compile(r"(?i)\bin\s+$")
THE = re.compile(r"(?i)\bthe\s+$")
NEXT_DAY = re.compile(rf"{S}(?:3[01]|[12]?[0-9])(?:th)?\b(?![.,:][0-9])")
NEXT_WORD = re.compile(r"\s+\w")
NEXT_NAME = re.compile(r"\s+[A-Z][a-z]")

NAMED_WEEKDAY = re.compile(r"\b(?:Good|Ash|Black|Bloody|Palm|Easter|Super|Maundy|Holy|Shrove|Cyber|Whit|Sheffield)\s+$")
NAMED_AFTER_WEEKDAY = re.compile(r"\s+(?:Times|Post|Telegraph|Mirror|Express|Agreement|Accords?|Group)\b")
NAMED_AFTER_DAY = re.compile(
    r"(?:[\s-]+\w+){0,2}\s+(?:attacks|massacre|movement|revolution|uprising|plot|alliance|coalition|atrocities)\b",
    re.IGNORECASE,
)

NUMBERED = re.compile(
    r"(?:\b(?:resolutions?|unscr|orders?|decrees?|articles?|sections?|directives?|regulations?|rules?|bills?|flight|"
    r"room|route|highway|channel|radio|studio|boeing|airbus|nos?|number|chapter|pages?|pp?|proclamation|notice|docket|"
    r"case)\b\.?\s+(?:no\.?\s*)?(?:[0-9]{1,5}(?:\s*\([0-9]{4}\))?(?:,\s*|\s+and\s+|,\s+and\s+)){0,4}|[§#]\s?)$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"(?i)\b(?:least|most|than|over|some|nearly|almost|approximately|under|only|just|exactly|another|other|these|those|"
    r"all|with|aged?|releas(?:e[ds]?|ing)|free[ds]?|pardon(?:ed|s)?|kill(?:ed|s)?|arrest(?:ed|s)?|detain(?:ed|s)?)\s+$"
)
# After these a number is a year, whatever follows; after the others only where nothing countable does.
AT_A_TIME = re.compile(r"(?i)\b(?:in|since|until|till|during)\s+$")
AMONG_OTHERS = re.compile(r"(?i)(?:\b(?:of|from|to|by|before|after|for|and|or|between|the|circa|c\.)\s+|\()$")
NEXT_NUMBER = re.compile(r"\s[0-9]")
LAST_NUMBER = re.compile(r"[0-9]\s$")
COUNTABLE = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:people|persons|prisoners|detainees|hostages|inmates|captives|convicts|troops|soldiers|"
    r"servicemen|fighters|militants|civilians|refugees|migrants|workers|employees|members|delegates|officials|others|"
    r"women|men|children|families|victims|tons?|tonnes|km|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|dollars|euros|hours|"
    r"hrs|GMT|UTC|local\s+time|megawatts|MW|barrels|votes|seats|companies|jobs|homes|houses|square|per\s?cent|points|"
    r"drones|missiles|vehicles|tanks|items|names|goods|products|activists|citizens|nationals|bodies|deaths|arrests)\b"
)
FUNCTION_WORD = re.compile(
    r"\s+(?:and|or|the|an?|in|on|at|to|when|where|after|before|by|for|with|as|was|were|is|has|had|that|which|who|but|"
    r"until|under|between|from|of|while|following|through|he|she|it|they)\b"
)

NAME_BEFORE = re.compile(
    r"\b(?:Treat(?:y|ies)|Acts?|Agreements?|Conventions?|Constitution|Accords?|Declaration|Protocols?|Laws?|War|Pact|"
    r"Revolution|Charter|Compromise|Congress|Statute|[Ee]lections?)(?:\s\w+){0,6}?\sof\s(?:the\s)?$"
)
NAME_AFTER = re.compile(
    r"(?:\s[\w’'–-]+){0,3}?\s(?:treat(?:y|ies)|acts?|agreements?|conventions?|constitution|accords?|declaration|deal|"
    r"protocols?|laws?|revolution|war|pact|charter|elections?|referendum|coup|invasion|annexation|genocide|uprising|"
    r"crisis|olympics|budget|earthquake|world\scup|ceasefire|truce|armistice|memorandum)\b",
    re.IGNORECASE,
)
OF_AN_EVENT = re.compile(r"(?i)(?:^|\b(?:in|on|since|until|till|by|from)\s+|[.;:(,\n]\s*)$")

INSIDE_BEFORE_WORD = re.compile(r"\w[-'’.@/]$|[$€£#+/\\@_]$")
INSIDE_BEFORE_DIGIT = re.compile(r"\w[-'’@]$|[$€£#+/\\@_.,:–—-]$")
INSIDE_AFTER = re.compile(r"\w|[%°]|['’]\w\w|[-–—/.:,][0-9]|-[A-Za-z]|\s?(?:%|per\s?cent|million|billion|thousand)\b")


def is_time(text: str, start: int, end: int) -> bool:
    """Whether words that look like a time are one where they stand.

    Refused are numbers of other things ("Resolution 1973", "1500 prisoners", "1,300"), May the minister and the verb,
    marches, falls, weekdays inside names (Good Friday), and days that name an event (the September 11 attacks).
    """
    before, after, words = text[max(0, start - REACH) : start], text[end : end + REACH], text[start:end]
    inside_before = INSIDE_BEFORE_WORD if words[0].isalpha() else INSIDE_BEFORE_DIGIT
    if INSIDE_AFTER.match(after) or inside_before.search(before):
        return False
    return _is_meant(before, after, words)


def _is_meant(before: str, after: str, words: str) -> bool:
    year = YEAR_ALONE.fullmatch(words)
    if year is not None:
        return _is_year(before + (year["about"] or ""), after, int(year["year"]))
    if MONTH_ALONE.fullmatch(words):
        return _is_month(before, after, words)
    if MONTH_AND_DAY.fullmatch(words):
        # "In May 20 prisoners were freed" tells the month.
        return not (IN.search(before) and NEXT_WORD.match(after)) and not NAMED_AFTER_DAY.match(after)
    if SEASON_ALONE.fullmatch(words):
        told = words.islower() and (not words.startswith("fall")) and not re.match(r"\s+of\b", after)
        return told and " " in words and OF_A_SEASON.search(before) is not None
    return _is_pointed(before, after, words)


def _is_pointed(before: str, after: str, words: str) -> bool:
    """Whether words that point at a day or a span do so."""
    if WEEKDAY_FIRST.match(words):
        return not NAMED_WEEKDAY.search(before) and not NAMED_AFTER_WEEKDAY.match(after)
    if SHORT_MONTH_ALONE.fullmatch(words) or ABOUT_MAY.fullmatch(words) or OF_NO_DAY.fullmatch(words):
        return False
    # "The last week of the war" is not last week.
    return not (PUBLISHED_FROM.fullmatch(words) and THE.search(before))


def _is_month(before: str, after: str, words: str) -> bool:
    if NEXT_DAY.match(after) and not IN.search(before):
        return False
    if words.lower() in {"may", "march"}:
        return words.istitle() and OF_A_MONTH.search(before) is not None
    return OF_A_TIME.search(before) is not None or NEXT_NAME.match(after) is None


def _is_year(before: str, after: str, year: int) -> bool:
    if NUMBERED.search(before) or COUNTED.search(before):
        return False
    if AT_A_TIME.search(before):
        return True
    if COUNTABLE.match(after) or NEXT_NUMBER.match(after) or LAST_NUMBER.search(before):
        return False
    plain = NEXT_WORD.match(after) is None or FUNCTION_WORD.match(after) is not None
    return year >= FIRST_LIKELY_YEAR or (plain and AMONG_OTHERS.search(before) is not None)


def is_named(text: str, start: int, end: int) -> bool:
    """Whether a date belongs to the name of a thing ("the Treaty of 1783", "the August 2020 elections")."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    if NAME_BEFORE.search(before):
        return True
    return OF_AN_EVENT.search(before) is None and NAME_AFTER.match(after) is not None
