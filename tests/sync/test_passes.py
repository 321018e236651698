"""A pass leaves nothing only here, brings everything from there, and survives any cut."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app import keystore
from app.errors import Refusal
from app.models import outbox
from app.models.feed import FeedLine
from app.models.tables import CatalogueVersion, Villager
from sync.client.pacing import LEAST_BYTES
from sync.client.passes import sync_once
from sync.client.transport import Carrier, HttpAnswer, NoAnswer
from sync.server import feed_reading
from tests.sync.lines import (
    add_villagers,
    assert_equal,
    change,
    replica_of,
    results,
    state_of,
    stored,
    tables,
    villager,
    written,
)
from tests.sync.stations import Faulty, Room, RunningTownship, cut_at

MakeRoom = Callable[..., Room]
LONG = "腿脚不便,请上门。" * 40


def refusal_of(work: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        work()
    return caught.value


def test_a_pass_leaves_nothing_only_here(township: RunningTownship, room: Room) -> None:
    add_villagers(room, "王秀英", "𬸣建国", "㛃")
    report = room.sync()
    assert report.sent == 3
    state = state_of(room)
    assert state.acked_seq == state.applied_seq == len(written(room.register))
    assert_equal(township, [room])


def test_a_pass_with_nothing_to_do_does_nothing(township: RunningTownship, room: Room) -> None:
    report = room.sync()
    assert (report.sent, report.fed) == (0, 0)
    assert_equal(township, [room])


def test_a_pass_through_the_service_call_uses_the_remembered_address(
    township: RunningTownship, room: Room
) -> None:
    add_villagers(room, "王秀英")
    assert sync_once(room.register, room.clock).sent == 1
    assert 150 <= sync_once(room.register, room.clock).next_contact_s <= 450


def test_a_thousand_lines_go_in_growing_batches(township: RunningTownship, room: Room) -> None:
    add_villagers(room, *(f"村民{number}" for number in range(1_500)))
    seen: list[Faulty] = []

    def through(carrier: object) -> Faulty:
        seen.append(Faulty(carrier))  # type: ignore[arg-type]
        return seen[0]

    room.sync(through=through, first_bytes=LEAST_BYTES)
    sizes = [len(body) for body in seen[0].sent]
    assert len(sizes) > 2 and sizes[0] < sizes[1]
    assert_equal(township, [room])


def test_more_feed_than_one_answer_holds_is_drained(
    township: RunningTownship, make_room: MakeRoom, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_reading, "MAX_FEED_LINES", 7)
    add_villagers(room, *(f"村民{number}" for number in range(40)))
    room.sync()
    second = make_room("second", pc_code="B1")
    second.enrol(township)
    second.sync()
    room.sync()
    assert_equal(township, [room, second])


def test_without_enrolment_a_pass_says_so(make_room: MakeRoom) -> None:
    room = make_room("a")
    assert refusal_of(lambda: sync_once(room.register, room.clock)).code == "not-enrolled"


def test_without_an_answer_a_pass_gives_up_with_a_sentence(township: RunningTownship, room: Room) -> None:
    add_villagers(room, "王秀英")
    with township.offline():
        given_up = refusal_of(lambda: room.sync(give_up_s=0.2))
    assert given_up.code == "no-answer" and "没有丢失" in given_up.sentence
    room.sync()
    assert_equal(township, [room])


@pytest.mark.parametrize("broken_at", [1, 2, 3])
@pytest.mark.parametrize("after_it_arrived", [False, True])
def test_a_line_cut_at_any_exchange_is_taken_up_where_it_broke(
    township: RunningTownship, make_room: MakeRoom, broken_at: int, after_it_arrived: bool
) -> None:
    room = make_room("cut")
    room.enrol(township)
    add_villagers(room, *(f"村民{number}" for number in range(200)), note=LONG)

    def through(carrier: Carrier) -> Carrier:
        return cut_at(carrier, broken_at, after_it_arrived=after_it_arrived)

    refusal = refusal_of(lambda: room.sync(give_up_s=-1.0, through=through, first_bytes=LEAST_BYTES))
    assert refusal.code == "no-answer"
    assert state_of(room).acked_seq <= replica_of(township, room).last_seq
    room.sync()
    assert_equal(township, [room])


def test_every_other_answer_lost_still_ends_equal(township: RunningTownship, room: Room) -> None:
    add_villagers(room, *(f"村民{number}" for number in range(200)), note=LONG)

    def lose(count: int, what: HttpAnswer) -> HttpAnswer:
        if count % 2:
            raise NoAnswer("dropped")
        return what

    room.sync(through=lambda carrier: Faulty(carrier, after=lose))
    assert_equal(township, [room])


@pytest.mark.parametrize(
    "instead",
    [
        HttpAnswer(200, b"<html>please log in</html>"),
        HttpAnswer(200, b""),
        HttpAnswer(200, b'{"code":"ok"}'),
        HttpAnswer(200, b"DBN1" + bytes(400)),
        HttpAnswer(502, b"bad gateway"),
        HttpAnswer(503, b'{"code":"busy"}', 1.0),
    ],
)
def test_only_the_townships_signature_counts_as_an_answer(
    township: RunningTownship, room: Room, instead: HttpAnswer
) -> None:
    add_villagers(room, "王秀英")
    before = state_of(room).acked_seq
    portal = refusal_of(
        lambda: room.sync(give_up_s=-1.0, through=lambda c: Faulty(c, after=lambda _n, _a: instead))
    )
    assert portal.code == "no-answer"
    assert state_of(room).acked_seq == before
    room.sync()
    assert_equal(township, [room])


def test_an_old_answer_played_again_moves_nothing(township: RunningTownship, room: Room) -> None:
    kept: list[HttpAnswer] = []

    def keep(_count: int, answer: HttpAnswer) -> HttpAnswer:
        kept.append(answer)
        return answer

    room.sync(through=lambda carrier: Faulty(carrier, after=keep))
    add_villagers(room, "王秀英")
    before = state_of(room).acked_seq
    refusal = refusal_of(
        lambda: room.sync(give_up_s=-1.0, through=lambda c: Faulty(c, after=lambda _n, _a: kept[0]))
    )
    assert refusal.code == "no-answer"
    assert state_of(room).acked_seq == before


def test_a_flipped_bit_on_the_way_is_sent_again(township: RunningTownship, room: Room) -> None:
    add_villagers(room, *(f"村民{number}" for number in range(20)))

    def flip(count: int, body: bytes) -> bytes:
        if count > 4:
            return body
        spoiled = bytearray(body)
        spoiled[(0, 30, 240, -3)[count - 1]] ^= 4
        return bytes(spoiled)

    room.sync(through=lambda carrier: Faulty(carrier, before=flip))
    assert_equal(township, [room])


def test_marks_and_feed_lines_stand_or_fall_together(
    township: RunningTownship, make_room: MakeRoom, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_villagers(room, "王秀英")
    room.sync()
    second = make_room("second", pc_code="B1")
    second.enrol(township)

    def power_cut(_session: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(outbox, "feed_head", power_cut)
        with pytest.raises(KeyboardInterrupt):
            second.sync()
    state = state_of(second)
    assert (state.acked_seq, state.feed_n) == (0, 0)
    second.sync()
    room.sync()
    assert_equal(township, [room, second])


def test_a_feed_that_does_not_reach_its_signed_head_is_not_taken_in(
    township: RunningTownship, make_room: MakeRoom, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = make_room("second", pc_code="B1")
    second.enrol(township)
    honest = feed_reading.delta_after

    def meddled(
        session: Session, site_code: str, n: int, reader_id: str, *more: Any
    ) -> feed_reading.FeedDelta:
        delta = honest(session, site_code, n, reader_id, *more)
        first = delta.parts[0]
        assert isinstance(first, FeedLine)
        return replace(delta, parts=(first._replace(raw=first.raw + b" "), *delta.parts[1:]))

    with monkeypatch.context() as patched:
        patched.setattr(feed_reading, "delta_after", meddled)
        assert refusal_of(second.sync).code == "forked"
    assert (state_of(second).feed_n, state_of(second).acked_seq) == (0, 0)
    second.sync()
    room.sync()
    assert_equal(township, [room, second])


def test_the_township_keeps_what_it_received_when_it_is_cut_before_applying(
    township: RunningTownship, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.models import application
    from sync.server import exchange

    def fall_down(*_arguments: object) -> int:
        raise MemoryError

    ids = add_villagers(room, "王秀英")
    with monkeypatch.context() as patched:
        patched.setattr(exchange, "apply_received", fall_down)
        patched.setattr(application, "apply_here", fall_down)
        patched.setattr("sync.server.web.log.error", lambda *_words: None)
        assert refusal_of(lambda: room.sync(give_up_s=-1.0)).code == "no-answer"
    assert stored(township, room.register.identity.replica_id) == written(room.register)
    assert villager(township.register, ids[0]) is None
    township.apply_all()
    assert villager(township.register, ids[0]) is not None
    room.sync()
    assert_equal(township, [room])


def test_two_pcs_of_one_room_come_to_the_same_records(
    township: RunningTownship, make_room: MakeRoom, room: Room
) -> None:
    second = make_room("second", pc_code="B1")
    second.enrol(township)
    first_ids = add_villagers(room, "王秀英")
    second_ids = add_villagers(second, "李建国", "赵六")
    for one in (room, second, room):
        one.sync()
    change(room, second_ids[0], phone="13800000000")
    change(second, first_ids[0], note="听力不好")
    for one in (room, second, room):
        one.sync()
    assert_equal(township, [room, second])
    assert results(room.register) == []
    found = villager(room.register, first_ids[0])
    assert found is not None and found.note == "听力不好"


def test_of_two_values_for_one_field_the_first_received_stays_and_the_late_one_is_set_aside(
    township: RunningTownship, make_room: MakeRoom, room: Room
) -> None:
    second = make_room("second", pc_code="B1")
    second.enrol(township)
    (shared,) = add_villagers(room, "王秀英")
    for one in (room, second):
        one.sync()
    change(room, shared, phone="13800000001")
    change(second, shared, phone="13800000002", note="住东头")
    for one in (room, second, room):
        one.sync()
    assert_equal(township, [room, second])
    for register in (room.register, second.register, township.register):
        kept = villager(register, shared)
        assert kept is not None and (kept.phone, kept.note) == ("13800000001", "住东头")
        (told,) = results(register)
        assert (told.code, told.field) == ("conflict", "phone")
        assert (told.kept_value, told.late_value) == ("13800000001", "13800000002")
        assert told.replica_id == second.register.identity.replica_id


def test_a_late_value_put_in_again_with_a_fresh_base_counts(
    township: RunningTownship, make_room: MakeRoom, room: Room
) -> None:
    second = make_room("second", pc_code="B1")
    second.enrol(township)
    (shared,) = add_villagers(room, "王秀英")
    for one in (room, second):
        one.sync()
    change(room, shared, phone="13800000001")
    change(second, shared, phone="13800000002")
    for one in (room, second):
        one.sync()
    change(second, shared, phone="13800000002")
    for one in (second, room):
        one.sync()
    assert_equal(township, [room, second])
    kept = villager(room.register, shared)
    assert kept is not None and kept.phone == "13800000002"


def test_what_the_township_publishes_reaches_the_room_by_the_feed(
    township: RunningTownship, room: Room
) -> None:
    from datetime import date

    with township.register.write("township", township.clock) as unit:
        unit.add(
            CatalogueVersion(
                site_code=room.register.site_code,
                version="2026-1",
                document="{}",
                sha256="0" * 64,
                published_by="township",
                published_at=township.clock.now(),
                in_force_from=date(2026, 11, 1),
            )
        )
        unit.commit()
    report = room.sync()
    assert report.fed == 1
    assert_equal(township, [room])


def test_a_room_never_sees_another_villages_lines(
    township: RunningTownship, make_room: MakeRoom, room: Room
) -> None:
    add_villagers(room, "王秀英")
    room.sync()
    other = make_room("other", site="620902101202")
    other.enrol(township)
    other.sync()
    with other.register.reading() as session:
        assert session.query(Villager).count() == 0


def test_the_anchor_moves_with_each_pass(township: RunningTownship, room: Room) -> None:
    add_villagers(room, "王秀英")
    room.sync()
    anchor = keystore.read_anchor(room.register.home)
    assert anchor is not None and anchor.last_seq == len(written(room.register))


def test_a_clock_that_is_years_off_is_measured_and_disturbs_nothing(
    township: RunningTownship, room: Room
) -> None:
    from app.clock import SetClock

    add_villagers(room, "王秀英")
    room.clock = SetClock(room.clock.at.replace(year=2030))
    room.sync()
    assert state_of(room).server_offset_ms < -3 * 365 * 86_400_000
    assert_equal(township, [room])


def test_another_certificate_than_the_enrolled_one_gets_nothing(
    township: RunningTownship, room: Room
) -> None:
    add_villagers(room, "王秀英")
    before = len(stored(township, room.register.identity.replica_id))
    with township.offline():
        (township.home / "tls.crt").unlink()
        (township.home / "tls.key").unlink()
    assert refusal_of(room.sync).code == "wrong-certificate"
    assert len(stored(township, room.register.identity.replica_id)) == before


def test_many_rooms_at_once_all_arrive(township: RunningTownship, make_room: MakeRoom) -> None:
    sites = ("620902101201", "620902101202")
    rooms = [make_room(f"r{number}", site=sites[number % 2]) for number in range(6)]
    for one in rooms:
        one.enrol(township)
        add_villagers(one, *(f"村民{number}" for number in range(30)))
    with ThreadPoolExecutor(len(rooms)) as together:
        list(together.map(lambda one: one.sync(give_up_s=30.0), rooms))
    for one in rooms:
        one.sync()
        assert stored(township, one.register.identity.replica_id) == written(one.register)
        assert state_of(one).applied_seq == len(written(one.register))
    for site in sites:
        of_site = [one for one in rooms if one.register.site_code == site]
        there = tables(township.register, site)
        assert all(tables(one.register, site) == there for one in of_site)
