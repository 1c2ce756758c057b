"""Names that are written in capitals, in usual case."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.identity.folding import fold
from graph.identity.tables import words


def titlecase_all(tokens: Sequence[str]) -> str:
    """Words in usual case; a particle is small inside a name: "Van der Bellen", but "Kyaw San", "William E. Colby"."""
    small, last = words("surnames", "particles") | {"e"}, len(tokens) - 1

    def is_small(pos: int, word: str) -> bool:
        return 0 < pos < last and word[-1] != "." and tokens[pos - 1].isupper() and fold(word) in small

    return " ".join(word.lower() if is_small(pos, word) else titlecase(word) for pos, word in enumerate(tokens))


def titlecase(word: str) -> str:
    """From capitals to usual case: "McDOWELL", "EL-SISI", "O'NEILL", "VAN DER BELLEN"; numbers of monarchs stay."""
    if not any(part.isupper() and len(part) > 1 for part in re.split(r"[-']", word.removeprefix("Mc"))):
        return word
    if re.fullmatch("[IVX]+", word) and word != "XI":
        return word
    if word.startswith("Mc"):
        return "Mc" + word[2:].capitalize()
    return "".join(part.capitalize() if part.isupper() else part for part in re.split(r"([-'’ ])", word))
