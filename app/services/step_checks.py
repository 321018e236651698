"""What a step must keep beyond the table of transitions: who may, in which order of days, with what said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.clock import local_day
from app.domain import case_events, case_states
from app.domain.acceptance import same_paper
from app.domain.cases import CaseEventKind, CaseState, Tier
from app.errors import Refusal
from app.models import case_folding
from app.models.queries import Session, agents
from app.models.queries import cases as queries
from app.models.queries.cases import StatusNow
from app.models.tables import CaseEvent, Material, ServiceCase
from app.services import case_papers

_E = CaseEventKind
ONESELF = frozenset({"本人", "申请人", "申请人本人"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it is about to be written. ``tier`` VILLAGE is whoever accepted the case.

    ``counted`` are the case's events that count, in feed order; ``agent_id`` is who writes.
    """

    case: ServiceCase
    now: StatusNow
    event: CaseEventKind
    tier: Tier
    on: date
    agent_id: str
    counted: Sequence[CaseEvent]
    materials: Sequence[Material]

    @property
    def missing(self) -> tuple[str, ...]:
        """The papers that are still asked for."""
        return case_papers.still_missing(self.materials, self.counted, self.now.state)


@dataclass(frozen=True, slots=True)
class Assignment:
    """A 派单 that was neither taken nor sent back; ``agent_id`` is "" in lines of older versions."""

    agent_id: str
    name: str


def effective_events(session: Session, case: ServiceCase) -> list[CaseEvent]:
    """The events of a case that count, in feed order."""
    events = queries.events_of(session, case)
    folded = case_states.fold_states(case_folding.recorded(event, case.accepted_on) for event in events)
    return [event for event, counts in zip(events, folded.effective, strict=True) if counts]


def open_assignment(counted: Sequence[CaseEvent]) -> Assignment | None:
    """The last 派单 in the room if nobody has answered it yet; above, a case is given out for good."""
    found: Assignment | None = None
    for event in counted:
        if event.event == _E.ASSIGNED and event.from_state != CaseState.ESCALATED:
            found = Assignment(str(event.data.get("to_agent", "")), str(event.data.get("to", "")))
        elif event.event in (_E.CLAIMED, _E.DECLINED_ASSIGNMENT):
            found = None
    return found


def notices(counted: Sequence[CaseEvent]) -> int:
    """How often the applicant was told what is missing."""
    return sum(event.event == _E.NOTIFIED for event in counted)


def answer_due_on(counted: Sequence[CaseEvent]) -> date | None:
    """The limit that a tier without a register gave, as it was taken down with its receipt."""
    told = [event.data.get("answer_due_on") for event in counted if event.event == _E.RECEIVED]
    return date.fromisoformat(str(told[-1])) if told and told[-1] else None


def said(session: Session, step: Step, data: Mapping[str, object]) -> dict[str, object]:
    """The fields checked and completed from the case; Refusals name the field."""
    checked = case_events.check_fields(step.event, data)
    _check_days(step, checked)
    match step.event:
        case _E.SUPPLEMENTED:
            _supplement(step, checked)
        case _E.NOTIFIED:
            _notice(step, checked)
        case _E.RETURNED:
            _sent_back(step, checked)
        case _E.EXTENDED:
            _extension(step, checked)
        case _E.ASSIGNED:
            _assigned(session, step, checked)
        case _E.CLAIMED | _E.DECLINED_ASSIGNMENT:
            _answered(session, step)
        case _E.COMPLETED | _E.FETCHED:
            _overdue(step, checked)
        case _E.DELIVERED:
            _collector(step, checked)
        case _E.RATED:
            _not_by_oneself(session, step, checked)
        case _:
            pass
    return checked


def _check_days(step: Step, checked: Mapping[str, object]) -> None:
    """A step does not lie before its case, and the days it names lie where they can."""
    accepted_on = step.case.accepted_on
    if step.on < accepted_on and step.event is not _E.VOIDED:
        raise Refusal(
            f"电脑上今天是 {step.on:%Y-%m-%d}，而这件在 {accepted_on:%Y-%m-%d} 才受理，没有记录这一步。"
            "请先校准电脑的日期；若是受理时日期错了，请作废后重新受理。",
            field="event",
            code="clock-before-acceptance",
        )
    for name, earliest, latest in (
        ("told_on", accepted_on, step.on),
        ("expected_on", step.on, None),
        ("answer_due_on", accepted_on, None),
    ):
        if name in checked:
            _check_day(name, date.fromisoformat(str(checked[name])), earliest, latest)


def _check_day(name: str, day: date, earliest: date, latest: date | None) -> None:
    words = {"told_on": "告知日期", "expected_on": "预计恢复日期", "answer_due_on": "答复期限"}[name]
    if day < earliest:
        raise Refusal(
            f"{words}（{name}）不能早于 {earliest:%Y-%m-%d}。请核对后再填。", field=name, code="date-order"
        )
    if latest is not None and day > latest:
        raise Refusal(
            f"{words}（{name}）不能晚于 {latest:%Y-%m-%d}。请核对后再填。", field=name, code="date-order"
        )


def went_back(step: Step) -> str:
    """A sentence where the clock stands on an earlier day than the case's last step; "" otherwise."""
    last = max((local_day(event.at) for event in step.counted), default=step.on)
    if step.on >= last:
        return ""
    return f"电脑上今天是 {step.on:%Y-%m-%d}，比上一步（{last:%Y-%m-%d}）早。已照记，请校准电脑的日期。"


def _supplement(step: Step, checked: dict[str, object]) -> None:
    came = case_papers.check_supplement(step.missing, checked)
    checked["materials"] = list(came.received)
    checked.pop("still_missing", None)
    if came.still_missing:
        checked["still_missing"] = list(came.still_missing)


