"""The administrator's decision over one batch in quarantine: look at it, or take it in after all (sync 9.5)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.domain import text
from app.errors import Refusal
from app.models.application import apply_received
from app.models.lines import decode
from sync.protocol.codes import EnvelopeRefused, refusal_for
from sync.protocol.envelope import Header, Opened, unseal
from sync.server import incidents, quarantine, room_keys
from sync.server.quarantine import AUTHENTIC, Kept
from sync.server.receipt import receive
from sync.server.tables import KnownReplica
from sync.server.township import Township


@dataclass(frozen=True, slots=True)
class Content:
    """What a batch holds, in counts: lines by record type, ``unreadable`` of them; nobody's data."""

    kept: Kept
    lines: int
    by_type: dict[str, int]
    unreadable: int


def listed(township: Township) -> tuple[Kept, ...]:
    """Everything in quarantine, the newest first."""
    return quarantine.listed(township.register.home, township.secret(b"quarantine"))


def show(township: Township, tag: str) -> Content:
    """One batch opened; Refusals ``no-such-batch``, and the word under which it cannot be opened."""
    kept = quarantine.named(township.register.home, township.secret(b"quarantine"), tag)
    opened = _opened(township, kept)
    types: Counter[str] = Counter()
    unreadable = 0
    for raw in opened.lines:
        try:
            types[decode(raw).t] += 1
        except Refusal:
            unreadable += 1
    return Content(kept, len(opened.lines), dict(types), unreadable)


def take_in(township: Township, tag: str) -> int:
    """Receive and apply a batch that a revoked PC sent, by the administrator's decision; how many lines were new.

    The PC stays revoked. Refusals: ``no-such-batch``; ``not-authentic`` for a batch that is not proved to be the
    PC's own; ``gap`` where an earlier batch must be taken in first, ``forked``.
    """
    kept = quarantine.named(township.register.home, township.secret(b"quarantine"), tag)
    if kept.code != AUTHENTIC:
        raise Refusal("这一批不能证明是那台电脑写的，不能读入；文件仍然保留。", code="not-authentic")
    wire = quarantine.read_back(kept.place, township.secret(b"quarantine"))
    with township.register.writing() as session:
        before = session.get_one(KnownReplica, kept.replica_id).last_seq
        try:
            received = receive(session, township, wire, by_decision=True)
        except EnvelopeRefused as refused:
            raise refusal_for(refused.code) from refused
        if received.code == "gap":
            raise Refusal(
                f"前面还缺第 {before + 1} 到 {received.header.from_seq - 1} 条，请先读入那一批。没有改动。",
                code="gap",
            )
        if received.code != "ok":
            raise refusal_for(received.code)
        new = received.last_seq - before
        session.get_one(KnownReplica, kept.replica_id).stopped_above = None  # the district counts them, too
        site_code = received.header.site_code
        incidents.note(
            session,
            township.clock,
            "taken-in",
            site_code=site_code,
            replica_id=kept.replica_id,
            lines=new,
            tag=kept.tag,
        )
        session.commit()
    apply_received(township.register, site_code, township.clock)
    kept.place.unlink(missing_ok=True)
    return new


def decline(township: Township, tag: str, reason: str) -> Kept:
    """Decide that a batch is not taken in: it is asked about no more, its file stays beside the register.

    Refusals: ``no-such-batch``, ``reason``.
    """
    kept = quarantine.named(township.register.home, township.secret(b"quarantine"), tag)
    said = text.line(reason, field="reason", words="不读入的原因")
    if not said:
        raise Refusal("请写明为什么不读入这一批。没有改动。", field="reason", code="reason")
    with township.register.writing() as session:
        incidents.note(
            session,
            township.clock,
            "declined",
            site_code=kept.header.site_code if kept.header else "",
            replica_id=kept.replica_id,
            reason=said,
            tag=kept.tag,
        )
        session.commit()
    kept.place.rename(kept.place.with_suffix(quarantine.DECLINED))
    return kept


def _opened(township: Township, kept: Kept) -> Opened:
    wire = quarantine.read_back(kept.place, township.secret(b"quarantine"))

    def find_key(header: Header) -> bytes:
        with township.register.reading() as session:
            return room_keys.key_for(session, session.get_one(KnownReplica, kept.replica_id), header, wire)

    try:
        return unseal(wire, find_key, receiving=township.register.keys.openers)
    except EnvelopeRefused as refused:
        raise refusal_for(refused.code) from refused
