"""代办委托: given, revoked, and whether one holds for an applicant on a day (自愿委托 001, 003, 004)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.clock import today
from app.domain import text
from app.domain.mandates import SIGNED_WORDS, MandateDraft, MandateRow, SignedHow
from app.errors import Refusal
from app.models.queries import Session
from app.models.queries import mandates as queries
from app.models.queries import organisations as organisation_queries
from app.models.queries import villagers as people
from app.models.register import Register
from app.models.tables import Mandate
from app.services.desk import Desk
from app.services.request_checks import check_identity, check_phone

SHORT_LIMIT = 40


def give(desk: Desk, draft: MandateDraft) -> MandateRow:
    """Record a mandate. Refusals name ``representative id_number phone relation powers from_on to_on``,
    ``signed_how witness note villager_id organisation_id``; ``mandate-days``, ``witness-missing`` among them.
    """
    record = _checked(desk, draft)
    with desk.write() as work:
        site_code = desk.register.site_code
        if draft.organisation_id:
            if organisation_queries.by_id(work.session, site_code, draft.organisation_id) is None:
                raise Refusal(
                    "名单里找不到这个单位。请重新查找。", field="organisation_id", code="no-such-organisation"
                )
            record.organisation_id = draft.organisation_id
        else:
            villager = people.by_id(work.session, site_code, draft.villager_id)
            if villager is None:
                raise Refusal(
                    "名单里找不到委托人。请重新查找。", field="villager_id", code="no-such-villager"
                )
            record.villager_id = villager.id
        work.add(record)
        work.session.flush()
        row = queries.row(work.session, record)
        work.commit()
    return row


def revoke(desk: Desk, mandate_id: str, reason: str, on: date | None = None) -> MandateRow:
    """Take a mandate back from ``on`` (today where None); cases accepted before keep theirs.

    Refusals: ``no-such-mandate``, ``mandate-revoked`` on ``mandate_id``; ``reason-empty``; ``mandate-days`` on ``on``.
    """
    because = text.line(reason, field="reason", words="撤销的原因")
    if not because:
        raise Refusal("请写明为什么撤销委托。", field="reason", code="reason-empty")
    day = today(desk.clock) if on is None else on
    with desk.write() as work:
        record = queries.by_id(work.session, desk.register.site_code, mandate_id)
        if record is None:
            raise Refusal("找不到这份委托。请重新选择。", field="mandate_id", code="no-such-mandate")
        if record.revoked_on is not None:
            raise Refusal(
                f"这份委托 {record.revoked_on:%Y-%m-%d} 已经撤销，没有改动。",
                field="mandate_id",
                code="mandate-revoked",
            )
        if day < record.from_on or day > today(desk.clock):
            raise Refusal(
                f"撤销日期要在委托开始（{record.from_on:%Y-%m-%d}）到今天之间。请核对。",
                field="on",
                code="mandate-days",
            )
        record.revoked_on = day
        record.note = f"{record.note or ''}\n撤销：{because}".strip()
        row = queries.row(work.session, record)
        work.commit()
    return row


def rows(register: Register, villager_id: str = "", organisation_id: str = "") -> tuple[MandateRow, ...]:
    """Every mandate of this person (all joined records) or organisation, the newest first."""
    with register.reading() as session:
        records = people.joined_records(session, register.site_code, villager_id) if villager_id else ()
        return queries.of_applicant(session, register.site_code, records, organisation_id)


def valid(
    register: Register, on: date, villager_id: str = "", organisation_id: str = ""
) -> tuple[MandateRow, ...]:
    """The mandates that hold on ``on``."""
    return tuple(row for row in rows(register, villager_id, organisation_id) if row.holds_on(on))


def for_request(
    session: Session,
    site_code: str,
    mandate_id: str,
    representative: str,
    principal: tuple[Sequence[str], str],
    on: date,
) -> tuple[MandateRow | None, tuple[str, ...]]:
    """The mandate a request stands on, with sentences about a representative who has none.

    ``principal`` is (all record ids of the villager, organisation id). Refusals on ``mandate_id``:
    ``no-such-mandate``, ``mandate-of-another``, ``mandate-over``.
    """
    villager_ids, organisation_id = principal
    given = queries.of_applicant(session, site_code, tuple(villager_ids), organisation_id)
    if not mandate_id:
        return _named(given, representative, on)
    mandate = next((row for row in given if row.mandate_id == mandate_id), None)
    if mandate is None:
        known = queries.by_id(session, site_code, mandate_id) is not None
        raise Refusal(
            "选中的委托不是这位申请人的，没有保存。请重新选择。" if known else "找不到选中的委托，没有保存。",
            field="mandate_id",
            code="mandate-of-another" if known else "no-such-mandate",
        )
    if why := mandate.why_not_on(on):
        raise Refusal(
            f"{mandate.principal}给{mandate.representative}的委托{why}，不能凭它受理，没有保存。"
            "请申请人重新委托，或本人办理。",
            field="mandate_id",
            code="mandate-over",
        )
    return mandate, ()


def _named(
    given: Sequence[MandateRow], representative: str, on: date
) -> tuple[MandateRow | None, tuple[str, ...]]:
    if not representative:
        return None, ()
    theirs = [row for row in given if row.representative == representative]
    holding = next((row for row in theirs if row.holds_on(on)), None)
    if holding is not None:
        return holding, ()
    why = f"（上一份{theirs[0].why_not_on(on)}）" if theirs else ""
    return None, (f"没有登记给{representative}的有效委托{why}，请补签代办委托书。",)


def _checked(desk: Desk, draft: MandateDraft) -> Mandate:
    if draft.signed_how not in set(SignedHow):
        listed = "、".join(f"{words}（{how.value}）" for how, words in SIGNED_WORDS.items())
        raise Refusal(f"签署方式只能是：{listed}。", field="signed_how", code="signed-how")
    witness = text.name(draft.witness, field="witness", words="见证人") if draft.witness.strip() else ""
    if draft.signed_how == SignedHow.THUMBPRINT and not witness:
        raise Refusal("按指印的委托要有见证人。请填见证人姓名。", field="witness", code="witness-missing")
    if draft.to_on is not None and draft.to_on < draft.from_on:
        raise Refusal("委托的结束日期早于开始日期，没有保存。请核对。", field="to_on", code="mandate-days")
    number = ""
    if draft.id_number.strip():
        number = check_identity(draft.id_number, today(desk.clock)).number
    return Mandate(
        representative_name=text.name(draft.representative, field="representative", words="代申请人姓名"),
        representative_id_number=number,
        representative_phone=check_phone(draft.phone),
        relation=text.line(draft.relation, field="relation", words="与申请人的关系", limit=SHORT_LIMIT),
        powers=text.note(draft.powers, field="powers", words="委托事项"),
        from_on=draft.from_on,
        to_on=draft.to_on,
        signed_how=SignedHow(draft.signed_how).value,
        witness=witness,
        note=text.note(draft.note),
    )
