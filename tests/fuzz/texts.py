"""Texts out of real ones: pieces of the corpora cut, swapped, repeated and sown with what no writer types."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

CORPORA = Path(__file__).parents[1] / "corpora"
JUNK = [
    *(
        "\u202e",
        "\u2067",
        "\u200d",
        "\u200b",
        "\u0301",
        "\ufeff",
        "\u00ad",
        "\x00",
        "\x85",
        "\u2028",
        "\ufffd",
        "🤝",
        "🇧🇾",
    ),
    *('"', "“", "”", "(", ")", "’s", "--", "—", "•\n", ".", "...", ",", ";", ":", "?!", "\n", "\n\n", "\t", "  "),
    *("U.S.", "St.", "of", "the", "and", "with", "who", "that", "between", "he", "their", "its", "not", "to", "by"),
    *("February 30", "44 BC", "in 0", "the 99th century", "November 31, 2025", "9999-12-31", "on Thursday", "recently"),
    *("met", "called off", "will visit", "was freed", "TASS reported", "according to", "President", "ambassador to"),
    *("at least 100", "dozens of", "-1", "1,300", "Путин", "卢卡申科", "بوتين", "İstanbul", "ß", "ﬁ", "Ǆ"),
]


def seeds() -> list[str]:
    """The texts of the project's own corpora."""
    files = sorted(CORPORA.glob("*.jsonl"))
    return [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def mutate(text: str, others: list[str], choose: random.Random) -> str:
    """Change a text in some places, at the bounds of words mostly."""
    words = re.findall(r"\s+|\w+|[^\w\s]", text)
    for _ in range(choose.randint(1, 8)):
        at, end = sorted(choose.randint(0, len(words)) for _ in range(2))
        end = min(end, at + choose.choice([1, 2, 5, 30]))
        match choose.randrange(6):
            case 0:
                del words[at:end]
            case 1:
                words[at:at] = words[at:end] * choose.choice([1, 2, 20])
            case 2:
                words[at:at] = [choose.choice(JUNK)]
            case 3:
                words[at:end] = reversed(words[at:end])
            case 4:
                other = re.findall(r"\s+|\w+|[^\w\s]", choose.choice(others))
                start = choose.randint(0, len(other))
                words[at:end] = other[start : start + choose.choice([1, 5, 30])]
            case _:
                words[at:end] = [choose.choice([str.upper, str.title, str.lower])(one) for one in words[at:end]]
    return "".join(words)[:8_000]
