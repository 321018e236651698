"""The print queue: no paper is lost, nothing is said to be printed that nobody knows, and a repeat is marked."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.clock import SetClock
from app.errors import Refusal
from app.models import print_store
from app.models.register import Register
from app.printing.calibration import Calibration
from app.printing.printers.port import PrinterKind, SavedPrinter
from app.services import cases, papers, print_queue, printers
from app.services.desk import Desk
from app.services.papers import PaperFile
from app.services.printers import PaperSetting
from tests.architecture.sources import ROOT
from tests.printing.printers import cups_daemon
from tests.printing.readings import all_text, codes, read
from tests.services.conftest import PASSPHRASE
from tests.services.requests import accepted


@pytest.fixture(autouse=True)
def _no_printing_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this machine's own printing system knows is none of these tests' business."""
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{cups_daemon.free_port()}")


@pytest.fixture
def folder(desk: Desk, tmp_path: Path) -> Path:
    """A folder that is a printer called 文件夹."""
    made = tmp_path / "printed"
    made.mkdir()
    printers.save(desk.register, SavedPrinter("文件夹", PrinterKind.FOLDER, str(made)))
    return made


def roll_printer(desk: Desk, address: str) -> None:
    printers.save(desk.register, SavedPrinter("小票机", PrinterKind.NETWORK, address))


def small_sheet(desk: Desk) -> PaperFile:
    """A sheet that fits on a roll."""
    return printers.sheet(desk.register, "小票机", test=True)


def receipt_of(desk: Desk) -> PaperFile:
    return papers.make(desk, accepted(desk), "receipt")


def test_a_paper_that_left_is_recorded_and_exactly_what_was_previewed(desk: Desk, folder: Path) -> None:
    file = receipt_of(desk)
    row = print_queue.send(desk, file, printer="文件夹")
    assert row.state == "printed"
    (printed,) = folder.iterdir()
    assert printed.read_bytes() == file.pdf
    assert cases.show(desk.register, file.case_no, desk.clock).papers_printed == {"receipt": 1}
    assert print_queue.jobs(desk.register) == ()


def test_the_second_print_is_marked_and_says_what_the_first_said(desk: Desk, folder: Path) -> None:
    first = receipt_of(desk)
    print_queue.send(desk, first, printer="文件夹")
    second = papers.make(desk, first.case_no, "receipt")
    print_queue.send(desk, second, printer="文件夹")
    assert "补打" in all_text(second.pdf) and "第2次" in all_text(second.pdf).replace("（", "").replace(
        "）", ""
    )
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{first.title}-2.pdf",
        f"{first.title}.pdf",
    ]


def test_a_printer_that_is_gone_keeps_the_paper_and_the_record(desk: Desk) -> None:
    roll_printer(desk, f"127.0.0.1:{cups_daemon.free_port()}")
    row = print_queue.send(desk, small_sheet(desk), printer="小票机")
    assert (row.state, row.tried) == ("queued", 1)
    assert "连不上小票机" in row.sentence and "数据没有受影响" in row.sentence
    assert print_queue.jobs(desk.register) == (row,)


def test_where_there_is_no_printer_at_all_the_paper_waits(desk: Desk) -> None:
    file = receipt_of(desk)
    row = print_queue.send(desk, file)
    assert row.state == "queued" and "没有找到打印机" in row.sentence
    assert cases.show(desk.register, file.case_no, desk.clock).papers_printed == {"receipt": 1}


def test_a_queued_paper_is_printed_when_the_printer_comes_back(desk: Desk, clock: SetClock) -> None:
    port = cups_daemon.free_port()
    roll_printer(desk, f"127.0.0.1:{port}")
    print_queue.send(desk, small_sheet(desk), printer="小票机")
    with listening(port) as kept:
        assert print_queue.work(desk.register, clock)[0].state == "queued"  # its time has not come
        clock.advance(seconds=30)
        (row,) = print_queue.work(desk.register, clock)
    assert row.state == "sent" and row.asks
    assert b"\x1dv0" in kept[0]


