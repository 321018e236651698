"""Proof that the tables are what the logs say: every chain unbroken, every record equal to its fold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import Refusal
from app.models import feed, writers
from app.models.base import Replicated, wire_value
from app.models.chain import ZERO, link
from app.models.fold import Folded, fold_onto
from app.models.intake import WriterOf
from app.models.register import Register
from app.models.schemas import read
from app.models.tables import RECORD_TYPES, JournalHead, JournalLine, ReceivedLine, SyncState
from app.models.upward_lines import leaf

SHOWN = 20
"""How many differences are named before only their count is given."""

Key = tuple[str, str]
"""(record type, record id)"""


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """``problems`` say in words where log and tables part, without personal data."""

    ok: bool
    entries: int
    records: int
    problems: tuple[str, ...]


def verify(register: Register) -> VerifyReport:
    """Walk both logs of every site, fold them, and compare with the tables row by row."""
    entries = records = 0
    problems: list[str] = []
    with register.reading() as session:
        for site_code in session.scalars(select(JournalHead.site_code).order_by(JournalHead.site_code)):
            entries += _count(session, site_code)
            problems += _broken_links(session, register, site_code)
            folded = _fold_site(session, register, site_code)
            records += len(folded)
            problems += _differences(session, site_code, folded)
    return VerifyReport(not problems, entries, records, tuple(problems))


def _count(session: Session, site_code: str) -> int:
    written = session.scalar(
        select(func.count()).select_from(JournalLine).where(JournalLine.site_code == site_code)
    )
    foreign = session.scalar(
        select(func.count())
        .select_from(ReceivedLine)
        .where(ReceivedLine.site_code == site_code, ReceivedLine.raw.is_not(None))
    )
    return (written or 0) + (foreign or 0)


def _broken_links(session: Session, register: Register, site_code: str) -> list[str]:
    """Where the chain of either log does not fit its lines; a room's chain restarts with each identity."""
    broken = _broken_journal(session, site_code, restarts=not register.keeps_feed)
    if register.keeps_feed and not register.numbers(site_code):
        return broken + _broken_carried(session, site_code)
    return broken + _broken_feed(session, site_code)


def _broken_carried(session: Session, site_code: str) -> list[str]:
    """Lines that a township carried: each has its own hash; their chain is that of the log they came in."""
    return [
        f"乡镇转来的第{row.n}行被改动过"
        for row in session.scalars(select(ReceivedLine).where(ReceivedLine.site_code == site_code))
        if row.raw is not None and leaf(row.replica_id, row.raw) != row.hash
    ]


def _broken_journal(session: Session, site_code: str, *, restarts: bool) -> list[str]:
    prev, expected, writer = ZERO, 1, ""
    table = JournalLine.__table__
    rows = session.execute(
        select(table.c.n, table.c.replica_id, table.c.raw, table.c.hash)
        .where(table.c.site_code == site_code)
        .order_by(table.c.n)
        .execution_options(yield_per=1000)
    )
    for n, replica_id, raw, stored in rows:
        if n != expected:
            return [f"本机日志在第{expected}行处缺了一段"]
        if restarts and replica_id != writer:
            prev = ZERO
        if not isinstance(raw, bytes) or link(prev, replica_id, raw) != stored:
            return [f"本机日志第{n}行被改动过"]
        prev, expected, writer = stored, n + 1, replica_id
    head = session.get_one(JournalHead, site_code)
    return [] if head.n == expected - 1 and head.hash == prev else [f"本机日志末尾少了{head.n}行之前的内容"]


def _broken_feed(session: Session, site_code: str) -> list[str]:
    prev, expected = ZERO, 1
    received, journal = ReceivedLine.__table__, JournalLine.__table__
    rows = session.execute(
        select(
            received.c.n,
            received.c.replica_id,
            func.coalesce(received.c.raw, journal.c.raw),
            received.c.hash,
        )
        .join_from(
            received,
            journal,
            (journal.c.site_code == received.c.site_code)
            & (journal.c.replica_id == received.c.replica_id)
            & (journal.c.seq == received.c.seq),
            isouter=True,
        )
        .where(received.c.site_code == site_code)
        .order_by(received.c.n)
        .execution_options(yield_per=1000)
    )
    for n, replica_id, raw, stored in rows:
        if n != expected or not isinstance(raw, bytes) or link(prev, replica_id, raw) != stored:
            return [f"镇里发来的第{expected}行缺少或被改动过"]
        prev, expected = stored, n + 1
    return []


