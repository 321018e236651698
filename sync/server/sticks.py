"""A village's stick at the township: its batches taken in as if they had come by wire, the answers written back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.models.application import apply_received
from sync.protocol import key_changes, sticks
from sync.protocol.answers import Answer, seal_answer
from sync.protocol.codes import CODES, EnvelopeRefused
from sync.protocol.envelope import Crypt, Header, Kind, read_header, tag_of
from sync.server import own_keys, stick_blobs
from sync.server.exchange import answer_to, header_of, set_aside
from sync.server.offering import take_offer
from sync.server.receipt import Received, receive
from sync.server.rekeying import NOTHING, take_introduction
from sync.server.stick_blobs import ScanFile
from sync.server.tables import KnownReplica
from sync.server.township import Township, epoch_of

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
    """Every file of a stick, and the answers that now lie beside them."""

    files: tuple[FileTaken, ...]
    answers: tuple[Path, ...]
    scans: tuple[ScanFile, ...] = ()


def take_in(township: Township, folder: Path) -> StickTaken:
    """Receive and apply every batch in ``folder``, in order; nothing on the stick is changed or removed.

    The same bytes twice, half a file, the wrong order, the network in between: decided as on the wire. A file
    in front of which another is missing says which lines must come first. Raises Refusal ``stick``.
    """
    taken: list[FileTaken] = []
    newest: dict[str, Received] = {}
    told: list[Path] = []
    for place, header, wire in sticks.found(folder, Kind.SNAPSHOT):
        taken.append(_take_introduction(township, place, header, wire, told))
    for place, header, wire in sticks.found(folder, Kind.FEED):
        taken.append(_take_offer(township, place, header, wire))
    for place, header, wire in sticks.found(folder, Kind.PUSH):
        try:
            received, new = _receive(township, wire)
        except EnvelopeRefused as refused:
            taken.append(_refused(township, place, header, wire, refused.code))
            told += _refusal(township, folder, header, wire, refused.code)
            continue
        newest[received.header.sender] = received
        sentence = _sentence(received)
        taken.append(FileTaken(place.name, header.site_code, received.code, sentence, new))
    answers = [*told]
    answers += [place for received in newest.values() for place in _answers(township, received, folder)]
    changes = own_keys.told(township)
    if answers and key_changes.read(changes):
        answers.append(sticks.put_keys(folder, changes))
    scans, scan_answers = stick_blobs.take_in(township, folder)
    return StickTaken(tuple(taken), (*answers, *scan_answers), scans)


def _take_introduction(
    township: Township, place: Path, header: Header, wire: bytes, told: list[Path]
) -> FileTaken:
    """A PC that became another because it was put back or copied: its old key says so."""
    try:
        answer, _header, replica = take_introduction(township, wire)
    except EnvelopeRefused as refused:
        set_aside(township, wire, refused.code)
        return FileTaken(place.name, header.site_code, refused.code, CODES[refused.code].sentence)
    to = bytes.fromhex(replica.receiving_public)
    told.append(_put(township, place.parent, replica.replica_id, header.site_code, answer, to))
    return FileTaken(place.name, header.site_code, "ok", CODES["ok"].sentence)


def _refusal(township: Township, folder: Path, header: Header, wire: bytes, code: str) -> list[Path]:
    """A word for the way home where the PC itself must do something: only to one whose batch was proved to be its own."""
    if code not in ANSWERED:
        return []
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
    return [_put(township, folder, known.replica_id, known.site_code, answer, to)]


def _put(township: Township, folder: Path, to_id: str, site_code: str, answer: Answer, to: bytes) -> Path:
    """An answer without any feed."""
    header = replace(header_of(township, to_id, site_code, answer, NOTHING), crypt=Crypt.AGE)
    return sticks.put(folder, seal_answer(header, answer, (), township.signing_key, receiving_public=to))


def _refused(township: Township, place: Path, header: Header, wire: bytes, code: str) -> FileTaken:
    """Why a file was not taken in. Behind lines that are missing here its key may be one we have not heard of yet."""
    with township.register.reading() as session:
        known = session.get(KnownReplica, header.sender)
        last = known.last_seq if known else 0
    if code == "bad-signature" and known is not None and header.from_seq > last + 1:
        return FileTaken(place.name, header.site_code, "gap", _missing(last, header))
    set_aside(township, wire, code)
    return FileTaken(place.name, header.site_code, code, CODES[code].sentence)


def _missing(last_seq: int, header: Header) -> str:
    return f"请先带来第 {last_seq + 1} 到 {header.from_seq - 1} 条的文件，这份文件没有读入，也没有改动。"


def _take_offer(township: Township, place: Path, header: Header, wire: bytes) -> FileTaken:
    """Lines that the room offers back after this server was put back to an older copy."""
    try:
        _received, done = take_offer(township, wire)
    except EnvelopeRefused as refused:
        set_aside(township, wire, refused.code)
        return FileTaken(place.name, header.site_code, refused.code, CODES[refused.code].sentence)
    new = done.as_before + done.renumbered
    return FileTaken(place.name, header.site_code, "ok", CODES["ok"].sentence, new)


def _receive(township: Township, wire: bytes) -> tuple[Received, int]:
    """Receipt and application of one batch; how many of its lines are new."""
    sender = read_header(wire).sender
    with township.register.writing() as session:
        known = session.get(KnownReplica, sender)
        before = known.last_seq if known else 0
        received = receive(session, township, wire)
        session.commit()
    apply_received(township.register, received.header.site_code, township.clock)
    return received, received.last_seq - before


def _sentence(received: Received) -> str:
    if received.code == "gap":
        return _missing(received.last_seq, received.header)
    return CODES[received.code].sentence


def _answers(township: Township, received: Received, folder: Path) -> Iterator[Path]:
    """The way home: marks, and everything in the feed that the room has not seen, in as many files as it takes."""
    asked = received.header
    after: int | None = None
    while True:
        with township.register.reading() as session:
            answer, delta = answer_to(session, township, received, after)
            known = session.get_one(KnownReplica, asked.sender)
            to = bytes.fromhex(known.receiving_public)
        plain = header_of(township, asked.sender, asked.site_code, answer, delta)
        header = replace(plain, crypt=Crypt.AGE)
        wire = seal_answer(header, answer, delta.parts, township.signing_key, receiving_public=to)
        yield sticks.put(folder, wire)
        if answer.code not in ("ok", "gap") or not delta.parts or delta.to_n >= answer.feed_n:
            return
        after = delta.to_n
