"""A year's working days arrive: limits are worked out anew, what moved is listed, no promise moves later."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from app import assets
from app.clock import SetClock
from app.domain.calendar import YearTable, calendar_from_document, to_document
from app.domain.rows import CaseRow
from app.errors import Refusal
from app.ids import site_record_id
from app.models.calendars import working_calendar
from app.models.tables import ServiceCase, Site, WorkingYear
from app.models.verify import verify
from app.services import calendars, cases
from app.services.desk import Desk
from tests.services.requests import accepted, id_number

PROVISIONAL = calendar_from_document(assets.text("calendar", "2027.json"))


def arranged(*, more_off: tuple[date, ...] = (), on: tuple[date, ...] = ()) -> YearTable:
    """2027 as it might be published."""
    off = dict(PROVISIONAL.off) | dict.fromkeys(more_off, "元旦")
    return YearTable(2027, True, off, dict.fromkeys(on, "元旦"), "通知")


@pytest.fixture
def december(desk: Desk, clock: SetClock) -> SetClock:
    clock.advance(hours=24 * 35)  # Monday 28 December 2026
    return clock


def row(desk: Desk, number: str) -> CaseRow:
    return cases.show(desk.register, number, desk.clock).row


def test_a_make_up_day_moves_a_limit_earlier_and_it_is_listed(desk: Desk, december: SetClock) -> None:
    number = accepted(desk, "YB03")  # three working days: 29, 30, 31 December
    far = accepted(desk, "MZ05", name="王五", id_number=id_number(order=35))  # ten
    assert row(desk, far).provisional and not row(desk, number).provisional
    before = row(desk, far).due_on
    arrived = calendars.import_year(desk, arranged(on=(date(2027, 1, 2), date(2027, 1, 3))))
    (moved,) = arrived.moved
    assert (moved.case_no, moved.old_on, moved.promised_on) == (far, before, before)
    assert moved.new_on == moved.worked_out_on < moved.old_on
    assert row(desk, far).due_on == moved.new_on and not row(desk, far).provisional
    assert "改为" in moved.sentence
    assert verify(desk.register).ok


def test_a_longer_holiday_never_moves_a_printed_promise_later_and_both_are_said(
    desk: Desk, december: SetClock
) -> None:
    number = accepted(desk, "MZ05")
    before = row(desk, number).due_on
    assert before is not None
    (moved,) = calendars.import_year(desk, arranged(more_off=(date(2027, 1, 4), date(2027, 1, 5)))).moved
    assert row(desk, number).due_on == moved.new_on == before
    assert moved.worked_out_on > before
    assert str(moved.worked_out_on) in moved.sentence and str(before) in moved.sentence


def test_a_limit_that_stands_still_is_not_listed(desk: Desk, december: SetClock) -> None:
    number = accepted(desk, "MZ05", without=1)
    assert calendars.import_year(desk, arranged(more_off=(date(2027, 1, 4),))).moved == ()
    assert row(desk, number).due_on is None


def test_a_table_that_came_with_the_feed_is_worked_in_at_once(desk: Desk, december: SetClock) -> None:
    """Whatever writes the record, the limits follow in the same transaction."""
    number = accepted(desk, "MZ05")
    before = row(desk, number).due_on
    with desk.write() as work:
        document = to_document(arranged(on=(date(2027, 1, 2),)))
        work.add(WorkingYear(year=2027, document=document, published_at=december.now()))
        work.commit()
    after = row(desk, number).due_on
    assert before is not None and after is not None and after < before


def test_the_same_table_again_changes_nothing(desk: Desk) -> None:
    assert calendars.import_year(desk, arranged()).changed
    again = calendars.import_year(desk, arranged())
    assert (again.changed, again.moved) == (False, ())


def test_a_provisional_table_never_replaces_a_published_one(desk: Desk) -> None:
    with pytest.raises(Refusal) as refusal:
        calendars.import_year(desk, YearTable(2026, False, {date(2026, 1, 1): "元旦"}, {}))
    assert refusal.value.code == "calendar-provisional"


def test_a_due_date_on_a_day_the_room_is_shut_is_warned_of(desk: Desk) -> None:
    with desk.write() as work:
        site = work.get(Site, site_record_id(desk.register.site_code))
        assert site is not None
        site.open_days = "135"
        work.commit()
    with desk.register.reading() as session:
        code = desk.register.site_code
        said = calendars.closed_day_warning(session, code, date(2026, 11, 24))
        assert "星期二" in said and "星期一、星期三、星期五" in said
        assert calendars.closed_day_warning(session, code, date(2026, 11, 25)) == ""
        assert calendars.closed_day_warning(session, code, date(2026, 11, 28)) == ""  # nobody works


CSV = "日期,类型,名称\n2027-01-01,放假,元旦\n2027/5/1,放假,劳动节\n2027年10月1日,休,国庆节\n2027-10-02,放假,\n2027-10-03,放假,\n"


def test_a_simple_list_is_read(desk: Desk) -> None:
    table = calendars.read_file("2027.csv", (CSV + "2027-02-14,上班,春节\n").encode("gb18030"))
    assert table.published and table.year == 2027
    assert table.on == {date(2027, 2, 14): "春节"} and len(table.off) == 5


def test_a_workbook_is_read_like_the_list(desk: Desk) -> None:
    from io import BytesIO

    import openpyxl

    book = openpyxl.Workbook()
    for line in CSV.splitlines():
        book.active.append(line.split(","))
    book.active["A2"] = datetime(2027, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    made = BytesIO()
    book.save(made)
    assert calendars.read_file("2027.xlsx", made.getvalue()).off[date(2027, 1, 1)] == "元旦"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2027-01-01,上班,元旦", "calendar-contradiction"),
        ("2027-01-01,放假,元旦", "calendar-twice"),
        ("2026-12-31,放假,元旦", "calendar-year"),
        ("2027-02-15,上班,春节", "calendar-not-a-weekend"),
        ("2027-02-30,放假,春节", "calendar-date"),
        ("2027-02-14,也许,春节", "calendar-cell"),
    ],
)
def test_a_list_that_contradicts_itself_names_the_line(desk: Desk, line: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        calendars.read_file("2027.csv", f"{CSV}{line}\n".encode())
    assert refusal.value.code == code
    assert "没有导入" in refusal.value.sentence


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("c.csv", "时间,类型\n".encode(), "calendar-columns"),
        ("c.csv", "日期,类型\n".encode(), "calendar-year"),
        ("c.csv", "日期,类型\n2027-01-01,放假\n".encode(), "calendar-incomplete"),
        ("c.xlsx", b"no workbook", "calendar-file"),
        ("c.json", b"\xff", "calendar-format"),
        ("c.json", b"[]", "calendar-format"),
    ],
)
def test_what_is_no_calendar_is_refused(desk: Desk, name: str, content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        calendars.read_file(name, content)
    assert refusal.value.code == code


def test_a_day_written_twice_in_a_document_is_refused(desk: Desk) -> None:
    text = json.dumps(json.loads(to_document(arranged())), ensure_ascii=False)
    twice = text.replace('"2027-01-01": "元旦"', '"2027-01-01": "元旦", "2027-01-01": "春节"', 1)
    with pytest.raises(Refusal) as refusal:
        calendars.read_file("2027.json", twice.encode())
    assert refusal.value.code == "calendar-twice"


def test_the_limit_by_the_calendar_alone_is_shown_beside_the_promise(desk: Desk, december: SetClock) -> None:
    number = accepted(desk, "MZ05")
    calendars.import_year(desk, arranged(more_off=(date(2027, 1, 4),)))
    with desk.register.reading() as session:
        case = session.query(ServiceCase).filter_by(case_no=number).one()
        calendar = working_calendar(session, case.site_code)
        worked_out = calendars.worked_out_on(session, case, calendar)
    assert case.promised_on is not None and worked_out is not None and worked_out > case.promised_on
