"""daiban printers, queue and calibrate on a real register: what waits, what was done, by how much it is moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.models.register import Register
from app.services import printers, rooms
from tests.cli.program import PASSPHRASE, Daiban
from tests.printing.printers import cups_daemon
from tests.printing.readings import all_text, codes, read


@pytest.fixture(autouse=True)
def _no_printing_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{cups_daemon.free_port()}")


@pytest.fixture
def folder(daiban: Daiban, tmp_path: Path) -> Path:
    """A folder that is a printer called 文件夹."""
    made = tmp_path / "printed"
    made.mkdir()
    said = daiban("printers", "--add", "文件夹", "--kind", "pdf_folder", "--address", made)
    assert said.json == [
        {"name": "文件夹", "kind": "pdf_folder", "ready": True, "words": "文件夹", "default": False}
    ]
    return made


@contextmanager
def opened_room(daiban: Daiban) -> Iterator[Register]:
    register = rooms.open_room(daiban.home, passphrase=PASSPHRASE)
    try:
        yield register
    finally:
        register.close()


def test_a_machine_without_printers_says_so(daiban: Daiban) -> None:
    assert daiban("printers").json == []
    assert "没有找到打印机" in daiban.plain("printers").out


def test_a_printer_is_taken_off_the_list(daiban: Daiban, folder: Path) -> None:
    assert daiban("printers", "--remove", "文件夹").json == []


def test_a_paper_that_was_refused_waits_and_is_sent_elsewhere(
    daiban: Daiban, folder: Path, tmp_path: Path
) -> None:
    number = daiban.accepted(tmp_path)
    said = daiban("print", number, "--paper", "receipt", "--printer", "没有的打印机")
    assert said.status == 1
    (waiting,) = daiban("queue").json
    assert (waiting["state"], waiting["case_no"], waiting["asks"]) == ("queued", number, False)
    assert "没有送印" in waiting["sentence"]
    assert waiting["id"][-6:] in daiban.plain("queue").out
    assert daiban("queue", "retry", waiting["id"][-6:], "--printer", "文件夹").json == []
    assert [path.name for path in folder.iterdir()] == ["材料接收单.pdf"]
    (over,) = daiban("queue", "--all").json
    assert over["state"] == "printed"


def test_a_waiting_paper_is_cancelled(daiban: Daiban, tmp_path: Path) -> None:
    daiban("print", daiban.accepted(tmp_path), "--paper", "card", "--printer", "没有的打印机")
    (waiting,) = daiban("queue").json
    assert daiban("queue", "cancel", waiting["id"]).json == []
    assert daiban("queue", "cancel", waiting["id"]).json["code"] == "job-over"


def test_only_the_person_says_whether_a_roll_came_out(daiban: Daiban, tmp_path: Path) -> None:
    with cups_daemon.sink() as silent:
        daiban("printers", "--add", "小票机", "--address", f"127.0.0.1:{silent.port}")
        number = daiban.accepted(tmp_path)
        said = daiban("print", number, "--paper", "receipt", "--layout", "roll80", "--printer", "小票机")
        assert said.status == 0, said.out
        while not silent.wait().count(b"\x1dv0"):
            pass  # being listed, the printer was called once without a paper
    (sent,) = daiban("queue").json
    assert sent["asks"] and "纸打出来了吗" in daiban.plain("queue").out
    assert daiban("queue", "failed", sent["id"]).json[0]["state"] == "failed"
    assert daiban("queue", "printed", sent["id"]).json == []


def test_a_receipt_printer_gets_its_roll_without_being_told(daiban: Daiban, tmp_path: Path) -> None:
    device = tmp_path / "receipt-printer"
    device.touch()
    daiban("printers", "--add", "小票机", "--kind", "thermal_device", "--address", device)
    number = daiban.accepted(tmp_path)
    assert daiban("print", number, "--paper", "receipt", "--printer", "小票机").status == 0
    with opened_room(daiban) as register:
        assert printers.layout_for(register, "receipt", "小票机") == "roll80"
        assert printers.layout_for(register, "slip", "小票机") == ""
    assert device.read_bytes().count(b"\x1dv0")


def test_a_sheet_too_wide_for_a_roll_is_refused_and_waits(daiban: Daiban, tmp_path: Path) -> None:
    device = tmp_path / "receipt-printer"
    device.touch()
    daiban("printers", "--add", "小票机", "--kind", "thermal_device", "--address", device)
    number = daiban.accepted(tmp_path)
    said = daiban("print", number, "--paper", "slip", "--printer", "小票机")
    assert said.status == 1
    (waiting,) = daiban("queue").json
    assert waiting["state"] == "queued"
    assert "这张单据宽210毫米，这台小票机只能印80毫米宽的纸" in waiting["sentence"]
    assert "没有送印" in said.err
    assert not device.read_bytes()
    assert daiban("print", number, "--paper", "slip", "--layout", "poster", "--printer", "小票机").json[
        "code"
    ] == ("no-such-layout")


def test_the_layout_remembered_for_a_paper_needs_no_naming(daiban: Daiban, tmp_path: Path) -> None:
    with opened_room(daiban) as register:
        printers.put_setting(register, printers.PaperSetting("slip", layout="carbon140"))
    number, target = daiban.accepted(tmp_path), tmp_path / "slip.pdf"
    assert daiban("print", number, "--paper", "slip", "--to", target).status == 0
    page = read(target.read_bytes())[0]
    assert (page.width_mm, page.height_mm) == pytest.approx((241.0, 139.7), abs=0.2)


@pytest.mark.needs("cups")
def test_a_paper_reaches_a_queue_of_the_printing_system_whole(
    daiban: Daiban, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = daiban.accepted(tmp_path)
    with cups_daemon.daemon() as server, cups_daemon.sink() as printer:
        monkeypatch.setenv("CUPS_SERVER", server)
        cups_daemon.add_queue(server, "OFFICE", f"socket://127.0.0.1:{printer.port}", "raw")
        said = daiban("print", number, "--paper", "receipt", "--printer", "OFFICE")
        assert said.status == 0, said.out
        printed = printer.wait()
    assert number in all_text(printed)
    (code,) = set(codes(printed, dpi=200))
    assert daiban("check-slip", code).json["case_no"] == number
    (row,) = daiban("queue", "--all").json
    assert row["printer"] == "OFFICE" and row["state"] in ("sent", "printed")
    assert daiban("show", number).json["papers_printed"] == {"receipt": 1}


def test_a_full_spool_disk_is_said_and_the_paper_waits(daiban: Daiban, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.fail("this system has no device that is always full")
    daiban("printers", "--add", "满了", "--kind", "thermal_device", "--address", "/dev/full")
    number = daiban.accepted(tmp_path)
    said = daiban("print", number, "--paper", "receipt", "--printer", "满了")
    assert said.status == 1 and said.json["error"].endswith("。")
    (waiting,) = daiban("queue").json
    assert waiting["state"] in ("queued", "failed") and "数据没有受影响" in waiting["sentence"]
    assert daiban("verify").json["ok"]


def test_a_folder_that_may_not_be_written_is_said_and_counts_no_print(
    daiban: Daiban, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = daiban.accepted(tmp_path)
    said = daiban("print", number, "--paper", "receipt", "--to", "/proc/receipt.pdf")
    assert said.status == 1 and said.json["error"].endswith("。")
    assert daiban("show", number).json["papers_printed"] == {}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda code: code[:-9] + ("A" if code[-9] != "A" else "B") + code[-8:], "false-slip"),
        (lambda code: code.replace("DB1", "DB9"), "not-a-slip"),
        (lambda _code: "https://example.org", "not-a-slip"),
        (lambda _code: "", "not-a-slip"),
        (lambda _code: "DB1*" + "龘" * 400, "not-a-slip"),
    ],
)
def test_a_code_that_is_not_a_true_slips_is_refused(
    daiban: Daiban, tmp_path: Path, change: Callable[[str], str], code: str
) -> None:
    number, target = daiban.accepted(tmp_path), tmp_path / "receipt.pdf"
    daiban("print", number, "--paper", "receipt", "--to", target)
    (true,) = set(codes(target.read_bytes(), dpi=200))
    assert daiban("check-slip", true).json["case_no"] == number
    said = daiban("check-slip", change(true))
    assert (said.status, said.json["code"]) == (1, code)


def test_an_id_that_is_not_in_the_queue_is_refused(daiban: Daiban) -> None:
    assert daiban("queue", "retry", "ffffff").json["code"] == "no-such-job"
    assert daiban("queue", "retry").json["code"] == "no-such-job"


def test_the_calibration_sheet_is_saved_and_its_numbers_move_what_prints(
    daiban: Daiban, folder: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.pdf"
    said = daiban("calibrate", "文件夹", "--to", sheet).json
    assert (said["x_mm"], said["y_mm"], said["scale"]) == (0.0, 0.0, 1.0)
    assert "校准" in all_text(sheet.read_bytes())
    said = daiban("calibrate", "文件夹", "--set", "x=1.5,y=-2").json
    assert (said["x_mm"], said["y_mm"], said["scale"]) == (1.5, -2.0, 1.0)
    number = daiban.accepted(tmp_path)
    daiban("print", number, "--paper", "receipt", "--printer", "文件夹")
    daiban("print", number, "--paper", "receipt", "--to", tmp_path / "plain.pdf")
    (moved,), (plain,) = (
        read(path.read_bytes()) for path in (folder / "材料接收单.pdf", tmp_path / "plain.pdf")
    )
    assert moved.letters[0].left - plain.letters[0].left == pytest.approx(1.5, abs=0.02)
    assert moved.letters[0].top - plain.letters[0].top == pytest.approx(-2.0, abs=0.02)


@pytest.mark.parametrize("numbers", ["x", "z=1", "x=viel", "x=99", "scale=2"])
def test_wrong_numbers_are_refused_and_nothing_moves(daiban: Daiban, numbers: str) -> None:
    assert daiban("calibrate", "文件夹", "--set", numbers).json["code"] == "calibration"
    assert daiban("calibrate", "文件夹").json["x_mm"] == 0.0
