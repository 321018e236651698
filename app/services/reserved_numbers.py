"""Numbers for blank slips: reserved before a tour, a home visit or a power cut, entered later, or spoiled."""

from __future__ import annotations

from datetime import date

from app.clock import local_day, today
from app.domain import text
from app.domain.reservations import MOST_RESERVED, RESERVED_FOR_WORDS, ReservedFor, ReservedNumberRow
from app.errors import Refusal
from app.models.queries import Session
from app.models.queries import reserved_numbers as queries
from app.models.register import Register
from app.models.tables import ReservedNumber, Tour
from app.services.case_lookup import number_in
from app.services.desk import Desk
from app.services.numbering import next_numbers


def reserve(desk: Desk, count: int, purpose: str = ReservedFor.PAD, tour_id: str = "") -> tuple[str, ...]:
    """Take ``count`` numbers of the day out of the row, to be printed on blank slips.

    Refusals: ``reserve-count`` on ``count``, ``reserve-purpose`` on ``purpose``, ``no-such-tour`` on ``tour_id``.
    """
    if type(count) is not int or not 1 <= count <= MOST_RESERVED:
        raise Refusal(
            f"一次可以预留 1 到 {MOST_RESERVED} 个号，没有预留。请改一下数目。",
            field="count",
            code="reserve-count",
        )
    if purpose not in set(ReservedFor):
        listed = "、".join(f"{words}（{one.value}）" for one, words in RESERVED_FOR_WORDS.items())
        raise Refusal(f"预留号码的用途只能是：{listed}。", field="purpose", code="reserve-purpose")
    with desk.write() as work:
        if tour_id and work.get(Tour, tour_id) is None:
            raise Refusal("找不到这次巡回，没有预留号码。请重新选择。", field="tour_id", code="no-such-tour")
        numbers = next_numbers(work, desk, count)
        for case_no in numbers:
            work.add(
                ReservedNumber(
                    case_no=case_no,
                    reserved_at=desk.clock.now(),
                    by_agent=desk.actor.agent_id,
                    purpose=ReservedFor(purpose).value,
                    tour_id=tour_id,
                )
            )
        work.commit()
    return numbers


def rows(register: Register) -> tuple[ReservedNumberRow, ...]:
    """Every reserved number of this room, the newest day first: free, used or spoiled."""
    with register.reading() as session:
        return queries.rows(session, register.site_code)


def spoil(desk: Desk, no: str, reason: str) -> None:
    """A slip was torn or lost: its number is never used, and the yearly book says why.

    Refusals: as ``number_in``; ``number-not-reserved``, ``number-used``, ``number-spoiled`` on ``case_no``;
    ``reason-empty`` on ``reason``.
    """
    case_no = number_in(no)
    because = text.line(reason, field="reason", words="作废原因")
    if not because:
        raise Refusal("请写明这个号为什么作废，年终装订时要说明。", field="reason", code="reason-empty")
    with desk.write() as work:
        reserved = queries.with_number(work.session, desk.register.site_code, case_no)
        if reserved is not None and reserved.used_by_case:
            raise Refusal(
                f"{case_no} 已经录入成一件，不能作废这个号。办件本身不算数的，请在那一件里作废。",
                field="case_no",
                code="number-used",
            )
        reserved = _free(work.session, desk.register.site_code, case_no, "case_no")
        reserved.spoiled_reason = because
        work.commit()


def taken(session: Session, desk: Desk, paper_no: str, paper_on: date | None) -> ReservedNumber:
    """The reservation of a slip that is entered now; acceptance writes the case into ``used_by_case``.

    Refusals: as ``number_in`` but on ``paper_no``; ``number-elsewhere``, ``number-not-reserved``,
    ``number-used``, ``number-spoiled`` on ``paper_no``; ``paper-date-missing``, ``paper-date-future``,
    ``paper-date-before`` on ``paper_on``.
    """
    try:
        case_no = number_in(paper_no)
    except Refusal as refusal:
        raise Refusal(refusal.sentence, field="paper_no", code=refusal.code) from None
    site_code = desk.register.site_code
    if case_no[:6] != site_code[-6:]:
        raise Refusal(
            f"{case_no} 是别的村（社区）的号，没有录入。请把这张单据交给它的服务室。",
            field="paper_no",
            code="number-elsewhere",
        )
    reserved = _free(session, site_code, case_no, "paper_no")
    _check_day(paper_on, local_day(reserved.reserved_at), today(desk.clock))
    return reserved


def _free(session: Session, site_code: str, case_no: str, field: str) -> ReservedNumber:
    reserved = queries.with_number(session, site_code, case_no)
    if reserved is None:
        raise Refusal(
            f"{case_no} 不是预留的号，没有录入。请核对单据上的号；在窗口受理的请不要填纸面号。",
            field=field,
            code="number-not-reserved",
        )
    if reserved.used_by_case:
        raise Refusal(
            f"{case_no} 已经录入过了，没有重复录入。请按这个号查看那一件。", field=field, code="number-used"
        )
    if reserved.spoiled_reason:
        raise Refusal(
            f"{case_no} 已作废（{reserved.spoiled_reason}），没有录入。请换一张单据，或按新件受理。",
            field=field,
            code="number-spoiled",
        )
    return reserved


def _check_day(paper_on: date | None, reserved_on: date, now_on: date) -> None:
    if paper_on is None:
        raise Refusal("请填单据上写的日期。", field="paper_on", code="paper-date-missing")
    if paper_on > now_on:
        raise Refusal(
            f"单据日期 {paper_on:%Y-%m-%d} 还没有到，没有录入。请对照纸面，也看看电脑的日期对不对。",
            field="paper_on",
            code="paper-date-future",
        )
    if paper_on < reserved_on:
        raise Refusal(
            f"单据日期 {paper_on:%Y-%m-%d} 早于号码预留的日子（{reserved_on:%Y-%m-%d}），没有录入。请对照纸面。",
            field="paper_on",
            code="paper-date-before",
        )
