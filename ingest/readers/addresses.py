"""Addresses: which may be fetched, and one form for the same page."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

WEB: Final = frozenset({"http", "https"})
_TRACKING: Final = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|yclid", re.IGNORECASE)


def is_web(text: str | None) -> bool:
    """Whether a text is an address of the web."""
    try:
        parts = urlsplit(text or "")
        return parts.scheme.lower() in WEB and bool(parts.hostname)
    except ValueError:
        return False


def canonical(url: str) -> str:
    """An address without fragment and marks of campaigns, so that a page has one id whichever link led to it."""
    try:
        parts = urlsplit(url.strip())
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url.strip()
    if any(_TRACKING.fullmatch(name) for name, _ in query):
        query = [pair for pair in query if not _TRACKING.fullmatch(pair[0])]
        parts = parts._replace(query=urlencode(query))
    return urlunsplit(parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), fragment=""))
