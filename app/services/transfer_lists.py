"""上报件移交清单 and 结果取回清单: what goes to town in one bag and what comes back, ticked at both ends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.clock import today
from app.domain import text
from app.domain.cases import CaseState
from app.domain.masking import neutral_name
from app.errors import Refusal
from app.models.queries import Session, agents, records
from app.models.queries import cases as queries
from app.models.register import Register
from app.models.tables import ServiceCase, SlipPart, TransferList
from app.services.case_papers import is_held
from app.services.desk import Desk
from app.services.typed_fields import own_case, said

UP, DOWN = "up", "down"
DIRECTION_WORDS = {UP: "上报件移交清单", DOWN: "结果取回清单"}
SENT_UP_PART = 2
"""Of the slip's three parts the second goes up with the case (002 工作程序 1)."""

_STATE_OF = {UP: CaseState.ESCALATED, DOWN: CaseState.TO_FETCH}


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One case in the bag; ``checked``: ticked where it went, with ``remark`` where something was not right."""

    case_no: str
    case_id: str
    applicant: str
    item: str
    department: str
    papers: str
    checked: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class TransferRow:
    list_id: str
    list_no: str
    direction: str
    made_at: datetime
    by_name: str
    receiver: str
    window: str
    handed_on: date | None
    checked_at: datetime | None
    lines: tuple[TransferLine, ...]


def waiting(register: Register, direction: str) -> tuple[TransferLine, ...]:
    """今天去镇上: escalated cases whose slip part has not gone up yet, or results that lie there to be fetched."""
    with register.reading() as session:
        return waiting_now(session, register.site_code, direction)


def waiting_now(session: Session, site_code: str, direction: str) -> tuple[TransferLine, ...]:
    """The same inside a transaction that is open already, by department and number."""
    cases = records.cases_of_states(session, site_code, [_STATE_OF[_direction(direction)].value])
    on_the_way = _listed(session, site_code, direction)
    lines = [_line(session, case) for case in cases if case.id not in on_the_way]
    return tuple(sorted(lines, key=lambda line: (line.department, line.case_no)))


def make(
    desk: Desk, direction: str, *, case_nos: Sequence[str] = (), receiver: str = "", window: str = ""
) -> TransferRow:
    """One list of these cases, or of everything that waits; Refusals ``nothing-waits``, ``not-waiting``."""
    site = desk.register.site_code
    with desk.write() as work:
        lines = waiting_now(work.session, site, direction)
        if case_nos:
            wanted = [own_case(work.session, site, number).case_no for number in case_nos]
            lines = _chosen(lines, wanted, direction)
        if not lines:
            raise Refusal(
                "现在没有要上报的件。" if direction == UP else "现在没有要取回的结果。",
                field="direction",
                code="nothing-waits",
            )
        day = today(desk.clock)
        made = work.add(
            TransferList(
                list_no=_number(work.session, site, direction, day),
                direction=direction,
                made_at=desk.clock.now(),
                by_agent=desk.actor.agent_id,
                receiver=text.line(receiver, field="receiver", words="接收人"),
                desk_window=text.line(window, field="window", words="窗口"),
                rows=[_stored(line) for line in lines],
            )
        )
        work.commit()
        return row_of(made, desk.actor.name)


def hand_over(desk: Desk, list_no: str, receiver: str = "") -> TransferRow:
    """The bag was handed over today; of a list that goes up each slip's second part is now above.

    Refusals: ``no-list``, ``handed-over``, ``receiver``.
    """
    day = today(desk.clock)
    with desk.write() as work:
        made = _list(work.session, desk.register.site_code, list_no)
        if made.handed_on is not None:
            raise Refusal(
                f"{made.list_no} 已在 {made.handed_on:%Y-%m-%d} 移交。", field="list_no", code="handed-over"
            )
        made.receiver = text.line(receiver, field="receiver", words="接收人") or made.receiver
        if not made.receiver:
            raise Refusal("请写接收人。", field="receiver", code="field-missing")
        made.handed_on = day
        if made.direction == UP:
            for row in made.rows:
                part = SlipPart(
                    case_id=row["case_id"],
                    part=SENT_UP_PART,
                    place="sent_up",
                    on_day=day,
                    transfer_list_id=made.id,
                    note="",
                )
                work.add(part)
        work.commit()
        return row_of(made, desk.actor.name)


def tick(
    desk: Desk, list_no: str, missing: Collection[str] = (), remark: str = "", *, site_code: str = ""
) -> TransferRow:
    """The township ticks a list against the bag: everything is there, but for the ``missing`` case numbers.

    Villages number their lists alike: ``site_code`` says whose it is. Refusals: ``no-list``, ``several-lists``,
    ``not-yours`` (only the tier above ticks), ``checked``, ``not-on-the-list``.
    """
    if not desk.register.keeps_feed:
        raise Refusal("移交清单由上级服务机构对账打勾。", field="list_no", code="not-yours")
    with desk.write() as work:
        made = _of_village(work.session, list_no, site_code)
        if made.checked_at is not None:
            raise Refusal(f"{list_no} 已经对过账。", field="list_no", code="checked")
        there = {row["case_no"] for row in made.rows}
        for number in missing:
            if number not in there:
                raise Refusal(f"清单上没有 {number[:40]}。", field="missing", code="not-on-the-list")
        note = text.line(remark, field="remark", words="说明")
        if missing and not note:
            raise Refusal("有缺件请写明情况。", field="remark", code="field-missing")
        made.checked = {number: (note if number in missing else "") for number in sorted(there)}
        made.checked_at = desk.clock.now()
        work.commit()
        return row_of(made)


def _of_village(session: Session, list_no: str, site_code: str) -> TransferList:
    found = [
        one
        for one in records.everywhere(session, TransferList)
        if one.list_no == list_no and site_code in ("", one.site_code)
    ]
    if not found:
        raise _no_list(list_no)
    if len(found) > 1:
        listed = "、".join(one.site_code for one in found)
        raise Refusal(
            f"有 {len(found)} 个村的清单都叫 {list_no}：{listed}。请写明是哪个村的，没有打勾。",
            field="site",
            code="several-lists",
        )
    return found[0]


def listed(register: Register, direction: str = "") -> tuple[TransferRow, ...]:
    """The lists of this room, the newest first."""
    wanted = {"direction": _direction(direction)} if direction else {}
    with register.reading() as session:
        found = records.of_site(session, TransferList, register.site_code, **wanted)
        named = agents.actors(session, (one.by_agent for one in found))
        rows = [row_of(one, named[one.by_agent].name if one.by_agent in named else "") for one in found]
    return tuple(reversed(rows))


def _direction(direction: str) -> str:
    if direction not in DIRECTION_WORDS:
        raise Refusal("方向只能是 up（上报）或 down（取回）。", field="direction", code="unknown-direction")
    return direction


def _listed(session: Session, site_code: str, direction: str) -> set[str]:
    """Cases on a list that was not ticked yet, or that went up since they were last escalated."""
    found: set[str] = set()
    for one in records.of_site(session, TransferList, site_code, direction=direction):
        for row in one.rows:
            case = session.get(ServiceCase, (site_code, row["case_id"]))
            if case is not None and _since_forwarded(session, case, one.made_at, direction):
                found.add(case.id)
    return found


def _since_forwarded(session: Session, case: ServiceCase, made_at: datetime, direction: str) -> bool:
    """Whether the list is of the case's present forwarding and not of one before it came back."""
    kind = "escalated" if direction == UP else "result_ready"
    steps = [event.at for event in queries.events_of(session, case) if event.event in (kind, "completed")]
    return not steps or made_at >= max(steps)


