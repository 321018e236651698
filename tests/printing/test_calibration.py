"""The calibration sheet measures what a printer is out by, and papers are moved by exactly that, as vectors."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from app.errors import Refusal
from app.printing import calibration, press
from app.printing.calibration import MARK_MM, Calibration, measured, moved
from tests.printing import descriptions
from tests.printing.readings import Mark, codes, read, squeezed

SIZES = [(210.0, 297.0), (148.0, 210.0), (241.0, 93.1), (241.0, 139.7), (72.0, 150.0)]


def thick_lines(pdf: bytes) -> tuple[Mark, Mark]:
    """The upright and the level line that are measured: the longest of their kind at their place."""
    (page,) = read(pdf)
    upright = max(page.paths, key=lambda path: (path.right - path.left < 1) * (path.bottom - path.top))
    return upright, max(page.paths, key=lambda path: (path.bottom - path.top < 1) * (path.right - path.left))


@pytest.mark.parametrize(("width_mm", "height_mm"), SIZES)
def test_the_sheet_has_the_papers_size_and_its_lines_stand_where_it_says(
    width_mm: float, height_mm: float
) -> None:
    pdf = calibration.sheet(width_mm, height_mm, "LQ-630K")
    (page,) = read(pdf)
    assert (page.width_mm, page.height_mm) == pytest.approx((width_mm, height_mm), abs=0.1)
    assert "20毫米" in squeezed(page.text)
    middles = [(path.left + path.right) / 2 for path in page.paths if path.bottom - path.top > height_mm - 1]
    assert any(abs(middle - MARK_MM) < 0.05 for middle in middles)
    for letter in page.letters:
        assert letter.left >= 0 and letter.right <= width_mm


@pytest.mark.parametrize(
    "out_by", [Calibration(2.5, -1.25), Calibration(0, 0, 1.01), Calibration(-3, 2, 0.985)]
)
def test_what_is_measured_on_the_sheet_puts_the_printer_right(out_by: Calibration) -> None:
    sheet = calibration.sheet(210.0, 297.0, "LQ-630K")
    (printed,) = read(moved(sheet, out_by))  # a printer that is out by so much
    number = {letter.char: letter for letter in printed.letters}
    assert number
    left_mm = MARK_MM * out_by.scale + out_by.x_mm
    top_mm = MARK_MM * out_by.scale + out_by.y_mm
    cure = measured(left_mm, top_mm, 100 * out_by.scale)
    (cured,) = read(moved(moved(sheet, cure), out_by))
    (meant,) = read(sheet)
    for one, other in zip(cured.letters, meant.letters, strict=True):
        assert (one.left, one.top) == pytest.approx((other.left, other.top), abs=0.35)


def test_a_moved_paper_keeps_its_letters_and_its_code() -> None:
    pdf = press.render(descriptions.RECEIPT)
    (before,), (after,) = read(pdf), read(moved(pdf, Calibration(2.0, 1.0)))
    assert squeezed(after.text) == squeezed(before.text)
    for one, other in zip(before.letters, after.letters, strict=True):
        assert (other.left - one.left, other.top - one.top) == pytest.approx((2.0, 1.0), abs=0.02)
    assert codes(moved(pdf, Calibration(2.0, 1.0))) == [descriptions.QR_TEXT]


def test_a_printer_that_is_right_gets_the_same_bytes() -> None:
    pdf = press.render(descriptions.RECEIPT)
    assert moved(pdf, Calibration()) is pdf


@pytest.mark.needs("qpdf", "pdftotext")
def test_a_moved_paper_is_a_sound_pdf_with_its_fonts_inside(tmp_path: Path) -> None:
    file = tmp_path / "moved.pdf"
    file.write_bytes(moved(press.render(descriptions.RECEIPT), Calibration(1, 1, 0.99)))
    assert subprocess.run(["qpdf", "--check", file], capture_output=True, check=False).returncode == 0
    fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout
    assert all(line.split()[-5] == "yes" for line in fonts.splitlines()[2:])


@pytest.mark.parametrize(
    ("left_mm", "top_mm", "bar_mm", "field"),
    [(50, 20, 100, "x"), (20, 60, 100, "y"), (20, 20, 50, "scale"), (20, 20, 0, "scale")],
)
def test_a_slip_of_the_ruler_is_refused(left_mm: float, top_mm: float, bar_mm: float, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        measured(left_mm, top_mm, bar_mm)
    assert refused.value.field == field
