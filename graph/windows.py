"""The number by which dated things are found in a window, without a look at all others.

A window takes in whatever overlaps it, and no index finds overlaps. So events, and the relationships that lead to
them, have one number, `day`, made of the first day that their date covers and of how much it covers: tiers of one
day, at most a month, at most a year, and more. A window is then a few ranges of that number: in each tier the first
days from the tier's length before the window up to its end. What is found by them still has to be compared with the
window.
"""

from __future__ import annotations

import datetime as dt

from graph.dates import UNDATED, Bounds

TIER = 10_000_000
"""What the numbers of a tier begin with, times the tier: more than the 3,652,059 days up to the end of 9999."""
LONGEST = (1, 31, 366)
"""Most days that a date of each tier covers; one more has the rest, open ends too."""
OPEN_START = 4 * TIER
"""Number of what has an end and no start."""
NO_DATE = 5 * TIER
"""Number of what is undated; the greatest of all."""


def day_number(days: Bounds) -> int:
    """The number of a date: the days from the year 1 to its first one (1 is 0001-01-01), and its tier."""
    if days == UNDATED:
        return NO_DATE
    if days.lo is None:
        return OPEN_START
    tier = next((at for at, most in enumerate(LONGEST) if days.span is not None and days.span <= most), len(LONGEST))
    return tier * TIER + days.lo.toordinal()


def day_ranges(
    since: dt.date | None, until: dt.date | None, *, as_of: dt.date | None = None, undated: bool = False
) -> list[list[int]]:
    """The first and last numbers of what may lie in a window; no number is in two ranges.

    Args:
        since: First day of the window; None for an open one.
        until: Its last day; None for an open one.
        as_of: Last day on which anything may have begun.
        undated: Only the undated instead, which no window takes in.
    """
    if undated:
        return [[NO_DATE, NO_DATE]]
    if since is None and until is None and as_of is None:
        return [[0, NO_DATE]]
    first = 1 if since is None else since.toordinal()
    last = min(one or dt.date.max for one in (until, as_of)).toordinal()
    starts = (*(max(1, first - most + 1) for most in LONGEST), 1)
    ranges = [[tier * TIER + start, tier * TIER + last] for tier, start in enumerate(starts)]
    # Without a window, an open start and no date at all are no reason to be left out.
    return [*ranges, [OPEN_START, NO_DATE if since is None and until is None else OPEN_START]]
