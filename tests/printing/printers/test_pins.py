"""Continuous paper reaches a 24-pin printer through its CUPS driver: at the form's length, not turned, readable."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Refusal
from app.printing import press
from app.printing.papers import paper_kind
from app.printing.printers.cups import CupsPrinter
from app.printing.printers.here import printer
from app.printing.printers.port import PrinterKind, PrintJob, SavedPrinter
from tests.printing import descriptions
from tests.printing.descriptions import QR_TEXT
from tests.printing.printers import captured, cups_daemon, small_papers
from tests.printing.readings import read

CUT_OFF_MM = 6.35
"""*HWMargins of the driver: 18 points on every side."""
PINS_DRIVER = "drv:///sample.drv/epson24.ppd"

pytestmark = pytest.mark.needs("cups")


@pytest.fixture(scope="module")
def daemon() -> Iterator[str]:
    with cups_daemon.daemon() as server:
        yield server


@pytest.fixture
def server(daemon: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CUPS_SERVER", daemon)
    return daemon


@pytest.mark.parametrize(("height_mm", "lines"), [(93.1, 22), (139.7, 33)])
def test_a_continuous_form_is_printed_at_its_own_length_and_its_code_can_be_read(
    server: str, height_mm: float, lines: int
) -> None:
    with cups_daemon.sink() as head:
        name = f"LQ{lines}"
        cups_daemon.add_queue(server, name, f"socket://127.0.0.1:{head.port}", PINS_DRIVER)
        saved = SavedPrinter("登记本打印机", PrinterKind.PIN24, name)
        sent = printer(saved).send(small_papers.paper(241.0, height_mm))
        page = captured.pin_page(head.wait(30))
    assert sent.job.startswith(f"{name}-")
    assert page.lines == lines
    assert page.graphics > 10
    assert captured.codes(page.picture) == {QR_TEXT}


@pytest.mark.parametrize("layout", ["carbon93", "carbon140", "overlay93", "overlay140"])
def test_a_slip_comes_out_of_a_24_pin_printer_whole(server: str, layout: str) -> None:
    """Its code can be read and nothing stands where the driver cuts off."""
    width_mm, height_mm = paper_kind("slip").size_mm(layout)
    pdf = press.render(descriptions.SLIP, None, layout)
    (page,) = read(pdf)
    for mark in (*page.letters, *page.paths):
        assert mark.top >= CUT_OFF_MM and mark.bottom <= height_mm - CUT_OFF_MM
        assert mark.left >= CUT_OFF_MM and mark.right <= width_mm - CUT_OFF_MM
    with cups_daemon.sink() as head:
        cups_daemon.add_queue(server, "SLIPS", f"socket://127.0.0.1:{head.port}", PINS_DRIVER)
        saved = SavedPrinter("登记本打印机", PrinterKind.PIN24, "SLIPS")
        printer(saved).send(PrintJob(pdf, "登记本", width_mm, height_mm))
        printed = captured.pin_page(head.wait(30))
    assert captured.codes(printed.picture) == {QR_TEXT}


def test_a_paper_that_the_driver_does_not_have_is_refused_before_anything_prints(
    server: str, tmp_path: Path
) -> None:
    model = tmp_path / "office.ppd"
    generic = Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd")
    assert shutil.which("lpoptions") and generic.exists()
    lines = generic.read_text("utf-8").splitlines()
    fixed = [line for line in lines if not re.search(r"CustomPageSize|CustomPaper|^\*Max|^\*HWMargins", line)]
    model.write_text("\n".join(fixed) + "\n", "utf-8")
    cups_daemon.add_queue(server, "OFFICE", "socket://127.0.0.1:9", str(model))
    with pytest.raises(Refusal, match=r"不能用 241×93\.1毫米 的纸") as refused:
        CupsPrinter("OFFICE", pins=True).send(small_papers.paper(241.0, 93.1))
    assert refused.value.code == "wrong-paper"
