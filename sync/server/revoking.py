"""Which PCs may send: listing them, revoking one that was lost, and letting it in again (design: sync 9.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import text
from app.domain.divisions import full_code
from app.errors import Refusal
from app.models.tables import Carrier
from sync.server import incidents, pc_locks, quarantine
from sync.server.tables import KnownReplica
from sync.server.township import Township

STOPPED_BEFORE = "备份恢复以前已停用（据区县的记录）"


@dataclass(frozen=True, slots=True)
class PcStanding:
    """One enrolled PC: whose it is, how far it has come, and what of it waits for a decision."""

    replica_id: str
    site_code: str
    pc_code: str
    entries: int
    enrolled_at: datetime
    last_contact: datetime | None
    revoked_at: datetime | None
    revoked_reason: str
    succeeded_by: str
    quarantined: int

    @property
    def name(self) -> str:
        """How a PC is named to people and commands: its site and its code."""
        return f"{self.site_code}-{self.pc_code}"


def standings(township: Township) -> tuple[PcStanding, ...]:
    """Every PC that was ever enrolled, by site and code."""
    waiting = quarantine.counts(township.register.home)
    with township.register.reading() as session:
        query = select(KnownReplica).order_by(KnownReplica.site_code, KnownReplica.pc_code)
        return tuple(_standing(row, waiting.get(row.replica_id, 0)) for row in session.scalars(query))


def revoke(township: Township, name: str, reason: str) -> PcStanding:
    """From now on what this PC sends is kept aside and not taken in; returns it.

    ``name`` is ``<site>-<PC code>`` or the PC's id. Refusals: ``no-such-pc``, ``reason``.
    """
    reason = text.line(reason, field="reason", words="停用原因")
    if not reason:
        raise Refusal("请写明停用的原因，如“电脑被盗”。", field="reason", code="reason")
    with township.register.writing() as session:
        replica = named(session, name)
        if not replica.revoked:
            replica.revoked, replica.revoked_at = True, township.clock.now()
            replica.revoked_reason = reason
            _note(session, township, "revoked", replica, reason)
        session.commit()
        return _standing(replica, 0)


def admit(township: Township, name: str, reason: str) -> PcStanding:
    """Let a revoked PC send again. Refusals: ``no-such-pc``, ``succeeded`` (it became another PC)."""
    with township.register.writing() as session:
        replica = named(session, name)
        if replica.succeeded_by:
            raise Refusal("这台电脑已换成新的身份，不能恢复旧的。没有改动。", code="succeeded")
        if replica.revoked:
            replica.revoked, replica.revoked_at, replica.revoked_reason = False, None, ""
            _note(session, township, "admitted", replica, reason)
        session.commit()
        return _standing(replica, 0)


def stop_again(session: Session, township: Township, stopped: Mapping[str, int]) -> None:
    """PCs that this server, before it was put back, had told its district to be stopped; they are so again."""
    for replica_id, replica in pc_locks.locked(session, stopped).items():
        if replica.revoked or not replica.signing_public:
            continue
        replica.revoked, replica.revoked_at = True, township.clock.now()
        replica.revoked_reason, replica.stopped_above = STOPPED_BEFORE, stopped[replica_id]
        _note(session, township, "revoked", replica, STOPPED_BEFORE)


def is_revoked(session: Session, replica: KnownReplica) -> bool:
    """Whether it may not send; a lower server that is revoked speaks for none of its sites any more."""
    carrier = session.get(Carrier, replica.replica_id)
    server = session.get(KnownReplica, carrier.server_id) if carrier else None
    return replica.revoked or (server is not None and server.revoked)


def named(session: Session, name: str) -> KnownReplica:
    """The PC called ``<site>-<PC code>`` or by its id; Refusal ``no-such-pc``."""
    site, _dash, pc_code = name.strip().rpartition("-")
    query = select(KnownReplica).where(KnownReplica.replica_id == name.strip().lower())
    if site:
        query = select(KnownReplica).where(
            KnownReplica.site_code == full_code(site), KnownReplica.pc_code == pc_code.upper()
        )
    found = session.scalars(query.with_for_update()).all()
    if len(found) != 1:
        raise Refusal("没有这台电脑。请先用 replicas 查看，再照抄它的名称。", field="pc", code="no-such-pc")
    return found[0]


def _note(session: Session, township: Township, kind: str, replica: KnownReplica, reason: str) -> None:
    incidents.note(
        session,
        township.clock,
        kind,
        site_code=replica.site_code,
        replica_id=replica.replica_id,
        reason=reason,
    )


def _standing(row: KnownReplica, waiting: int) -> PcStanding:
    return PcStanding(
        row.replica_id,
        row.site_code,
        row.pc_code,
        row.last_seq,
        row.enrolled_at,
        row.last_contact,
        row.revoked_at,
        row.revoked_reason,
        row.succeeded_by,
        waiting,
    )
