"""One exchange: receipt, application, and the signed answer with the feed (design: sync 5, 6)."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy.orm import Session

from app.models import ghost_records, journal, lines, writers
from app.models.application import apply_at_once, apply_received
from app.models.feed import FeedLine
from app.models.tables import JournalHead
from sync.protocol.answers import Answer, seal_answer
from sync.protocol.codes import CODES, EnvelopeRefused
from sync.protocol.compression import Compression
from sync.protocol.envelope import NOBODY, POINT_BYTES, Crypt, Header, Kind, read_header, tag_of
from sync.server import feed_reading, quarantine, roots
from sync.server.feed_reading import FeedDelta
from sync.server.receipt import Received, receive
from sync.server.tables import KnownReplica
from sync.server.township import Township, epoch_of

NEXT_CONTACT_S = (150, 450)
"""300 s, spread by half so that rooms do not come together."""
LEFT_CONTACT_S = (40, 90)
"""Where lines are folded later: by then they are, and those who ask about it do not come together."""

DIGEST_LINES = 500
"""Larger batches are followed by others: the records are counted with the last. A day of a counter is 200."""

LINES_AT_ONCE = 200
"""More are received first, and folded while nobody waits for their receipt to be written."""

_NO_FEED = FeedDelta(1, 0, bytes(32), bytes(32), ())


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP status and the bytes of a signed answer."""

    status: int
    body: bytes


def exchange(
    township: Township, wire: bytes, *, with_root: bool = False, leave: Callable[[], None] | None = None
) -> Reply:
    """Take in one batch and answer it. The answer is given only after the lines are on disk.

    ``with_root``: the answer has the digest of the site's records, where the asker's program counts the same
    fields; a busy server leaves it out. With ``leave`` the lines are received alone, and it is called where some
    wait to be folded: the answer says so by its marks, and when to ask again.
    """
    try:
        with _begun(township, wire) as session:
            received = receive(session, township, wire, offers_first=True)
            is_here = leave is not None or _folds(session, township, received)
            head = feed_reading.head_of(session, received.header.site_code)
            is_here = is_here or _is_all_here(head, received)
            seen = answer_to(session, township, received, head) if is_here else None
            root = _root_here(session, township, received, head) if with_root else None
            session.commit()
    except EnvelopeRefused as fault:
        return refused(township, wire, fault.code)
    if seen is None:
        apply_received(township.register, received.header.site_code, township.clock)
        with township.register.reading() as session:
            head = feed_reading.head_of(session, received.header.site_code)
            seen = answer_to(session, township, received, head)
    answer, delta = seen
    if leave is not None and answer.applied < answer.received:
        leave()
        answer = msgspec.structs.replace(answer, next_contact_s=random.randint(*LEFT_CONTACT_S))
    else:
        lay_ghosts(township, received)
    if with_root and _is_compared(received.header, answer, delta):
        digest_n, digest = root or roots.root_at_head(township, received.header.site_code)
        answer = msgspec.structs.replace(answer, digest=digest, digest_n=digest_n)
    return sealed_reply(
        township,
        received.header.sender,
        received.header.site_code,
        answer,
        delta,
        received.header.compression,
        _only_for(township, received.header),
    )


def _only_for(township: Township, asked: Header) -> bytes:
    """The key that alone may read the answer: what is encrypted was written for a stick, and may have been found."""
    if asked.crypt is not Crypt.AGE:
        return b""
    with township.register.reading() as session:
        return bytes.fromhex(session.get_one(KnownReplica, asked.sender).receiving_public)


def _begun(township: Township, wire: bytes) -> AbstractContextManager[Session]:
    """A transaction for a batch. One without lines only leaves that its sender was heard, which may be forgotten."""
    try:
        is_empty = not read_header(wire).line_count
    except EnvelopeRefused:
        is_empty = True
    return township.register.noting() if is_empty else township.register.writing()


def _root_here(
    session: Session, township: Township, received: Received, head: JournalHead | None
) -> roots.Root | None:
    """What a batch that brought nothing finds counted; where it came from a lower server, ghosts may go first."""
    if received.header.line_count or received.is_carrier:
        return None
    return roots.root_in(session, township, received.header.site_code, head)


def _is_compared(asked: Header, answer: Answer, delta: FeedDelta) -> bool:
    """Whether the answer is the last of a pass, to a program that counts the same fields."""
    is_last = answer.code == "ok" and delta.to_n == answer.feed_n
    return is_last and asked.schema == lines.SCHEMA and asked.line_count <= DIGEST_LINES


def _is_all_here(head: JournalHead | None, received: Received) -> bool:
    """Whether nothing waits to be folded and nothing to be fed: then it is answered in the same transaction."""
    return head is None or head.applied >= head.n == received.header.feed_n


def _folds(session: Session, township: Township, received: Received) -> bool:
    """Fold few lines in the transaction that received them: one write to the disk for both."""
    if received.code != "ok" or not 0 < received.header.line_count <= LINES_AT_ONCE:
        return False
    return apply_at_once(session, township.register, received.header.site_code, township.clock)


def marks_reply(township: Township, received: Received) -> Reply:
    """The marks alone, without any feed: the answer to what was not a batch."""
    with township.register.reading() as session:
        head = feed_reading.head_of(session, received.header.site_code)
        answer, delta = answer_to(session, township, received, head)
    bare = feed_reading.nothing_after(delta.from_n - 1, delta.prev_hash)
    return sealed_reply(township, received.header.sender, received.header.site_code, answer, bare)


