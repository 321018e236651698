"""Digests over a site's records, by which two registers see at a glance whether they hold the same (design: sync 17).

Records fall into 256 buckets by the last two digits of their random id; a bucket is the count of its records and
the XOR of their digests. Everything is kept up from the log: only records touched since the last count are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import msgspec
from sqlalchemy import ColumnElement, bindparam, delete, insert, select, true
from sqlalchemy.orm import Session

from app.models.base import wire_value
from app.models.tables import RECORD_TYPES, DigestState, JournalLine, ReceivedLine, RecordDigest

BUCKETS = 256
COUNT_BYTES, XOR_BYTES = 8, 32
BUCKET_BYTES = COUNT_BYTES + XOR_BYTES
EMPTY = bytes(BUCKETS * BUCKET_BYTES)
MOST_LINES = 5_000
"""Lines looked through at one go: a register of years is counted over several contacts, not in one."""
CHUNK = 500

_STATE = DigestState.__table__.c
_KEPT = select(_STATE.upto, _STATE.buckets).where(_STATE.site_code == bindparam("site_code"))
"""Asked in every exchange, at both ends: put together once."""

_ENCODER = msgspec.json.Encoder(order="sorted")

Log = type[JournalLine] | type[ReceivedLine]
RecordKey = tuple[str, str]
"""(record type, record id)"""


@dataclass(frozen=True, slots=True)
class Digest:
    """The buckets of a site's records as they stand at feed number ``upto``."""

    upto: int
    buckets: bytes

    @property
    def root(self) -> str:
        """One word over all of them, 32 hex digits."""
        return sha256(self.buckets).hexdigest()[:32]


def kept(session: Session, site_code: str) -> Digest:
    """The last count."""
    row = session.execute(_KEPT, {"site_code": site_code}).one_or_none()
    return Digest(0, EMPTY) if row is None else Digest(row.upto, row.buckets)


def count(session: Session, log: Log, site_code: str, upto: int) -> Digest:
    """Count on to feed number ``upto``, at most some lines of it; in a write transaction."""
    before = kept(session, site_code)
    reached = min(upto, before.upto + MOST_LINES)
    rows = session.execute(
        select(log.record_type, log.record_id)
        .where(log.site_code == site_code, log.n > before.upto, log.n <= reached)
        .distinct()
    )
    return _count_again(session, site_code, [(word, record_id) for word, record_id in rows], before, reached)


def count_followed(session: Session, site_code: str, upto: int) -> Digest:
    """The same for a site whose order another server keeps: what it carried was counted as it was folded.

    Where nothing was counted yet, every record there is; then what this server wrote itself, by its log.
    """
    if session.get(DigestState, site_code) is not None:
        return count(session, JournalLine, site_code, upto)
    touched = [
        (word, record_id)
        for word, model in RECORD_TYPES.items()
        for record_id in session.scalars(
            select(model.__table__.c.id).where(model.__table__.c.site_code == site_code)
        )
    ]
    return _count_again(session, site_code, touched, kept(session, site_code), upto)


def among(session: Session, site_code: str, only: ColumnElement[bool]) -> bytes:
    """The buckets over those of the counted records (``RecordDigest``) that are meant."""
    buckets = bytearray(EMPTY)
    rows = session.execute(
        select(RecordDigest.record_id, RecordDigest.hash).where(RecordDigest.site_code == site_code, only)
    )
    for record_id, digest in rows:
        _xor(buckets, record_id, digest, 1)
    return bytes(buckets)


def recount(session: Session, site_code: str, records: Iterable[RecordKey]) -> Digest:
    """Count these records again, whether a line touched them or not."""
    before = kept(session, site_code)
    return _count_again(session, site_code, list(records), before, before.upto)


def forget(session: Session, site_code: str) -> None:
    """Begin counting from nothing: the feed went back."""
    session.execute(delete(RecordDigest).where(RecordDigest.site_code == site_code))
    session.execute(delete(DigestState).where(DigestState.site_code == site_code))


def forget_all(session: Session) -> None:
    """Begin counting every site from nothing: the tables have another shape."""
    session.execute(delete(RecordDigest))
    session.execute(delete(DigestState))


