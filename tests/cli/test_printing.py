"""daiban printers, queue and calibrate on a real register: what waits, what was done, by how much it is moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import Daiban
from tests.printing.printers import cups_daemon
from tests.printing.readings import all_text, read


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
