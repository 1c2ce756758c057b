"""Addresses, on a server of the test's own: what comes, what is refused, and that nothing hangs."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from graph.errors import FetchError
from ingest.loading.problems import Rejected
from ingest.readers import Told, read_url
from ingest.readers.fetching import fetch
from tests.unit.readers.conftest import only
from tests.unit.readers.making_pdf import make_pdf

TEXT = "Putin met Lukashenko in Minsk."
TOLD = Told(published=dt.date(2025, 11, 26))
type Answer = tuple[int, dict[str, str], bytes]

ANSWERS: dict[str, Answer] = {
    "/page": (200, {"Content-Type": "text/html; charset=windows-1251"}, f"<p>{TEXT} Путин.</p>".encode("cp1251")),
    "/text": (200, {"Content-Type": "text/plain"}, TEXT.encode()),
    "/pdf": (200, {"Content-Type": "application/pdf"}, make_pdf([TEXT])),
    "/unknown": (200, {"Content-Type": "application/octet-stream"}, make_pdf([TEXT])),
    "/feed": (
        200,
        {"Content-Type": "application/xml"},
        f"<rss version='2.0'><channel><item><link>https://x.example/a</link><description>{TEXT}</description>"
        "</item></channel></rss>".encode(),
    ),
    "/lines": (
        200,
        {"Content-Type": "application/x-ndjson"},
        f'{{"text": "{TEXT}", "retrieved": "2025-11-27T10:00:00Z"}}'.encode(),
    ),
    "/moved": (302, {"Location": "/text"}, b""),
    "/circle": (302, {"Location": "/circle"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/away": (302, {"Location": "ftp://x.example/a"}, b""),
    "/large": (200, {"Content-Type": "text/plain"}, b"a" * 200_000),
    "/empty": (200, {"Content-Type": "text/plain"}, b""),
    "/broken": (500, {}, b"no"),
}


class Handler(BaseHTTPRequestHandler):
    """Answers as the table says; /slow sends a byte now and then, /none nothing."""

    def do_GET(self) -> None:
        """Answer."""
        path = self.path.partition("?")[0]
        if path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(30):
                self.wfile.write(b"a")
                time.sleep(0.05)
            return
        status, headers, content = ANSWERS.get(path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """Address of the server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "text"),
    [("/page", f"{TEXT} Путин."), ("/text", TEXT), ("/pdf", TEXT), ("/unknown", TEXT), ("/feed", TEXT)],
)
def test_kinds(base: str, path: str, text: str) -> None:
    """What the server says it is, else what it begins like; the encoding too."""
    reading = only(list(read_url(base + path, TOLD)))
    assert reading.document.text == text
    assert reading.document.retrieved is not None
    assert reading.document.url == ("https://x.example/a" if path == "/feed" else base + path)


def test_day_of_retrieval(base: str) -> None:
    """Every document that is fetched has it, the items of a feed too; what a document says of it itself wins."""
    days = {dt.datetime.now(dt.UTC).date()}
    found = [only(list(read_url(base + path, TOLD))).document for path in ("/page", "/pdf", "/feed", "/lines")]
    days.add(dt.datetime.now(dt.UTC).date())
    *fetched, stated = [one.retrieved for one in found]
    assert set(fetched) <= days
    assert stated == dt.date(2025, 11, 27)


def test_same_page_by_another_link(base: str) -> None:
    """Marks of campaigns, fragments and redirects make no other document."""
    links = ["/text", "/text?utm_source=a#b", "/moved"]
    assert len({only(list(read_url(base + link, TOLD))).document.doc_id for link in links}) == 1


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/nothing", "answers 404"),
        ("/broken", "answers 500"),
        ("/circle", "more than 5 times"),
        ("/file", "no address of http or https"),
        ("/away", "no address of http or https"),
        ("/empty", "is empty"),
    ],
)
def test_failures(base: str, path: str, says: str) -> None:
    """Each is told with the address."""
    (outcome,) = read_url(base + path, TOLD)
    assert isinstance(outcome, Rejected)
    assert says in str(outcome.errors[0])
    assert path in str(outcome.errors[0])


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x.example", "http://", "nothing", "http://[bad"])
def test_other_schemes(url: str) -> None:
    """Nothing but the web is fetched."""
    with pytest.raises(FetchError, match="no address of http or https"):
        fetch(url)


@pytest.mark.parametrize(
    "limited",
    [
        lambda base: fetch(f"{base}/large", most_bytes=100_000),
        lambda base: fetch(f"{base}/slow", longest_s=0.3),
        lambda base: fetch(f"{base.rpartition(':')[0]}:9/"),
    ],
    ids=["large", "slow", "nobody"],
)
def test_limits(base: str, limited: Callable[[str], object]) -> None:
    """Size and time have an end."""
    began = time.monotonic()
    with pytest.raises(FetchError):
        limited(base)
    assert time.monotonic() - began < 2