def answer_to(
    session: Session,
    township: Township,
    received: Received,
    head: JournalHead | None,
    after_n: int | None = None,
) -> tuple[Answer, FeedDelta]:
    """The marks after a batch, and the feed up to ``head`` behind ``after_n`` (by default behind what its sender has)."""
    asked = received.header
    site_code, epoch = asked.site_code, epoch_of(session)
    code = received.code
    point = received.point or feed_reading.hash_at(session, site_code, asked.feed_n)
    is_same_feed = point is not None and point[:POINT_BYTES] == asked.feed_point
    cursor = (asked.feed_n if after_n is None else after_n) if is_same_feed else 0
    known = point if cursor == asked.feed_n else None
    delta = None
    if known and (head is None or head.n == cursor):
        delta = feed_reading.nothing_after(cursor, known)
    elif known and head and received.fed and received.fed[0][0] == cursor + 1:
        delta = feed_reading.delta_of(received.fed, known, head, asked.sender)
    if delta is None:
        delta = feed_reading.delta_after(session, site_code, cursor, asked.sender, asked.appetite, known)
    if code != "ok":
        delta = feed_reading.nothing_after(cursor, delta.prev_hash)
    return Answer(
        answers=received.tag,
        code=code,
        sentence=CODES[code].sentence,
        received=received.last_seq,
        applied=_applied(session, head, received) if head else 0,
        head=received.head.hex(),
        epoch=epoch,
        feed_n=head.n if head else 0,
        server_time_ms=int(township.clock.now().timestamp() * 1000),
        next_contact_s=random.randint(*NEXT_CONTACT_S),
        points=feed_reading.points_of_feed(session, site_code) if code == "restored" else (),
        offered=_offered_head(session, asked.sender) if code == "restored" else "",
        above=_servers_in(session, delta),
    ), delta


def _applied(session: Session, head: JournalHead, received: Received) -> int:
    return feed_reading.applied_seq(session, head, received.header.sender, received.last_seq, received.fed)


def _offered_head(session: Session, replica_id: str) -> str:
    known = session.get(KnownReplica, replica_id)
    return known.offered_head.hex() if known and known.offered_head else ""


def lay_ghosts(township: Township, received: Received) -> None:
    """A township that was put back has said all again: what did not come back leaves the tables."""
    if received.header.line_count or received.code != "ok" or not received.is_carrier:
        return
    with township.register.reading() as session:
        if not ghost_records.of(session):
            return
    with township.register.writing() as session:
        site_code = received.header.site_code
        journal.locked_head(session, site_code, township.server_id)  # before any record of it
        ghost_records.lay(session, site_code)
        session.commit()


def _servers_in(session: Session, delta: FeedDelta) -> tuple[tuple[str, str, str], ...]:
    wrote = {part.replica_id for part in delta.parts if isinstance(part, FeedLine)}
    return tuple(one for one in writers.upper_servers(session) if one[0] in wrote) if wrote else ()


def refused(township: Township, wire: bytes, code: str) -> Reply:
    """A signed refusal; the batch of a PC we know is kept for the administrator."""
    sender, site_code, tag = set_aside(township, wire, code)
    return sealed_reply(township, sender, site_code, _bare_answer(township, tag, code), _NO_FEED)


def _bare_answer(township: Township, tag: str, code: str) -> Answer:
    return Answer(
        answers=tag,
        code=code,
        sentence=CODES[code].sentence,
        server_time_ms=int(township.clock.now().timestamp() * 1000),
    )


def unable(township: Township, wire: bytes, code: str) -> Reply:
    """A signed answer that nothing could be taken in now; nothing is written for it."""
    try:
        header = read_header(wire)
    except EnvelopeRefused:
        sender, site_code, tag = NOBODY, "0" * 12, ""
    else:
        sender, site_code, tag = header.sender, header.site_code, tag_of(wire)
    return sealed_reply(township, sender, site_code, _bare_answer(township, tag, code), _NO_FEED)


def set_aside(township: Township, wire: bytes, code: str) -> tuple[str, str, str]:
    """Keep a refused batch of a PC we know; who sent it as far as it says, its site, and its tag."""
    sender, site_code, tag = NOBODY, "0" * 12, ""
    try:
        header = read_header(wire)
    except EnvelopeRefused:
        pass  # nothing in it says who asks
    else:
        sender, site_code, tag = header.sender, header.site_code, tag_of(wire)
        with township.register.reading() as session:
            is_known = session.get(KnownReplica, sender) is not None
        if is_known:
            quarantine.set_aside(township.register.home, township.secret(b"quarantine"), sender, code, wire)
    return sender, site_code, tag


def sealed_reply(
    township: Township,
    to: str,
    site_code: str,
    answer: Answer,
    delta: FeedDelta,
    compression: Compression = Compression.ZSTD,
    receiving_public: bytes = b"",
) -> Reply:
    """An answer as it goes out: signed, with the status of its word, compressed as the asker can open it.

    With ``receiving_public`` only its holder can read it.
    """
    crypt = Crypt.AGE if receiving_public else Crypt.NONE
    header = replace(header_of(township, to, site_code, answer, delta), compression=compression, crypt=crypt)
    body = seal_answer(header, answer, delta.parts, township.signing_key, receiving_public=receiving_public)
    return Reply(CODES[answer.code].status, body)


def header_of(township: Township, to: str, site_code: str, answer: Answer, delta: FeedDelta) -> Header:
    """The head of an answer: whose it is and which feed numbers it brings."""
    return Header(
        kind=Kind.ACK,
        sender=township.server_id,
        receiver=to,
        site_code=site_code,
        from_seq=delta.from_n,
        to_seq=delta.to_n,
        prev_hash=delta.prev_hash,
        head_hash=delta.head_hash,
        epoch=answer.epoch or NOBODY,
        feed_n=answer.feed_n,
    )
