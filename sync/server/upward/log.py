"""A site's upward log at the township: numbered from 1, chained, each PC's lines behind that PC's mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.ids import new_replica_id
from app.models.chain import ZERO, link
from app.models.outbox import Outgoing, as_many_as_fit
from app.models.tables import FollowedRecord, JournalLine, OriginSeal, UpwardLine, UpwardSite
from app.models.upward_lines import Mark, Stop, UpwardWord, leaf, write
from sync.protocol.envelope import Header, read_header
from sync.server.tables import FormerKey, KnownReplica


@dataclass(frozen=True, slots=True)
class Chosen:
    """A line of the site's feed that goes up: its number, its writer, the writer's own number, how it is said."""

    n: int
    replica_id: str
    seq: int
    word: UpwardWord


def site_log(session: Session, site_code: str) -> UpwardSite:
    """The site's row, locked; made where the site never spoke upward."""
    query = select(UpwardSite).where(UpwardSite.site_code == site_code).with_for_update()
    found = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        session.add(UpwardSite(site_code=site_code, replica_id=new_replica_id(), hash=ZERO, feed_hash=ZERO))
        session.flush()
        found = session.scalars(query).one()
    return found


def append(session: Session, site: UpwardSite, chosen: Sequence[Chosen], servers: Collection[str]) -> None:
    """Write ``chosen`` behind the log's head, each PC's lines behind the mark that covers them.

    Marks stand in the order of the PC's own log: an entry that changes its keys goes before what the new key
    signed. A line of a PC that has signed nothing since (it came back from another PC after this server was put
    back) goes up all the same and waits there for its mark.
    """
    by_pc: dict[str, list[int]] = defaultdict(list)
    for one in chosen:
        if one.replica_id not in servers:
            by_pc[one.replica_id].append(one.seq)
    due = {pc: _marks(session, site.site_code, pc, seqs) for pc, seqs in by_pc.items()}
    covered: dict[str, list[Mark]] = defaultdict(list)
    for one in chosen:
        marks, written = due.get(one.replica_id, []), covered[one.replica_id]
        while marks and marks[0].from_seq <= one.seq:
            written.append(marks.pop(0))
            _write(session, site, 0, written[-1], proven=True)
        is_proven = any(mark.from_seq <= one.seq <= mark.to_seq for mark in written)
        _write(session, site, one.n, one.word, proven=is_proven or one.replica_id in servers)
    session.flush()


def say_stops(session: Session, site: UpwardSite) -> int:
    """Tell which PCs of the site were stopped, or let in again, since it was last told; how many words."""
    rows = session.scalars(
        select(KnownReplica).where(
            KnownReplica.site_code == site.site_code,
            KnownReplica.revoked.is_(True) | KnownReplica.stopped_above.is_not(None),
        )
    ).all()
    count = 0
    for pc in rows:
        if pc.revoked and pc.stopped_above is None:
            pc.stopped_above = pc.last_seq
        elif not pc.revoked:
            pc.stopped_above = None
        else:
            continue
        _write(session, site, 0, Stop(pc.replica_id, pc.stopped_above), proven=True)
        count += 1
    session.flush()
    return count


def begin_anew(session: Session, site: UpwardSite) -> None:
    """The log of another identity, from nothing; first what was told of stopped PCs in the one before."""
    for table in (UpwardLine, FollowedRecord):
        session.execute(delete(table).where(table.site_code == site.site_code))
    site.replica_id, site.introduced = new_replica_id(), False
    site.seq, site.hash, site.looked_n = 0, ZERO, 0
    site.acked_seq = site.applied_seq = 0
    site.digest_n, site.digest_ok = 0, None
    told = KnownReplica.stopped_above.is_not(None)
    for pc in session.scalars(select(KnownReplica).where(KnownReplica.site_code == site.site_code, told)):
        _write(session, site, 0, Stop(pc.replica_id, pc.stopped_above), proven=True)


def prove_later(session: Session, site: UpwardSite) -> int:
    """Marks that have become possible for lines that went up without; how many lines they prove."""
    waiting = session.scalars(
        select(UpwardLine).where(UpwardLine.site_code == site.site_code, UpwardLine.proven.is_(False))
    ).all()
    if not waiting:
        return 0
    rows = session.execute(
        select(JournalLine.n, JournalLine.replica_id, JournalLine.seq).where(
            JournalLine.site_code == site.site_code, JournalLine.n.in_([line.n for line in waiting])
        )
    )
    where = {n: (replica_id, seq) for n, replica_id, seq in rows}
    count = 0
    for replica_id in {replica_id for replica_id, _seq in where.values()}:
        seqs = [seq for writer, seq in where.values() if writer == replica_id]
        for mark in _marks(session, site.site_code, replica_id, seqs):
            _write(session, site, 0, mark, proven=True)
            for line in waiting:
                writer, seq = where[line.n]
                if writer == replica_id and mark.from_seq <= seq <= mark.to_seq:
                    line.proven, count = True, count + 1
    session.flush()
    return count


