"""Where there is no room to read linked data in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

READ = """
import resource, sys
from pathlib import Path
from graph.errors import ImportFileError
from graph.rdf.importing import Source, read_contents

resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
try:
    read_contents(Source(Path(sys.argv[1])), Path(sys.argv[2]), lambda _: None)
except ImportFileError as error:
    print(error)
"""


def test_no_room_is_told(tmp_path: Path) -> None:
    """By the folder, with what to do; nothing stays there."""
    file, folder = tmp_path / "claims.nq", tmp_path / "folder"
    folder.mkdir()
    base = "https://w3id.org/whomet/"
    known = f"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{base}ns#Claim> <{base}graph/doc/d>"
    file.write_text("".join(f"<{base}id/claim/{n:020}> {known} .\n" for n in range(100)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", READ, str(file), str(folder)], check=True, capture_output=True, text=True
    )
    assert done.stdout.startswith(f"no room in {folder} (")
    assert "set TMPDIR" in done.stdout
    assert list(folder.iterdir()) == []
