"""A server that was put back takes into a site's feed again what it once signed and no longer has (design: sync 10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import Clock
from app.errors import Refusal
from app.models import feed, intake, journal, unread_lines, writers
from app.models.application import apply_here
from app.models.carried import CarriedRow, carriers_of, take_carried
from app.models.chain import ZERO, link
from app.models.intake import Incoming
from app.models.journal import NewLine
from app.models.lines import Line, decode, encode
from app.models.register import Register
from app.models.tables import JournalHead, JournalLine

ReplicaMarks = dict[str, tuple[int, bytes]]
"""PC → (its last received line, the chain there)."""


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """A line of the feed as the server once numbered it, and the feed's chain after it."""

    n: int
    replica_id: str
    raw: bytes
    hash: bytes


@dataclass(slots=True)
class TakenBack:
    """What became of the offered lines: in their old place, under a new number, here already, left aside.

    ``servers`` number their own lines; ``carriers`` bring lines of others, each with the server it speaks for.
    """

    as_before: int = 0
    renumbered: int = 0
    here_already: int = 0
    left: int = 0
    moved: ReplicaMarks = field(default_factory=dict)
    servers: frozenset[str] = frozenset()
    server_seqs: set[int] = field(default_factory=set)
    carriers: Mapping[str, str] = field(default_factory=dict)


def take_back(
    session: Session,
    register: Register,
    head: JournalHead,
    offered: Sequence[OfferedLine],
    replicas: ReplicaMarks,
    clock: Clock,
) -> TakenBack:
    """Take in ``offered`` lines, proved to be ours, in the caller's transaction; ``head`` is locked.

    Where nothing else has been written since, they come back in their very places: same number, same chain.
    Otherwise other PCs' lines are received as their next ones, and the server's own are written again under
    new numbers, once each, without what the server has said differently since. ``replicas`` are the marks
    of the PCs that wrote; those that moved are in the result.
    """
    apply_here(session, register, head, clock)
    taken = TakenBack(
        servers=frozenset(one[0] for one in writers.upper_servers(session)),
        carriers=carriers_of(session, head.site_code),
    )
    numbered = select(JournalLine.seq).where(
        JournalLine.site_code == head.site_code, JournalLine.replica_id.in_(taken.servers)
    )
    taken.server_seqs.update(session.scalars(numbered))
    rest = _not_here(session, head.site_code, offered, taken)
    if not rest:
        return taken
    if head.n == rest[0].n - 1 and link(head.hash, rest[0].replica_id, rest[0].raw) == rest[0].hash:
        _put_back(session, register, head, rest, replicas, clock, taken)
    else:
        for one in rest:
            _take_anew(session, register, head, one, replicas, clock, taken)
        apply_here(session, register, head, clock)
    return taken


def _not_here(
    session: Session, site_code: str, offered: Sequence[OfferedLine], taken: TakenBack
) -> Sequence[OfferedLine]:
    """The offered lines behind those that stand in the same place already."""
    query = select(JournalLine.n, JournalLine.hash).where(
        JournalLine.site_code == site_code,
        JournalLine.n >= offered[0].n,
        JournalLine.n <= offered[-1].n,
    )
    here = {row.n: row.hash for row in session.execute(query)}
    while taken.here_already < len(offered):
        one = offered[taken.here_already]
        if here.get(one.n) != one.hash:
            break
        taken.here_already += 1
    return offered[taken.here_already :]


def _put_back(
    session: Session,
    register: Register,
    head: JournalHead,
    lines: Sequence[OfferedLine],
    replicas: ReplicaMarks,
    clock: Clock,
    taken: TakenBack,
) -> None:
    """Byte for byte in their old places, folded as they once were, answered by the answers among them."""
    own = register.identity.replica_id
    new = [_new_line(one, own, replicas, taken) for one in lines]
    head.seq += sum(line.replica_id == own for line in new)
    numbers = journal.append(session, head, new)
    if register.numbers(head.site_code):
        _fold_as_before(session, register, head, numbers, new)
    else:
        _fold_followed(session, register, head, numbers, new, clock, taken)
    head.applied = head.n
    taken.as_before += len(new)


def _fold_as_before(
    session: Session, register: Register, head: JournalHead, numbers: Sequence[int], new: Sequence[NewLine]
) -> None:
    own = register.identity.replica_id
    incoming = [
        Incoming(n, line.replica_id, line.seq, line.raw) for n, line in zip(numbers, new, strict=True)
    ]
    rule = writers.of_server(session, own, register.site_code, head.site_code)
    outcomes = intake.fold_lines(session, head.site_code, incoming, rule)
    unread_lines.note_outcomes(session, head.site_code, outcomes)
    refused = [(one.incoming.n, one.code, one.error or one.field) for one in outcomes if one.code != "ok"]
    journal.note_results(session, head.site_code, refused)


def _fold_followed(
    session: Session,
    register: Register,
    head: JournalHead,
    numbers: Sequence[int],
    new: Sequence[NewLine],
    clock: Clock,
    taken: TakenBack,
) -> None:
    """At a district: what was carried here folds in its township's order, own lines on top."""
    site_code, own = head.site_code, register.identity.replica_id
    carried = [
        CarriedRow(n, line.replica_id, line.seq, line.raw)
        for n, line in zip(numbers, new, strict=True)
        if line.replica_id in taken.carriers
    ]
    take_carried(session, register, site_code, taken.carriers, carried, clock.now())
    rule = writers.of_server(session, own, register.site_code, site_code)
    feed.refold(session, site_code, {line.record_id for line in new if line.replica_id == own}, rule)