def test_each_refusal_makes_the_next_try_later(desk: Desk, clock: SetClock) -> None:
    roll_printer(desk, f"127.0.0.1:{cups_daemon.free_port()}")
    print_queue.send(desk, small_sheet(desk), printer="小票机")
    tries = []
    for _half_minute in range(40):
        clock.advance(seconds=30)
        tries.append(print_queue.work(desk.register, clock)[0].tried)
    assert tries[0] == 2 and 5 <= tries[-1] <= 8


def test_only_the_person_knows_and_is_asked(desk: Desk) -> None:
    with cups_daemon.sink() as silent:
        roll_printer(desk, f"127.0.0.1:{silent.port}")
        row = print_queue.send(desk, small_sheet(desk), printer="小票机")
        silent.wait()
    assert row.state == "sent" and row.asks and "已打印" not in row.sentence
    said = print_queue.answer(desk, row.job_id, True)
    assert said.state == "printed" and "王芳" in said.sentence
    with pytest.raises(Refusal, match="不用回答"):
        print_queue.answer(desk, row.job_id, False)


def test_a_paper_that_did_not_come_out_is_sent_again_unchanged(desk: Desk, folder: Path) -> None:
    file = receipt_of(desk)
    with cups_daemon.sink() as silent:
        roll_printer(desk, f"127.0.0.1:{silent.port}")
        sheet = print_queue.send(desk, small_sheet(desk), printer="小票机")
        silent.wait()
    assert print_queue.answer(desk, sheet.job_id, False).state == "failed"
    elsewhere = print_queue.again(desk, sheet.job_id[-6:], printer="文件夹")
    assert (elsewhere.state, elsewhere.printer) == ("printed", "文件夹")
    with pytest.raises(Refusal, match="补打"):
        print_queue.again(desk, sheet.job_id)
    waiting = print_queue.send(desk, file, printer="没有的打印机")
    print_queue.again(desk, waiting.job_id, printer="文件夹")
    assert (folder / f"{file.title}.pdf").read_bytes() == file.pdf
    assert cases.show(desk.register, file.case_no, desk.clock).papers_printed == {"receipt": 1}


def test_a_sheet_too_wide_for_the_roll_stays_queued_and_says_what_to_do(desk: Desk) -> None:
    roll_printer(desk, "127.0.0.1:9")
    row = print_queue.send(desk, receipt_of(desk), printer="小票机")
    assert row.state == "queued" and "只能印80毫米宽的纸" in row.sentence


def test_a_folder_that_cannot_be_written_keeps_the_paper(desk: Desk, folder: Path) -> None:
    shutil.rmtree(folder)
    row = print_queue.send(desk, receipt_of(desk), printer="文件夹")
    assert row.state == "queued" and "文件夹不存在" in row.sentence


def test_a_cancelled_paper_is_over_and_its_pages_are_forgotten(desk: Desk) -> None:
    row = print_queue.send(desk, receipt_of(desk))
    assert print_queue.cancel(desk, row.job_id).state == "cancelled"
    assert print_queue.jobs(desk.register) == ()
    assert [each.state for each in print_queue.jobs(desk.register, every=True)] == ["cancelled"]
    with pytest.raises(Refusal, match="不用取消"):
        print_queue.cancel(desk, row.job_id)


def test_a_paper_that_went_out_cannot_be_called_back(desk: Desk) -> None:
    with cups_daemon.sink() as silent:
        roll_printer(desk, f"127.0.0.1:{silent.port}")
        row = print_queue.send(desk, small_sheet(desk), printer="小票机")
        silent.wait()
    with pytest.raises(Refusal, match="取消不了"):
        print_queue.cancel(desk, row.job_id)


def test_a_paper_that_somebody_is_sending_right_now_is_left_alone(desk: Desk, clock: SetClock) -> None:
    row = print_queue.send(desk, receipt_of(desk))
    with desk.register.writing() as session:
        assert print_store.claim(session, row.job_id, clock.now())
        assert not print_store.claim(session, row.job_id, clock.now())
        session.commit()
    for act in (print_queue.again, print_queue.cancel):
        with pytest.raises(Refusal, match="正在送往打印机"):
            act(desk, row.job_id)
    clock.advance(hours=1)
    assert print_queue.work(desk.register, clock)[0].asks
    assert print_queue.again(desk, row.job_id).state == "queued"


