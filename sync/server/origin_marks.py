"""The mark of whoever wrote a line: kept at the township that received it, proved at the district it is carried to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import LargeBinary, func, literal, select, text
from sqlalchemy.orm import Session

from app.errors import Refusal
from app.models.carried import carriers_of
from app.models.lines import decode
from app.models.tables import JournalLine, OriginKey, OriginMark, OriginStop
from app.models.upward_lines import CarriedLine, Mark, Stop, mark_of, read
from sync.protocol import key_changes
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import Header, Kind, read_seal, seal_of
from sync.server.room_keys import ENTRY

_KEEP = text(
    "INSERT INTO origin_seal (replica_id, to_seq, seal) VALUES (:replica_id, :to_seq, :seal)"
    " ON CONFLICT DO NOTHING"
)
"""The first signature under a chain stands."""


def keep(session: Session, header: Header, wire: bytes) -> None:
    """The PC's signature under its chain up to here; what it proves goes up with lines that are carried."""
    row = {"replica_id": header.sender, "to_seq": header.to_seq, "seal": seal_of(wire)}
    session.connection().execute(_KEEP, row)  # nothing else of the transaction needs to be written for it


def take(session: Session, site_code: str, lines: Iterable[bytes]) -> int:
    """Prove the marks among upward lines and keep the hashes they vouch for; how many did not hold.

    The first key that is named for a PC stands: from then on not even its township can speak in its name. From
    that key the PC's own entries lead on to its next ones, wherever in the log they stand.
    """
    broken: list[Mark] = []
    for line in lines:
        word = read(line)
        if isinstance(word, Mark) and not _take_mark(session, word, site_code):
            broken.append(word)
        elif isinstance(word, Stop):
            _take_stop(session, word, site_code)
        elif isinstance(word, CarriedLine) and _take_key(session, word, site_code):
            broken = _try_again(session, site_code, word.replica_id, broken)
    return len(broken)


def _take_mark(session: Session, mark: Mark, site_code: str) -> bool:
    if not (_holds(mark, site_code) and _is_its_key(session, mark, site_code)):
        return False
    session.merge(
        OriginMark(
            replica_id=mark.replica_id,
            from_seq=mark.from_seq,
            to_seq=mark.to_seq,
            site_code=site_code,
            leaves=mark.leaves,
        )
    )
    session.flush()
    return True


def _take_stop(session: Session, word: Stop, site_code: str) -> None:
    known = session.get(OriginStop, (site_code, word.replica_id))
    if known is not None and word.until_seq is None:
        session.delete(known)
    elif word.until_seq is not None:
        session.merge(OriginStop(site_code=site_code, replica_id=word.replica_id, until_seq=word.until_seq))
    session.flush()


def _holds(mark: Mark, site_code: str) -> bool:
    try:
        signed = read_seal(mark.seal, bytes.fromhex(mark.key))
    except (EnvelopeRefused, ValueError):
        return False
    said = (signed.kind, signed.sender, signed.site_code, signed.to_seq, signed.head_hash)
    return said == (Kind.PUSH, mark.replica_id, site_code, mark.to_seq, mark.head)


def _is_its_key(session: Session, mark: Mark, site_code: str) -> bool:
    """Whether it is the key that the PC had at that line, as far as its own entries have told."""
    known = _keys_of(session, mark.replica_id)
    if not known:
        session.add(OriginKey(replica_id=mark.replica_id, signing_public=mark.key, site_code=site_code))
        session.flush()
        return True
    its = next(one for one in known if one.until_seq >= mark.to_seq or not one.until_seq)
    return (its.signing_public, its.site_code) == (mark.key, site_code)


def _keys_of(session: Session, replica_id: str) -> Sequence[OriginKey]:
    """The PC's keys in the order in which it had them, today's (``until_seq`` 0) the last."""
    query = select(OriginKey).where(OriginKey.replica_id == replica_id)
    return sorted(session.scalars(query), key=lambda one: (one.until_seq == 0, one.until_seq))


def _take_key(session: Session, word: CarriedLine, site_code: str) -> bool:
    """Whether the line is the PC's entry that its key of today signs another one."""
    if ENTRY.encode() not in word.raw:
        return False
    try:
        line = decode(word.raw)
    except Refusal:
        return False
    known = _keys_of(session, word.replica_id)
    if line.t != ENTRY or not known or known[-1].site_code != site_code:
        return False
    today, before = known[-1], known[-2].until_seq if len(known) > 1 else 0
    change = key_changes.of_entry(line.f, today.signing_public)
    if change is None or not key_changes.holds(change, word.replica_id, today.signing_public):
        return False
    if line.seq <= before or change.signing_public in {one.signing_public for one in known}:
        return False
    today.until_seq = line.seq
    new = OriginKey(replica_id=word.replica_id, signing_public=change.signing_public, site_code=site_code)
    session.add(new)
    session.flush()
    return True


def _try_again(session: Session, site_code: str, replica_id: str, broken: list[Mark]) -> list[Mark]:
    """Marks of the PC that came before the entry which names their key: from this batch, or earlier ones."""
    start = mark_of(replica_id)
    stored = session.scalars(
        select(JournalLine.raw)
        .where(
            JournalLine.site_code == site_code,
            JournalLine.replica_id.in_(carriers_of(session, site_code)),
            func.substr(JournalLine.raw, 1, len(start)) == literal(start, LargeBinary),
        )
        .order_by(JournalLine.n)
    )
    for word in map(read, stored.all()):
        if isinstance(word, Mark):
            _take_mark(session, word, site_code)
    return [one for one in broken if one.replica_id != replica_id or not _take_mark(session, one, site_code)]
