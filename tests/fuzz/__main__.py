"""`make fuzz`: each reader and the extractor for some seconds, from seeds of the project's own corpora.

What breaks a law, takes over a minute or two gigabytes too many is left in `.fuzz/`, and the exit code is 1. Give the
file a test in `tests/unit` when it is mended: `python -m tests.fuzz.target NAME FILE` runs it again.
"""

from __future__ import annotations

import argparse
import html
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from ingest.readers import KINDS
from tests.fuzz.texts import seeds
from tests.unit.readers.making_pdf import make_pdf

FOUND = Path(".fuzz")
SEEDS = 40


def main() -> int:
    """Run the targets one after another."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=30, help="for each target (30)")
    parser.add_argument("--only", nargs="+", choices=[*KINDS, "extractor"], default=[*KINDS, "extractor"])
    options = parser.parse_args()
    FOUND.mkdir(exist_ok=True)
    broken = [name for name in options.only if not _run(name, options.seconds)]
    for name in broken:
        sys.stdout.write(f"{name}: found something; see {FOUND}/\n")
    return 1 if broken else 0


def _run(name: str, seconds: int) -> bool:
    sys.stdout.write(f"{name}: {seconds} s\n")
    sys.stdout.flush()
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(seeds()[:SEEDS]):
            Path(folder, str(number)).write_bytes(_dressed(text, name))
        options = [f"-max_total_time={seconds}", "-timeout=60", "-rss_limit_mb=4096", "-max_len=8000", "-verbosity=0"]
        options += [f"-artifact_prefix={FOUND}/{name}-", "-print_final_stats=1", folder]
        command = [sys.executable, "-m", "tests.fuzz.target", name, *options]
        return subprocess.run(command, check=False).returncode == 0


def _dressed(text: str, name: str) -> bytes:
    """A text as a file of the kind that the target reads."""
    if name == "pdf":
        return make_pdf([line[:80] for line in text.split("\n")][:40], metadata={"/Title": "Talks"})
    if name == "jsonl":
        return json.dumps({"doc_id": "a", "published": "2025-11-26", "title": "Talks", "text": text}).encode()
    if name == "html":
        inside = "".join(f"<p>{html.escape(one)}</p>" for one in text.split("\n"))
        return f"<html><head><title>Talks</title></head><body><article>{inside}</article></body></html>".encode()
    if name == "feed":
        item = (
            f"<item><title>Talks</title><link>http://x.example/a</link><description>{html.escape(text)}</description>"
        )
        return f"<rss version='2.0'><channel><title>Gazette</title>{item}</item></channel></rss>".encode()
    front = "---\ntitle: Talks\ndate: 2025-11-26\n---\n# Talks\n\n" if name == "markdown" else ""
    return f"{front}{text}".encode()


if __name__ == "__main__":
    raise SystemExit(main())