def test_what_is_over_is_forgotten_after_a_month(desk: Desk, clock: SetClock, folder: Path) -> None:
    print_queue.send(desk, receipt_of(desk), printer="文件夹")
    print_queue.send(desk, receipt_of_another(desk))
    clock.advance(hours=24 * 31)
    print_queue.work(desk.register, clock)
    assert [each.state for each in print_queue.jobs(desk.register, every=True)] == ["queued"]


def receipt_of_another(desk: Desk) -> PaperFile:
    return papers.make(
        desk, accepted(desk, "GY07", name="李德全", id_number="", id_missing_reason="没有带"), "receipt"
    )


def test_a_paper_goes_where_it_went_before_in_as_many_copies(desk: Desk, folder: Path) -> None:
    printers.put_setting(desk.register, PaperSetting("receipt", printer="文件夹", copies=2, x_mm=3.0))
    file = receipt_of(desk)
    row = print_queue.send(desk, file)
    assert (row.printer, row.copies, row.state) == ("文件夹", 2, "printed")
    (before,), (after,) = read(file.pdf), read(next(folder.iterdir()).read_bytes())
    assert after.letters[0].left - before.letters[0].left == pytest.approx(3.0, abs=0.02)


def test_a_printer_that_is_out_gets_every_paper_moved_but_never_its_calibration_sheet(
    desk: Desk, folder: Path
) -> None:
    printers.calibrate(desk.register, "文件夹", Calibration(2.0, -1.0))
    file = receipt_of(desk)
    sheet = printers.sheet(desk.register, "文件夹")
    print_queue.send(desk, file, printer="文件夹")
    print_queue.send(desk, sheet, printer="文件夹")
    (before,), (after,) = read(file.pdf), read((folder / f"{file.title}.pdf").read_bytes())
    moved = (after.letters[0].left - before.letters[0].left, after.letters[0].top - before.letters[0].top)
    assert moved == pytest.approx((2.0, -1.0), abs=0.02)
    assert (folder / "打印校准页.pdf").read_bytes() == sheet.pdf


@pytest.mark.needs("cups")
def test_the_printing_system_is_asked_how_a_paper_went(
    desk: Desk, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cups_daemon.daemon() as server, cups_daemon.sink() as printer:
        monkeypatch.setenv("CUPS_SERVER", server)
        cups_daemon.add_queue(server, "WINDOW1", f"socket://127.0.0.1:{printer.port}", "raw")
        subprocess.run(["cupsdisable", "-h", server, "WINDOW1"], check=True, timeout=20)
        file = receipt_of(desk)
        row = print_queue.send(desk, file)
        assert (row.state, row.printer, row.asks) == ("sent", "WINDOW1", False)
        assert "已送打印队列" in row.sentence and "已暂停" in row.sentence
        assert print_queue.work(desk.register, clock)[0].state == "sent"
        subprocess.run(["cupsenable", "-h", server, "WINDOW1"], check=True, timeout=20)
        assert printer.wait() == file.pdf
        for _try in range(200):
            if not print_queue.work(desk.register, clock):
                break
        (over,) = print_queue.jobs(desk.register, every=True)
        assert (over.state, over.sentence) == ("printed", "打印服务报告已印完")
        held = print_queue.send(desk, papers.make(desk, file.case_no, "receipt"))
        assert held.state == "sent"


@pytest.mark.needs("cups")
def test_a_cancelled_paper_leaves_the_printing_systems_queue_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cups_daemon.daemon() as server:
        monkeypatch.setenv("CUPS_SERVER", server)
        cups_daemon.add_queue(server, "OFF", f"socket://127.0.0.1:{cups_daemon.free_port()}", "raw")
        row = print_queue.send(desk, receipt_of(desk))
        assert print_queue.cancel(desk, row.job_id).state == "cancelled"
        waiting = subprocess.run(["lpstat", "-o"], capture_output=True, text=True, check=True)
        assert waiting.stdout == ""


@pytest.mark.needs("unix")
def test_a_power_cut_while_sending_asks_instead_of_printing_twice(
    desk: Desk, register: Register, clock: SetClock
) -> None:
    """The child is killed while a printer that takes nothing holds it up; the paper is still there after."""
    file = receipt_of(desk)
    with stuck_printer() as (port, called):
        roll_printer(desk, f"127.0.0.1:{port}")
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(register.home), file.case_no], cwd=ROOT,
            env=dict(os.environ, DAIBAN_PASSPHRASE=PASSPHRASE),
        )  # fmt: skip
        assert called.wait(60)
        child.send_signal(signal.SIGKILL)
        child.wait(10)
    queued, given = sorted(print_queue.jobs(register), key=lambda row: row.tried)
    assert (queued.state, queued.tried) == ("queued", 0)
    assert (given.state, given.tried) == ("queued", 1)
    assert cases.show(register, file.case_no, clock).papers_printed == {"receipt": 1}
    clock.advance(hours=1)
    after = {row.job_id: row for row in print_queue.work(register, clock)}
    assert after[given.job_id].asks and "中断" in after[given.job_id].sentence
    assert after[queued.job_id].state == "queued" and "没有找到打印机" in after[queued.job_id].sentence


