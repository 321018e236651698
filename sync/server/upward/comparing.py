"""After a pass: whether the district holds of a site what this township holds of what goes up, and mending it (sync 17)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models import digests, journal, mending
from app.models.digests import Digest, RecordKey
from app.models.register import Register
from app.models.tables import JournalLine, Superior, UpwardSite
from sync.protocol.answers import Answer
from sync.protocol.digests import MOST_RECORDS, Question, seal_question
from sync.protocol.single_words import word_header
from sync.server import incidents
from sync.server.township import Township
from sync.server.upward import choosing, log

Ask = Callable[[bytes], Answer | None]
"""Sends a signed question and gives the district's signed answer, None where none came."""

watch = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Compared:
    """``records`` that the two see differently after both have folded them again; ``is_new``: they did not before."""

    records: tuple[RecordKey, ...] = ()
    is_new: bool = False


def compare(
    township: Township, superior: Superior, site_code: str, answer: Answer, ask: Ask, *, said_again: bool
) -> Compared:
    """What differs of a site. Nothing is said while something is under way: the next pass compares.

    ``said_again``: lines have just gone up once more; what they make is folded behind them.
    """
    mine, was = _counted(township.register, superior, site_code, answer)
    if mine is None:
        return Compared()
    if mine.root == answer.digest:
        _remember(township, site_code, same=True)
        return Compared()
    records = _told(township, superior, site_code, mine, ask)
    if records and (was is not False or said_again):
        records = _mended(township, superior, site_code, records, ask)
    if records is None:
        return Compared()
    _remember(township, site_code, same=not records)
    return Compared(records, was is not False)


def _mended(
    township: Township, superior: Superior, site_code: str, records: tuple[RecordKey, ...], ask: Ask
) -> tuple[RecordKey, ...] | None:
    """Both fold them again, which is noted; those that differ all the same, None where that cannot be said."""
    watch.warning("records differed from the district's and were folded again: %d", len(records))
    with township.register.writing() as session:
        incidents.note(
            session,
            township.clock,
            "digest",
            site_code=site_code,
            replica_id=superior.server_replica_id,
            records=len(records),
        )
        mending.mend(session, township.register, site_code, records)
        digests.recount(session, site_code, records)
        session.commit()
    mine, _was = _counted(township.register, superior, site_code, None)
    return _told(township, superior, site_code, mine, ask, records) if mine else None


def say_again(township: Township, superior: Superior, site_code: str, records: Sequence[RecordKey]) -> int:
    """Every line of these records goes up once more: what the district lacks finds its place there; how many lines."""
    with township.register.writing() as session:
        site = log.site_log(session, site_code)
        chosen = choosing.lines_of(
            session, superior.server_replica_id, site_code, [rec for _t, rec in records]
        )
        log.append(session, site, chosen, servers={township.server_id, superior.server_replica_id})
        session.commit()
    return len(chosen)


def _counted(
    register: Register, superior: Superior, site_code: str, answer: Answer | None
) -> tuple[Digest | None, bool | None]:
    """Our own count of what goes up, where all of it has gone up and all of the district's is here; what was found
    the last time."""
    with register.writing() as session:
        site = log.site_log(session, site_code)
        was = site.digest_ok
        if answer is not None and (site.feed_n != answer.digest_n or (was and site.digest_n == site.seq)):
            return None, was  # nothing has moved on either side since
        head = journal.locked_head(session, site_code, register.identity.replica_id)
        if not (head.n == head.applied == site.looked_n and site.seq == site.acked_seq):
            return None, was
        counted = digests.count(session, JournalLine, site_code, head.n)
        goes_up = choosing.going_up(superior.server_replica_id, site_code)
        buckets = digests.among(session, site_code, goes_up)
        upto = site.feed_n
        session.commit()
        is_whole = counted.upto == head.n
    return (Digest(upto, buckets) if is_whole else None), was


def _told(
    township: Township,
    superior: Superior,
    site_code: str,
    mine: Digest,
    ask: Ask,
    records: Sequence[RecordKey] = (),
) -> tuple[RecordKey, ...] | None:
    """The records that the district counts otherwise; ``records`` it is asked to fold again first. None: no answer."""
    with township.register.reading() as session:
        speaker = session.get_one(UpwardSite, site_code).replica_id
    header = word_header(speaker, superior.server_replica_id, site_code)
    question = Question(mine.upto, mine.buckets.hex(), tuple(records[:MOST_RECORDS]))
    told = ask(seal_question(header, question, township.signing_key))
    if told is None or told.code != "ok":
        return None
    with township.register.reading() as session:
        return _other(session, superior, site_code, told)


def _other(session: Session, superior: Superior, site_code: str, told: Answer) -> tuple[RecordKey, ...]:
    theirs = {(word, rec): digest for word, rec, digest in told.records if word}
    tails = sorted({int(rec[-2:], 16) for _word, rec, _digest in told.records})
    goes_up = choosing.going_up(superior.server_replica_id, site_code)
    mine = digests.records_in(session, site_code, tails, goes_up)
    return tuple(sorted(key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key)))


def _remember(township: Township, site_code: str, *, same: bool) -> None:
    with township.register.writing() as session:
        site = log.site_log(session, site_code)
        site.digest_n, site.digest_ok = site.seq, same
        session.commit()
