"""Continuous paper reaches a 24-pin printer through its CUPS driver: at the form's length, not turned, readable."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Refusal
from app.printing.printers.cups import CupsPrinter
from app.printing.printers.here import printer
from app.printing.printers.port import PrinterKind, SavedPrinter
from tests.printing.descriptions import QR_TEXT
from tests.printing.printers import captured, cups_daemon, small_papers

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
