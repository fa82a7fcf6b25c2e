"""The committed gallery is what the program writes, byte for byte, whatever the hash seed is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
GALLERY = REPOSITORY / "output"


def files(folder: Path) -> dict[str, bytes]:
    """The Markdown, LaTeX and drawings of a gallery, by place."""
    kinds = (".md", ".tex", ".svg")
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.suffix in kinds}


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["0", "1", "2", "3", "4"])
def test_the_gallery_is_reproduced(seed: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
    command = [sys.executable, "-m", "symbp.cli", "gallery", str(tmp_path)]
    done = subprocess.run(command, env=environment, cwd=REPOSITORY, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    written, committed = files(tmp_path), files(GALLERY)
    assert written.keys() == committed.keys()
    assert [name for name in written if written[name] != committed[name]] == []


def test_every_built_in_network_is_in_the_gallery() -> None:
    examples = {path.stem for path in (REPOSITORY / "symbp" / "examples").glob("*.toml")}
    assert {path.parent.name for path in GALLERY.rglob("derivation.md")} == examples
