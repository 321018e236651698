"""Accepting or declining a request: weighed, decided, promised, numbered and kept in one unit of work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.cases import STATE_WORDS, CaseEventKind, CaseKind, ServiceMode
from app.domain.requests import AcceptRequest
from app.domain.rows import CaseAccepted, OpenDuplicate
from app.errors import Defect, Refusal
from app.models.unit_of_work import UnitOfWork
from app.services import applicants
from app.services.case_making import NewCase, write_case, write_event
from app.services.case_papers import add_papers
from app.services.desk import Desk
from app.services.weighing import Weighed, weigh


@dataclass(frozen=True, slots=True)
class AcceptPreview:
    """What would become of a request. ``kind`` is None while the item is not known.

    ``proposed`` is the kind by the catalogue's rules, ``kinds`` those it may be confirmed as or changed to.
    ``duplicates`` are open cases of the same applicant and item: to be refused unless ``again`` is given.
    ``usual_mode`` is how this person is served by default. ``errors`` are all refusals, in the order of the page.
    """

    kind: CaseKind | None = None
    reason: str = ""
    due_on: date | None = None
    provisional: bool = False
    missing: tuple[str, ...] = ()
    duplicates: tuple[OpenDuplicate, ...] = ()
    warnings: tuple[str, ...] = ()
    errors: tuple[Refusal, ...] = ()
    proposed: CaseKind | None = None
    kinds: tuple[CaseKind, ...] = ()
    usual_mode: ServiceMode | None = None


@dataclass(frozen=True, slots=True)
class CaseDeclined:
    """Fact: a request was not accepted, and is on disk with its number."""

    case_id: str
    case_no: str
    villager_id: str
    organisation_id: str
    ground: str


def accept(desk: Desk, request: AcceptRequest) -> CaseAccepted:
    """Accept one request. When it returns, the case and its number are on disk.

    Refusals name the request's own fields; among their codes: ``unknown-item``, ``same-number-other-name``,
    ``duplicate-open-case``, ``kind-not-allowed``, ``mandate-over``, ``number-not-reserved``, ``before-birth``.
    """
    with desk.write() as work:
        accepted = accept_within(work, desk, request)
        work.commit()
    return accepted


def accept_within(work: UnitOfWork, desk: Desk, request: AcceptRequest) -> CaseAccepted:
    """As ``accept``, inside a unit of work that the caller commits."""
    weighed = weigh(work.session, desk, request)
    if weighed.errors:
        raise weighed.errors[0]
    if weighed.duplicates and not weighed.asked.again:
        raise duplicate(weighed.duplicates[0])
    decision = weighed.decision
    if decision is None:
        raise Defect("a request without errors is decided")
    new = _with_applicant(work, weighed)
    case = write_case(work, desk, new, decision.kind, decision.reason)
    case.promised_days = decision.days
    case.promised_on, case.promise_provisional = weighed.promise.on, weighed.promise.provisional
    case.again_reason = weighed.asked.again if weighed.duplicates else ""
    if new.occasion.inquiry is not None:
        new.occasion.inquiry.outcome = "case"
    work.session.flush()
    said: dict[str, object] = {"kind": decision.kind.value, "missing": list(decision.missing)}
    write_event(work, desk, case, CaseEventKind.ACCEPTED, said)
    add_papers(work, case, weighed.item, weighed.asked.materials, decision.missing)
    return CaseAccepted(
        case.id,
        case.case_no,
        case.villager_id,
        decision.kind,
        case.promised_on,
        case.promise_provisional,
        decision.missing,
        decision.reason,
        case.organisation_id,
        tuple(weighed.warnings),
    )


def decline(
    desk: Desk, request: AcceptRequest, ground: str, legal_basis: str = "", where_to_go: str = ""
) -> CaseDeclined:
    """依法不予受理: a numbered case that begins and ends declined, on a published ground.

    ``request.kind_reason`` may say more. Refusals as ``accept``, and those of ``case_events.check_fields`` on
    ``ground legal_basis where_to_go``; ``decline-for-papers``: missing papers are never a ground.
    """
    with desk.write() as work:
        weighed = weigh(work.session, desk, request)
        wrong = [refusal for refusal in weighed.errors if refusal.field not in ("kind", "kind_reason")]
        if wrong:
            raise wrong[0]
        new = _with_applicant(work, weighed)
        case = write_case(work, desk, new, weighed.item.kind, "")
        work.session.flush()
        said: dict[str, object] = {
            "ground": ground,
            "legal_basis": legal_basis,
            "where_to_go": where_to_go,
            "reason": weighed.asked.kind_reason,
        }
        chosen = str(write_event(work, desk, case, CaseEventKind.DECLINED, said)["ground"])
        if new.occasion.inquiry is not None:
            new.occasion.inquiry.outcome, new.occasion.inquiry.ground = "declined", chosen
        work.commit()
    return CaseDeclined(case.id, case.case_no, case.villager_id, case.organisation_id, chosen)


def preview(desk: Desk, request: AcceptRequest) -> AcceptPreview:
    """What ``accept`` would do and everything that stands against it; writes nothing, raises nothing of it."""
    with desk.register.reading() as session:
        weighed = weigh(session, desk, request)
    decision = weighed.decision
    usual = weighed.applicant.usual_mode if weighed.applicant is not None else None
    return AcceptPreview(
        kind=decision.kind if decision else None,
        reason=decision.reason if decision else "",
        due_on=weighed.promise.on,
        provisional=weighed.promise.provisional,
        missing=decision.missing if decision else (),
        duplicates=weighed.duplicates,
        warnings=tuple(weighed.warnings),
        errors=tuple(weighed.errors),
        proposed=decision.proposed if decision else None,
        kinds=decision.allowed if decision else (),
        usual_mode=usual,
    )


def duplicate(there: OpenDuplicate) -> Refusal:
    """The sentence that names an open case of the same applicant and item."""
    return Refusal(
        f"同一申请人的“{there.item_name}”已有一件未办结：{there.case_no}"
        f"（{there.accepted_on:%Y-%m-%d} 受理，{STATE_WORDS[there.state]}），没有另立新件。"
        "请在那一件里补交材料或接着办；确需另立，请写明原因。",
        field="again",
        code="duplicate-open-case",
    )


def _with_applicant(work: UnitOfWork, weighed: Weighed) -> NewCase:
    if weighed.applicant is None:
        raise Defect("a request without errors has its applicant")
    applicant = applicants.settle(work, weighed.asked, weighed.applicant)
    work.session.flush()
    return NewCase(weighed, applicant)
