"""Lines of visitors: titles and names."""

from __future__ import annotations

import pytest

from ingest.historian.visitors import read_visitors


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("President Rudolf Rassendyll", [("President", "Rudolf Rassendyll")]),
        ("President-elect Ana de la Vega", [("President-elect", "Ana de la Vega")]),
        ("President- elect Ana de la Vega", [("President-elect", "Ana de la Vega")]),
        ("President de Villiers", [("President", "de Villiers")]),
        ("King Juan Carlos I", [("King", "Juan Carlos I")]),
        ("Governor General Earl of Zenda", [("Governor General", "Earl of Zenda")]),
        ("Shah Mohammad Reza Pahlavi", [("Shah", "Mohammad Reza Pahlavi")]),
        ("Provisional President Rosa Luna", [("Provisional President", "Rosa Luna")]),
        ("Prime Minster Flavia Strofzin", [("Prime Minister", "Flavia Strofzin")]),
        ("Prime Minister Sheikh Hasina", [("Prime Minister", "Sheikh Hasina")]),
        ("Premier and Prince Michael", [("Premier and Prince", "Michael")]),
        ("President Karl Tarlenheim, Jr.", [("President", "Karl Tarlenheim, Jr.")]),
        ("Prime Minister Karel (Kees) Sapt", [("Prime Minister", "Karel Sapt")]),
        ("Rosa Luna", [(None, "Rosa Luna")]),
        ("President Ana Vega, Prime Minister Luis Paz", [("President", "Ana Vega"), ("Prime Minister", "Luis Paz")]),
        ("King Otto III and Queen Sonja", [("King", "Otto III"), ("Queen", "Sonja")]),
        ("Queen Flavia I and Prince Fritz, Duke of Zenda", [("Queen", "Flavia I"), ("Prince", "Fritz, Duke of Zenda")]),
        ("President", []),
        ("", []),
    ],
)
def test_lines(line: str, expected: list[tuple[str | None, str]]) -> None:
    """Several people are several; several titles of one are one."""
    assert [(one.title, one.name) for one in read_visitors(line)] == expected


def test_spouses() -> None:
    """Who is there as somebody's wife or husband alone accompanies."""
    president, wife = read_visitors("President Rudolf Rassendyll and Mrs. Rassendyll")
    assert (president.companion, wife.companion, wife.text) == (False, True, "Mrs. Rassendyll")
