"""What registers need to agree again: signed heads, lines set aside or not yet readable, digests of the records."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Instant


class FeedSeal(Base):
    """A signed head of the township's feed as this room received it: the township's own proof that it said so.

    ``seal`` is the header and signature of the answer that brought the feed to ``n``.
    """

    __tablename__ = "feed_seal"

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    seal: Mapped[bytes] = mapped_column(LargeBinary)


class LineSetAside(Base):
    """A received line that the township, put back to an older copy, no longer has under this number.

    Kept for good, whatever became of it; ``epoch`` is the life of the township that had numbered it.
    """

    __tablename__ = "line_set_aside"

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    epoch: Mapped[str] = mapped_column(String(32), primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    replica_id: Mapped[str] = mapped_column(String(32))
    seq: Mapped[int] = mapped_column(BigInteger)
    record_id: Mapped[str] = mapped_column(String(32))
    raw: Mapped[bytes | None] = mapped_column(LargeBinary, nullable=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    set_aside_at: Mapped[datetime] = mapped_column(Instant)


class RecordDigest(Base):
    """The digest of one record as it stood at the last count (design: sync 17)."""

    __tablename__ = "record_digest"

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    record_type: Mapped[str] = mapped_column(String(16))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class DigestState(Base):
    """The buckets of a site's records up to feed number ``upto``; one row a site."""

    __tablename__ = "digest_state"

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    upto: Mapped[int] = mapped_column(BigInteger, default=0)
    buckets: Mapped[bytes] = mapped_column(LargeBinary)


class UnreadLine(Base):
    """A newer program's line that this program folded only in part, or (``closes``) not at all (design: sync 14).

    ``schema`` is what this program was when it judged the line; a newer one judges it again. ``case_id`` is the
    case it is part of, "" where that is none.
    """

    __tablename__ = "unread_line"

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    record_type: Mapped[str] = mapped_column(String(16))
    record_id: Mapped[str] = mapped_column(String(32), index=True)
    case_id: Mapped[str] = mapped_column(String(32), default="")
    closes: Mapped[bool] = mapped_column(Boolean)
    schema: Mapped[int] = mapped_column(Integer)
