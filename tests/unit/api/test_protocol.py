"""Addresses as people type them after `curl`."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.protocol import encode_target

REST = "Host: x\r\n\r\n"


def test_a_name_in_cyrillic_is_encoded() -> None:
    """What is not ASCII is percent-encoded; what is encoded or plain stays."""
    bare = f"GET /queries/who_met_whom?person=Лукашенко&since=2025%2D01 HTTP/1.1\r\n{REST}".encode()
    made = encode_target(bare)
    assert made.isascii()
    assert made.startswith(b"GET /queries/who_met_whom?person=%D0%9B%D1%83")
    assert made.endswith(f"&since=2025%2D01 HTTP/1.1\r\n{REST}".encode())


@pytest.mark.parametrize(
    "data",
    [b"GET /queries?person=Putin HTTP/1.1\r\nX: \xd0\x9b\r\n\r\n", "тело".encode(), b"", b"GET / HTTP/1.1\r\n\r\n"],
)
def test_all_else_is_left_alone(data: bytes) -> None:
    """Headers, bodies and plain addresses pass as they came."""
    assert encode_target(data) == data


@given(st.text(st.characters(min_codepoint=0x21, exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1))
def test_the_address_means_the_same(target: str) -> None:
    """Decoded, the address has the bytes that were sent."""
    line = f"GET /{target} HTTP/1.1\r\n{REST}".encode()
    made = encode_target(line).split(b" ")[1]
    assert made.isascii()
    assert unquote_to_bytes(made) == unquote_to_bytes(f"/{target}".encode())
