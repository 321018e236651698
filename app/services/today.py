"""The start-of-day board: what is due, overdue, to deliver, waiting, come back; and the month so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.clock import Clock
from app.clock import today as day_of
from app.domain.rows import TodayBoard
from app.models.queries import Session, case_rows, day_board, records
from app.models.register import Register
from app.models.tables import SealRequest
from app.services import appointments, complaints, duty, materials, tours
from app.services.case_pages import sync_marks_of

MOST_ROWS = 50
DUTY_AHEAD_DAYS = 14


def board(register: Register, clock: Clock, *, viewer: str = "") -> TodayBoard:
    """Today's numbers, one figure a day from the first of the month to today, the most pressing cases.

    ``viewer`` is the agent who looks: complaints are counted for nobody else, and never those about him.
    """
    day = day_of(clock)
    first = day.replace(day=1)
    with register.reading() as session:
        numbers = day_board.numbers(session, day)
        month = day_board.month_figures(session, first, day)
        on_time = day_board.completed_on_time(session, first, day)
        rows = case_rows.pressing(session, day, sync_marks_of(session, register), MOST_ROWS)
        plain = TodayBoard(
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
            follow_ups=numbers.follow_ups,
            follow_ups_late=numbers.follow_ups_late,
        )
        return _with_the_rooms_own(session, register.site_code, plain, duty.minute_of(clock), viewer)


def _with_the_rooms_own(
    session: Session, site: str, plain: TodayBoard, minute: str, viewer: str
) -> TodayBoard:
    """The board with what stands around the cases: originals, seals, complaints, who comes and who is there."""
    day = plain.day
    shifts = duty.shifts_between(session, site, day, day + timedelta(DUTY_AHEAD_DAYS))
    booked = appointments.within(session, site, day, day)
    touring = tours.within(session, site, day, day)
    return replace(
        plain,
        must_return=sum(original.red for original in materials.held_now(session, site, day)),
        seals_waiting=len(records.of_site(session, SealRequest, site, status="waiting")),
        complaints_due=complaints.due_now(session, site, viewer, day),
        appointments=tuple(row for row in booked if row.status == "booked"),
        tours=tuple(row for row in touring if not row.cancelled),
        on_duty=duty.now_among(tuple(row for row in shifts if row.on_day == day), minute),
        next_duty=duty.next_after(shifts, day, minute),
    )
