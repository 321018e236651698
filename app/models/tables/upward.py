"""What a township and the district above it keep of each other: what goes up, who speaks for whom, and the proof."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Instant


class UpperServer(Base):
    """A server whose lines are those of a tier above the village; ``home_code`` is its own site.

    A room knows the district so, a township its district, a district its townships.
    """

    __tablename__ = "upper_server"

    replica_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    tier: Mapped[str] = mapped_column(String(16))
    home_code: Mapped[str] = mapped_column(String(12), default="")


class Superior(Base):
    """The server this one reports to: how it is reached and known. One row, ``only`` is 1.

    ``server_changes`` are the changes of its keys that were followed, as it told them.
    """

    __tablename__ = "superior"

    only: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, default=1)
    url: Mapped[str] = mapped_column(Text)
    site_code: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(Text)
    certificate_pin: Mapped[str] = mapped_column(String(64))
    server_replica_id: Mapped[str] = mapped_column(String(32))
    server_public_key: Mapped[str] = mapped_column(String(64))
    server_receiving_key: Mapped[str] = mapped_column(String(64))
    enrolled_at: Mapped[datetime] = mapped_column(Instant)
    last_contact: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    last_trouble: Mapped[str] = mapped_column(Text, default="")
    server_changes: Mapped[str] = mapped_column(Text, default="", server_default="")


class UpwardSite(Base):
    """One site's upward log here: who speaks for the site above, how far its feed was looked through, the marks.

    ``replica_id`` is the identity under which this server speaks for the site; ``seq`` and ``hash`` the log's
    head; ``looked_n`` the last feed number that was looked at; the rest is how far the other side has come.
    ``digest_ok``: whether both held the same records when they last compared them, at ``digest_n`` of this log.
    """

    __tablename__ = "upward_site"

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    replica_id: Mapped[str] = mapped_column(String(32))
    introduced: Mapped[bool] = mapped_column(Boolean, default=False)
    seq: Mapped[int] = mapped_column(BigInteger, default=0)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    looked_n: Mapped[int] = mapped_column(BigInteger, default=0)
    epoch: Mapped[str] = mapped_column(String(32), default="")
    acked_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    applied_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    feed_n: Mapped[int] = mapped_column(BigInteger, default=0)
    feed_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    last_contact: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    digest_n: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    digest_ok: Mapped[bool | None] = mapped_column(Boolean, nullable=True)


class UpwardLine(Base):
    """One line of a site's upward log: ``raw`` as it goes up, ``hash`` the chain after it.

    ``n`` is the feed number of the line that it carries, 0 for a mark; ``proven`` whether the mark of the PC
    that wrote it went up, too.
    """

    __tablename__ = "upward_line"

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger, default=0)
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    proven: Mapped[bool] = mapped_column(Boolean, default=True)


class FollowedRecord(Base):
    """A record whose lines go up from now on, all of them."""

    __tablename__ = "followed_record"

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(32), primary_key=True)


class OriginSeal(Base):
    """The header and signature of a PC's batch: the PC's own mark under its chain up to ``to_seq``."""

    __tablename__ = "origin_seal"

    replica_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    to_seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    seal: Mapped[bytes] = mapped_column(LargeBinary)


class Carrier(Base):
    """A replica by which a lower server speaks for a site here; ``server_id`` is that server."""

    __tablename__ = "carrier"

    replica_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    site_code: Mapped[str] = mapped_column(String(12), index=True)
    server_id: Mapped[str] = mapped_column(String(32))


class Placement(Base):
    """Which site stands under which: a district's list of its townships, and whose villages are whose."""

    __tablename__ = "placement"

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    under_code: Mapped[str] = mapped_column(String(12), index=True)
    name: Mapped[str] = mapped_column(Text, default="")


class OriginKey(Base):
    """A signing key of a PC that a carrier's lines come from; the first that was named stands.

    From it the PC's own signed changes lead on: ``until_seq`` is the last line under this key, 0 for today's.
    """

    __tablename__ = "origin_key"

    replica_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    signing_public: Mapped[str] = mapped_column(String(64), primary_key=True)
    site_code: Mapped[str] = mapped_column(String(12))
    until_seq: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")


class OriginStop(Base):
    """A PC whose township has stopped it: its lines behind ``until_seq`` are not taken in here either."""

    __tablename__ = "origin_stop"

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    replica_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    until_seq: Mapped[int] = mapped_column(BigInteger)


class OriginMark(Base):
    """Hashes of a PC's lines ``from_seq``..``to_seq``, proved by the PC's own signature; 32 bytes a line."""

    __tablename__ = "origin_mark"

    replica_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    from_seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    to_seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    site_code: Mapped[str] = mapped_column(String(12))
    leaves: Mapped[bytes] = mapped_column(LargeBinary)
