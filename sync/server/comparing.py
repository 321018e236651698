"""The township's side of comparing records: its list of them where a room sees others."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.models import digests, mending
from sync.protocol.answers import Answer
from sync.protocol.codes import CODES, EnvelopeRefused
from sync.protocol.digests import MOST_RECORDS, Question, unseal_question
from sync.protocol.envelope import Header, tag_of
from sync.server import incidents
from sync.server.exchange import Reply, refused, sealed_reply
from sync.server.feed_reading import FeedDelta
from sync.server.known_replicas import sender_of
from sync.server.township import Township, epoch_of


def answer_question(township: Township, wire: bytes) -> Reply:
    """Which of our records a room counts differently; those it names are folded again from the log first."""
    try:
        with township.register.writing() as session:
            header, asked = unseal_question(wire, lambda head: _key_of(session, township, head))
            answer = _answer(session, township, header, asked, tag_of(wire))
            session.commit()
    except EnvelopeRefused as fault:
        return refused(township, wire, fault.code)
    return sealed_reply(
        township, header.sender, header.site_code, answer, FeedDelta(1, 0, bytes(32), bytes(32), ())
    )


def _key_of(session: Session, township: Township, header: Header) -> bytes:
    asker = sender_of(session, township, header)
    if asker.revoked:
        raise EnvelopeRefused("revoked")
    return bytes.fromhex(asker.signing_public)


def _answer(session: Session, township: Township, header: Header, asked: Question, tag: str) -> Answer:
    site_code, theirs = header.site_code, asked.counted()
    if asked.records:
        mending.mend(session, township.register, site_code, asked.records)
        digests.recount(session, site_code, asked.records)
        incidents.note(
            session,
            township.clock,
            "digest",
            site_code=site_code,
            replica_id=header.sender,
            records=len(asked.records),
        )
    mine = digests.kept(session, site_code)
    code = "ok" if mine.upto == asked.upto else "gap"
    listed: dict[tuple[str, str], str] = {}
    if code == "ok":
        numbers = digests.differing(mine.buckets, theirs)
        listed = {("", f"{number:02x}"): "" for number in numbers}  # a bucket may be empty here
        listed |= digests.records_in(session, site_code, numbers)
    return Answer(
        answers=tag,
        code=code,
        sentence=CODES[code].sentence,
        epoch=epoch_of(session),
        digest=mine.root,
        records=tuple((word, rec, digest) for (word, rec), digest in list(listed.items())[:MOST_RECORDS]),
        server_time_ms=int(township.clock.now().timestamp() * 1000),
    )
