"""What was promised in the year, worked out by hand; and that a sent period never changes again."""

from __future__ import annotations

import pytest

from app.domain.periods import parse
from app.services import reports
from tests.year.life import Year
from tests.year.readback import Book
from tests.year.recount.days import day_of
from tests.year.recount.told import Lines


def test_every_promise_is_the_working_days_after_acceptance_or_after_the_last_paper(final: Lines) -> None:
    checked = {"promised at once": 0, "promised when complete": 0}
    for case in final.of["case"]:
        if case["origin"] == "old_book" or not case["promised_on"] or day_of(case["promised_on"]).year > 2026:
            continue
        start = day_of(case["accepted_on"])
        still = []
        if case["kind"] == "supplement":
            whole = next(
                event
                for event in final.events[case["id"]]
                if event["event"] == "supplemented" and "still_missing" not in event["data"]
            )
            still = [(start, day_of(whole["at"]))]
        expected = final.days.walk(start, case["promised_days"], still)
        assert day_of(case["promised_on"]) == expected, case["case_no"]
        checked["promised when complete" if still else "promised at once"] += 1
    assert min(checked.values()) > 10, checked


@pytest.mark.parametrize("text", [*(f"2026-{number:02d}" for number in range(1, 13)), "2026Q2"])
def test_a_sent_period_stays_byte_for_byte_what_was_sent(year: Year, text: str) -> None:
    now = reports.workbook(year.overseer, parse(text))
    if now != year.made[text]:
        then_rows, now_rows = Book(year.made[text]).everything(), Book(now).everything()
        assert now_rows == then_rows
    assert now == year.made[text]
