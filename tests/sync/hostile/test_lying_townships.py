"""Whoever answers in the township's place, even with its key: a room takes in nothing false, loses nothing, and goes on."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.errors import Refusal
from app.models.feed import FeedLine
from app.models.tables import JournalLine
from app.models.verify import verify
from sync.client.transport import Carrier, HttpAnswer, HttpCarrier
from sync.protocol.answers import Answer, OpenedAnswer, seal_answer, unseal_answer
from sync.protocol.codes import CODES, EnvelopeRefused
from sync.protocol.compression import Compression
from sync.protocol.envelope import MAX_WIRE_BYTES, Header
from sync.protocol.feed import FeedPart
from tests.sync.conftest import store
from tests.sync.hostile.effort import examples
from tests.sync.hostile.spoiled_sticks import sealed_bomb
from tests.sync.hostile.test_hostile_lines import nested
from tests.sync.lines import add_villagers, state_of, tables, written
from tests.sync.stations import OTHER_VILLAGE, Faulty, Room, RunningTownship

__all__ = ["store"]

MakeRoom = Callable[..., Room]
Lie = Callable[[OpenedAnswer], tuple[Header, Answer, tuple[FeedPart, ...]]]


@dataclass
class Scene:
    """A room with a line that only it has, and news for it at the township."""

    township: RunningTownship
    room: Room
    second: Room

    def told(self, lie: Lie) -> str:
        """One pass in which every answer is turned into a lie under the township's own key; the refusal's word."""
        return self.given(lambda reply: self.lied(lie, reply))

    def given(self, after: Callable[[HttpAnswer], HttpAnswer]) -> str:
        def through(inner: Carrier) -> Faulty:
            return Faulty(inner, after=lambda _count, reply: after(reply))

        refused: list[Refusal] = []
        try:
            self.room.sync(give_up_s=-1.0, through=through)
        except Refusal as refusal:
            refused.append(refusal)
        assert all(one.sentence.endswith("。") for one in refused)
        return refused[0].code if refused else "ok"

    def lied(self, lie: Lie, reply: HttpAnswer) -> HttpAnswer:
        public = self.township.register.identity.signing_public
        try:
            opened = unseal_answer(reply.body, lambda _header: public)
        except EnvelopeRefused:
            return reply
        header, answer, parts = lie(opened)
        return replace(reply, body=seal_answer(header, answer, parts, self.township.township.signing_key))

    def took_nothing(self, marks: tuple[int, int, str]) -> None:
        state = state_of(self.room)
        assert (state.acked_seq, state.feed_n, state.epoch) == marks

    @property
    def marks(self) -> tuple[int, int, str]:
        state = state_of(self.room)
        return state.acked_seq, state.feed_n, state.epoch

    def honest(self) -> None:
        """An honest pass later brings all right, on both PCs of the room."""
        for one in (self.room, self.second, self.room):
            one.sync(give_up_s=20.0)
        assert tables(self.room.register) == tables(self.township.register) == tables(self.second.register)
        for register in (self.room.register, self.second.register, self.township.register):
            assert verify(register).problems == ()
        names = [
            fields["name"]
            for (word, _id), fields in tables(self.township.register).items()
            if word == "villager"
        ]
        assert sorted(names) == ["只在本机", "来自镇里"]


@pytest.fixture
def scene(township: RunningTownship, make_room: MakeRoom, room: Room) -> Scene:
    second = make_room("second", pc_code="B1")
    second.enrol(township)
    add_villagers(second, "来自镇里")
    second.sync()
    add_villagers(room, "只在本机")
    return Scene(township, room, second)


def answered(**more: Any) -> Lie:
    return lambda true: (true.header, msgspec.structs.replace(true.answer, **more), true.parts)


def headed(**more: Any) -> Lie:
    return lambda true: (replace(true.header, **more), true.answer, true.parts)


def shifted(by: int) -> Lie:
    """The feed under other numbers."""

    def lie(true: OpenedAnswer) -> tuple[Header, Answer, tuple[FeedPart, ...]]:
        parts = tuple(part._replace(n=part.n + by) for part in true.parts if isinstance(part, FeedLine))
        first, last = true.header.from_seq + by, true.header.from_seq + by + len(parts) - 1
        return replace(true.header, from_seq=first, to_seq=last), true.answer, parts

    return lie


def forged(true: OpenedAnswer) -> tuple[Header, Answer, tuple[FeedPart, ...]]:
    """Lines with other words under the true head."""
    changed = tuple(
        part._replace(raw=part.raw.replace("来自镇里".encode(), "从来没有".encode()))
        if isinstance(part, FeedLine)
        else part
        for part in true.parts
    )
    return true.header, true.answer, changed


@pytest.mark.parametrize(
    ("lie", "word"),
    [
        (headed(site_code=OTHER_VILLAGE), "no-answer"),
        (headed(receiver="ab" * 16), "no-answer"),
        (headed(sender="ab" * 16), "no-answer"),
        (answered(answers="ab" * 16), "no-answer"),
        (answered(epoch="这不是"), "no-answer"),
        (answered(received=10**30), "no-answer"),
        (answered(applied=10**9), "no-answer"),
        (answered(feed_n=-1), "no-answer"),
        (answered(server_time_ms=10**18), "no-answer"),
        (answered(next_contact_s=10**9), "no-answer"),
        (answered(code="a-newer-word"), "a-newer-word"),
        (answered(code="wrong-site"), "wrong-site"),
        (shifted(+5), "feed-broken"),
        (forged, "forked"),
    ],
)
def test_a_signed_lie_is_taken_in_by_nobody(scene: Scene, lie: Lie, word: str) -> None:
    before = scene.marks
    assert scene.told(lie) == word
    scene.took_nothing(before)
    scene.honest()


@pytest.mark.parametrize(
    "lie",
    [
        answered(received=10**6, head="ab" * 32),
        answered(received=1, head="ab" * 32),
        answered(received=0, head="ab" * 32),
        answered(code="forked"),
        answered(code="superseded"),
    ],
)
def test_who_acknowledges_what_was_never_sent_makes_a_room_begin_anew_and_lose_nothing(
    scene: Scene, lie: Lie
) -> None:
    """More than was sent, or other bytes: a register that was put back or copied hears the same."""
    lines = written(scene.room.register)
    assert scene.told(lie) in ("forked", "superseded", "no-answer")
    with scene.room.register.reading() as session:
        here = set(session.scalars(select(JournalLine.raw)))
    assert here >= set(lines)
    scene.honest()


def test_a_feed_whose_numbers_go_back_says_nothing_new(scene: Scene) -> None:
    scene.room.sync()
    before, there = scene.marks, tables(scene.room.register)
    scene.told(shifted(-1))
    assert scene.marks[1] == before[1] and tables(scene.room.register) == there
    scene.honest()


def test_a_life_that_the_township_never_had_is_got_over_by_wire_and_by_stick(
    scene: Scene, tmp_path: Any
) -> None:
    from sync.client import sticks
    from sync.server import sticks as township_sticks

    scene.told(answered(epoch="ab" * 16))
    scene.honest()
    sticks.write_out(scene.room.register, tmp_path)
    township_sticks.take_in(scene.township.township, tmp_path)
    assert sticks.take_in(scene.room.register, scene.room.clock, tmp_path).left_alone == ()


def bodies(scene: Scene) -> dict[str, bytes]:
    key, stranger = scene.township.township.signing_key, Ed25519PrivateKey.generate()
    header = Header(
        kind=3,  # type: ignore[arg-type]
        sender=state_of(scene.room).server_replica_id,
        receiver=scene.room.register.identity.replica_id,
        site_code=scene.room.register.site_code,
        from_seq=1,
        to_seq=0,
        prev_hash=bytes(32),
        head_hash=bytes(32),
        compression=Compression.ZSTD,
    )
    return {
        "a captive portal": b"<html><script>location='http://login/'</script></html>",
        "a bomb": sealed_bomb(header, key),
        "a stranger's": seal_answer(header, Answer(answers="0" * 32), (), stranger),
        "too long": bytes(MAX_WIRE_BYTES + 1),
        "no end of brackets": b"[" * 1_000_000,
        "deep": nested(100_000),
        "nothing": b"",
    }


def always(said: HttpAnswer) -> Callable[[HttpAnswer], HttpAnswer]:
    return lambda _true: said


def test_nothing_that_is_no_answer_of_the_township_is_one_whatever_its_status(scene: Scene) -> None:
    before = scene.marks
    for status in (200, 409, 500):
        for name, body in bodies(scene).items():
            assert scene.given(always(HttpAnswer(status, body))) == "no-answer", name
    scene.took_nothing(before)
    scene.honest()


def any_answer() -> st.SearchStrategy[dict[str, Any]]:
    """Some fields of an answer with values of their kind."""
    number = st.integers(0, 5) | st.just(2**62)
    words = st.text(max_size=8) | st.sampled_from(("ab" * 16, "ab" * 32, "0" * 32, "villager", "zz"))
    return st.fixed_dictionaries(
        {},
        optional={
            "code": st.sampled_from(sorted(CODES)),
            "received": number,
            "head": words,
            "epoch": st.sampled_from(("", "ab" * 16)),
            "feed_n": number,
            "server_time_ms": st.integers(0, 4_102_444_800_000),
            "points": st.lists(st.tuples(number, words), max_size=3).map(tuple),
            "offered": words,
            "digest_n": number,
            "records": st.lists(st.tuples(words, words, words), max_size=3).map(tuple),
            "pc_code": words,
            "above": st.lists(st.tuples(words, words, words), max_size=3).map(tuple),
        },
    )


def test_whatever_an_answer_says_the_room_says_one_sentence_and_goes_on(scene: Scene) -> None:
    @given(any_answer())
    @settings(
        max_examples=examples(12), deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
    def told(fields: dict[str, Any]) -> None:
        scene.told(answered(**fields))

    told()
    scene.honest()


@pytest.mark.parametrize(
    "records",
    [
        (("villager", "zz", "ab" * 32),),
        (("villager", "", ""),),
        (("nonsense", "00" * 16, "ab" * 32), ("", "00" * 16, "")),
        (("villager", "0" * 31 + "甲", "x"),),
    ],
)
def test_a_count_that_names_records_there_are_not_changes_none(
    scene: Scene, records: tuple[tuple[str, str, str], ...], expected_log: Callable[[str], None]
) -> None:
    scene.honest()
    before = tables(scene.room.register)
    expected_log("WARNING .*: records differed from the township's and were folded again: .*")
    scene.told(answered(digest="ab" * 32, records=records))
    assert tables(scene.room.register) == before
    scene.honest()


@contextmanager
def answering(status: int, headers: dict[str, str], hits: list[str]) -> Iterator[str]:
    """A web server that is not the township; its address."""

    class Answering(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hits.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """Tests are quiet."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_followed_nowhere(status: int) -> None:
    elsewhere: list[str] = []
    asked: list[str] = []
    with (
        answering(200, {}, elsewhere) as other,
        answering(status, {"Location": f"{other}/v1/exchange"}, asked) as url,
        HttpCarrier(url, bytes(32)) as line,
    ):
        assert line.post("/v1/exchange", b"a village's lines").status == status
    assert (asked, elsewhere) == (["/v1/exchange"], [])
