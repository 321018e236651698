"""A stick that is full, write-protected, broken in one place, another's or pulled out: a sentence, and nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.domain.cases import Tier
from app.errors import Refusal
from app.services import sticks as room_sticks
from sync.client import sticks
from sync.client.transport import HttpCarrier
from sync.protocol.answers import unseal_answer
from sync.protocol.codes import CODES, EnvelopeRefused
from sync.protocol.envelope import Crypt, read_header, seal
from sync.protocol.stick_words import LONGEST_NAME, from_below, in_room, in_township, shown, together
from sync.server import sticks as township_sticks
from tests.sync.child import ask
from tests.sync.conftest import store
from tests.sync.console.offices import desk_of
from tests.sync.faults.small_disk import SmallDisk
from tests.sync.hostile.spoiled_sticks import Stick
from tests.sync.lines import add_villagers, assert_equal, state_of, stored, written
from tests.sync.stations import OTHER_VILLAGE, Room

__all__ = ["store"]

MakeRoom = Callable[..., Room]


@pytest.fixture
def medium(tmp_path: Path) -> Iterator[SmallDisk]:
    disk = SmallDisk(tmp_path / "medium", 4_000)
    disk.mount()
    yield disk
    disk.unmount()


def onto(medium: SmallDisk, stick: Stick) -> Stick:
    """The same stick as a medium of its own."""
    shutil.copytree(stick.folder, medium.place, dirs_exist_ok=True)
    return replace(stick, folder=medium.place)


@pytest.mark.needs("small-disk")
def test_a_write_protected_stick_is_read_on_both_sides_and_cannot_be_written(
    stick: Stick, medium: SmallDisk
) -> None:
    protected = onto(medium, stick)
    medium.read_only()
    taken = protected.at_township()
    assert ([one.code for one in taken.files], taken.answers) == (["ok"], ())
    assert "写保护" in taken.unwritten and "已存好" in taken.unwritten
    with pytest.raises(Refusal) as caught:
        sticks.write_out(stick.room.register, medium.place)
    assert (caught.value.code, caught.value.field) == ("stick", "folder")
    medium.writable()
    assert protected.at_township().unwritten == ""
    medium.read_only()
    before = protected.lying()
    assert protected.home().at_township == len(written(stick.room.register))
    assert protected.lying() == before
    assert_equal(stick.township, [stick.room])


@pytest.mark.needs("small-disk")
def test_a_full_stick_keeps_no_half_file_and_says_what_is_safe(stick: Stick, medium: SmallDisk) -> None:
    full = onto(medium, stick)
    medium.leave(0)
    before = full.lying()
    assert "已满" in full.at_township().unwritten
    assert full.lying() == before
    medium.leave(0)
    before = full.lying()
    add_villagers(stick.room, *(f"张{number}" for number in range(300)))
    with pytest.raises(Refusal) as caught:
        sticks.write_out(stick.room.register, medium.place)
    assert "已满" in caught.value.sentence and "没有丢失" in caught.value.sentence
    assert full.lying() == before
    medium.empty()
    sticks.write_out(stick.room.register, medium.place)
    assert full.at_township().unwritten == ""
    full.home()
    assert_equal(stick.township, [stick.room])


@pytest.mark.needs("unix")
@pytest.mark.parametrize("at_flush", [0, 1])
def test_a_stick_pulled_out_while_it_is_written_is_said_and_the_next_one_brings_all(
    at_flush: int, stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    pull_out(monkeypatch, stick.folder, at_flush)
    taken = stick.at_township()
    assert [one.code for one in taken.files] == ["ok"] and "被拔出" in taken.unwritten
    monkeypatch.undo()
    add_villagers(stick.room, "李大山")
    stick.folder.mkdir(exist_ok=True)
    pull_out(monkeypatch, stick.folder, at_flush)
    with pytest.raises(Refusal) as caught:
        sticks.write_out(stick.room.register, stick.folder)
    assert caught.value.code == "stick" and "没有丢失" in caught.value.sentence
    monkeypatch.undo()
    stick.folder.mkdir(exist_ok=True)
    sticks.write_out(stick.room.register, stick.folder)
    stick.at_township()
    stick.home()
    assert_equal(stick.township, [stick.room])


def pull_out(monkeypatch: pytest.MonkeyPatch, folder: Path, at_flush: int) -> None:
    """At this flush of anything on the stick the stick is gone."""
    flush, flushed = os.fsync, []

    def fsync(descriptor: int) -> None:
        flush(descriptor)
        if Path(f"/proc/self/fd/{descriptor}").readlink().is_relative_to(folder):
            flushed.append(descriptor)
            if len(flushed) == at_flush + 1:
                shutil.rmtree(folder)

    monkeypatch.setattr(os, "fsync", fsync)


def test_a_file_in_a_broken_place_is_left_alone_and_the_others_are_read(
    stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(stick.folder / next(iter(stick.lying())), stick.folder / "broken-head.dbn")
    shutil.copy(stick.folder / "broken-head.dbn", stick.folder / "broken-later.dbn")
    break_disk(monkeypatch)
    taken = stick.at_township()
    codes = {one.name: one.code for one in taken.files}
    assert (codes.pop("broken-head.dbn"), codes.pop("broken-later.dbn")) == ("unreadable", "unreadable")
    assert set(codes.values()) == {"ok"}
    home = stick.home()
    assert [name for name, _sentence in home.left_alone] == ["broken-head.dbn"]
    stick.answer().rename(stick.folder / "broken-later.dbn")
    again = stick.home()
    assert again.left_alone[1][0] == "broken-later.dbn" and "数据都在本机" in again.left_alone[1][1]
    assert_equal(stick.township, [stick.room])


def break_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bad blocks: ``broken-head`` cannot be read at all, ``broken-later`` only at its beginning."""
    opened = Path.open

    def careful(place: Path, *words: Any, **more: Any) -> Any:
        file = opened(place, *words, **more)
        if not place.name.startswith("broken-"):
            return file
        read = file.read

        def bad(count: int = -1) -> bytes:
            if place.name == "broken-head.dbn" or count < 0 or count > 4096:
                raise OSError(errno.EIO, "Input/output error")
            return bytes(read(count))

        return _Broken(file, bad)

    monkeypatch.setattr(Path, "open", careful)


