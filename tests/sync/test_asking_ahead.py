"""A long feed comes in while the part before it is folded; whatever becomes of what was asked ahead, all arrives once."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest

from app.models import outbox
from sync.client.passes import SyncPass
from sync.client.transport import BATCH_TYPE, HttpAnswer, HttpCarrier
from sync.server import exchange, feed_reading
from sync.server.exchange import Reply
from sync.server.township import Township
from tests.sync.lines import add_villagers, assert_equal
from tests.sync.stations import Room, RunningTownship, no_wait

MakeRoom = Callable[..., Room]
LINES = 300


class Watched(HttpCarrier):
    """Remembers what was asked ahead, and what was asked; ``breaks``: the line falls after each asking ahead."""

    def __init__(self, room: Room, *, breaks: bool = False) -> None:
        with room.register.reading() as session:
            state = outbox.township_of(session)
        assert state is not None
        super().__init__(state.url, bytes.fromhex(state.certificate_pin))
        self.breaks = breaks
        self.ahead: list[bytes] = []
        self.asked: list[bytes] = []

    def ask_ahead(self, path: str, body: bytes) -> None:
        self.ahead.append(body)
        super().ask_ahead(path, body)
        if self.breaks:
            assert self._open is not None
            self._open.sock.shutdown(socket.SHUT_RDWR)

    def post(
        self, path: str, body: bytes, content_type: str = BATCH_TYPE, *, at_most_s: float = 30.0
    ) -> HttpAnswer:
        self.asked.append(body)
        return super().post(path, body, content_type, at_most_s=at_most_s)


@pytest.fixture
def second(
    township: RunningTownship, room: Room, make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch
) -> Room:
    """The village's other PC, before it has anything of a long feed that comes in many parts."""
    monkeypatch.setattr(feed_reading, "MAX_FEED_LINES", 3)  # doubled with each answer that comes quickly
    add_villagers(room, *(f"村民{number}" for number in range(LINES)))
    room.sync()
    other = make_room("second", pc_code="B1")
    other.enrol(township)
    return other


def passed(room: Room, line: Watched, told: Callable[[int, int], None] = lambda _n, _of: None) -> None:
    with line:
        SyncPass(room.register, room.clock, line, wait=no_wait, told=told).run()


def test_the_next_part_of_a_long_feed_is_made_while_the_last_is_folded(
    township: RunningTownship, room: Room, second: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[bytes] = []

    def counted(there: Township, wire: bytes, **how: Any) -> Reply:
        served.append(wire)
        return exchange.exchange(there, wire, **how)

    monkeypatch.setattr("sync.server.web.exchange", counted)
    line = Watched(second)
    passed(second, line)
    assert len(line.ahead) > 3 and line.ahead == line.asked[-len(line.ahead) :]
    assert served == line.asked
    room.sync()
    assert_equal(township, [room, second])


def test_what_is_written_while_a_feed_comes_goes_up_although_something_else_was_asked(
    township: RunningTownship, room: Room, second: Room
) -> None:
    parts: list[int] = []

    def write(n: int, _of: int) -> None:
        parts.append(n)
        if len(parts) == 3:
            add_villagers(second, "当场来的人")

    line = Watched(second)
    passed(second, line, write)
    assert set(line.ahead) - set(line.asked)
    room.sync()
    assert_equal(township, [room, second])


def test_a_line_that_falls_with_an_answer_on_its_way_is_asked_again(
    township: RunningTownship, room: Room, second: Room
) -> None:
    line = Watched(second, breaks=True)
    passed(second, line)
    assert len(line.asked) > len(line.ahead) > 3
    room.sync()
    assert_equal(township, [room, second])
