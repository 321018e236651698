"""The log says what happened and never to whom."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import logs, paths


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    handler = logs.start(tmp_path)
    yield paths.log_folder(tmp_path) / "daiban.log"
    logs.stop(handler)


@pytest.mark.parametrize(
    "personal",
    [
        "620902198001011234",
        "62090219800101123X",
        "620902 19800101 123x",
        "620902800101123",
        "13893712345",
        "138 9371 2345",
        "+86 13893712345",
        "0937-2651234",
    ],
)
def test_numbers_of_people_are_masked(personal: str) -> None:
    assert logs.mask(f"号码{personal}已登记") == "号码***已登记"


def test_site_codes_case_numbers_and_dates_stay_readable() -> None:
    line = "site 620902101201 case 101201-261122-A1-007K at 2026-11-23 09:00:00,123"
    assert logs.mask(line) == line


def test_arguments_and_exception_texts_are_masked_in_the_file(log_file: Path) -> None:
    try:
        raise ValueError("no villager 620902198001011234")
    except ValueError:
        logging.getLogger("daiban").info("called %s", "13893712345", exc_info=True)
    written = log_file.read_text(encoding="utf-8")
    assert "called ***" in written
    assert "no villager ***" in written
    assert "1380" not in written
    assert "620902" not in written
