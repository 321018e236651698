"""A village's stick at the township: its batches taken in as if they had come by wire, the answers written back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import select

from app.errors import Refusal
from app.models.application import apply_received
from app.models.tables import UpwardSite
from sync.protocol import key_changes, stick_words, sticks
from sync.protocol.answers import Answer, seal_answer
from sync.protocol.codes import CODES, EnvelopeRefused
from sync.protocol.envelope import Crypt, Header, Kind, read_header, tag_of
from sync.protocol.sticks import Lying
from sync.server import feed_reading, lower_keys, own_keys, stick_blobs, subordinates
from sync.server.exchange import answer_to, header_of, lay_ghosts, set_aside
from sync.server.offering import take_offer
from sync.server.receipt import Received, receive
from sync.server.rekeying import NOTHING, take_introduction
from sync.server.stick_blobs import ScanFile
from sync.server.tables import KnownReplica
from sync.server.township import Township, epoch_of, tier_of

ANSWERED = frozenset({"superseded", "revoked"})


@dataclass(frozen=True, slots=True)
class FileTaken:
    """What became of one file: ``code`` as on the wire, ``new`` lines that were not here before."""

    name: str
    site_code: str
    code: str
    sentence: str
    new: int = 0


@dataclass(frozen=True, slots=True)
class StickTaken:
    """Every file of a stick, and the answers that now lie beside them.

    ``unwritten`` is what the clerk is told where not all answers could be written; what was received stays.
    """

    files: tuple[FileTaken, ...]
    answers: tuple[Path, ...]
    scans: tuple[ScanFile, ...] = ()
    unwritten: str = ""


@dataclass(slots=True)
class _WayHome:
    """The answers as they are written: after the first that cannot be, none is tried any more."""

    folder: Path
    written: list[Path] = field(default_factory=list)
    broken: bool = False

    def take(self, answers: Iterator[bytes]) -> None:
        """Write each; they are made one by one, so that a broken stick costs nothing more."""
        if self.broken:
            return
        for wire in answers:
            try:
                self.written.append(sticks.put(self.folder, wire))
            except Refusal:
                self.broken = True
                return

    def tell_keys(self, told: bytes) -> None:
        if self.broken or not self.written or not key_changes.read(told):
            return
        try:
            self.written.append(sticks.put_keys(self.folder, told))
        except Refusal:
            self.broken = True


@dataclass(slots=True)
class _Reading:
    """One reading of a stick, as far as it has come."""

    township: Township
    lying: Lying
    home: _WayHome
    taken: list[FileTaken] = field(default_factory=list)
    newest: dict[str, Received] = field(default_factory=dict)

    def each(self, kind: Kind, take: Callable[[Path, Header, bytes], FileTaken]) -> None:
        """Take the files of one kind, each when it is its turn: a stick may hold more than fits into memory."""
        for place, header in self.lying.of(kind):
            try:
                wire = sticks.read(place)
            except Refusal as refusal:
                self.taken.append(_said(self.township, place, header.site_code, refusal.code))
            else:
                self.taken.append(take(place, header, wire))

    def introduction(self, place: Path, header: Header, wire: bytes) -> FileTaken:
        """A PC that became another because it was put back or copied: its old key says so; or a server below us
        that says for which site it speaks."""
        with self.township.register.reading() as session:
            is_server = subordinates.is_server(session, header.sender)
        try:
            if is_server:  # the answer to its batches is answer enough
                subordinates.take_speaker(self.township, wire)
                return _said(self.township, place, header.site_code, "ok")
            answer, _header, replica = take_introduction(self.township, wire)
        except EnvelopeRefused as refused:
            set_aside(self.township, wire, refused.code)
            return _said(self.township, place, header.site_code, refused.code)
        to = bytes.fromhex(replica.receiving_public)
        self.home.take(iter([_bare(self.township, replica.replica_id, header.site_code, answer, to)]))
        return _said(self.township, place, header.site_code, "ok")

    def offer(self, place: Path, header: Header, wire: bytes) -> FileTaken:
        """Lines that the room offers back after this server was put back to an older copy."""
        try:
            _received, done = take_offer(self.township, wire)
        except EnvelopeRefused as refused:
            set_aside(self.township, wire, refused.code)
            return _said(self.township, place, header.site_code, refused.code)
        new = done.as_before + done.renumbered
        return _said(self.township, place, header.site_code, "ok", new)

    def batch(self, place: Path, header: Header, wire: bytes) -> FileTaken:
        try:
            received, new = _receive(self.township, wire)
        except EnvelopeRefused as refused:
            self.home.take(_refusal(self.township, header, wire, refused.code))
            return _refused(self.township, place, header, wire, refused.code)
        self.newest[received.header.sender] = received
        if received.code == "gap":
            sentence = _missing(received.last_seq, received.header)
            return FileTaken(place.name, header.site_code, received.code, sentence, new)
        return _said(self.township, place, header.site_code, received.code, new)


def take_in(township: Township, folder: Path) -> StickTaken:
    """Receive and apply every batch in ``folder``, in order; nothing on the stick is changed or removed.

    The same bytes twice, half a file, the wrong order, the network in between: decided as on the wire. A file
    in front of which another is missing says which lines must come first. Raises Refusal ``stick`` where the
    folder cannot be read; one that cannot be written is read all the same.
    """
    reading = _Reading(township, _others(township, sticks.lying(folder)), _WayHome(folder))
    lower_keys.take_up(township, sticks.told_keys(folder))
    reading.taken += [_said(township, place, "", why) for place, why in reading.lying.broken]
    reading.each(Kind.SNAPSHOT, reading.introduction)
    reading.each(Kind.FEED, reading.offer)
    reading.each(Kind.PUSH, reading.batch)
    home = reading.home
    for received in reading.newest.values():
        home.take(_answers(township, received))
    scans = stick_blobs.take_in(township, reading.lying, home.take)
    home.tell_keys(own_keys.told(township))
    unwritten = stick_words.NOT_WRITTEN_BACK if home.broken else ""
    return StickTaken(tuple(reading.taken), tuple(home.written), scans, unwritten)


def _others(township: Township, lying: Lying) -> Lying:
    """What others wrote: our own way up may lie on the same stick."""
    with township.register.reading() as session:
        own = {township.server_id, *session.scalars(select(UpwardSite.replica_id))}
    return replace(lying, envelopes=tuple(one for one in lying.envelopes if one[1].sender not in own))


def _said(township: Township, place: Path, site_code: str, word: str, new: int = 0) -> FileTaken:
    """In the words of this tier."""
    sentence = stick_words.from_below(word, tier_of(township.register.site_code))
    return FileTaken(place.name, site_code, word, sentence, new)


def _refusal(township: Township, header: Header, wire: bytes, code: str) -> Iterator[bytes]:
    """A word for the way home where the PC itself must do something: only to one whose batch was proved to be its own."""
    if code not in ANSWERED:
        return
    with township.register.reading() as session:
        known = session.get_one(KnownReplica, header.sender)
        answer = Answer(
            answers=tag_of(wire),
            code=code,
            sentence=CODES[code].sentence,
            received=known.last_seq,
            head=known.last_hash.hex(),
            epoch=epoch_of(session),
            server_time_ms=int(township.clock.now().timestamp() * 1000),
        )
    to = bytes.fromhex(known.receiving_public)
    yield _bare(township, known.replica_id, known.site_code, answer, to)


def _bare(township: Township, to_id: str, site_code: str, answer: Answer, to: bytes) -> bytes:
    """An answer without any feed."""
    header = replace(header_of(township, to_id, site_code, answer, NOTHING), crypt=Crypt.AGE)
    return seal_answer(header, answer, (), township.signing_key, receiving_public=to)


def _refused(township: Township, place: Path, header: Header, wire: bytes, code: str) -> FileTaken:
    """Why a file was not taken in. Behind lines that are missing here its key may be one we have not heard of yet."""
    with township.register.reading() as session:
        known = session.get(KnownReplica, header.sender)
        last = known.last_seq if known else 0
    if code == "bad-signature" and known is not None and header.from_seq > last + 1:
        return FileTaken(place.name, header.site_code, "gap", _missing(last, header))
    set_aside(township, wire, code)
    return _said(township, place, header.site_code, code)


def _missing(last_seq: int, header: Header) -> str:
    return f"请先带来第 {last_seq + 1} 到 {header.from_seq - 1} 条的文件，这份文件没有读入，也没有改动。"


def _receive(township: Township, wire: bytes) -> tuple[Received, int]:
    """Receipt and application of one batch; how many of its lines are new."""
    sender = read_header(wire).sender
    with township.register.writing() as session:
        known = session.get(KnownReplica, sender)
        before = known.last_seq if known else 0
        received = receive(session, township, wire)
        session.commit()
    apply_received(township.register, received.header.site_code, township.clock)
    lay_ghosts(township, received)
    return received, received.last_seq - before


def _answers(township: Township, received: Received) -> Iterator[bytes]:
    """The way home: marks, and everything in the feed that the room has not seen, in as many files as it takes."""
    asked = received.header
    after: int | None = None
    while True:
        with township.register.reading() as session:
            head = feed_reading.head_of(session, asked.site_code)
            answer, delta = answer_to(session, township, received, head, after)
            known = session.get_one(KnownReplica, asked.sender)
            to = bytes.fromhex(known.receiving_public)
        plain = header_of(township, asked.sender, asked.site_code, answer, delta)
        header = replace(plain, crypt=Crypt.AGE)
        yield seal_answer(header, answer, delta.parts, township.signing_key, receiving_public=to)
        if answer.code not in ("ok", "gap") or not delta.parts or delta.to_n >= answer.feed_n:
            return
        after = delta.to_n
