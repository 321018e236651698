"""The pictures of the window that the documents show: of a practice room, at the size of a small screen, small."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 200_000
NAMES = ("accepting", "today")


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_the_size_of_a_small_screen_and_few_bytes(name: str) -> None:
    file = PICTURES / f"{name}.png"
    picture = QImage(str(file))
    assert (picture.width(), picture.height()) == (1366, 768)
    assert file.stat().st_size <= MOST_BYTES


def test_the_pictures_can_be_made_again(tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(PICTURES / "take.py"), str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert sorted(file.stem for file in tmp_path.glob("*.png")) == sorted(NAMES)
