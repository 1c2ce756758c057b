"""Fetching from the web, within limits: of schemes, time, size and redirects."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from graph.errors import FetchError
from ingest.readers.addresses import is_web
from ingest.readers.decoding import MEGABYTE
from ingest.readers.pdfs import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

MOST_REDIRECTS: Final = 5
LONGEST_S: Final = 30.0
QUIET_S: Final = 10.0
ACCEPT: Final = (
    "text/html, application/xhtml+xml, application/pdf, application/rss+xml, application/atom+xml, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered.

    Attributes:
        url: The address that answered, behind all redirects.
        data: The content.
        headers: Its HTTP headers, names in small letters.
        at: When.
    """

    url: str
    data: bytes
    headers: Mapping[str, str]
    at: dt.datetime

    @property
    def media_type(self) -> str:
        """Its media type without parameters, in small letters; empty where the server tells none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def fetch(url: str, *, most_bytes: int = MOST_BYTES, longest_s: float = LONGEST_S) -> Fetched:
    """Fetch an address.

    Args:
        url: Of http or https.
        most_bytes: More is refused while it comes.
        longest_s: Seconds for everything, redirects included.

    Raises:
        FetchError: It can't be had; says why.
    """
    import httpx

    until = time.monotonic() + longest_s
    agent = f"whomet/{version('whomet')}"
    with httpx.Client(timeout=min(QUIET_S, longest_s), headers={"User-Agent": agent, "Accept": ACCEPT}) as client:
        at = url
        for _ in range(MOST_REDIRECTS + 1):
            if not is_web(at):
                led = "" if at == url else f"leads to {at}, which "
                raise FetchError(f"{led}is no address of http or https", file=url)
            try:
                with client.stream("GET", at) as response:
                    if response.next_request is None:
                        return _receive(response, url, most_bytes, until)
                    at = str(response.next_request.url)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise FetchError(f"can't be fetched: {str(error) or type(error).__name__}", file=url) from error
    raise FetchError(f"leads on more than {MOST_REDIRECTS} times; give the address where it ends", file=url)


def _receive(response: httpx.Response, url: str, most_bytes: int, until: float) -> Fetched:
    if not response.is_success:
        raise FetchError(f"answers {response.status_code} {response.reason_phrase}".rstrip(), file=url)
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_bytes():
        size += len(piece)
        pieces.append(piece)
        if size > most_bytes:
            told = f"is larger than {most_bytes // MEGABYTE} MB; save what you need of it in a file"
            raise FetchError(told, file=url)
        if time.monotonic() > until:
            raise FetchError("takes too long; save it in a file, or try again later", file=url)
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    return Fetched(str(response.url), b"".join(pieces), dict(response.headers), now)