class _Broken:
    def __init__(self, file: Any, read: Callable[[int], bytes]) -> None:
        self._file, self.read = file, read

    def __enter__(self) -> _Broken:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._file.close()


def test_thousands_of_files_are_read_and_said_in_a_few_lines(stick: Stick) -> None:
    for number in range(2_000):
        (stick.folder / f"foreign-{number:04}.dbn").write_bytes(b"no batch of ours")
    taken = stick.at_township()
    assert sorted({one.code for one in taken.files}) == ["bad-magic", "ok"]
    home = stick.home()
    assert len(home.left_alone) == 2_000
    (line,) = home.left_words
    assert (
        line.startswith("foreign-0000.dbn、foreign-0001.dbn、") and "等 2000 个文件：不是代办的文件" in line
    )


def test_a_file_to_another_receiver_is_not_opened_and_says_so(stick: Stick) -> None:
    """Signed by a PC we know, closed with an age key that is not ours; and an answer likewise on its way home."""
    key = Ed25519PrivateKey.from_private_bytes(stick.room.register.keys.signing)
    stranger = X25519PrivateKey.generate().public_key().public_bytes_raw()
    wire = seal(read_header(stick.batch), written(stick.room.register)[-1:], key, receiving_public=stranger)
    (stick.folder / "other.dbn").write_bytes(wire)
    said = {one.name: one for one in stick.at_township().files}
    assert said["other.dbn"].code == "not-for-us"
    assert "打不开" in said["other.dbn"].sentence and "村里电脑上的数据还在" in said["other.dbn"].sentence
    header = replace(read_header(stick.answer().read_bytes()), crypt=Crypt.AGE)
    other = seal(header, [b"{}"], stick.township.township.signing_key, receiving_public=stranger)
    (stick.folder / "other.dbn").write_bytes(other)
    (left,) = stick.home().left_alone
    assert left == ("other.dbn", in_room("not-for-us"))


def test_who_finds_a_stick_and_sends_its_file_by_wire_cannot_read_the_answer(
    stick: Stick, make_room: MakeRoom
) -> None:
    """It is truly signed, and the township has news for that PC."""
    second = make_room("second", pc_code="B1")
    second.enrol(stick.township)
    add_villagers(second, "只有本村知道的人")
    second.sync()
    with HttpCarrier(stick.township.url, None) as line:
        body = line.post("/v1/exchange", stick.batch).body
    public = stick.township.register.identity.signing_public
    assert read_header(body).crypt is Crypt.AGE
    with pytest.raises(EnvelopeRefused, match="not-for-us"):
        unseal_answer(body, lambda _header: public)
    opened = unseal_answer(body, lambda _header: public, receiving=stick.room.register.keys.openers)
    assert any("只有本村知道的人".encode() in getattr(part, "raw", b"") for part in opened.parts)
    stick.room.sync()
    assert_equal(stick.township, [stick.room])


def test_another_villages_and_another_townships_stick_change_nothing_here(
    stick: Stick, make_room: MakeRoom, tmp_path: Path
) -> None:
    stick.at_township()
    other = make_room("other", site=OTHER_VILLAGE)
    other.enrol(stick.township)
    other.sync()
    before = (state_of(other), written(other.register))
    with pytest.raises(Refusal) as caught:
        room_sticks.read_in(desk_of(other), stick.folder)
    assert (caught.value.code, caught.value.field) == ("no-answers", "folder")
    assert "本机数据没有改动" in caught.value.sentence
    after = state_of(other)
    assert (after.acked_seq, after.feed_n) == (before[0].acked_seq, before[0].feed_n)
    assert written(other.register) == before[1]