def _fold_site(session: Session, register: Register, site_code: str) -> dict[Key, Folded]:
    folded: dict[Key, Folded] = {}

    def has_case(case_id: str) -> bool:
        return ("case", case_id) in folded

    for n, replica_id, raw, writer_of in _lines_in_order(session, register, site_code):
        try:
            line = read(raw)
        except (Refusal, TypeError):  # no line, or text where bytes belong: the chain has said so
            continue
        key, writer = (line.t, line.rec), writer_of(replica_id) if writer_of else None
        record = fold_onto(folded.get(key), line, n, writer, has_case)
        if record is not None:
            folded[key] = record
    return folded


def _lines_in_order(
    session: Session, register: Register, site_code: str
) -> Iterator[tuple[int, str, bytes, WriterOf | None]]:
    if register.numbers(site_code):
        own = register.identity.replica_id
        rule = writers.of_server(session, own, register.site_code, site_code)
        head = session.get_one(JournalHead, site_code)
        table = JournalLine.__table__
        rows = session.execute(
            select(table.c.n, table.c.replica_id, table.c.raw)
            .where(table.c.site_code == site_code, (table.c.n <= head.applied) | (table.c.replica_id == own))
            .order_by(table.c.n)
            .execution_options(yield_per=1000)
        )
        for n, replica_id, raw in rows:
            yield n, replica_id, raw, rule
        return
    if register.keeps_feed:
        yield from _lines_as_followed(session, register, site_code)
        return
    state = session.get(SyncState, feed.TOWNSHIP)
    if state is not None:
        rule = writers.of_room(session, register.identity.replica_id, state.server_replica_id)
        for n, replica_id, raw in feed.received_lines(session, site_code):
            yield n, replica_id, raw, rule
    for line in session.scalars(feed.unsent(site_code)):
        yield 0, line.replica_id, line.raw, None


def _lines_as_followed(
    session: Session, register: Register, site_code: str
) -> Iterator[tuple[int, str, bytes, WriterOf | None]]:
    """At a district: what a township carried here in the township's order, own unnumbered lines on top."""
    own = register.identity.replica_id
    rule = writers.of_server(session, own, register.site_code, site_code)
    for n, replica_id, raw in feed.received_lines(session, site_code):
        yield n, replica_id, raw, rule
    for line in session.scalars(feed.unsent(site_code).where(JournalLine.replica_id == own)):
        yield 0, line.replica_id, line.raw, None


def _differences(session: Session, site_code: str, folded: dict[Key, Folded]) -> list[str]:
    found: list[str] = []
    for record_type, model in RECORD_TYPES.items():
        expected = {rec: one.values for (kind, rec), one in folded.items() if kind == record_type}
        found += _differences_of(session, site_code, model, expected)
    if len(found) > SHOWN:
        return [*found[:SHOWN], f"另有{len(found) - SHOWN}处不一致"]
    return found


def _differences_of(
    session: Session, site_code: str, model: type[Replicated], expected: dict[str, dict[str, Any]]
) -> list[str]:
    found: list[str] = []
    table = model.__table__
    rows = session.execute(
        select(table).where(table.c.site_code == site_code).execution_options(yield_per=1000)
    )
    for row in rows:
        values = expected.pop(row.id, None)
        if values is None:
            found.append(f"{model.record_type} {row.id}：表里有，日志里没有")
            continue
        wrong = [name for name in model.field_names() if wire_value(getattr(row, name)) != values[name]]
        if wrong:
            found.append(f"{model.record_type} {row.id}：{'、'.join(wrong)}与日志不一致")
    found += [f"{model.record_type} {record_id}：日志里有，表里没有" for record_id in expected]
    return found
