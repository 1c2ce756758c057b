"""Words of time in English: what they stand for, and fragments of verbose regular expressions that find them.

All repeats are bounded, so that no text takes long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
SHORT_MONTHS = {"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Sept": 9, "Oct": 10,
                "Nov": 11, "Dec": 12}  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_WEEKDAYS = ("Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun")
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
FEASTS = {"new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26),
          "new year's eve": (12, 31)}  # fmt: skip
DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
            "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
            "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth",
            "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first")  # fmt: skip


def name_numbers() -> dict[str, int]:
    """Number words below one hundred, "a", "an" and "a couple of" among them, with their values."""
    words = {"a": 1, "an": 1, "a couple of": 2, "a dozen": 12}
    words |= {word: value for value, word in enumerate((*DIGITS, *TEENS), 1)}
    for ten, word in zip(range(20, 100, 10), TENS, strict=True):
        words |= {word: ten} | {f"{word}-{digit}": ten + value for value, digit in enumerate(DIGITS, 1)}
    return words


NUMBERS = name_numbers() | {word: value for value, word in enumerate(ORDINALS, 1)}
CARDINALS = name_numbers()
MONTH_NUMBERS = {name.lower(): value for value, name in enumerate(MONTHS, 1)} | {
    name.lower(): value for name, value in SHORT_MONTHS.items()
}
WEEKDAY_NUMBERS = {name.lower(): value for value, name in enumerate(WEEKDAYS)}

# One line end may stand inside an expression (wrapped lines), a blank line may not.
S = r"(?:[ \t\xa0\u202f]{1,3}|[ \t]?\n[ \t]?)"


def choose(words: Iterable[str]) -> str:
    """Alternatives in any case, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?i:" + "|".join(word.replace(" ", S).replace("'", "['’]") for word in ordered) + ")"


def choose_names(words: Iterable[str]) -> str:
    """Alternatives as names are written (November, NOVEMBER), the longest first."""
    return "(?:" + "|".join(f"{word}|{word.upper()}" for word in sorted(words, key=len, reverse=True)) + ")"


DASH = rf"(?:{S}?[-–—]{S}?)"
TO = rf"(?:{DASH}|{S}(?:to|through|until|till|thru){S})"
TO_AND = rf"(?:{DASH}|{S}(?:to|through|until|till|thru|and){S})"
FROM = rf"(?i:from|between){S}"
THE = rf"(?:[Tt]he{S})?"
FULL_MONTH = choose_names(MONTHS)
SHORT_MONTH = choose_names(SHORT_MONTHS)
MONTH = rf"(?:{FULL_MONTH}|{SHORT_MONTH}(?:\.|\b))"
WEEKDAY = choose_names(WEEKDAYS)
ON_WEEKDAY = rf"(?:(?:{WEEKDAY}|{choose_names(SHORT_WEEKDAYS)}\.?),?{S}(?:the{S})?)?"
YEAR = r"(?:1[0-9]|20)[0-9]{2}(?![0-9])"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9])"
NTH = r"(?:3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)"
ORDINAL = choose(ORDINALS)
NUMBER = rf"(?:[0-9]{{1,3}}|{choose(CARDINALS)})"
UNIT = r"(?:day|week|fortnight|month|year|decade|hour|minute)"
HALF_DAY = r"(?:morning|afternoon|evening|night)"
PART = rf"""(?i:(?:early|mid|late)(?:-?{S}to{S}(?:mid|late))?(?:-|{S}(?:in{S})?)
  |(?:the{S})?(?:beginning|start|middle|end|close|(?:first|second|latter){S}half
    |(?:first|last|final){S}(?:days|weeks|months)){S}of{S})"""
CIRCA = rf"""(?P<circa>(?i:(?:on{S}or{S})?(?:about|around)|circa|c\.|ca\.|approximately|roughly
  |some{S}?time{S}(?:in|around)){S}(?:in{S})?(?:the{S})?)?"""
POINTED_YEAR = rf"""(?:of{S})?(?P<which>(?:this|last|next|that
  |the{S}(?:current|same|following|next|previous|preceding))){S}year"""
IN_YEAR = rf"(?:(?:,?{S}|{S}of{S})(?P<year>{YEAR})|{S}{POINTED_YEAR})?"
