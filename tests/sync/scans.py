"""Files as scanners and phones make them, attached to a case of a room that has a catalogue."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.requests import AcceptRequest
from app.models import outbox
from app.services import agents, attachments, cases
from app.services.attachments import AttachmentRow
from app.services.desk import Desk
from sync.client.blobs import BlobLine, WentUp, send_waiting
from sync.client.transport import HttpAnswer, HttpCarrier, NoAnswer
from sync.server import publishing, sites
from tests.sync.stations import Room, RunningTownship, no_wait

JPEG = b"\xff\xd8\xff\xe0"


def scan_bytes(size: int = 700_000, seed: bytes = b"scan") -> bytes:
    """A jpg of this size as far as its beginning goes; like a real one it does not compress."""
    blocks = (hashlib.sha256(seed + str(i).encode()).digest() for i in range(-(-size // 32)))
    return (JPEG + b"".join(blocks))[:size]


def scan(folder: Path, name: str = "scan.jpg", content: bytes = b"") -> Path:
    place = folder / name
    place.write_bytes(content or scan_bytes())
    return place


def desk_of(owner: Room | RunningTownship) -> Desk:
    return Desk(owner.register, agents.first_actor(owner.register), owner.clock)


def with_catalogue(township: RunningTownship, room: Room) -> None:
    publishing.publish(township.township, publishing.sample_document(), sites.site_codes(township.township))
    room.sync()


def new_case(room: Room, name: str = "王秀英") -> str:
    request = AcceptRequest(name=name, id_missing_reason="未带证件", phone="13800000000", item="MZ05")
    return cases.accept(desk_of(room), request).case_no


def attached(room: Room, case_no: str, file: Path, **more: str) -> AttachmentRow:
    return attachments.attach(desk_of(room), case_no, file, **more)


class FaultyLine:
    """Carries requests and cuts the line at those whose number is in ``cut``; before or after they arrive."""

    def __init__(self, inner: HttpCarrier, cut: set[int], *, after: bool = False) -> None:
        self._inner, self._cut, self._after = inner, cut, after
        self.count = 0
        self.sent: list[tuple[str, str]] = []

    def send(
        self, method: str, path: str, body: bytes, headers: dict[str, str], at_most_s: float
    ) -> HttpAnswer:
        self.count += 1
        self.sent.append((method, path))
        if self.count in self._cut and not self._after:
            raise NoAnswer("cut before")
        answer = self._inner.send(method, path, body, headers, at_most_s)
        if self.count in self._cut:
            raise NoAnswer("cut after")
        return answer


@contextmanager
def line_of(
    room: Room, cut: set[int] | None = None, *, after: bool = False
) -> Iterator[tuple[BlobLine, FaultyLine]]:
    with room.register.reading() as session:
        state = outbox.township_of(session)
    assert state is not None
    with HttpCarrier(state.url, bytes.fromhex(state.certificate_pin)) as carrier:
        faulty = FaultyLine(carrier, cut or set(), after=after)
        yield BlobLine(room.register, state, faulty, no_wait), faulty


def send_scans(room: Room, *, at_most_s: float = 60.0) -> WentUp:
    with line_of(room) as (line, _carrier):
        return send_waiting(line, room.clock, at_most_s=at_most_s)
