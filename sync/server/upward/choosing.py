"""What goes up to the district: sites, figures, and whole cases once they were escalated; nothing else (design: sync 1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Row, or_, select
from sqlalchemy.orm import Session

from app.domain.cases import CaseEventKind
from app.errors import Refusal
from app.models.lines import Line
from app.models.schemas import read as read_line
from app.models.tables import (
    RECORD_TYPES,
    Correction,
    FollowedRecord,
    JournalHead,
    JournalLine,
    LineResult,
    RecordDigest,
    UpwardSite,
)
from app.models.tables.after import BACKUP
from app.models.upward_lines import CarriedLine, NumberedLine
from sync.server.upward.log import Chosen, append, prove_later, say_stops, site_log

LOOKED_AT_ONCE = 2_000
PUBLIC = frozenset({"site", "slip_key", "sent_report", "working_year"})
"""Of every site: what it is called, the public keys of its slips, its figures, its working days.

Of the township itself also when its server made a backup.
"""
PARTS = (
    *("case_event", "material", "paper_print", "attachment", "slip_part", "task", "seal_request"),
    "fee_passed",
)
"""What a case consists of, beside itself, the one it is for, and the catalogue it was accepted under."""
NAMED_BY_A_CASE = ("villager_id", "organisation_id", "mandate_id", "catalogue_id")
NAMED_BY_A_MANDATE = ("villager_id", "organisation_id")
JUDGEMENTS = frozenset({"line_result", "correction"})

FeedRow = Row[tuple[int, str, int, str, str, bytes]]


@dataclass(slots=True)
class _Looking:
    session: Session
    site_code: str
    own_id: str
    district_id: str
    followed: set[str]
    chosen: dict[int, Chosen] = field(default_factory=dict)
    fresh: list[str] = field(default_factory=list)

    def look(self, row: FeedRow) -> None:
        line = _readable(row.raw)
        if row.replica_id == self.district_id:
            seq = line.seq if line else row.seq
            self.chosen[row.n] = Chosen(row.n, row.replica_id, seq, NumberedLine(row.n, seq))
            return
        if line is None:
            return
        if self._follows(row, line):
            self._choose(row)
            self._follow_named(line, row.n)
        if self._goes_above(row, line):
            self._follow_case(str(line.f.get("case_id", "")), row.n)

    def _follows(self, row: FeedRow, line: Line) -> bool:
        """Whether the line is of a record that goes up, which it may be the first line of."""
        if line.t in PUBLIC or line.rec in self.followed:
            return True
        is_part = line.t in PARTS and line.f.get("case_id") in self.followed
        is_answer = line.t in JUDGEMENTS and (
            line.f.get("target_id") in self.followed or line.f.get("replica_id") == self.district_id
        )
        is_due = is_part or is_answer or self._is_own_backup(row, line)
        if is_due:
            self._follow(line.rec, row.n)
        return is_due

    def _is_own_backup(self, row: FeedRow, line: Line) -> bool:
        """That this township's server made a backup; its rooms' backups are its own care."""
        return row.replica_id == self.own_id and line.t == "made" and line.f.get("what") == BACKUP

    def _goes_above(self, row: FeedRow, line: Line) -> bool:
        """The township's own step by which it sends a case on."""
        is_step = line.t == "case_event" and line.f.get("event") == CaseEventKind.ESCALATED
        return is_step and row.replica_id == self.own_id

    def _follow_case(self, case_id: str, upto: int) -> None:
        if not case_id or case_id in self.followed:
            return
        self._follow(case_id, upto)
        targets = {case_id}
        for record_type in PARTS:
            table = RECORD_TYPES[record_type].__table__.c
            query = select(table.id).where(table.site_code == self.site_code, table.case_id == case_id)
            targets |= set(self.session.scalars(query))
        for record_id in targets:
            self._follow(record_id, upto)
        for model in (LineResult, Correction):
            query = select(model.id).where(model.site_code == self.site_code, model.target_id.in_(targets))
            for record_id in self.session.scalars(query):
                self._follow(record_id, upto)

    def _follow(self, record_id: str, upto: int) -> None:
        """From now on every line of this record goes up, and all that were written before."""
        if record_id in self.followed:
            return
        self.followed.add(record_id)
        self.fresh.append(record_id)
        query = _feed(self.site_code).where(JournalLine.record_id == record_id, JournalLine.n <= upto)
        for row in self.session.execute(query).all():
            self._choose(row)
            line = _readable(row.raw)
            if line is not None:
                self._follow_named(line, upto)

    def _follow_named(self, line: Line, upto: int) -> None:
        named = {"case": NAMED_BY_A_CASE, "mandate": NAMED_BY_A_MANDATE}.get(line.t, ())
        for name in named:
            record_id = line.f.get(name)
            if isinstance(record_id, str) and record_id:
                self._follow(record_id, upto)

    def _choose(self, row: FeedRow) -> None:
        word = CarriedLine(row.n, row.replica_id, row.raw)
        if row.replica_id == self.district_id:
            return
        self.chosen[row.n] = Chosen(row.n, row.replica_id, row.seq, word)


