"""When we were wrong: a report that says where, never about whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.clock import SetClock
from app.ui import crash


def _break() -> BaseException:
    try:
        try:
            raise KeyError("张秀兰 620902195403124526")
        except KeyError as cause:
            raise ValueError("13893712345") from cause
    except ValueError as error:
        return error


def test_a_report_tells_the_way_to_the_fault_and_nothing_about_people(clock: SetClock) -> None:
    words = crash.report(_break(), clock)
    assert "ValueError" in words
    assert "KeyError" in words
    assert "test_crash.py" in words
    for personal in ("张秀兰", "620902195403124526", "13893712345"):
        assert personal not in words


def test_a_report_is_kept_beside_the_logs(
    tmp_path: Path, clock: SetClock, expected_log: Callable[[str], None]
) -> None:
    expected_log("ERROR app.ui.crash: defect")
    file = crash.keep(tmp_path, _break(), clock)
    assert file is not None
    assert "张秀兰" not in file.name + file.read_text(encoding="utf-8")


def test_a_disk_that_refuses_the_report_does_not_break_the_program(
    tmp_path: Path, clock: SetClock, expected_log: Callable[[str], None]
) -> None:
    expected_log("ERROR app.ui.crash: defect")
    (tmp_path / "logs").write_text("a file where the folder should be")
    assert crash.keep(tmp_path, _break(), clock) is None
