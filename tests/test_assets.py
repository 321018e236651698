"""Packaged files have one door, and it does not lead elsewhere."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from app import assets
from app.errors import Defect

FACES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


@pytest.mark.parametrize(
    "parts", [(), ("..", "pyproject.toml"), ("/etc/hostname",), ("fonts", "../README.md"), ("C:", "x"), ("",)]
)
def test_a_way_out_of_the_folder_is_refused(parts: tuple[str, ...]) -> None:
    with pytest.raises(Defect, match="not a packaged file"):
        assets.path(*parts)


def test_a_file_that_was_not_packaged_is_named() -> None:
    with pytest.raises(Defect, match=r"fonts/none\.ttf"):
        assets.path("fonts", "none.ttf")


def test_text_and_bytes_are_the_same_file() -> None:
    assert assets.text("fonts", "OFL.txt").encode() == assets.data("fonts", "OFL.txt")


@pytest.mark.parametrize("face", FACES)
def test_standard_names_can_be_drawn_in_both_weights(face: str) -> None:
    with TTFont(assets.path("fonts", face), lazy=True) as font:
        cmap = font.getBestCmap()
    wanted = "㛃䶮𬸣𫘜𬀩𫖯𬱟𬴊𠅤犇喆龘代办受理，。：；！？（）《》“”①②⑩✓□→←√×±–—…·ü"
    assert [mark for mark in wanted if ord(mark) not in cmap] == []


@pytest.mark.parametrize("face", FACES)
def test_the_fonts_have_truetype_outlines_because_paper_takes_no_other(face: str) -> None:
    with TTFont(assets.path("fonts", face), lazy=True) as font:
        assert "glyf" in font
