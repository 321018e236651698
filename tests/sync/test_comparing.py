"""After each pass room and township know whether they hold the same records, and mend what differs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from app.models import digests
from app.models.register import Register
from app.services import synchronising
from sync.client.transport import HttpAnswer
from sync.protocol.answers import unseal_answer
from sync.protocol.digests import Question, seal_question
from sync.protocol.envelope import Header, Kind
from sync.server import incidents
from sync.server.comparing import answer_question
from tests.sync.lines import add_villagers, assert_equal, change, state_of, tables, villager
from tests.sync.stations import OTHER_VILLAGE, VILLAGE, Faulty, Room, RunningTownship

MakeRoom = Callable[..., Room]


def spoil(register: Register, villager_id: str) -> None:
    """What no line ever said: a fault of the disk, or of a program."""
    with register.writing() as session:
        session.execute(
            text("UPDATE villager SET note = 'spoiled' WHERE id = :id AND site_code = :site"),
            {"id": villager_id, "site": VILLAGE},
        )
        session.commit()


def roots(*registers: Register) -> set[str]:
    found = set()
    for register in registers:
        with register.reading() as session:
            found.add(digests.kept(session, VILLAGE).root)
    return found


def test_a_pass_ends_with_the_word_that_both_hold_the_same(
    township: RunningTownship, room: Room, make_room: MakeRoom
) -> None:
    add_villagers(room, "王秀英", "李建国")
    room.sync()
    assert state_of(room).digest_ok is True and state_of(room).digest_n == state_of(room).feed_n
    assert synchronising.status(room.register).same_records is True
    second = make_room("second", pc_code="B1")
    second.enrol(township)
    second.sync()
    room.sync()
    assert len(roots(room.register, second.register, township.register)) == 1
    assert state_of(second).digest_ok is True


@pytest.mark.parametrize("where", ["room", "township"])
def test_a_record_that_differs_is_folded_again_where_it_is_wrong(
    township: RunningTownship, room: Room, where: str, expected_log: Callable[[str], None]
) -> None:
    expected_log("WARNING sync.client.comparing: records differed .* folded again: 1")
    (shared, _other) = add_villagers(room, "王秀英", "李建国", note="腿脚不便")
    room.sync()
    spoil(room.register if where == "room" else township.register, shared)
    change(room, shared, phone="13800000001")
    room.sync()
    assert state_of(room).digest_ok is True
    for register in (room.register, township.register):
        found = villager(register, shared)
        assert found is not None and (found.note, found.phone) == ("腿脚不便", "13800000001")
    assert_equal(township, [room])
    with township.register.reading() as session:
        (told, *_older) = incidents.recent(session)
    assert (told.kind, told.detail) == ("digest", {"records": 1})


def test_what_cannot_be_mended_is_shown(
    township: RunningTownship, room: Room, expected_log: Callable[[str], None]
) -> None:
    expected_log("WARNING sync.client.comparing: records differed")
    (shared,) = add_villagers(room, "王秀英")
    room.sync()
    spoil(room.register, shared)
    change(room, shared, phone="13800000001")

    def cut(count: int, answer: HttpAnswer) -> HttpAnswer:
        return answer if count == 1 else HttpAnswer(502, b"")

    room.sync(through=lambda carrier: Faulty(carrier, after=cut))
    assert synchronising.status(room.register).same_records is False
    change(room, shared, phone="13800000002")
    room.sync()
    assert synchronising.status(room.register).same_records is True


def test_a_pass_with_nothing_to_do_compares_in_its_one_round_trip(
    township: RunningTownship, room: Room
) -> None:
    room.sync()
    seen: list[Faulty] = []

    def through(carrier: object) -> Faulty:
        seen.append(Faulty(carrier))  # type: ignore[arg-type]
        return seen[0]

    room.sync(through=through)
    assert seen[0].count == 1 and state_of(room).digest_ok is True


def test_a_large_register_is_counted_over_several_contacts(
    township: RunningTownship, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_villagers(room, *(f"村民{number}" for number in range(40)))
    monkeypatch.setattr(digests, "MOST_LINES", 10)
    for _pass in range(12):
        room.sync()
    assert state_of(room).digest_ok is True


def test_one_village_cannot_ask_about_another(
    township: RunningTownship, room: Room, make_room: MakeRoom
) -> None:
    other = make_room("other", site=OTHER_VILLAGE)
    other.enrol(township)
    other.sync()
    before = tables(township.register, OTHER_VILLAGE)
    identity = room.register.identity
    server_id, public = township.township.server_id, township.register.identity.signing_public
    key = Ed25519PrivateKey.from_private_bytes(room.register.keys.signing)
    for site, buckets, expected in (
        (OTHER_VILLAGE, digests.EMPTY.hex(), "wrong-site"),
        (VILLAGE, "xy", "bad-header"),
        (VILLAGE, "00", "bad-header"),
    ):
        header = Header(Kind.SNAPSHOT, identity.replica_id, server_id, site, 1, 0, bytes(32), bytes(32))
        reply = answer_question(township.township, seal_question(header, Question(0, buckets), key))
        assert unseal_answer(reply.body, lambda _header: public).answer.code == expected
    assert tables(township.register, OTHER_VILLAGE) == before
