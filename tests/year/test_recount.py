"""Every number of 2026 counted twice: by the program, and by plain Python over what was exported."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.domain.case_counts import COUNT_WORDS
from app.domain.periods import ReportPeriod, parse
from app.services import reports
from tests.year.life import Year
from tests.year.readback import Book, plain
from tests.year.recount import rates, sheets
from tests.year.recount.numbers import Numbers
from tests.year.recount.told import Lines

MONTHS = [f"2026-{number:02d}" for number in range(1, 13)]
LONGER = ["2026Q1", "2026Q2", "2026Q3", "2026Q4", "2026H1", "2026H2", "2026"]
PERIODS = MONTHS + LONGER
OPENED = ["2026-02", "2026-05", "2026-12", "2026Q2", "2026H2", "2026"]
"""Opening all numbers of a period counts it forty-odd times: a few of each length."""
TABLES = {"month": "月统计表", "quarter": "季统计表", "half": "半年统计表", "year": "年统计表"}


def numbers_of(period: ReportPeriod, lines: Lines) -> Numbers:
    return Numbers(lines, period.span.start_on, period.span.end_on)


@pytest.fixture(scope="session")
def known(year: Year, final: Lines) -> dict[str, Lines]:
    """What was known of a period when it was counted for good: at its sending, else at the end."""
    sent = {text: Lines(place) for text, place in year.sent.items()}
    return {text: sent.get(text, final) for text in PERIODS}


@pytest.fixture(scope="session")
def recounted(known: dict[str, Lines]) -> dict[str, Numbers]:
    return {text: numbers_of(parse(text), lines) for text, lines in known.items()}


@pytest.fixture(scope="session")
def books(year: Year) -> dict[str, Book]:
    """The workbooks: of a sent period as it was sent, of the others now."""
    made = {text: year.made.get(text) or reports.workbook(year.overseer, parse(text)) for text in PERIODS}
    return {text: Book(content) for text, content in made.items()}


def test_a_year_of_every_kind_was_lived(year: Year, final: Lines, say: Callable[[str], None]) -> None:
    events = {event["event"] for event in final.of["case_event"]}
    assert events == {
        *("accepted", "declined", "notified", "supplemented", "verified", "assigned", "claimed"),
        *(
            "declined_assignment",
            "progressed",
            "escalated",
            "received",
            "returned",
            "referred_down",
            "paused",
        ),
        *("resumed", "extended", "completed", "result_ready", "fetched", "delivered", "rated", "followed_up"),
        *("withdrawn", "voided", "reopened", "complained"),
    }
    assert {case["origin"] for case in final.of["case"]} == {"counter", "old_book", "reserved_slip"}
    assert {case["kind"] for case in final.of["case"]} == {"immediate", "promised", "supplement", "escalated"}
    assert {one["outcome"] for one in final.of["inquiry"]} >= {
        "open",
        "case",
        "referred",
        "declined",
        "withdrawn",
    }
    assert len({case["mode"] for case in final.of["case"]}) >= 7
    assert len(final.of["case"]) > 150
    counted = "，".join(f"{name} {count}" for name, count in year.told.most_common())
    say(f"{len(final.of['case'])} cases, {len(final.of['case_event'])} events: {counted}")


@pytest.mark.parametrize("text", PERIODS)
def test_every_number_of_a_period_is_counted_alike(
    year: Year, recounted: dict[str, Numbers], text: str
) -> None:
    shown = reports.shown(year.room.register, parse(text), year.clock).figures
    assert {name: shown.total[name] for name in COUNT_WORDS} == recounted[text].total()
    for row in shown.categories:
        counted = recounted[text].of_category(row.category)
        ever = {"ever_accepted", "ever_completed"}
        assert {n: row[n] for n in COUNT_WORDS if n not in ever} == {
            n: counted[n] for n in counted if n not in ever
        }, row.category
    pairs = [(rate.numerator, rate.denominator) for rate in shown.rates]
    assert pairs == rates.six(recounted[text])
    assert [rate.text for rate in shown.rates] == [rates.text(pair) for pair in pairs]
    assert [(rate.numerator, rate.denominator) for rate in shown.segments] == rates.parts(recounted[text])
    assert [zero.count for zero in shown.zeros] == rates.zeros(recounted[text])
    asked = rates.requests(recounted[text])
    assert (shown.inquiries, shown.unanswered) == (asked["only_asked"], asked["unanswered"])


@pytest.mark.parametrize("text", OPENED)
def test_every_number_opens_exactly_its_cases(year: Year, final: Lines, text: str) -> None:
    now = numbers_of(parse(text), final)
    for name, counted in now.behind.items():
        opened = reports.behind(year.room.register, parse(text), name, year.clock)
        assert [row.case_no for row in opened] == [one.case.no for one in counted], name


@pytest.mark.parametrize("text", PERIODS)
def test_every_cell_of_the_table_and_the_rates_is_recounted(
    books: dict[str, Book], known: dict[str, Lines], recounted: dict[str, Numbers], text: str
) -> None:
    book, numbers = books[text], recounted[text]
    sheet = TABLES[parse(text).kind.value]
    rows, expected = book.named(sheet), sheets.table(numbers)
    listed = [row[1] for row in book.rows(sheet, "事项类别")]
    order = sheets.categories(known[text], numbers.last)
    assert listed[: len(order)] == order
    assert {name for name, row in expected.items() if any(row)} <= {*listed, "合  计"}
    for name in (*listed, "合  计"):
        row, want = rows[str(name)], expected.get(str(name), (0,) * len(sheets.COLUMNS))
        assert row[2:12] == want, name
        assert_share(row[12], (int(str(want[9])), int(str(want[8]))))
    assert_rates(book, numbers)


def assert_rates(book: Book, numbers: Numbers) -> None:
    listed = book.rows("六率考核", "指标")
    pairs = rates.six(numbers)
    assert [(row[2], row[3]) for row in listed] == pairs
    assert [row[5] for row in listed] == [rates.text(pair) for pair in pairs]
    for row, pair in zip(listed, pairs, strict=True):
        assert_share(row[4], pair)
    parts = book.after("六率考核", "第5项按环节")[:4]
    assert [(row[2], row[3], row[5]) for row in parts] == [
        (*pair, rates.text(pair)) for pair in rates.parts(numbers)
    ]
    zeros = book.after("六率考核", "五零服务")[:5]
    assert [row[2] for row in zeros] == rates.zeros(numbers)
    total = numbers.total()
    assert zeros[0][5] == rates.text((total["near"], total["received"]))


def assert_share(cell: object, pair: tuple[int, int]) -> None:
    if not pair[1]:
        assert cell == "—(无)"
    else:
        assert isinstance(cell, int | float)
        assert abs(cell - pair[0] / pair[1]) < 0.00101
        assert (cell == 1) == (pair[0] == pair[1])


@pytest.mark.parametrize("text", PERIODS)
def test_every_row_of_the_lists_is_recounted(
    books: dict[str, Book], recounted: dict[str, Numbers], text: str
) -> None:
    book, numbers = books[text], recounted[text]
    assert book.rows("受理登记簿", "受理编号") == plain(sheets.ledger(numbers))
    assert book.rows("超期与延期", "情形") == plain(sheets.overdue(numbers))
    assert book.rows("评价与投诉", "类别") == plain(sheets.ratings(numbers))


def test_every_adjustment_of_a_sent_month_is_recounted(
    year: Year, recounted: dict[str, Numbers], books: dict[str, Book]
) -> None:
    """In the order in which the months were sent: what one has told, the next does not tell again."""
    told: dict[tuple[str, str], int] = {}
    sent: dict[str, Numbers] = {}
    lines = 0
    for text in (text for text in year.order if text in MONTHS):
        expected = [] if any(other > text for other in sent) else adjusted(recounted[text], sent, told)
        shown = reports.shown(year.room.register, parse(text), year.clock).adjustments
        rows = [(line.period, line.name, line.sent, line.earlier, line.now, line.change) for line in shown]
        assert rows == [(parse(month).words, *row) for month, *row in expected], text
        if expected:
            assert [row[1:] for row in books[text].rows("调整", "已报送的月份")] == rows
        assert ("调整" in books[text].sheets) == bool(expected)
        for month, words, *_counts, change in expected:
            told[month, words] = told.get((month, words), 0) + change
        sent[text] = recounted[text]
        lines += len(expected)
    assert lines > 5


def adjusted(
    now: Numbers, sent: dict[str, Numbers], told: dict[tuple[str, str], int]
) -> list[tuple[str, str, int, int, int, int]]:
    """The numbers of the months sent before that are others by what is known at the end of this one."""
    rows = []
    for month, then in sorted(sent.items()):
        again = Numbers(now.lines, then.first, then.last, voids_until=now.last).total()
        for name, words in sheets.FOLLOWED.items():
            before, earlier = then.total()[name], told.get((month, words), 0)
            if change := again[name] - before - earlier:
                rows.append((month, words, before, earlier, again[name], change))
    return rows
