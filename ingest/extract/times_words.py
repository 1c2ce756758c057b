"""Words of time in English: what they stand for, and fragments of regular expressions that find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
FEASTS = {"new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26),
          "new year's eve": (12, 31)}  # fmt: skip
UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
            "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
            "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth",
            "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first")  # fmt: skip


def number_words() -> dict[str, int]:
    """Number words below one hundred, "a", "an" and "a couple of" among them, with their values."""
    words = {"a": 1, "an": 1, "a couple of": 2, "a dozen": 12}
    words |= {word: value for value, word in enumerate((*UNITS, *TEENS), 1)}
    for ten, word in zip(range(20, 100, 10), TENS, strict=True):
        words |= {word: ten} | {f"{word}-{unit}": ten + value for value, unit in enumerate(UNITS, 1)}
    return words


NUMBERS = number_words()
ORDINAL_NUMBERS = {word: value for value, word in enumerate(ORDINALS, 1)}
MONTH_NUMBERS = {name.lower(): value for names in (MONTHS, SHORT_MONTHS) for value, name in enumerate(names, 1) if name}
MONTH_NUMBERS |= {"sept": 9}
WEEKDAY_NUMBERS = {name.lower(): value for value, name in enumerate(WEEKDAYS)}


def choose(words: Iterable[str]) -> str:
    """Alternatives of a regular expression, the longest first, in lower case."""
    return "|".join(sorted(words, key=len, reverse=True))


def choose_names(words: Iterable[str]) -> str:
    """Alternatives as names are written: November or NOVEMBER."""
    return "|".join(f"{word}|{word.upper()}" for word in sorted(words, key=len, reverse=True))


# One line end may stand inside an expression (wrapped lines), a blank line may not. All repeats are bounded, so that
# no text takes long.
S = r"(?:[ \t\xa0\u202f]{1,3}|[ \t]?\n[ \t]?)"
CS = rf"(?:,?{S})"
DASH = rf"(?:{S}?[-–—]{S}?)"
TO = rf"(?:{DASH}|{S}(?:to|through|until|till|thru){S})"
FULL_MONTH = choose_names(MONTHS)
MONTH = rf"(?:{FULL_MONTH}|(?:{choose_names(['Sept', *filter(None, SHORT_MONTHS)])})(?:\.|\b))"
WEEKDAY = choose_names(WEEKDAYS)
ANY_WEEKDAY = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?)"
ON_WEEKDAY = rf"(?:{ANY_WEEKDAY},?{S}(?:the{S})?)?"
YEAR = r"(?:1[0-9]|20)[0-9]{2}(?![0-9])"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9])"
ORDINAL_DAY = rf"(?:(?:3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)|(?i:{choose(ORDINALS)}))"
NUMBER = rf"(?:[0-9]{{1,3}}|(?i:{choose(NUMBERS)}))"
UNIT = r"(?:day|week|fortnight|month|year|decade|hour|minute)"
HALF_DAY = r"(?:morning|afternoon|evening|night)"
PART = rf"""(?i:(?:(?:early|mid|late)(?:-?{S}to{S}(?:mid|late))?(?:-|{S}(?:in{S})?)
 |(?:the{S})?(?:beginning|start|middle|end|close|(?:first|second|latter){S}half|(?:first|last|final){S}(?:days|weeks|months)){S}of{S}))"""
PART = PART.replace("\n ", "")
CIRCA = rf"(?P<circa>(?i:(?:on{S}or{S})?(?:about|around)|circa|c\.|ca\.|approximately|roughly|some{S}?time{S}(?:in|around)){S}(?:in{S})?(?:the{S})?)?"
RELATIVE_YEAR = rf"(?:of{S})?(?P<which>(?i:this|last|next|the{S}current|that|the{S}same|the{S}following|the{S}next|the{S}previous|the{S}preceding)){S}year"
