"""Two records of one person: found, shown, and joined by a reasoned act that can be taken back."""

from __future__ import annotations

from app.domain import text
from app.domain.joinings import AlikePair, JoiningRow
from app.errors import Refusal
from app.models.queries import Session, histories
from app.models.queries import joinings as queries
from app.models.queries import villagers as people
from app.models.register import Register
from app.models.tables import Joining, Villager
from app.services.applicants import add_other_name
from app.services.desk import Desk

MOST_PAIRS = 200


def alike(register: Register, limit: int = MOST_PAIRS) -> tuple[AlikePair, ...]:
    """Pairs of records that look like one person, with why; those already joined or parted again are left out."""
    with register.reading() as session:
        return queries.alike(session, register.site_code, limit)


def rows(register: Register) -> tuple[JoiningRow, ...]:
    """Every joining, also those taken back, the newest first."""
    with register.reading() as session:
        return queries.rows(session, register.site_code)


def join(desk: Desk, keep: str, other: str, reason: str) -> str:
    """Make two records one person: ``other`` shows under ``keep``, found by both names. The joining's id.

    Nothing is lost: both records stay, the cases of both are shown together. Refusals: ``reason-empty``;
    ``no-such-villager``, ``joining-same``, ``already-joined``, ``two-numbers`` on ``keep`` or ``other``.
    """
    because = _reason(reason, "请写明凭什么认定是同一个人。")
    with desk.write() as work:
        kept, joined = _record(work.session, desk, keep, "keep"), _record(work.session, desk, other, "other")
        if kept.id == joined.id:
            raise Refusal("选的是同一条记录，没有合并。请选两条。", field="other", code="joining-same")
        if kept.id_number and joined.id_number and kept.id_number != joined.id_number:
            raise Refusal(
                "两条记录的身份证号不同，没有合并。请对照证件：号码登记错了先改正再合并。",
                field="other",
                code="two-numbers",
            )
        joined.joined_into = kept.id
        for name in (joined.name, *(joined.other_names or "").split()):
            add_other_name(kept, name)
        joining = work.add(
            Joining(
                kept_id=kept.id,
                other_id=joined.id,
                reason=because,
                by_agent=desk.actor.agent_id,
                at=desk.clock.now(),
            )
        )
        work.commit()
    return joining.id


def undo(desk: Desk, joining_id: str, reason: str) -> None:
    """Part the two again; names that came with the joining go with the other record.

    Refusals: ``reason-empty``; ``no-such-joining``, ``joining-undone`` on ``joining_id``.
    """
    because = _reason(reason, "请写明为什么分开。")
    with desk.write() as work:
        site_code = desk.register.site_code
        joining = queries.by_id(work.session, site_code, joining_id)
        if joining is None:
            raise Refusal("找不到这次合并。请重新选择。", field="joining_id", code="no-such-joining")
        if joining.undone_at is not None:
            raise Refusal("这次合并已经撤销过了，没有改动。", field="joining_id", code="joining-undone")
        kept, joined = work.get(Villager, joining.kept_id), work.get(Villager, joining.other_id)
        joining.undone_at, joining.undone_reason = desk.clock.now(), because
        if joined is not None:
            joined.joined_into = ""
        if kept is not None and joined is not None:
            theirs = {joined.name.replace(" ", "·"), *(joined.other_names or "").split()}
            theirs -= _names_before(work.session, joining, kept)
            kept.other_names = " ".join(name for name in kept.other_names.split() if name not in theirs)
        work.commit()


def _names_before(session: Session, joining: Joining, kept: Villager) -> set[str]:
    """The other names that the kept record had by itself, as the log has them."""
    for change in histories.changes(session, joining.site_code, [joining.kept_id]):
        if change.field == "other_names" and change.at >= joining.at:
            return set(str(change.old or "").split())
    return set(kept.other_names.split())


def _record(session: Session, desk: Desk, villager_id: str, field: str) -> Villager:
    villager = session.get(Villager, (desk.register.site_code, villager_id))
    if villager is None:
        raise Refusal("名单里找不到这位群众，没有合并。请重新查找。", field=field, code="no-such-villager")
    if villager.joined_into:
        kept = people.by_id(session, desk.register.site_code, villager_id)
        name = kept.name if kept is not None else ""
        raise Refusal(
            f"“{villager.name}”已经合并到“{name}”，没有改动。请用“{name}”那一条，或先撤销那次合并。",
            field=field,
            code="already-joined",
        )
    return villager


def _reason(typed: str, sentence: str) -> str:
    because = text.line(typed, field="reason", words="原因")
    if not because:
        raise Refusal(sentence, field="reason", code="reason-empty")
    return because