CHILD = """
import sys
from pathlib import Path
from app.clock import SystemClock
from app.services import agents, papers, print_queue, printers, rooms
from app.services.desk import Desk
register = rooms.open_room(Path(sys.argv[1]), passphrase=__import__("os").environ["DAIBAN_PASSPHRASE"])
desk = Desk(register, agents.first_actor(register), SystemClock())
given = print_queue._deliver
print_queue._deliver = lambda register, clock, job_id: None
print_queue.send(desk, papers.make(desk, sys.argv[2], "receipt"))
print_queue._deliver = given
print_queue.send(desk, printers.sheet(register, "小票机"), printer="小票机")
"""
"""Queues one paper and dies before it is given away, as far as the queue can tell; is killed over the second."""


@contextmanager
def listening(port: int) -> Iterator[list[bytes]]:
    """A silent printer that comes back on a port."""
    kept: list[bytes] = []
    with socket.create_server(("127.0.0.1", port)) as server:
        reader = threading.Thread(target=_keep, args=(server, kept))
        reader.start()
        yield kept
        reader.join(20)


def _keep(server: socket.socket, kept: list[bytes]) -> None:
    wire, _ = server.accept()
    with wire:
        wire.settimeout(15)
        parts = []
        while part := wire.recv(65536):
            parts.append(part)
    kept.append(b"".join(parts))


@contextmanager
def stuck_printer() -> Iterator[tuple[int, threading.Event]]:
    """Accepts the call and then reads nothing."""
    called, over = threading.Event(), threading.Event()

    def serve(server: socket.socket) -> None:
        wire, _ = server.accept()
        called.set()
        over.wait(60)
        wire.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        worker = threading.Thread(target=serve, args=(server,))
        worker.start()
        try:
            yield server.getsockname()[1], called
        finally:
            over.set()
            worker.join(20)


def test_the_codes_of_a_paper_survive_the_queue(desk: Desk, folder: Path) -> None:
    file = receipt_of(desk)
    print_queue.send(desk, file, printer="文件夹")
    assert codes(next(folder.iterdir()).read_bytes()) == codes(file.pdf) != []


@pytest.mark.needs("cups")
def test_a_sheet_that_lies_is_moved_on_paper_as_an_upright_one_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The printing system turns it left; what the printer is out by stays where it was measured."""
    model = "/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd"
    number = accepted(desk)
    with cups_daemon.daemon() as server, cups_daemon.sink() as printer:
        monkeypatch.setenv("CUPS_SERVER", server)
        cups_daemon.add_queue(server, "OFFICE", f"socket://127.0.0.1:{printer.port}", model)
        seen = {}
        files = [papers.make(desk, number, paper) for paper in ("card", "receipt")]
        for wanted in (Calibration(), Calibration(4.0, -2.5, 0.98)):
            printers.calibrate(desk.register, "OFFICE", wanted)
            for file in files:
                print_queue.send(desk, file, printer="OFFICE")
                sent = printer.wait()
                (page,) = read(sent[sent.index(b"%PDF") : sent.rindex(b"%%EOF") + 5])
                seen[file.name, wanted.scale] = page.paths
    for paper in ("card", "receipt"):
        for before, after in zip(seen[paper, 1.0], seen[paper, 0.98], strict=True):
            moved = (after.left - 0.98 * before.left, after.top - 0.98 * before.top)
            assert moved == pytest.approx((4.0, -2.5), abs=0.1)