def _notice(step: Step, checked: dict[str, object]) -> None:
    """Told once and completely; again only with a reason, or after the tier above asked for more."""
    missing = step.missing
    named = [str(name) for name in _list(checked.get("missing"))]
    if named:
        case_papers.check_demanded(missing, named, field="missing")
        left_out = [name for name in missing if not any(same_paper(name, n) for n in named)]
        if left_out:
            raise Refusal(
                f"一次告知要一次说全，还差：{'、'.join(left_out)}。请补上后再告知。",
                field="missing",
                code="notice-incomplete",
            )
    checked["missing"] = list(missing)
    since_return = 0
    for event in step.counted:
        since_return = 0 if event.event == _E.RETURNED else since_return + (event.event == _E.NOTIFIED)
    if since_return and "reason" not in checked:
        raise Refusal(
            "已经一次告知过了。确需再次告知，请写明原因，次数会记在办件里。",
            field="reason",
            code="second-notice",
        )
    checked["count"] = notices(step.counted) + 1


def _sent_back(step: Step, checked: Mapping[str, object]) -> None:
    """A tier sends a case back once, with everything that is missing; again only with a reason."""
    before = sum(e.event == _E.RETURNED and e.by_tier == step.tier for e in step.counted)
    if before and "reason" not in checked:
        raise Refusal(
            f"这件已经退回补正过 {before} 次。确需再次退回，请写明上次为什么没有一次说全，次数会记在办件里。",
            field="reason",
            code="second-return",
        )


def _extension(step: Step, checked: Mapping[str, object]) -> None:
    if "until_on" not in checked:
        return
    earliest = max(step.on, step.now.due_on) if step.now.due_on else step.on
    if date.fromisoformat(str(checked["until_on"])) <= earliest:
        raise Refusal(
            f"延期的日期要晚于 {earliest:%Y-%m-%d}（现在的期限或今天）。请核对后再填。",
            field="until_on",
            code="extension-too-early",
        )


def _assigned(session: Session, step: Step, checked: dict[str, object]) -> None:
    """An agent of the room's; of a case that lies above, whoever does it there: a department or a person."""
    if step.now.state is CaseState.ESCALATED:
        return
    named = str(checked.get("to_agent") or checked["to"])
    tiles = agents.tiles(session, step.case.site_code)
    found = [tile for tile in tiles if named in (tile.agent_id, tile.name)]
    if not found:
        listed = "、".join(tile.name for tile in tiles)
        raise Refusal(
            f"没有叫“{named[:40]}”的代办员，没有派单。现有：{listed}。", field="to", code="no-agent"
        )
    checked["to"], checked["to_agent"] = found[0].name, found[0].agent_id


def _answered(session: Session, step: Step) -> None:
    """Whoever was sent a case answers it; without a 派单 anybody may take it, and nobody send it back."""
    waiting = open_assignment(step.counted)
    if waiting is None:
        if step.event is _E.CLAIMED:
            return
        raise Refusal("这件现在没有等人认领的派单，不用退单。", field="event", code="not-assigned")
    actor = agents.actor(session, step.case.site_code, step.agent_id)
    own = waiting.agent_id == step.agent_id or (not waiting.agent_id and actor and actor.name == waiting.name)
    if not own:
        raise Refusal(
            f"这件派给了“{waiting.name}”，要由他认领或退单。要换人，请先另派。",
            field="event",
            code="assigned-to-another",
        )


def _overdue(step: Step, checked: Mapping[str, object]) -> None:
    due_on = step.now.due_on
    late = due_on is not None and step.on > due_on and step.now.state is not CaseState.COMPLETED
    if step.tier is Tier.VILLAGE and late and "overdue_explanation" not in checked:
        raise Refusal(
            f"这件的期限是 {due_on:%Y-%m-%d}，已经超期。办结时请写明超期原因（overdue_explanation）。",
            field="overdue_explanation",
            code="overdue-unexplained",
        )


def _collector(step: Step, checked: dict[str, object]) -> None:
    """Who takes the result: the applicant, or somebody whose relation and document stand in the record."""
    case, who = step.case, str(checked["to_whom"])
    case_papers.check_held(step.materials, [str(n) for n in _list(checked.get("originals_kept"))])
    if who in ONESELF or who == case.applicant_name:
        return
    if case.representative and who in (case.representative, "代申请人"):
        checked["to_whom"] = case.representative
        if case.representative_relation:
            checked.setdefault("relation", case.representative_relation)
        if case.mandate_id:
            checked.setdefault("mandate", "代办委托")
    for name, words in (("relation", "与申请人的关系"), ("document", "看了什么证件")):
        if name not in checked:
            raise Refusal(
                f"领取人“{who}”不是申请人本人，请写明{words}（{name}）。没有记录送达。",
                field=name,
                code="collector-unknown",
            )


def _not_by_oneself(session: Session, step: Step, checked: Mapping[str, object]) -> None:
    """The agent rated lets the villager press a face and does nothing else (decision 0010)."""
    if checked["way"] == "faces" or step.agent_id != step.case.handler:
        return
    others = [t for t in agents.tiles(session, step.case.site_code) if t.agent_id != step.agent_id]
    if others:
        listed = "、".join(tile.name for tile in others)
        raise Refusal(
            f"您是这件的承办人，{case_events.RATING_WAYS[str(checked['way'])]}的评价要由别人录入（{listed}），"
            "或请群众自己按笑脸。没有记录评价。",
            field="way",
            code="rated-by-oneself",
        )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
