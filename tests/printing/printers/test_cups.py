"""Papers reach a CUPS queue whole and at their true size; a printer that is off or gone is said."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Refusal
from app.printing import press
from app.printing.papers import Paper, paper_kind
from app.printing.printers.cups import CupsPrinter, list_printers
from app.printing.printers.here import available, system_printer
from app.printing.printers.port import JobNews, JobState, PrintJob
from tests.printing import descriptions as given_papers
from tests.printing.printers import cups_daemon
from tests.printing.readings import codes, read

GENERIC_PDF = Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd")
PAPERS: dict[str, Paper] = {
    "receipt": given_papers.RECEIPT,
    "card": given_papers.CARD,
    "slip": given_papers.SLIP,
}

pytestmark = pytest.mark.needs("cups")


@pytest.fixture(scope="module")
def daemon() -> Iterator[str]:
    with cups_daemon.daemon() as server:
        yield server


@pytest.fixture
def server(daemon: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CUPS_SERVER", daemon)
    return daemon


def job_for(name: str, copies: int = 1) -> PrintJob:
    kind = paper_kind(name)
    return PrintJob(press.render(PAPERS[name]), kind.title, kind.width_mm, kind.height_mm, copies)


def test_the_printer_gets_exactly_the_bytes_of_the_preview(server: str) -> None:
    with cups_daemon.sink() as printer:
        cups_daemon.add_queue(server, "RAW", f"socket://127.0.0.1:{printer.port}", "raw")
        job = job_for("receipt")
        sent = CupsPrinter("RAW").send(job)
        assert printer.wait() == job.pdf
    assert sent.words == "已送打印队列（RAW）"
    assert sent.job.startswith("RAW-")


@pytest.mark.skipif(not GENERIC_PDF.exists(), reason="needs the Generic PDF description of cups-filters")
@pytest.mark.parametrize("name", sorted(PAPERS))
def test_a_driver_prints_the_paper_at_its_true_size(server: str, name: str) -> None:
    with cups_daemon.sink() as printer:
        cups_daemon.add_queue(server, "PDF", f"socket://127.0.0.1:{printer.port}", str(GENERIC_PDF))
        CupsPrinter("PDF").send(job_for(name))
        printed = printer.wait()
    pdf = printed[printed.index(b"%PDF") : printed.rindex(b"%%EOF") + 5]
    (page,) = read(pdf)
    kind = paper_kind(name)
    sides = sorted((page.width_mm, page.height_mm))
    assert sides == pytest.approx(sorted((kind.width_mm, kind.height_mm)), abs=0.3)
    (as_made,) = read(press.render(PAPERS[name]))
    heights = sorted(path.bottom - path.top for path in as_made.paths)
    widths = sorted(path.right - path.left for path in as_made.paths)
    printed_sides = sorted(path.right - path.left for path in page.paths)
    assert printed_sides == pytest.approx(widths, abs=0.1) or printed_sides == pytest.approx(heights, abs=0.1)
    assert set(codes(pdf)) == {given_papers.QR_TEXT}


def test_a_printer_that_is_gone_is_said(server: str) -> None:
    with pytest.raises(Refusal, match="已不在本机") as refused:
        CupsPrinter("GONE").send(job_for("card"))
    assert refused.value.code == "printer-gone"
    assert "数据没有受影响" in refused.value.sentence


def test_a_printer_that_is_paused_keeps_the_job_and_says_so(server: str) -> None:
    with cups_daemon.sink() as printer:
        cups_daemon.add_queue(server, "PAUSED", f"socket://127.0.0.1:{printer.port}", "raw")
        subprocess.run(["cupsdisable", "-h", server, "PAUSED"], check=True, timeout=20)
        sent = CupsPrinter("PAUSED").send(job_for("card"))
        assert "打印机已暂停" in sent.words
        (state,) = [info for info in list_printers() if info.name == "PAUSED"]
        assert not state.ready
        subprocess.run(["cupsenable", "-h", server, "PAUSED"], check=True, timeout=20)
        assert printer.wait().startswith(b"%PDF")


def test_a_printer_that_is_off_keeps_the_job_and_is_said(server: str) -> None:
    cups_daemon.add_queue(server, "OFF", f"socket://127.0.0.1:{cups_daemon.free_port()}", "raw")
    assert CupsPrinter("OFF").send(job_for("card")).job.startswith("OFF-")
    until = time.monotonic() + 10
    words = ""
    while "没有应答" not in words and time.monotonic() < until:
        words = next(info.words for info in list_printers() if info.name == "OFF")
    assert words == "打印机没有应答，可能没有开机"


def test_a_printer_that_takes_no_jobs_is_said(server: str) -> None:
    cups_daemon.add_queue(server, "REJECTING", "socket://127.0.0.1:9", "raw")
    subprocess.run(["cupsreject", "-h", server, "REJECTING"], check=True, timeout=20)
    with pytest.raises(Refusal, match="停止接收任务") as refused:
        CupsPrinter("REJECTING").send(job_for("card"))
    assert refused.value.code == "printer-rejecting"


def test_the_printers_of_this_machine_are_listed(server: str) -> None:
    cups_daemon.add_queue(server, "LISTED", "socket://127.0.0.1:9", "raw")
    assert "LISTED" in [info.name for info in available()]
    assert system_printer("LISTED").name == "LISTED"


def test_a_printing_system_that_is_off_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{cups_daemon.free_port()}")
    with pytest.raises(Refusal, match="打印服务没有开启") as refused:
        CupsPrinter("ANY").send(job_for("card"))
    assert refused.value.code == "spooler-off"
    assert list_printers() == ()


def test_a_machine_without_a_printing_system_says_so_and_lists_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Refusal, match="没有安装打印服务"):
        CupsPrinter("ANY").send(job_for("card"))
    assert list_printers() == ()


def news_of(printer: CupsPrinter, job: str, wanted: JobState) -> JobNews:
    """What is known of the job once it is ``wanted``, or what is known after ten seconds."""
    until = time.monotonic() + 10
    news = printer.news(job)
    while news.state is not wanted and time.monotonic() < until:
        news = printer.news(job)
    return news


def test_a_job_that_the_printing_system_finished_is_known_to_be_printed(server: str) -> None:
    with cups_daemon.sink() as printer:
        cups_daemon.add_queue(server, "DONE", f"socket://127.0.0.1:{printer.port}", "raw")
        sent = CupsPrinter("DONE").send(job_for("card"))
        printer.wait()
    assert news_of(CupsPrinter("DONE"), sent.job, JobState.PRINTED).words == "打印服务报告已印完"


def test_a_job_in_a_paused_queue_waits_until_it_is_taken_back(server: str) -> None:
    cups_daemon.add_queue(server, "HELD", "socket://127.0.0.1:9", "raw")
    subprocess.run(["cupsdisable", "-h", server, "HELD"], check=True, timeout=20)
    queue = CupsPrinter("HELD")
    sent = queue.send(job_for("card"))
    waiting = queue.news(sent.job)
    assert waiting.state is JobState.WAITING and "打印机已暂停" in waiting.words
    assert queue.take_back(sent.job)
    assert news_of(queue, sent.job, JobState.STOPPED).state is JobState.STOPPED
    assert not queue.take_back(sent.job)


def test_a_job_that_the_printing_system_forgot_is_known_to_nobody(server: str) -> None:
    assert CupsPrinter("HELD").news("HELD-9999").state is JobState.UNKNOWN


@pytest.mark.skipif(
    os.geteuid() != 0, reason="needs unix"
)  # the daemon runs drivers of the root account only
def test_a_printer_without_paper_is_said(server: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A driver tells the printing system of an empty tray as real ones do, and waits."""
    with tempfile.TemporaryDirectory(prefix="daiban-driver-") as folder:
        Path(folder).chmod(0o755)
        driver = Path(folder, "empty")
        driver.write_text('#!/bin/sh\necho "STATE: +media-empty-error" >&2\nexec sleep 20\n')
        driver.chmod(0o755)
        model = Path(folder, "empty.ppd")
        filters = re.compile(r"^\*cupsFilter2?:.*$", re.MULTILINE)
        model.write_text(
            filters.sub("", GENERIC_PDF.read_text("utf-8")) + f'*cupsFilter: "application/pdf 0 {driver}"\n'
        )
        cups_daemon.add_queue(server, "EMPTY", "socket://127.0.0.1:9", str(model))
        queue = CupsPrinter("EMPTY")
        sent = queue.send(job_for("slip"))
        until = time.monotonic() + 10
        while "缺纸" not in queue.news(sent.job).words and time.monotonic() < until:
            pass
        assert "打印机缺纸" in queue.news(sent.job).words
        assert queue.take_back(sent.job)


def test_a_full_disk_of_the_printing_system_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with cups_daemon.daemon(spool_bytes=16 * 1024) as server:
        monkeypatch.setenv("CUPS_SERVER", server)
        cups_daemon.add_queue(server, "FULL", "socket://127.0.0.1:9", "raw")
        large = PrintJob(b"%PDF-1.4 " + b"x" * 200_000, "材料接收单", 210, 297)
        with pytest.raises(Refusal) as refused:
            CupsPrinter("FULL").send(large)
    assert refused.value.code == "spool-full"
    assert "磁盘" in refused.value.sentence
