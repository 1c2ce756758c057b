"""Names of coded data, each resolved by itself.

The strings of an event dataset are its identifiers: "Barack Obama" or "Police (India)" mean the same in every row,
whoever else stands in it. So they are resolved without their document, and once for each stretch of days over which
the authority gives the same answer.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.identity.mentions import Mention, Resolution
    from graph.identity.resolver import Resolver


@dataclass(slots=True)
class _Known:
    """What is known of one name: the days on which its meaning may change, and its meanings found so far."""

    turns: tuple[dt.date, ...] | None
    found: dict[int, Resolution] = field(default_factory=dict[int, "Resolution"])


class AloneResolver:
    """Resolves names without their documents; remembers every one."""

    def __init__(self, resolver: Resolver) -> None:
        """Bind to the resolver, whose rules are followed."""
        self._resolver = resolver
        self._known: dict[Mention, _Known] = {}

    def resolve(self, mention: Mention, day: dt.date) -> Resolution:
        """Who a name is on a day, as `Resolver.resolve_document` would say if nothing else stood in the document."""
        mention = replace(mention, claim="")
        if (known := self._known.get(mention)) is None:
            known = self._known[mention] = _Known(self._resolver.turns(mention))
        stretch = day.toordinal() if known.turns is None else bisect_right(known.turns, day)
        if (one := known.found.get(stretch)) is None:
            (one,) = self._resolver.resolve_document([(mention, day)], day)
            # "Hamid" may be anybody in a report; in a dataset it is whoever bears that identifier.
            known.found[stretch] = one = replace(one, scope=None, method="minted") if one.scope else one
        return one

    def stretches(self, mention: Mention, first: dt.date, last: dt.date) -> list[tuple[dt.date, Resolution]]:
        """The same for all days from `first` to `last`: the first day of each stretch, and who the name is in it."""
        turns = self._resolver.turns(mention)
        if turns is None:
            days = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
        else:
            days = [first, *(day for day in turns if first < day <= last)]
        found: list[tuple[dt.date, Resolution]] = []
        for day in days:
            one = self.resolve(mention, day)
            if not found or found[-1][1] != one:
                found.append((day, one))
        return found
