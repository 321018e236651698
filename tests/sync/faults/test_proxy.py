"""The bad line does what it says: shaped, drawn from its seed, and a pass gets through once it is calm."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from app.clock import SetClock
from app.errors import Refusal
from tests.sync.faults.proxy import ANY_LINE, EVERY_KIND, OF_HTTP, Fault, FaultProxy, Line
from tests.sync.lines import add_villagers, assert_equal, stored, written
from tests.sync.stations import Room, RunningTownship, serving

MakeRoom = Callable[..., Room]
SEED = 7


@pytest.fixture
def plain(tmp_path: Path, clock: SetClock, founded: Path) -> Iterator[RunningTownship]:
    """下河清镇 without TLS, as behind a proxy of its own."""
    home = tmp_path / "plain"
    shutil.copytree(founded, home)
    with serving(home, clock, plain_http=True) as running:
        yield running


def port_of(township: RunningTownship) -> int:
    return int(township.url.rsplit(":", 1)[1])


def enrolled(room: Room, township: RunningTownship, proxy: FaultProxy) -> int:
    """The room knows the township by the line's address only; the line's port."""
    from app.models import outbox
    from sync.client.enrolling import enrol

    proxy.calm()
    enrol(room.register, proxy.url(), township.new_code())
    with room.register.reading() as session:
        state = outbox.township_of(session)
    assert state is not None and state.url == proxy.url()
    proxy.wild()
    return proxy.port


def patient_sync(room: Room, tries: int = 60) -> None:
    for _ in range(tries):
        if not (code := _refusal_of_pass(room)):
            return
        assert code in ("no-answer", "busy", "failed")
    pytest.fail("never through")


def _refusal_of_pass(room: Room) -> str:
    try:
        room.sync(give_up_s=2.0)
    except Refusal as refusal:
        return refusal.code
    return ""


def live_through(kinds: Sequence[Fault], township: RunningTownship, room: Room, *, reads_http: bool) -> None:
    """One kind after another on the same line, until each has happened; the room writes and syncs on."""
    port = 0
    for kind in kinds:
        proxy = FaultProxy(
            port_of(township),
            faults=[kind],
            rate=0.5,
            seed=SEED,
            hold_s=0.2,
            reads_http=reads_http,
            port=port,
        )
        with proxy:
            port = port or enrolled(room, township, proxy)
            while proxy.counts[kind] < (3 if reads_http else 1):
                add_villagers(room, "王秀英", "张桂兰")
                patient_sync(room)
            proxy.calm()
            patient_sync(room)
        assert stored(township, room.register.identity.replica_id) == written(room.register), kind
    assert_equal(township, [room])


def test_every_kind_of_broken_tls_line_is_got_over(township: RunningTownship, make_room: MakeRoom) -> None:
    live_through(ANY_LINE, township, make_room("a"), reads_http=False)


def test_every_kind_of_broken_request_and_answer_is_got_over(
    plain: RunningTownship, make_room: MakeRoom
) -> None:
    live_through(EVERY_KIND, plain, make_room("a"), reads_http=True)


def test_requests_are_meddled_with_only_where_they_are_understood() -> None:
    with pytest.raises(ValueError, match="reads_http"):
        FaultProxy(1, faults=sorted(OF_HTTP))


def test_a_slow_line_takes_its_time_for_every_byte_and_every_round_trip(
    township: RunningTownship, make_room: MakeRoom
) -> None:
    """64 kbit/s and 100 ms there: the handshakes of TCP and TLS, then the exchange, cannot be quicker."""
    with FaultProxy(port_of(township), line=Line(bytes_per_s=8_000, delay_ms=100)) as proxy:
        room = make_room("a")
        enrolled(room, township, proxy)
        add_villagers(room, *[f"村民{n}" for n in range(20)])
        before, begun = sum(proxy.carried), time.monotonic()
        room.sync(give_up_s=30.0)
        took_s, carried = time.monotonic() - begun, sum(proxy.carried) - before
    assert took_s >= max(3 * 0.2, 0.5 * carried / 8_000)
    assert_equal(township, [room])


def test_the_same_seed_draws_the_same_faults() -> None:
    def drawn(seed: int) -> list[Fault]:
        proxy = FaultProxy(1, faults=ANY_LINE, rate=0.5, seed=seed)
        return [proxy.draw().kind for _ in range(50)]

    assert drawn(3) == drawn(3) != drawn(4)


def test_a_line_that_never_answers_ends_in_a_sentence_and_leaves_all_as_it_was(
    township: RunningTownship, make_room: MakeRoom
) -> None:
    """Half-open for ever: accepted, read, never answered."""
    with FaultProxy(port_of(township), faults=[Fault.HALF_OPEN]) as proxy:
        room = make_room("a")
        enrolled(room, township, proxy)
        add_villagers(room, "王秀英")
        with pytest.raises(Refusal) as caught:
            room.sync(give_up_s=1.0)
        assert caught.value.code == "no-answer" and "没有丢失" in caught.value.sentence
        assert stored(township, room.register.identity.replica_id) == []
        proxy.calm()
        room.sync()
    assert_equal(township, [room])
