"""How a request is served: mode and place, what the agent is for the applicant, urgency, a project's people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from app.domain import text
from app.domain.cases import MODE_WORDS, ServiceMode
from app.domain.requests import (
    AGENCY_WORDS,
    HELP_WORDS,
    URGENCY_WORDS,
    AcceptRequest,
    Agency,
    Help,
    Urgency,
)
from app.errors import Refusal
from app.models.queries import Session
from app.models.tables import Appointment, Tour

PLACE_LIMIT = 100
NUMBER_LIMIT = 60

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The fields put right; texts are "" where nothing was said."""

    mode: ServiceMode = ServiceMode.COUNTER
    agency: Agency = Agency.AFFAIRS
    help: Help = Help.FOR
    urgency: Urgency = Urgency.USUAL
    urgency_reason: str = ""
    urgency_approver: str = ""
    place: str = ""
    external_no: str = ""
    project_name: str = ""
    lead_department: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a request was taken, with the tour or appointment it belongs to."""

    place: str = ""
    tour: Tour | None = None
    appointment: Appointment | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """What is known of where an applicant lives and how they are reached, typed or on record."""

    home: str = ""
    phone: str = ""


def check_circumstances(request: AcceptRequest, today: date) -> tuple[Circumstances, list[Refusal]]:
    """Every field put right, with all refusals; a field that is wrong stands at its usual value."""
    errors: list[Refusal] = []
    found: dict[str, object] = {}
    for name, check in _checks(request).items():
        try:
            found[name] = check()
        except Refusal as refusal:
            errors.append(refusal)
    how = Circumstances(**found)  # type: ignore[arg-type]
    wrong = {refusal.field for refusal in errors}
    if "urgency" not in wrong and how.urgency is not Urgency.USUAL:
        errors += _urgent_without_words(how, wrong)
    if request.paper_on is not None and request.paper_on > today and not request.paper_no:
        errors.append(
            Refusal(
                "单据日期还没有到。请核对纸面，也看看电脑的日期。", field="paper_on", code="paper-date-future"
            )
        )
    return how, errors


def where(
    session: Session, site_code: str, request: AcceptRequest, how: Circumstances, reach: Reach
) -> Where:
    """The place of a request, with what its mode needs.

    Refusals: ``place-missing`` on ``place`` or ``tour_id``, ``no-such-tour``, ``tour-cancelled``,
    ``no-such-appointment``, ``appointment-over``. Nobody is turned away for having no telephone.
    """
    tour = _tour(session, site_code, request)
    appointment = _appointment(session, site_code, request)
    stop = appointment.place if appointment else ""
    place = how.place or stop or (tour.stops if tour else "")
    match how.mode:
        case ServiceMode.HOME:
            place = place or reach.home or "申请人家中"
        case ServiceMode.TOUR | ServiceMode.TEAM if not place and not reach.home and tour is None:
            raise Refusal(
                f"“{MODE_WORDS[how.mode]}”受理请选是哪一次，或写明在哪里受理。没有保存。",
                field="tour_id" if how.mode is ServiceMode.TOUR else "place",
                code="place-missing",
            )
        case ServiceMode.TOUR | ServiceMode.TEAM:
            place = place or reach.home
    return Where(place, tour, appointment, (*_tour_warnings(tour, how.mode), *_unreachable(how, reach)))


def _checks(request: AcceptRequest) -> Mapping[str, Callable[[], object]]:
    def line(name: str, words: str, limit: int) -> Callable[[], str]:
        typed = str(getattr(request, name))
        return lambda: text.line(typed, field=name, words=words, limit=limit)

    return {
        "mode": lambda: _word(request.mode, ServiceMode, MODE_WORDS, "mode", "服务方式"),
        "agency": lambda: _word(request.agency, Agency, AGENCY_WORDS, "agency", "代办类别"),
        "help": lambda: _word(request.help, Help, HELP_WORDS, "help", "代办程度"),
        "urgency": lambda: _word(request.urgency, Urgency, URGENCY_WORDS, "urgency", "缓急"),
        "urgency_reason": line("urgency_reason", "急办原因", text.LINE_LIMIT),
        "urgency_approver": line("urgency_approver", "急办批准人", text.NAME_LIMIT),
        "place": line("place", "受理地点", PLACE_LIMIT),
        "external_no": line("external_no", "省平台办件号", NUMBER_LIMIT),
        "project_name": line("project_name", "项目名称", text.LINE_LIMIT),
        "lead_department": line("lead_department", "牵头单位", PLACE_LIMIT),
    }


def _word(value: str, kind: type[Word], words: Mapping[Word, str], field: str, name: str) -> Word:
    if value not in set(kind):
        listed = "、".join(f"{said}（{one.value}）" if one.value else said for one, said in words.items())
        raise Refusal(f"{name}只能是：{listed}。", field=field, code=f"{field}-unknown")
    return kind(value)


def _urgent_without_words(how: Circumstances, wrong: Iterable[str]) -> list[Refusal]:
    needed = (("urgency_reason", "为什么要急办"), ("urgency_approver", "是谁批准急办的"))
    return [
        Refusal(
            f"“{URGENCY_WORDS[how.urgency]}”请写明{words}。",
            field=field,
            code=field.replace("_", "-") + "-empty",
        )
        for field, words in needed
        if field not in wrong and not getattr(how, field)
    ]


def _tour(session: Session, site_code: str, request: AcceptRequest) -> Tour | None:
    if not request.tour_id:
        return None
    tour = session.get(Tour, (site_code, request.tour_id))
    if tour is None:
        raise Refusal("找不到选中的这次巡回，没有保存。请重新选择。", field="tour_id", code="no-such-tour")
    if tour.cancelled:
        raise Refusal(
            f"“{tour.name}”已经取消，没有保存。请另选一次，或改服务方式。",
            field="tour_id",
            code="tour-cancelled",
        )
    return tour


def _tour_warnings(tour: Tour | None, mode: ServiceMode) -> list[str]:
    if tour is None:
        return []
    said = [] if tour.announced_on else [f"“{tour.name}”没有登记事先公告的日期。"]
    if mode is not ServiceMode.TOUR:
        said.append(f"选了“{tour.name}”，但服务方式不是巡回，请看看对不对。")
    return said


def _unreachable(how: Circumstances, reach: Reach) -> list[str]:
    remote = how.mode in (ServiceMode.PHONE, ServiceMode.ONLINE)
    if not remote or reach.phone or how.external_no:
        return []
    return [f"“{MODE_WORDS[how.mode]}”受理没有留电话，请问明怎样告知结果。"]


def _appointment(session: Session, site_code: str, request: AcceptRequest) -> Appointment | None:
    if not request.appointment_id:
        return None
    appointment = session.get(Appointment, (site_code, request.appointment_id))
    if appointment is None:
        raise Refusal(
            "找不到选中的预约，没有保存。请重新选择。", field="appointment_id", code="no-such-appointment"
        )
    if appointment.case_id or appointment.status == "cancelled":
        raise Refusal(
            "这个预约已经受理过或已取消，没有保存。请重新选择。",
            field="appointment_id",
            code="appointment-over",
        )
    return appointment