def differing(mine: bytes, theirs: bytes) -> tuple[int, ...]:
    """The numbers of the buckets that are not the same."""
    return tuple(
        number
        for number in range(BUCKETS)
        if mine[number * BUCKET_BYTES : (number + 1) * BUCKET_BYTES]
        != theirs[number * BUCKET_BYTES : (number + 1) * BUCKET_BYTES]
    )


def records_in(
    session: Session, site_code: str, buckets: Sequence[int], only: ColumnElement[bool] | None = None
) -> dict[RecordKey, str]:
    """Every counted record of these buckets (``only`` those meant) with its digest, hex."""
    tails = {f"{number:02x}" for number in buckets}
    rows = session.execute(
        select(RecordDigest.record_type, RecordDigest.record_id, RecordDigest.hash).where(
            RecordDigest.site_code == site_code, true() if only is None else only
        )
    )
    return {(word, rec): chain.hex() for word, rec, chain in rows if rec[-2:] in tails}


def _count_again(
    session: Session, site_code: str, touched: Sequence[RecordKey], before: Digest, upto: int
) -> Digest:
    known = [key for key in touched if key[0] in RECORD_TYPES]
    buckets = bytearray(before.buckets)
    for start in range(0, len(known), CHUNK):
        chunk = known[start : start + CHUNK]
        old = _counted(session, site_code, chunk)
        new = _digests(session, site_code, chunk)
        for record_id, (_word, digest) in old.items():
            _xor(buckets, record_id, digest, -1)
        for record_id, (_word, digest) in new.items():
            _xor(buckets, record_id, digest, 1)
        _keep(session, site_code, old, new)
    if upto != before.upto or bytes(buckets) != before.buckets:
        session.merge(DigestState(site_code=site_code, upto=upto, buckets=bytes(buckets)))
        session.flush()
    return Digest(upto, bytes(buckets))


def _counted(session: Session, site_code: str, keys: Sequence[RecordKey]) -> dict[str, tuple[str, bytes]]:
    rows = session.execute(
        select(RecordDigest.record_id, RecordDigest.record_type, RecordDigest.hash).where(
            RecordDigest.site_code == site_code, RecordDigest.record_id.in_([rec for _word, rec in keys])
        )
    )
    return {rec: (word, digest) for rec, word, digest in rows}


def _digests(session: Session, site_code: str, keys: Sequence[RecordKey]) -> dict[str, tuple[str, bytes]]:
    found: dict[str, tuple[str, bytes]] = {}
    for word in {word for word, _rec in keys}:
        model = RECORD_TYPES[word]
        table, names = model.__table__, sorted(model.field_names())
        wanted = [rec for kind, rec in keys if kind == word]
        rows = session.execute(select(table).where(table.c.site_code == site_code, table.c.id.in_(wanted)))
        for row in rows.mappings():
            fields = _ENCODER.encode([wire_value(row[name]) for name in names])
            found[row["id"]] = (word, sha256(row["id"].encode() + fields).digest())
    return found


def _xor(buckets: bytearray, record_id: str, digest: bytes, step: int) -> None:
    at = int(record_id[-2:], 16) * BUCKET_BYTES
    number = int.from_bytes(buckets[at : at + COUNT_BYTES], "big") + step
    mixed = int.from_bytes(buckets[at + COUNT_BYTES : at + BUCKET_BYTES], "big") ^ int.from_bytes(
        digest, "big"
    )
    buckets[at : at + BUCKET_BYTES] = number.to_bytes(COUNT_BYTES, "big") + mixed.to_bytes(XOR_BYTES, "big")


def _keep(
    session: Session,
    site_code: str,
    old: Mapping[str, tuple[str, bytes]],
    new: Mapping[str, tuple[str, bytes]],
) -> None:
    if old:
        session.execute(
            delete(RecordDigest).where(
                RecordDigest.site_code == site_code, RecordDigest.record_id.in_(list(old))
            )
        )
    rows = [
        {"site_code": site_code, "record_id": rec, "record_type": word, "hash": digest}
        for rec, (word, digest) in new.items()
    ]
    if rows:
        session.execute(insert(RecordDigest.__table__), rows)  # type: ignore[arg-type]
