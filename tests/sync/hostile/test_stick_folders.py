"""A stick comes from anywhere: what lies on it besides our files is left alone, and ours are taken in all the same."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.models import outbox
from app.models.verify import verify
from app.services import sticks as room_sticks
from sync.client import sticks
from sync.protocol import key_changes
from sync.protocol.answers import Answer, seal_answer
from sync.protocol.compression import Compression
from sync.protocol.envelope import Crypt, Header, Kind, read_header
from tests.sync.conftest import store
from tests.sync.console.offices import desk_of
from tests.sync.hostile.spoiled_sticks import Stick, bomb_of, sealed_bomb, spoil
from tests.sync.lines import add_villagers, assert_equal, state_of, written
from tests.sync.stations import OTHER_VILLAGE, Room

__all__ = ["store"]

MakeRoom = Callable[..., Room]
ABSURD: tuple[dict[str, Any], ...] = (
    {"server_time_ms": 10**18},
    {"server_time_ms": -(10**18)},
    {"server_time_ms": 10**30},
    {"received": 10**30},
    {"applied": 10**9},
    {"feed_n": -1},
    {"epoch": "这不是"},
)


def test_the_township_takes_the_good_and_leaves_the_rest_alone(stick: Stick, tmp_path: Path) -> None:
    outside = tmp_path / "outside.dbn"
    outside.write_bytes(stick.batch)
    spoil(stick, outside)
    (stick.folder / "bomb.dbn").write_bytes(bomb_of(stick.room, stick.township))
    before = stick.lying()
    taken = stick.at_township()
    said = {one.name: one.code for one in taken.files}
    (batch,) = (name for name in before if name.startswith("daiban-62"))
    assert said.pop(batch) == said.pop("the-same-again.dbn") == "ok"
    assert said.pop("bomb.dbn") == "too-large" and said.pop("huge.dbn") == "too-large"
    assert said.pop("flipped.dbn") == "bad-hash" and said.pop("foreign.dbn") == "bad-magic"
    assert set(said.values()) == {"truncated"}
    beside = {"daiban-link.dbn", "nowhere.dbn", "itself.dbn", "pipe.dbn", "a-directory.dbn", "._half.dbn"}
    assert not beside & said.keys()
    assert all(one.sentence for one in taken.files)
    after = stick.lying()
    assert {name: after.pop(name) for name in before} == before
    assert set(after) == {stick.answer().name}
    assert outside.read_bytes() == stick.batch
    home = stick.home()
    assert {name for name, _sentence in home.left_alone} == {"empty.dbn", "foreign.dbn"}
    assert_equal(stick.township, [stick.room])


def test_the_room_takes_its_answer_and_leaves_the_rest_alone(
    stick: Stick, make_room: MakeRoom, tmp_path: Path
) -> None:
    other = make_room("other", site=OTHER_VILLAGE)
    other.enrol(stick.township)
    other.sync()
    add_villagers(other, "李大山")
    sticks.write_out(other.register, stick.folder)
    stick.at_township()
    mine, theirs = sorted(stick.folder.glob("daiban-answer-*.dbn"))
    stick.batch = mine.read_bytes()
    outside = tmp_path / "outside.dbn"
    outside.write_bytes(stick.batch)
    spoil(stick, outside)
    header = replace(read_header(stick.batch), compression=Compression.ZSTD, crypt=Crypt.NONE)
    bomb = sealed_bomb(header, stick.township.township.signing_key)
    (stick.folder / "bomb.dbn").write_bytes(bomb)
    before = stick.lying()
    taken = stick.home()
    said = dict(taken.left_alone)
    assert taken.at_township == len(written(stick.room.register))
    assert {"bomb.dbn", "huge.dbn", "flipped.dbn", "half.dbn"} <= said.keys() and all(said.values())
    assert not {mine.name, theirs.name, "the-same-again.dbn", "daiban-link.dbn", "pipe.dbn"} & said.keys()
    assert stick.lying() == before and outside.read_bytes() == stick.batch
    assert_equal(stick.township, [stick.room])
    room_sticks.read_in(desk_of(other), stick.folder)
    assert verify(other.register).problems == ()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_an_answer_is_laid_over_a_link_and_not_where_it_leads(stick: Stick, tmp_path: Path) -> None:
    kept = tmp_path / "不要动.txt"
    kept.write_bytes(b"kept")
    stick.at_township()
    answer = stick.answer()
    answer.unlink()
    answer.symlink_to(kept)
    stick.at_township()
    assert kept.read_bytes() == b"kept" and not answer.is_symlink()
    assert stick.home().left_alone == ()


def test_a_folder_where_the_answer_should_lie_is_said_and_the_lines_are_kept(stick: Stick) -> None:
    stick.at_township()
    name = stick.answer().name
    shutil.rmtree(stick.folder)
    stick.folder.mkdir()
    (stick.folder / "batch.dbn").write_bytes(stick.batch)
    (stick.folder / name).mkdir()
    taken = stick.at_township()
    assert (taken.answers, [one.code for one in taken.files]) == ((), ["ok"])
    assert "回执没有全写到U盘上" in taken.unwritten
    assert set(stick.lying()) == {"batch.dbn", name}
    stick.room.sync()
    assert_equal(stick.township, [stick.room])


def test_a_note_of_new_keys_that_proves_nothing_changes_nothing(stick: Stick, tmp_path: Path) -> None:
    stick.at_township()
    place = stick.folder / key_changes.FILE
    known = state_of(stick.room).server_public_key
    nested = b"[" * 100_000
    for told in (b"", b"\xff", b"[]", nested, b'[{"x":' + nested, b'[{"before":7}]', bytes(9 << 20)):
        place.write_bytes(told)
        assert stick.home().left_alone == ()
        assert state_of(stick.room).server_public_key == known
    place.unlink()
    place.mkdir()
    assert stick.home().left_alone == ()
    place.rmdir()
    if sys.platform != "win32":
        place.symlink_to(tmp_path / "不在")
        assert stick.home().left_alone == ()


def test_a_signed_answer_that_cannot_be_true_is_left_alone(stick: Stick) -> None:
    """Whoever holds the township's key by mistake or by theft must not stop the room from working."""
    state, identity = state_of(stick.room), stick.room.register.identity
    header = Header(
        kind=Kind.ACK,
        sender=state.server_replica_id,
        receiver=identity.replica_id,
        site_code=identity.site_code,
        from_seq=state.feed_n + 1,
        to_seq=state.feed_n,
        prev_hash=state.feed_hash,
        head_hash=state.feed_hash,
    )
    true = Answer(
        answers="0" * 32,
        received=state.acked_seq,
        epoch=state.epoch,
        feed_n=state.feed_n,
        head=_head_at(stick.room, state.acked_seq),
    )
    for absurd in ABSURD:
        answer = msgspec.structs.replace(true, **absurd)
        wire = seal_answer(header, answer, (), stick.township.township.signing_key)
        (stick.folder / "absurd.dbn").write_bytes(wire)
        (left,) = stick.home().left_alone
        assert left[0] == "absurd.dbn" and left[1]
        now = state_of(stick.room)
        assert (now.acked_seq, now.applied_seq, now.epoch) == (
            state.acked_seq,
            state.applied_seq,
            state.epoch,
        )
    stick.at_township()
    stick.home()
    assert_equal(stick.township, [stick.room])


def _head_at(room: Room, seq: int) -> str:
    identity = room.register.identity
    with room.register.reading() as session:
        head = outbox.chain_at(session, identity.site_code, identity.replica_id, seq)
    assert head is not None
    return head.hex()