def _new_line(one: OfferedLine, own: str, replicas: ReplicaMarks, taken: TakenBack) -> NewLine:
    line = _readable(one.raw)
    if one.replica_id == own:
        return NewLine(own, one.n, line.t if line else "", line.rec if line else "", one.raw)
    if one.replica_id in taken.servers:
        return NewLine(
            one.replica_id,
            journal.free_seq(line.seq if line else one.n, taken.server_seqs),
            line.t[:16] if line else "",
            line.rec if line else "",
            one.raw,
        )
    last, chain = replicas.get(one.replica_id, (0, ZERO))
    replicas[one.replica_id] = taken.moved[one.replica_id] = (
        last + 1,
        link(chain, one.replica_id, one.raw),
    )
    return NewLine(one.replica_id, last + 1, line.t[:16] if line else "", line.rec if line else "", one.raw)


def _take_anew(
    session: Session,
    register: Register,
    head: JournalHead,
    one: OfferedLine,
    replicas: ReplicaMarks,
    clock: Clock,
    taken: TakenBack,
) -> None:
    line = _readable(one.raw)
    if one.replica_id in taken.carriers or (line is not None and one.replica_id in taken.servers):
        _carry_again(session, head, one, line, replicas, taken)
    elif line is None:  # it changed nothing; its PC sends it again by itself
        taken.left += 1
    elif one.replica_id == register.identity.replica_id:
        apply_here(session, register, head, clock)
        _say_again(session, register, head, line, taken)
    else:
        _receive_again(session, head, one, line, replicas, taken)


def _carry_again(
    session: Session,
    head: JournalHead,
    one: OfferedLine,
    line: Line | None,
    replicas: ReplicaMarks,
    taken: TakenBack,
) -> None:
    """A line of another server, or one that a lower server carried: once, behind what is here."""
    query = select(JournalLine.n).where(
        JournalLine.site_code == head.site_code,
        JournalLine.replica_id == one.replica_id,
        JournalLine.record_id == (line.rec if line is not None else ""),
        JournalLine.raw == one.raw,
    )
    if session.scalars(query.limit(1)).first() is not None:
        taken.here_already += 1
        return
    journal.append(session, head, [_new_line(one, "", replicas, taken)])
    taken.renumbered += 1


def _receive_again(
    session: Session,
    head: JournalHead,
    one: OfferedLine,
    line: Line,
    replicas: ReplicaMarks,
    taken: TakenBack,
) -> None:
    """The next line of its PC; one that stands here already is the same bytes, else the PC forked and is left."""
    last, _chain = replicas.get(one.replica_id, (0, ZERO))
    if line.seq <= last:
        query = select(JournalLine.raw).where(
            JournalLine.site_code == head.site_code,
            JournalLine.replica_id == one.replica_id,
            JournalLine.seq == line.seq,
        )
        is_here = session.scalars(query).one_or_none() == one.raw
        taken.here_already, taken.left = taken.here_already + is_here, taken.left + (not is_here)
        return
    if line.seq != last + 1:
        taken.left += 1
        return
    journal.append(session, head, [_new_line(one, "", replicas, taken)])
    taken.renumbered += 1


def _say_again(session: Session, register: Register, head: JournalHead, line: Line, taken: TakenBack) -> None:
    """The server's own line under its next number; answers to lines are given anew and not said again."""
    own = register.identity.replica_id
    if line.t == "line_result":
        taken.left += 1
        return
    if _is_said(session, head.site_code, own, line):
        taken.here_already += 1
        return
    newer = _said_since(session, head.site_code, own, line)
    kept = {name: value for name, value in line.f.items() if name not in newer}
    if not kept:
        taken.left += 1
        return
    n = head.n + 1
    raw = encode(msgspec.structs.replace(line, seq=n, f=kept))
    journal.append(session, head, [NewLine(own, n, line.t, line.rec, raw)])
    head.seq += 1
    rule = writers.of_server(session, own, register.site_code, head.site_code)
    if register.numbers(head.site_code):
        intake.fold_lines(session, head.site_code, [Incoming(n, own, n, raw)], rule)
    else:
        feed.refold(session, head.site_code, {line.rec}, rule)
    head.applied = head.n
    taken.renumbered += 1


def _said_since(session: Session, site_code: str, own: str, line: Line) -> set[str]:
    """Fields of the line's record that the server itself has written later, by its own logical clock."""
    query = select(JournalLine.raw).where(
        JournalLine.site_code == site_code,
        JournalLine.record_id == line.rec,
        JournalLine.replica_id == own,
    )
    said = (decode(raw) for raw in session.scalars(query))
    return {name for one in said if _stamp(one.hlc) > _stamp(line.hlc) for name in one.f}


def _stamp(hlc: str) -> tuple[int, ...]:
    return tuple(int(part) for part in hlc.split("."))


def _is_said(session: Session, site_code: str, own: str, line: Line) -> bool:
    query = select(JournalLine.raw).where(
        JournalLine.site_code == site_code,
        JournalLine.record_id == line.rec,
        JournalLine.replica_id == own,
    )
    return any(decode(raw).id == line.id for raw in session.scalars(query))


def _readable(raw: bytes) -> Line | None:
    try:
        return decode(raw)
    except Refusal:
        return None
