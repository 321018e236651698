"""The pictures of both consoles that docs/township.md shows: the size of a small screen, small, made again by one command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[3]
PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 80_000
SHOWN = re.findall(
    r"pictures/((?:township|district)-[a-z]+)\.png", (ROOT / "docs" / "township.md").read_text("utf-8")
)


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_has_the_size_of_a_small_screen_and_few_bytes(name: str) -> None:
    file = PICTURES / f"{name}.png"
    with Image.open(file) as picture:
        assert picture.size == (1366, 768)
    assert file.stat().st_size <= MOST_BYTES


@pytest.mark.needs("chromium")
def test_the_pictures_can_be_made_again(tmp_path: Path) -> None:
    command = [sys.executable, str(PICTURES / "take_console.py"), str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert sorted(file.stem for file in tmp_path.iterdir()) == sorted(SHOWN)
