"""The two chained logs and the marks that say how far each has come (design: sync 2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Instant

REISSUED = "reissued"
"""The result of an old line whose content stands in a newer line of the same journal (a restored register)."""


class JournalLine(Base):
    """A line of this register's own log: at a room what was written here, at a server the site's feed.

    ``n`` is the order in this log, ``seq`` the writer's own number; ``hash`` the chain up to here.
    """

    __tablename__ = "journal"
    __table_args__ = (
        UniqueConstraint("site_code", "replica_id", "seq"),
        Index("ix_journal_site_code_record_id", "site_code", "record_id"),
    )

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    replica_id: Mapped[str] = mapped_column(String(32))
    seq: Mapped[int] = mapped_column(BigInteger)
    record_type: Mapped[str] = mapped_column(String(16))
    record_id: Mapped[str] = mapped_column(String(32))
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    result: Mapped[str] = mapped_column(String(16), default="ok")
    error: Mapped[str] = mapped_column(Text, default="")


class JournalHead(Base):
    """Where a site's log stands: one counter row a site, moved in the writing transaction.

    ``applied`` is the last ``n`` folded into the tables; at a room always ``n``.
    """

    __tablename__ = "journal_head"

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger, default=0)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    replica_id: Mapped[str] = mapped_column(String(32))
    seq: Mapped[int] = mapped_column(BigInteger, default=0)
    applied: Mapped[int] = mapped_column(BigInteger, default=0)
    hlc: Mapped[str] = mapped_column(String(24), default="0.0")


class ReceivedLine(Base):
    """A feed line as it came; ``raw`` is None for a line of our own, which stands in the journal."""

    __tablename__ = "received"
    # With the site: the planner prefers it to the primary key's first column even where it knows no counts.
    __table_args__ = (Index("ix_received_site_code_record_id", "site_code", "record_id"),)

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    replica_id: Mapped[str] = mapped_column(String(32))
    seq: Mapped[int] = mapped_column(BigInteger)
    record_type: Mapped[str] = mapped_column(String(16))
    record_id: Mapped[str] = mapped_column(String(32))
    raw: Mapped[bytes | None] = mapped_column(LargeBinary, nullable=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class RecordMark(Base):
    """Who last wrote each field of a record, by feed number: what decides who was late (design: sync 8).

    ``marks`` maps a field, or ``*`` for the whole record at its making, to [feed n, replica].
    """

    __tablename__ = "record_mark"

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    marks: Mapped[dict[str, Any]] = mapped_column(JSON)


class SyncState(Base):
    """How far this register and its township have come; one row, written with the lines it speaks of.

    ``server_changes``: how the township came from the key this register was enrolled with to the one it has now
    (``sync.protocol.key_changes``). ``digest_ok``: whether both held the same records when last compared, at feed number ``digest_n``.
    """

    __tablename__ = "sync_state"

    peer: Mapped[str] = mapped_column(String(16), primary_key=True)
    url: Mapped[str] = mapped_column(Text, default="")
    name: Mapped[str] = mapped_column(Text, default="")
    certificate_pin: Mapped[str] = mapped_column(String(64), default="")
    server_replica_id: Mapped[str] = mapped_column(String(32), default="")
    server_public_key: Mapped[str] = mapped_column(String(64), default="")
    server_receiving_key: Mapped[str] = mapped_column(String(64), default="")
    server_changes: Mapped[str] = mapped_column(Text, default="")
    epoch: Mapped[str] = mapped_column(String(32), default="")
    acked_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    applied_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    feed_n: Mapped[int] = mapped_column(BigInteger, default=0)
    feed_hash: Mapped[bytes] = mapped_column(LargeBinary(32), default=bytes(32))
    server_offset_ms: Mapped[int] = mapped_column(BigInteger, default=0)
    last_contact: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    digest_ok: Mapped[bool | None] = mapped_column(Boolean, nullable=True)
    digest_n: Mapped[int] = mapped_column(BigInteger, default=0)
