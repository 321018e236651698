"""The main papers look as they did when somebody last looked at them."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.printing.page_pictures import PAPERS, file_of, page

MOST_MEAN = 0.8
"""Mean difference of a blurred page in grey levels of 255: another rasteriser's edges, no moved line."""
MOST_ANYWHERE = 60
"""Largest difference of any blurred dot: half a line of text missing is far more."""


def differences(now: Image.Image, kept: Image.Image) -> tuple[float, int]:
    soft = ImageFilter.GaussianBlur(1.5)
    apart = ImageChops.difference(now.filter(soft), kept.filter(soft))
    return ImageStat.Stat(apart).mean[0], int(apart.getextrema()[1])  # type: ignore[arg-type]


@pytest.mark.parametrize(("paper", "layout"), PAPERS)
def test_a_paper_looks_as_it_did(paper: str, layout: str) -> None:
    file = file_of(paper, layout)
    now = page(paper, layout)
    with Image.open(file) as image:
        kept = image.convert("L")
    beside = file.with_suffix(".new.png")
    fits = now.size == kept.size
    mean, most = differences(now, kept) if fits else (255.0, 255)
    if mean > MOST_MEAN or most > MOST_ANYWHERE:
        now.save(beside)
        pytest.fail(
            f"{file.name} 变样了（平均 {mean:.2f}，最大 {most}）；新的样子在 {beside.name}，请看过再决定"
        )
    beside.unlink(missing_ok=True)


def test_a_moved_line_would_be_noticed() -> None:
    now = page("receipt", "")
    moved = ImageChops.offset(now, 0, 2)
    mean, most = differences(now, moved)
    assert mean > MOST_MEAN and most > MOST_ANYWHERE
