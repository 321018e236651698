"""Entries of the old paper book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.cases import CaseKind, CaseState
from app.domain.old_books import OldBookEntry
from app.domain.rows import CaseFilter
from app.errors import Refusal
from app.models.tables import ServiceCase
from app.models.verify import verify
from app.services import cases, old_book
from app.services.desk import Desk
from tests.services.requests import id_number

LINE = OldBookEntry(
    book_no="2025 年第 1 册",
    page_no="12",
    name="张秀兰",
    item="临时救助申请",
    accepted_on=date(2025, 3, 4),
    id_number=id_number(),
    completed_on=date(2025, 3, 11),
    result="已发放",
    delivered_on=date(2025, 3, 12),
)


def refused(desk: Desk, entry: OldBookEntry) -> Refusal:
    with pytest.raises(Refusal) as caught:
        old_book.enter(desk, entry)
    return caught.value


def test_a_finished_entry_stands_in_the_register_with_its_own_dates_book_and_page(desk: Desk) -> None:
    entered = old_book.enter(desk, LINE)
    case = cases.show(desk.register, entered.case_no, desk.clock)
    assert (entered.state, case.row.state) == (CaseState.DELIVERED, CaseState.DELIVERED)
    assert (case.completed_on, case.result) == (date(2025, 3, 11), "已发放")
    assert [row.effective for row in case.timeline] == [True] * 3
    with desk.register.reading() as session:
        record = session.get(ServiceCase, (desk.register.site_code, entered.case_id))
        assert record is not None
        assert (record.origin, record.book_no, record.page_no) == ("old_book", "2025 年第 1 册", "12")
        assert record.accepted_on == date(2025, 3, 4)
    assert verify(desk.register).problems == ()


def test_an_open_entry_shows_on_the_board_with_its_promise(desk: Desk) -> None:
    entry = replace(
        LINE, completed_on=None, delivered_on=None, result="", accepted_on=date(2026, 11, 20), item="MZ05"
    )
    entered = old_book.enter(desk, entry)
    row = cases.show(desk.register, entered.case_no, desk.clock).row
    assert (entered.state, row.kind) == (CaseState.IN_PROGRESS, CaseKind.ESCALATED)
    assert row.due_on is not None and row.due_on > date(2026, 11, 20)


def test_words_that_are_in_no_catalogue_now_are_kept_as_the_book_has_them(desk: Desk) -> None:
    entered = old_book.enter(desk, replace(LINE, item="农业税减免"))
    row = cases.show(desk.register, entered.case_no, desk.clock).row
    assert (row.item_code, row.item_name) == ("", "农业税减免")


def test_somebody_without_a_number_gets_no_record_of_their_own(desk: Desk) -> None:
    entered = old_book.enter(desk, replace(LINE, id_number="", name="老王"))
    assert entered.villager_id == ""
    assert cases.show(desk.register, entered.case_no, desk.clock).row.applicant == "老王"


def test_a_page_is_entered_once_but_each_of_its_lines_may_be(desk: Desk) -> None:
    first = old_book.enter(desk, LINE)
    refusal = refused(desk, replace(LINE, name="别人", id_number=id_number(order=33)))
    assert (refusal.field, refusal.code) == ("page_no", "book-line-known")
    assert first.case_no in refusal.sentence
    second = old_book.enter(desk, replace(LINE, line_no="2"))
    assert second.page_no == "12-2"
    assert refused(desk, replace(LINE, line_no="2")).code == "book-line-known"


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"book_no": ""}, "book_no", "book-empty"),
        ({"page_no": " "}, "page_no", "book-empty"),
        ({"accepted_on": date(2026, 11, 24)}, "accepted_on", "old-date"),
        ({"accepted_on": date(1999, 12, 31)}, "accepted_on", "old-date"),
        ({"completed_on": date(2025, 3, 3)}, "completed_on", "old-date"),
        ({"delivered_on": date(2025, 3, 10)}, "delivered_on", "old-date"),
        ({"completed_on": None}, "completed_on", "old-date"),
        ({"result": ""}, "result", "result-empty"),
        ({"promised_on": date(2025, 3, 1)}, "promised_on", "old-date"),
        ({"kind": CaseKind.SUPPLEMENT}, "kind", "old-kind"),
        ({"id_number": id_number("20250801")}, "accepted_on", "before-birth"),
        ({"item": ""}, "item", "item-empty"),
        ({"handler": "没有的人"}, "handler", "no-agent"),
        ({"name": ""}, "name", "name-empty"),
    ],
)
def test_a_wrong_entry_is_named_and_nothing_is_written(
    desk: Desk, change: dict[str, object], field: str, code: str
) -> None:
    refusal = refused(desk, replace(LINE, **change))  # type: ignore[arg-type]
    assert (refusal.field, refusal.code) == (field, code)
    assert cases.page(desk.register, CaseFilter(), desk.clock).total == 0
