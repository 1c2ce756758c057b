"""One target of the fuzzer, in a process of its own: `python -m tests.fuzz.target NAME [libFuzzer's options]`."""

from __future__ import annotations

import importlib
import random
import sys
from typing import Any

from tests.fuzz.texts import mutate, seeds

# `make fuzz` installs it, and nothing else has it.
atheris: Any = importlib.import_module("atheris")

with atheris.instrument_imports(include=["ingest"]):
    from ingest.extract.pipeline import Extractor
    from tests.fuzz.laws import check_extracting, check_reading


def main() -> None:
    """Feed the target until the time is over, or a law is broken."""
    name = sys.argv.pop(1)
    if name != "extractor":
        atheris.Setup(sys.argv, lambda data: check_reading(data, name))
    else:
        extractor, others = Extractor(), seeds()

        def change(data: bytes, most: int, seed: int) -> bytes:
            changed = mutate(data.decode("utf-8", "ignore"), others, random.Random(seed))  # noqa: S311
            return changed.encode()[:most]

        atheris.Setup(
            sys.argv, lambda data: check_extracting(data.decode("utf-8", "ignore"), extractor), custom_mutator=change
        )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
