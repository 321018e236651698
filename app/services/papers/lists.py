"""Lists of the room as papers: the register book, what is due, batches and rosters, the seal log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.clock import today
from app.domain.cases import KIND_WORDS, RATING_WORDS, STATE_WORDS, CaseKind, CaseState, RatingLevel
from app.domain.masking import mask_id_public
from app.errors import Refusal
from app.models.queries import case_rows, paper_lists
from app.models.queries.paper_lists import BatchLine, BookLine
from app.printing.list_words import ListWords
from app.services import items
from app.services.case_pages import sync_marks_of
from app.services.desk import Desk
from app.services.paper_words import NEUTRAL_MATTER, day_words
from app.services.papers import book_gaps, heads, periods

MOST_DUE = 500


def register_book(desk: Desk, period: str) -> ListWords:
    """受理登记簿 of a year or a month, with the numbers that are missing in it."""
    first, last = periods.days_of(period)
    site_code = desk.register.site_code
    with desk.register.reading() as session:
        lines = paper_lists.book(session, site_code, first, last)
        reserved = paper_lists.reserved(session, site_code)
    numbers = [line.case_no for line in lines]
    facts = {
        "period": f"{day_words(first)}至{day_words(last)}",
        "count": str(len(lines)),
        "numbers": f"{numbers[0]} 至 {numbers[-1]}" if numbers else "没有受理",
    }
    rows = tuple(_book_row(number, line) for number, line in enumerate(lines, 1))
    gaps = book_gaps.explained(site_code, numbers, reserved)
    return ListWords(heads.numbered(desk.register, desk.clock), facts, {"rows": rows, "gaps": gaps})


def due_list(desk: Desk, day: str) -> ListWords:
    """今日待办清单: open cases due by that day and results not yet given, the most pressing first."""
    on = periods.day_of(day)
    with desk.register.reading() as session:
        marks = sync_marks_of(session, desk.register)
        pressing = case_rows.pressing(session, today(desk.clock), marks, MOST_DUE)
    wanted = [
        row
        for row in pressing
        if row.state is CaseState.COMPLETED or (row.due_on is not None and row.due_on <= on)
    ]
    rows = tuple(
        (
            str(number),
            row.case_no,
            row.applicant,
            row.phone,
            NEUTRAL_MATTER if row.sensitive else row.item_name,
            STATE_WORDS[row.state],
            short_day(row.due_on),
            "",
        )
        for number, row in enumerate(wanted, 1)
    )
    facts = {"day": day_words(on), "duty": desk.actor.name, "count": str(len(rows))}
    return ListWords(heads.numbered(desk.register, desk.clock), facts, {"rows": rows})


def batch_list(desk: Desk, batch: str) -> ListWords:
    """集中受理名单 of the batch with this id or title."""
    title, matter, started_on, lines = _batch(desk, batch)
    rows = tuple(
        (str(n), line.name, line.group, mask_id_public(line.id_number)[-4:], line.case_no, "", line.note)
        for n, line in enumerate(lines, 1)
    )
    facts = {"title": title, "matter": matter, "on": day_words(started_on), "count": str(len(rows))}
    return ListWords(heads.numbered(desk.register, desk.clock), facts, {"rows": rows})


def subsidy_roster(desk: Desk, batch: str) -> ListWords:
    """惠农补贴发放花名册 with the persons of a batch; amounts are written by hand."""
    title, matter, started_on, lines = _batch(desk, batch)
    rows = tuple(
        (str(n), line.group, line.name, mask_id_public(line.id_number)[-4:], "", "", "", "", "", line.note)
        for n, line in enumerate(lines, 1)
    )
    facts = {"subsidy": matter or title, "year": str(started_on.year), "households": str(len(rows))}
    return ListWords(heads.numbered(desk.register, desk.clock), facts, {"rows": rows})


def seal_log(desk: Desk, period: str) -> ListWords:
    """用章登记页 of a year or a month."""
    first, last = periods.days_of(period)
    with desk.register.reading() as session:
        found = paper_lists.seals(session, desk.register.site_code, first, last)
        rows = tuple(
            (str(n), short_day(request.sealed_on), request.document, case_no, str(request.sheets), name, request.approver, "", "")
            for n, (request, case_no, name) in enumerate(found, 1)
        )  # fmt: skip
    facts = {"period": f"{day_words(first)}至{day_words(last)}"}
    return ListWords(heads.numbered(desk.register, desk.clock), facts, {"log": rows})


def _batch(desk: Desk, wanted: str) -> tuple[str, str, date, Sequence[BatchLine]]:
    """Title, matter, first day and persons; Refusal ``no-such-batch``."""
    site_code = desk.register.site_code
    with desk.register.reading() as session:
        found = paper_lists.batch(session, site_code, wanted.strip())
        if found is None:
            raise Refusal(
                f"登记簿里没有叫“{wanted.strip()[:40]}”的集中受理名单。没有打印。要空白表就不写名称。",
                field="batch",
                code="no-such-batch",
            )
        lines = paper_lists.batch_lines(session, site_code, found.id)
        item = items.in_force(desk.register, desk.clock).item(found.item_code)
        return found.title, item.name if item else found.item_code, found.started_on, lines


def _book_row(number: int, line: BookLine) -> tuple[str, ...]:
    return (
        str(number),
        line.case_no,
        short_day(line.accepted_on),
        line.applicant,
        line.group,
        line.item_name,
        KIND_WORDS[CaseKind(line.kind)],
        line.agent,
        short_day(line.promised_on),
        short_day(line.completed_on),
        line.result or STATE_WORDS[CaseState(line.state)],
        RATING_WORDS[RatingLevel(line.rating)] if line.rating else "",
    )


def short_day(day: date | None) -> str:
    """2026-10-09, for narrow columns."""
    return f"{day:%Y-%m-%d}" if day else ""
