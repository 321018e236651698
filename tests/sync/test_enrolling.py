"""Enrolment: the code opens once, for one PC of one site, and each wrong way has its own sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app import keystore
from app.errors import Refusal
from app.models import outbox
from sync.client.enrolling import enrol
from sync.client.transport import HttpAnswer, HttpCarrier
from sync.protocol.codes import CODES
from sync.protocol.enrolment import ALPHABET
from tests.sync.lines import state_of
from tests.sync.stations import OTHER_VILLAGE, VILLAGE, Faulty, Room, RunningTownship, cut_at

MakeRoom = Callable[..., Room]


def refusal_of(work: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        work()
    return caught.value


def other_secret(code: str) -> str:
    return code[:-1] + ALPHABET[(ALPHABET.index(code[-1]) + 1) % len(ALPHABET)]


def test_a_right_code_makes_both_sides_know_each_other(
    township: RunningTownship, make_room: MakeRoom
) -> None:
    room = make_room("a")
    assert room.enrol(township) == "下河清镇"
    with room.register.reading() as session:
        state = outbox.township_of(session)
    assert state is not None
    assert state.certificate_pin == township.township.pin.hex()
    assert state.server_replica_id == township.township.server_id


def test_a_wrong_code_is_refused_and_counted_and_five_close_it(
    township: RunningTownship, make_room: MakeRoom
) -> None:
    room, code = make_room("a"), township.new_code()
    wrong = [refusal_of(lambda: room.enrol(township, other_secret(code))).code for _ in range(6)]
    assert wrong == ["wrong-code"] * 4 + ["too-many-tries"] * 2
    assert refusal_of(lambda: room.enrol(township, code)).code == "too-many-tries"


def test_a_wrong_try_does_not_spoil_the_right_code(township: RunningTownship, make_room: MakeRoom) -> None:
    room, code = make_room("a"), township.new_code()
    assert (
        refusal_of(lambda: room.enrol(township, other_secret(code))).sentence == CODES["wrong-code"].sentence
    )
    assert room.enrol(township, code) == "下河清镇"


def test_a_code_ends_after_seventy_two_hours(township: RunningTownship, make_room: MakeRoom) -> None:
    room, code = make_room("a"), township.new_code()
    township.clock.advance(hours=72)
    assert refusal_of(lambda: room.enrol(township, code)).code == "code-expired"


def test_a_code_serves_one_pc_only(township: RunningTownship, make_room: MakeRoom) -> None:
    code = township.new_code()
    make_room("a").enrol(township, code)
    assert refusal_of(lambda: make_room("b").enrol(township, code)).code == "code-used"


def test_a_code_of_another_village_is_refused(township: RunningTownship, make_room: MakeRoom) -> None:
    code = township.new_code(OTHER_VILLAGE)
    assert refusal_of(lambda: make_room("a").enrol(township, code)).code == "wrong-site"


def test_an_unknown_code_is_refused(township: RunningTownship, make_room: MakeRoom) -> None:
    assert refusal_of(lambda: make_room("a").enrol(township, "7K2M-0000-0000-0000")).code == "unknown-code"


def test_a_lost_answer_is_made_up_by_the_same_code_again(
    township: RunningTownship, make_room: MakeRoom
) -> None:
    room, code = make_room("a"), township.new_code()

    with HttpCarrier(township.url, None) as carrier:
        faulty = cut_at(carrier, 2, after_it_arrived=True)
        assert refusal_of(lambda: enrol(room.register, township.url, code, faulty)).code == "no-answer"
    assert room.enrol(township, code) == "下河清镇"
    room.sync()


def test_the_second_pc_of_a_room_gets_a_pc_code_of_its_own(
    township: RunningTownship, make_room: MakeRoom
) -> None:
    first, second = make_room("a"), make_room("b")
    first.enrol(township)
    second.enrol(township)
    assert first.register.identity.pc_code == "A1"
    assert second.register.identity.pc_code == "A2"
    assert keystore.read_identity(second.register.home).pc_code == "A2"


def test_a_captive_portal_is_not_taken_for_the_township(
    township: RunningTownship, make_room: MakeRoom
) -> None:
    room, code = make_room("a"), township.new_code()
    with HttpCarrier(township.url, None) as carrier:
        portal = Faulty(carrier, after=lambda _count, _answer: HttpAnswer(200, b"<html>login</html>"))
        assert refusal_of(lambda: enrol(room.register, township.url, code, portal)).code == "not-the-township"


def test_someone_between_who_shows_his_own_certificate_gets_nothing(
    township: RunningTownship, make_room: MakeRoom
) -> None:
    class Between(Faulty):
        """Passes everything on, but the room saw another certificate than the township's."""

        @property
        def certificate_pin(self) -> bytes:
            return b"\7" * 32

    room, code = make_room("a"), township.new_code()
    with HttpCarrier(township.url, None) as carrier:
        assert (
            refusal_of(lambda: enrol(room.register, township.url, code, Between(carrier))).code
            == "wrong-code"
        )
    with room.register.reading() as session:
        assert outbox.township_of(session) is None


def test_a_server_that_does_not_know_the_code_cannot_pose_as_the_township(
    township: RunningTownship, make_room: MakeRoom
) -> None:
    room, code = make_room("a"), township.new_code()

    def meddle(count: int, answer: HttpAnswer) -> HttpAnswer:
        return (
            HttpAnswer(200, answer.body.replace("下河清镇".encode(), "上河清镇".encode()))
            if count == 2
            else answer
        )

    with HttpCarrier(township.url, None) as carrier:
        posed = Faulty(carrier, after=meddle)
        assert refusal_of(lambda: enrol(room.register, township.url, code, posed)).code == "not-the-township"


def test_nothing_is_enrolled_while_the_township_is_off_line(
    township: RunningTownship, make_room: MakeRoom
) -> None:
    room, code = make_room("a"), township.new_code()
    with township.offline():
        assert refusal_of(lambda: room.enrol(township, code)).code == "no-answer"
    assert room.enrol(township, code)


def test_an_address_in_capitals_is_the_same_pinned_line(
    township: RunningTownship, make_room: MakeRoom
) -> None:
    room = make_room("a")
    assert enrol(room.register, township.url.replace("https", "HTTPS"), township.new_code())
    assert state_of(room).url == township.url
    assert len(set(state_of(room).certificate_pin)) > 1


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("http://192.168.1.9:8000", "plain-http"),
        ("http://township.example", "plain-http"),
        ("ftp://127.0.0.1", "url-form"),
        ("192.168.1.9", "url-form"),
        ("https://", "url-form"),
        ("", "url-form"),
    ],
)
def test_an_address_that_cannot_be_a_township_is_refused(make_room: MakeRoom, url: str, word: str) -> None:
    room = make_room("a")
    assert refusal_of(lambda: enrol(room.register, url, "7K2M-0000-0000-0000")).code == word


def test_a_request_that_cannot_be_read_is_refused(township: RunningTownship) -> None:
    with HttpCarrier(township.url, None) as carrier:
        for body in (b"", b"[]", b"\xff", b'{"find":"A"}', b"x" * 20_000):
            answer = carrier.post("/v1/enrol/start", body, "application/json")
            assert answer.status in (400, 413)
    assert VILLAGE