def next_lines(
    session: Session, site: UpwardSite, *, max_lines: int, max_bytes: int, after: int | None = None
) -> Outgoing | None:
    """The lines behind ``after``, by default what was acknowledged; None where that is not a point of this log."""
    begun = site.acked_seq if after is None else after
    prev = hash_at(session, site, begun)
    if prev is None:
        return None
    rows = session.execute(
        select(UpwardLine.raw, UpwardLine.hash)
        .where(UpwardLine.site_code == site.site_code, UpwardLine.seq > begun)
        .order_by(UpwardLine.seq)
        .limit(max_lines)
    )
    return as_many_as_fit(((raw, chain) for raw, chain in rows), begun, prev, max_bytes)


def hash_at(session: Session, site: UpwardSite, seq: int) -> bytes | None:
    """The log's chain after line ``seq``, None behind its end."""
    if seq == 0:
        return ZERO
    row = session.get(UpwardLine, (site.site_code, seq))
    return row.hash if row is not None else None


def lines_of(session: Session, site_code: str, from_seq: int, to_seq: int) -> list[bytes]:
    """Our own lines of the log, as they went up."""
    query = select(UpwardLine.raw).where(
        UpwardLine.site_code == site_code, UpwardLine.seq >= from_seq, UpwardLine.seq <= to_seq
    )
    return list(session.scalars(query.order_by(UpwardLine.seq)))


def _write(session: Session, site: UpwardSite, n: int, word: UpwardWord, *, proven: bool) -> None:
    raw = write(word)
    site.seq, site.hash = site.seq + 1, link(site.hash, site.replica_id, raw)
    session.add(
        UpwardLine(site_code=site.site_code, seq=site.seq, n=n, raw=raw, hash=site.hash, proven=proven)
    )


def _marks(session: Session, site_code: str, replica_id: str, seqs: Iterable[int]) -> list[Mark]:
    """The PC's signed heads that cover these lines, each with the hashes from the head before it."""
    wanted, marks = sorted(seqs), []
    mine = OriginSeal.replica_id == replica_id
    first = select(func.max(OriginSeal.to_seq)).where(mine, OriginSeal.to_seq < wanted[0])
    from_seal = session.scalar(first) or 0
    query = select(OriginSeal.to_seq, OriginSeal.seal).where(mine, OriginSeal.to_seq >= from_seal)
    before, start = 0, ZERO
    for to_seq, seal in session.execute(query.order_by(OriginSeal.to_seq)).all():
        header = read_header(seal)
        if any(before < seq <= to_seq for seq in wanted):
            mark = _mark(session, site_code, header, seal, before, start)
            if mark is not None:
                marks.append(mark)
        before, start = to_seq, header.head_hash
    return marks


def _mark(
    session: Session, site_code: str, header: Header, seal: bytes, before: int, start: bytes
) -> Mark | None:
    query = select(JournalLine.raw).where(
        JournalLine.site_code == site_code,
        JournalLine.replica_id == header.sender,
        JournalLine.seq > before,
        JournalLine.seq <= header.to_seq,
    )
    raws = session.scalars(query.order_by(JournalLine.seq)).all()
    leaves = b"".join(leaf(header.sender, raw) for raw in raws)
    key = _key_at(session, header.sender, header.to_seq)
    if not key or len(raws) != header.to_seq - before:
        return None
    mark = Mark(header.sender, key, before + 1, seal, start, leaves)
    return mark if mark.head == header.head_hash else None


def _key_at(session: Session, replica_id: str, seq: int) -> str:
    """The public key that the PC had when it wrote line ``seq``."""
    former = session.scalars(
        select(FormerKey.signing_public)
        .where(FormerKey.replica_id == replica_id, FormerKey.until_seq >= seq)
        .order_by(FormerKey.until_seq)
        .limit(1)
    ).one_or_none()
    known = session.get(KnownReplica, replica_id)
    return former or (known.signing_public if known else "")
