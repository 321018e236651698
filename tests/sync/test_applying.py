"""Lines that are only received while many rooms come at once: acknowledged, folded later, and nobody told before."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import pytest

from app.errors import Defect
from app.models import application
from app.models.application import sites_behind
from sync.client.passes import SyncPass
from sync.client.transport import BATCH_TYPE, HttpAnswer
from sync.server.applying import Applying
from sync.server.exchange import LEFT_CONTACT_S, exchange
from tests.sync.lines import add_villagers, assert_equal, state_of, stored, villager, written
from tests.sync.stations import OTHER_VILLAGE, VILLAGE, Room, RunningTownship

MakeRoom = Callable[..., Room]


@dataclass
class Pressed:
    """A township so busy that it only receives; ``left`` counts how often it said so."""

    station: RunningTownship
    left: int = 0

    @property
    def certificate_pin(self) -> bytes:
        return self.station.township.pin

    def post(
        self, path: str, body: bytes, content_type: str = BATCH_TYPE, *, at_most_s: float = inf
    ) -> HttpAnswer:
        assert path == "/v1/exchange"
        reply = exchange(self.station.township, body, leave=self._leave)
        return HttpAnswer(reply.status, reply.body)

    def _leave(self) -> None:
        self.left += 1


def behind(station: RunningTownship) -> set[str]:
    with station.register.reading() as session:
        return set(sites_behind(session))


def sync_pressed(
    station: RunningTownship, room: Room, wait: Callable[[float], object]
) -> tuple[SyncPass, Pressed]:
    carrier = Pressed(station)
    one = SyncPass(room.register, room.clock, carrier, 5.0, wait)
    return one, carrier


def leave_behind(township: RunningTownship, monkeypatch: pytest.MonkeyPatch, *rooms: Room) -> None:
    """Each of them brings a line that is received, not folded, and goes off before it hears that it is."""
    monkeypatch.setattr(SyncPass, "_pause", _leave_off)
    for one in rooms:
        add_villagers(one, "王秀英")
        with pytest.raises(_LeftOff):
            sync_pressed(township, one, lambda _seconds: None)[0].run()


def run_once_beside(one: Applying, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the thread of ``one`` fold what waits, and stop it."""
    done = threading.Event()
    plain = one.once

    def once() -> int:
        count = plain()
        done.set()
        return count

    monkeypatch.setattr(one, "once", once)
    one.start()
    one.leave()
    assert done.wait(60)
    one.stop()


@pytest.fixture
def applying(township: RunningTownship) -> Applying:
    return Applying(township.township, lambda: False)


def test_what_is_only_received_is_acknowledged_and_called_applied_only_when_it_is(
    township: RunningTownship, room: Room, applying: Applying
) -> None:
    ids = add_villagers(room, "王秀英", "李建国")
    seen: list[tuple[int, int, bool]] = []

    def wait(_seconds: float) -> None:
        state = state_of(room)
        seen.append((state.acked_seq, state.applied_seq, villager(township.register, ids[0]) is None))
        applying.once()

    one, carrier = sync_pressed(township, room, wait)
    one.run()
    last = len(written(room.register))
    assert stored(township, room.register.identity.replica_id) == written(room.register)
    assert len(seen) == 1 and seen[0][0] == last and seen[0][1] < last and seen[0][2]
    assert carrier.left == 1 and state_of(room).applied_seq == last
    assert_equal(township, [room])


def test_a_room_asks_about_its_folding_when_it_is_told_to_and_not_again_and_again(
    township: RunningTownship, room: Room, applying: Applying
) -> None:
    add_villagers(room, "王秀英")
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        applying.once()

    one, _carrier = sync_pressed(township, room, wait)
    one.give_up_s = 10 * LEFT_CONTACT_S[1]
    one.run()
    assert len(waited) == 1 and waited[0] >= LEFT_CONTACT_S[0] / 2


def test_a_site_that_cannot_be_folded_holds_up_no_other(
    township: RunningTownship,
    room: Room,
    make_room: MakeRoom,
    applying: Applying,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = make_room("other", site=OTHER_VILLAGE)
    other.enrol(township)
    leave_behind(township, monkeypatch, room, other)
    assert behind(township) == {VILLAGE, OTHER_VILLAGE}
    plain = application._apply_batch

    def stumble(session: object, register: object, head: object, clock: object) -> None:
        if getattr(head, "site_code", "") == VILLAGE:
            raise Defect("cannot be folded")
        plain(session, register, head, clock)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(application, "_apply_batch", stumble)
        patched.setattr("sync.server.applying.log.error", lambda *_words: None)
        assert applying.once() == 2
    assert behind(township) == {VILLAGE}
    applying.once()
    assert behind(township) == set()


def test_the_running_server_folds_by_itself_when_the_rooms_have_passed(
    township: RunningTownship, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    still_come = [True, True, False]
    one = Applying(township.township, lambda: bool(still_come) and still_come.pop(0))
    leave_behind(township, monkeypatch, room)
    run_once_beside(one, monkeypatch)
    assert behind(township) == set() and still_come == []


def test_rooms_that_come_while_it_folds_are_let_pass_before_the_next_sites(
    township: RunningTownship, room: Room, make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_room("other", site=OTHER_VILLAGE)
    other.enrol(township)
    leave_behind(township, monkeypatch, room, other)
    waited_for: list[int] = []

    def comes() -> bool:
        """Somebody comes when the first site has just been folded, and is gone at the next look."""
        is_first = len(behind(township)) == 1 and len(waited_for) < 2
        if is_first:
            waited_for.append(len(behind(township)))
        return is_first

    monkeypatch.setattr("sync.server.applying.TOGETHER", 1)
    one = Applying(township.township, comes)
    run_once_beside(one, monkeypatch)
    assert behind(township) == set() and waited_for == [1, 1]


class _LeftOff(Exception):
    """The pass would wait now."""


def _leave_off(*_arguments: object) -> None:
    raise _LeftOff