def _line(session: Session, case: ServiceCase) -> TransferLine:
    materials = queries.materials_of(session, case)
    papers = [f"{m.name}{'（原件）' if is_held(m) else ''}{m.sheets}份" for m in materials if m.received]
    return TransferLine(
        case_no=case.case_no,
        case_id=case.id,
        applicant=case.applicant_name,
        item=neutral_name(case.item_name, sensitive=case.sensitive),
        department=case.department,
        papers="、".join(papers),
    )


def _chosen(lines: Sequence[TransferLine], wanted: Sequence[str], direction: str) -> tuple[TransferLine, ...]:
    waiting_nos = {line.case_no for line in lines}
    for number in wanted:
        if number not in waiting_nos:
            what = "待上报" if direction == UP else "待取回"
            raise Refusal(
                f"{number} 现在不是{what}的件，或已在别的清单上。", field="case_no", code="not-waiting"
            )
    return tuple(line for line in lines if line.case_no in wanted)


def _number(session: Session, site_code: str, direction: str, day: date) -> str:
    """``S261123-1``: up or fetch, day, and which of the day."""
    head = f"{'S' if direction == UP else 'Q'}{day:%y%m%d}-"
    there = [one.list_no for one in records.of_site(session, TransferList, site_code)]
    return f"{head}{sum(number.startswith(head) for number in there) + 1}"


def _stored(line: TransferLine) -> dict[str, Any]:
    return {
        "case_no": line.case_no,
        "case_id": line.case_id,
        "applicant": line.applicant,
        "item": line.item,
        "department": line.department,
        "papers": line.papers,
    }


def _list(session: Session, site_code: str, list_no: str) -> TransferList:
    found = records.of_site(session, TransferList, site_code, list_no=said(list_no, "list_no", "清单号"))
    if not found:
        raise _no_list(list_no)
    return found[0]


def _no_list(list_no: str) -> Refusal:
    return Refusal(f"没有清单 {list_no[:40]}。", field="list_no", code="no-list")


def row_of(made: TransferList, by_name: str = "") -> TransferRow:
    """A kept list as it is shown."""
    checked = made.checked if isinstance(made.checked, dict) else {}
    lines = tuple(
        TransferLine(
            **row,
            checked=row["case_no"] in checked and not checked[row["case_no"]],
            remark=str(checked.get(row["case_no"], "")),
        )
        for row in made.rows
    )
    return TransferRow(
        list_id=made.id,
        list_no=made.list_no,
        direction=made.direction,
        made_at=made.made_at,
        by_name=by_name,
        receiver=made.receiver or "",
        window=made.desk_window or "",
        handed_on=made.handed_on,
        checked_at=made.checked_at,
        lines=lines,
    )
