"""A larger ICEWS18, for measuring alone: its quadruples again and again, each copy a year later.

`python -m tests.bench.replicating FOLDER OUT --times 10`, then `whomet ingest coded OUT --format quads` (or the bulk
path), then `python -m tests.bench --home … --data "ICEWS18 10 times, dates shifted"`: the table must say so, as people
of the copies meet the same people again in a regular way.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

TABLES = ("entity2id.txt", "relation2id.txt")
PARTS = ("train.txt", "valid.txt", "test.txt")
YEAR = 365 * 24
"""Hours, the unit of ICEWS18."""


def replicate(folder: Path, out: Path, times: int) -> int:
    """Write the tables of names, and one file of quadruples for each copy; give the number of rows."""
    out.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        shutil.copyfile(folder / name, out / name)
    rows = 0
    for copy in range(times):
        with (out / f"icews18-{copy + 1}.txt").open("w", encoding="utf-8") as file:
            for part in PARTS:
                for line in (folder / part).read_text(encoding="utf-8").splitlines():
                    subject, relation, object_, hours, *_ = line.split("\t")
                    file.write(f"{subject}\t{relation}\t{object_}\t{int(hours) + copy * YEAR}\n")
                    rows += 1
    return rows


def main() -> None:
    """Replicate as the command line says."""
    parser = argparse.ArgumentParser(description="Write ICEWS18 several times over, each copy a year later.")
    parser.add_argument("folder", type=Path, help="where ICEWS18 is unpacked")
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument("--times", type=int, default=1)
    chosen = parser.parse_args()
    print(f"{replicate(chosen.folder, chosen.out, chosen.times):,} rows")


if __name__ == "__main__":
    main()