def bring_up_to_date(session: Session, own_id: str, district_id: str, site_code: str) -> UpwardSite:
    """Whatever has become due goes into the site's upward log; its row, locked."""
    site = site_log(session, site_code)
    look_through(session, own_id, district_id, site)
    prove_later(session, site)
    say_stops(session, site)
    return site


def look_through(session: Session, own_id: str, district_id: str, site: UpwardSite) -> int:
    """Put what has become due since the last look into the site's upward log; how many lines.

    ``site`` is locked by the caller. Only lines that stand in the tables are looked at.
    """
    head = session.get(JournalHead, site.site_code)
    if head is None:
        return 0
    known = select(FollowedRecord.record_id).where(FollowedRecord.site_code == site.site_code)
    followed, count = set(session.scalars(known)), 0
    while site.looked_n < head.applied:
        rows = session.execute(
            _feed(site.site_code)
            .where(JournalLine.n > site.looked_n, JournalLine.n <= head.applied)
            .limit(LOOKED_AT_ONCE)
        ).all()
        looking = _Looking(session, site.site_code, own_id, district_id, followed)
        for row in rows:
            looking.look(row)
        count += _keep(session, own_id, site, looking)
        site.looked_n = rows[-1].n
    return count


def _keep(session: Session, own_id: str, site: UpwardSite, looking: _Looking) -> int:
    session.add_all(
        FollowedRecord(site_code=site.site_code, record_id=record_id) for record_id in looking.fresh
    )
    chosen: Sequence[Chosen] = [looking.chosen[n] for n in sorted(looking.chosen)]
    append(session, site, chosen, servers={own_id, looking.district_id})
    session.flush()
    return len(chosen)


def _feed(site_code: str):  # type: ignore[no-untyped-def]
    return (
        select(
            JournalLine.n,
            JournalLine.replica_id,
            JournalLine.seq,
            JournalLine.record_type,
            JournalLine.record_id,
            JournalLine.raw,
        )
        .where(JournalLine.site_code == site_code)
        .order_by(JournalLine.n)
    )


def _readable(raw: bytes) -> Line | None:
    try:
        return read_line(raw)
    except Refusal:
        return None


def lines_of(session: Session, district_id: str, site_code: str, record_ids: Sequence[str]) -> list[Chosen]:
    """Every line of these records in feed order, and they are followed from now on."""
    known = set(
        session.scalars(
            select(FollowedRecord.record_id).where(
                FollowedRecord.site_code == site_code, FollowedRecord.record_id.in_(record_ids)
            )
        )
    )
    rows = session.execute(_feed(site_code).where(JournalLine.record_id.in_(record_ids))).all()
    ours = {row.record_id for row in rows if row.record_type not in PUBLIC and row.replica_id != district_id}
    session.add_all(FollowedRecord(site_code=site_code, record_id=one) for one in sorted(ours - known))
    chosen = []
    for row in rows:
        if row.replica_id == district_id:
            line = _readable(row.raw)
            seq = line.seq if line else row.seq
            chosen.append(Chosen(row.n, row.replica_id, seq, NumberedLine(row.n, seq)))
        else:
            word = CarriedLine(row.n, row.replica_id, row.raw)
            chosen.append(Chosen(row.n, row.replica_id, row.seq, word))
    return chosen


def going_up(district_id: str, site_code: str) -> ColumnElement[bool]:
    """Of a site's counted records those that the district holds, too."""
    followed = select(FollowedRecord.record_id).where(FollowedRecord.site_code == site_code)
    of_district = select(JournalLine.record_id).where(
        JournalLine.site_code == site_code, JournalLine.replica_id == district_id
    )
    return or_(
        RecordDigest.record_type.in_(PUBLIC),
        RecordDigest.record_id.in_(followed),
        RecordDigest.record_id.in_(of_district),
    )
