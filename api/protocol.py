"""HTTP/1.1 as uvicorn speaks it, for clients too that send an address in bare UTF-8.

RFC 9112 wants every octet above 127 in an address percent-encoded. Browsers and libraries do so; `curl` sends what was
typed, so that a name in Cyrillic would be refused before any route saw it.
"""

from __future__ import annotations

import re
from urllib.parse import quote_from_bytes

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

REQUEST_LINE = re.compile(rb"(?P<method>[A-Z]+ )(?P<target>[^\x00-\x20]+)(?P<version> HTTP/1\.[01]\r\n)")
PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))


class BareUtf8Protocol(HttpToolsProtocol):
    """Percent-encodes what is not ASCII in the line of a request, and leaves all else to uvicorn."""

    def data_received(self, data: bytes) -> None:
        """Take what came over the connection."""
        super().data_received(encode_target(data))


def encode_target(data: bytes) -> bytes:
    """Percent-encode the address in a request line at the start of `data`; anything else comes back as it is."""
    line = REQUEST_LINE.match(data)
    if line is None or line["target"].isascii():
        return data
    target = quote_from_bytes(line["target"], safe=PRINTABLE).encode()
    return line["method"] + target + line["version"] + data[line.end() :]
