"""A village's stick at the township: its batches taken in as if they had come by wire, the answers written back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.models.application import apply_received
from sync.protocol import sticks
from sync.protocol.answers import seal_answer
from sync.protocol.codes import CODES, EnvelopeRefused
from sync.protocol.envelope import Crypt, Header, Kind, read_header
from sync.server import stick_blobs
from sync.server.exchange import answer_to, header_of, set_aside
from sync.server.offering import take_offer
from sync.server.receipt import Received, receive
from sync.server.stick_blobs import ScanFile
from sync.server.tables import KnownReplica
from sync.server.township import Township


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
    for place, header, wire in sticks.found(folder, Kind.FEED):
        taken.append(_take_offer(township, place, header, wire))
    for place, header, wire in sticks.found(folder, Kind.PUSH):
        try:
            received, new = _receive(township, wire)
        except EnvelopeRefused as refused:
            set_aside(township, wire, refused.code)
            sentence = CODES[refused.code].sentence
            taken.append(FileTaken(place.name, header.site_code, refused.code, sentence))
            continue
        newest[received.header.sender] = received
        sentence = _sentence(received)
        taken.append(FileTaken(place.name, header.site_code, received.code, sentence, new))
    answers = [place for received in newest.values() for place in _answers(township, received, folder)]
    scans, scan_answers = stick_blobs.take_in(township, folder)
    return StickTaken(tuple(taken), (*answers, *scan_answers), scans)


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
        first, last = received.last_seq + 1, received.header.from_seq - 1
        return f"请先带来第 {first} 到 {last} 条的文件，这份文件没有读入，也没有改动。"
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
