"""The mark of whoever wrote a line: kept at the township that received it, proved at the district it is carried to."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.tables import OriginKey, OriginMark, OriginSeal
from app.models.upward_lines import Mark, read
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import Header, Kind, read_seal, seal_of


def keep(session: Session, header: Header, wire: bytes) -> None:
    """The PC's signature under its chain up to here; what it proves goes up with lines that are carried."""
    if session.get(OriginSeal, (header.sender, header.to_seq)) is None:
        session.add(OriginSeal(replica_id=header.sender, to_seq=header.to_seq, seal=seal_of(wire)))


def take(session: Session, site_code: str, lines: Iterable[bytes]) -> int:
    """Prove the marks among upward lines and keep the hashes they vouch for; how many did not hold.

    The first key that is named for a PC stands: from then on not even its township can speak in its name.
    """
    broken = 0
    for line in lines:
        mark = read(line)
        if not isinstance(mark, Mark):
            continue
        if _holds(mark, site_code) and _is_its_key(session, mark, site_code):
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
        else:
            broken += 1
    return broken


def _holds(mark: Mark, site_code: str) -> bool:
    try:
        signed = read_seal(mark.seal, bytes.fromhex(mark.key))
    except (EnvelopeRefused, ValueError):
        return False
    said = (signed.kind, signed.sender, signed.site_code, signed.to_seq, signed.head_hash)
    return said == (Kind.PUSH, mark.replica_id, site_code, mark.to_seq, mark.head)


def _is_its_key(session: Session, mark: Mark, site_code: str) -> bool:
    known = session.scalars(select(OriginKey).where(OriginKey.replica_id == mark.replica_id)).all()
    if not known:
        session.add(OriginKey(replica_id=mark.replica_id, signing_public=mark.key, site_code=site_code))
        session.flush()
        return True
    return any((one.signing_public, one.site_code) == (mark.key, site_code) for one in known)