def test_an_old_stick_brought_again_after_much_else_moves_nothing(stick: Stick, tmp_path: Path) -> None:
    stick.at_township()
    old = tmp_path / "old"
    shutil.copytree(stick.folder, old)
    stick.home()
    add_villagers(stick.room, "李大山")
    stick.room.sync()
    before = state_of(stick.room)
    lines = stored(stick.township, stick.room.register.identity.replica_id)
    taken = township_sticks.take_in(stick.township.township, old)
    assert [(one.code, one.new) for one in taken.files] == [("ok", 0)]
    room_sticks.read_in(desk_of(stick.room), old)
    after = state_of(stick.room)
    assert (after.acked_seq, after.applied_seq, after.feed_n) == (
        before.acked_seq,
        before.applied_seq,
        before.feed_n,
    )
    assert stored(stick.township, stick.room.register.identity.replica_id) == lines
    assert_equal(stick.township, [stick.room])


@pytest.mark.parametrize("place", ["nowhere", "a-file", "leads-nowhere"])
def test_what_is_no_folder_gets_a_sentence_on_both_sides(stick: Stick, place: str, tmp_path: Path) -> None:
    (tmp_path / "a-file").touch()
    if sys.platform != "win32":
        (tmp_path / "leads-nowhere").symlink_to(tmp_path / "nowhere")
    for read in (
        lambda folder: township_sticks.take_in(stick.township.township, folder),
        lambda folder: room_sticks.read_in(desk_of(stick.room), folder),
        lambda folder: room_sticks.write_out(desk_of(stick.room), folder),
    ):
        with pytest.raises(Refusal) as caught:
            read(tmp_path / place)
        assert (caught.value.code, caught.value.field) == ("stick", "folder")


def test_every_word_about_a_file_says_what_is_safe_and_what_to_do() -> None:
    for word in CODES.keys() - {"ok", "restored"}:
        for sentence in (in_room(word), *(from_below(word, tier) for tier in (Tier.TOWNSHIP, Tier.DISTRICT))):
            assert sentence.endswith("。") and len(sentence) < 90
    for word in ("truncated", "bad-hash", "bad-count", "bad-compression", "bad-header", "too-large"):
        assert "数据都在本机" in in_room(word) and "数据都在本服务器" in in_township(word)
        assert "村里电脑上的数据还在" in from_below(word, Tier.TOWNSHIP)
        assert "乡镇服务器上的数据还在" in from_below(word, Tier.DISTRICT)
        assert "程序会自动重发" not in in_room(word) + from_below(word, Tier.TOWNSHIP)


def test_each_tier_is_told_about_a_file_in_its_own_words() -> None:
    of_files = {"ok", "truncated", "bad-hash", "bad-header", "too-large", "not-for-us", "bad-signature"}
    of_writers = {"revoked", "superseded", "forked", "restored", "bad-offer"}
    of_scans = {"no-content", "wrong-content", "wrong-type", "quota", "disk-full", "unreadable"}
    for word in of_files | of_writers | of_scans:
        assert "区县" not in from_below(word, Tier.TOWNSHIP)
        said = from_below(word, Tier.DISTRICT)
        assert not any(other in said for other in ("村", "电脑", "本乡镇", "乡镇管理员")), said
    assert not any("本机" in in_township(word) for word in ("too-large", "unreadable", "truncated"))


def test_a_name_of_a_file_is_shown_without_what_a_screen_would_obey() -> None:
    assert shown("\u202egpj.\x1b[31m坏\ud800.dbn") == "�gpj.�[31m坏�.dbn"
    assert len(shown("长" * 200)) == LONGEST_NAME
    said = together([(f"{n}\n.dbn", "坏了。") for n in range(5)] + [("好.dbn", "好。")])
    assert said == ("0�.dbn、1�.dbn、2�.dbn 等 5 个文件：坏了。", "好.dbn：好。")


def test_the_townships_command_says_each_file_in_one_line_and_ends_with_1(stick: Stick) -> None:
    """A process of its own: no traceback, whatever the names; output that can be read as JSON."""
    (stick.folder / "\u202e名倒.dbn").write_bytes(stick.batch[:-1])
    (stick.folder / os.fsdecode(b"\xff\xfe.dbn")).write_bytes(b"")
    stick.township.stop()
    words = ("--db", stick.township.database_url) if stick.township.database_url else ()
    try:
        told = ask(stick.township.home, "stick", str(stick.folder), *words, expected=1)
    finally:
        stick.township.start()
    assert sorted(one["code"] for one in told["files"]) == ["ok", "truncated", "truncated"]
    assert all(one["name"].isprintable() for one in told["files"])
    assert told["unwritten"] == "" and len(told["answers"]) == 1
