"""The start-of-day board: what is due, overdue, to deliver, waiting, come back; and the month so far."""

from __future__ import annotations

from app.clock import Clock
from app.clock import today as day_of
from app.domain.rows import TodayBoard
from app.models.queries import case_rows, day_board
from app.models.register import Register
from app.services.case_pages import sync_marks_of

MOST_ROWS = 50


def board(register: Register, clock: Clock) -> TodayBoard:
    """Today's numbers, one figure a day from the first of the month to today, the most pressing cases."""
    day = day_of(clock)
    first = day.replace(day=1)
    with register.reading() as session:
        numbers = day_board.numbers(session, day)
        month = day_board.month_figures(session, first, day)
        on_time = day_board.completed_on_time(session, first, day)
        rows = case_rows.pressing(session, day, sync_marks_of(session, register), MOST_ROWS)
    return TodayBoard(
        day=day,
        due_today=numbers.due_today,
        overdue=numbers.overdue,
        to_deliver=numbers.to_deliver,
        waiting_materials=numbers.waiting_materials,
        returned=numbers.returned,
        accepted_today=numbers.accepted_today,
        month=month,
        month_accepted=sum(figure.accepted for figure in month),
        month_completed=sum(figure.completed for figure in month),
        month_on_time=on_time,
        rows=rows,
    )
