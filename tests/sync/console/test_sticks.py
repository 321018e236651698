"""A stick read at the clerk's browser: as by the command, its answers back to whoever brought it, nothing left lying."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.models.blobs import store_of
from app.services import sticks as room_sticks
from sync.client import sticks
from sync.server.console import audit, heaps, stick_desk
from sync.server.console.pages import sticks as page
from sync.server.upward import sticks as upward_sticks
from tests.sync.console.chromium import Browser
from tests.sync.console.offices import Window, desk_of, signed_in
from tests.sync.console.page_rules import reached_by_tab, seen
from tests.sync.districts import sent_to_the_district
from tests.sync.hostile.spoiled_sticks import ODD_NAMES, bomb_of
from tests.sync.lines import add_villagers, assert_equal, state_of, written
from tests.sync.scans import attached, new_case, scan, scan_bytes, with_catalogue
from tests.sync.stations import OTHER_VILLAGE, VILLAGE, Room, RunningTownship, found_township
from tests.sync.test_district_sticks import unsent

MakeRoom = Callable[..., Room]
ANSWER = re.compile(r'href="/console(/sticks/answers/[^"]+)"')


@pytest.fixture
def batch(room: Room, stick: Path) -> Path:
    """One batch of 槐树村 with a villager in it, on its stick."""
    add_villagers(room, "王秀英")
    (place,) = sticks.write_out(room.register, stick).files
    return place


def brought(window: Window, *files: tuple[str, bytes]) -> httpx.Response:
    """These files, by name, chosen on the page and sent."""
    form: Any = [("files", one) for one in files]
    data = {"form_token": window.token("/sticks")}
    return window.client.post("/sticks", data=data, files=form or [("files", ("", b""))])


def all_of(folder: Path) -> list[tuple[str, bytes]]:
    return [(place.name, place.read_bytes()) for place in sorted(folder.iterdir())]


def rows(answer: httpx.Response) -> dict[str, str]:
    """What is said about each file, by its name."""
    found = re.findall(r"<tr><td>(.*?)</td>(.*?)</tr>", answer.text, re.DOTALL)
    return {unescape(name): unescape(re.sub(r"<[^>]+>|\s", "", said)) for name, said in found}


def saved(window: Window, answer: httpx.Response, stick: Path) -> list[str]:
    """The answers put back onto the stick as a browser saves them."""
    paths = ANSWER.findall(answer.text)
    for path in paths:
        got = window.get(path)
        assert got.headers["content-disposition"].startswith("attachment;")
        assert got.headers["cache-control"] == "no-store"
        (stick / path.rpartition("/")[2]).write_bytes(got.content)
    return paths


def lying(township: RunningTownship) -> list[Path]:
    return [one for one in (township.home / stick_desk.FOLDER).rglob("*") if one.is_file()]


def test_a_village_learns_by_its_stick_that_a_clerk_read_it_in_the_browser(
    township: RunningTownship, room: Room, batch: Path, stick: Path
) -> None:
    with signed_in(township, "钱经办", "clerk") as clerk:
        answer = brought(clerk, *all_of(stick))
        (said,) = rows(answer).values()
        assert "槐树村" in said and "收下" in said and "新收 1 条" in answer.text
        assert "同一个文件夹" in answer.text and "王秀英" not in answer.text
        assert len(saved(clerk, answer, stick)) == 1
    home = room_sticks.read_in(desk_of(room), stick)
    assert home.left_alone == ()
    assert state_of(room).acked_seq == state_of(room).applied_seq == len(written(room.register))
    assert_equal(township, [room])


def test_the_same_stick_again_brings_the_answer_again_and_nothing_twice(
    township: RunningTownship, room: Room, batch: Path, stick: Path, admin: Window
) -> None:
    brought(admin, *all_of(stick))
    again = brought(admin, *all_of(stick))
    assert "没有新的记录" in rows(again)[batch.name]
    saved(admin, again, stick)
    third = brought(admin, *all_of(stick))  # the answer lies beside now
    assert {name: "没有收" in said for name, said in rows(third).items()} == {
        batch.name: False,
        next(stick.glob("daiban-answer-*")).name: True,
    }
    room_sticks.read_in(desk_of(room), stick)
    assert_equal(township, [room])


def test_scans_are_taken_in_and_the_answers_fit_into_one_archive(
    township: RunningTownship, room: Room, stick: Path, admin: Window, tmp_path: Path
) -> None:
    with_catalogue(township, room)
    attached(room, new_case(room), scan(tmp_path))
    sticks.write_out(room.register, stick)
    answer = brought(admin, *all_of(stick))
    assert sum("附件收齐了一份" in said for said in rows(answer).values()) == 1
    assert store_of(township.register).has(VILLAGE, sha256(scan_bytes()).hexdigest())
    with zipfile.ZipFile(io.BytesIO(admin.get("/sticks/zip").content)) as archive:
        assert len(archive.namelist()) == len(ANSWER.findall(answer.text)) > 1
        assert not any("/" in name for name in archive.namelist())
        archive.extractall(stick)
    assert sticks.take_in(room.register, room.clock, stick).scans_confirmed == 1


def test_a_township_s_stick_is_read_at_the_district_s_console(
    district: RunningTownship, reporting: RunningTownship, room: Room, stick: Path
) -> None:
    sent_to_the_district(reporting, room, "王秀英")
    assert upward_sticks.write_out(reporting.township, stick).lines > 0
    with signed_in(district, "孙经办", "clerk") as clerk:
        half = ("half.dbn", next(stick.glob("*.dbn")).read_bytes()[:400])
        answer = brought(clerk, *all_of(stick), half)
        said = rows(answer)
        assert "乡镇服务器上的数据还在" in said.pop("half.dbn")
        assert all("收下" in one for one in said.values()) and "村里" not in answer.text
        assert saved(clerk, answer, stick)
    taken = upward_sticks.take_in(reporting.township, stick)
    assert (taken.left_alone, unsent(reporting)) == ((), 0)


def test_hostile_files_are_named_left_alone_and_the_good_one_is_taken_in(
    township: RunningTownship, room: Room, batch: Path, admin: Window, make_room: MakeRoom, tmp_path: Path
) -> None:
    good = batch.read_bytes()
    elsewhere = tmp_path / "elsewhere"
    found_township(elsewhere, township.clock)
    other_township = RunningTownship(elsewhere, township.clock)
    other_township.start()
    try:
        stranger = make_room("stranger", site=OTHER_VILLAGE)
        stranger.enrol(other_township)
        add_villagers(stranger, "李大山")
        (tmp_path / "other").mkdir()
        (foreign,) = sticks.write_out(stranger.register, tmp_path / "other").files
    finally:
        other_township.stop()
    files = [
        (batch.name, good),
        ("half.dbn", good[: len(good) // 2]),
        ("empty.dbn", b""),
        ("flipped.dbn", good[:-9] + bytes([good[-9] ^ 1]) + good[-8:]),
        ("zip.dbn", b"PK\x03\x04" + bytes(900)),
        ("bomb.dbn", bomb_of(room, township)),
        ("别的乡镇.dbn", foreign.read_bytes()),
        ("照片.jpg", b"\xff\xd8\xff"),
        ("../../../outside.dbn", good[:-1]),
        ("C:\\U盘\\windows.dbn", good[:-1]),
        ("._half.dbn", b"x"),
        *((name, good[:-1]) for name in ODD_NAMES),
    ]
    before = {one for one in tmp_path.rglob("*") if "township" not in one.parts}
    answer = brought(admin, *files)
    assert answer.status_code == 200 and "<script>" not in answer.text
    said = rows(answer)
    assert "收下" in said.pop(batch.name)
    assert all("没有收" in one for one in said.values()) and len(said) == len(files) - 1
    assert "不认识写它的电脑" in said["别的乡镇.dbn"] and "文件不完整" in said["half.dbn"]
    assert "文件太大" in said["bomb.dbn"] and "不是代办的文件" in said["照片.jpg"]
    assert "文件不完整" in said["outside.dbn"] and "文件不完整" in said["windows.dbn"]
    assert {one for one in tmp_path.rglob("*") if "township" not in one.parts} == before
    assert len(saved(admin, answer, batch.parent)) == 1
    assert room_sticks.read_in(desk_of(room), batch.parent).left_alone == ()
    assert_equal(township, [room])


def test_only_who_brought_the_stick_gets_its_answers_and_only_for_a_while(
    township: RunningTownship, batch: Path, stick: Path, admin: Window
) -> None:
    (path,) = ANSWER.findall(brought(admin, *all_of(stick)).text)
    assert admin.get(path).status_code == 200
    with signed_in(township, "钱经办", "clerk") as clerk:
        assert clerk.get(path).status_code == 404 and clerk.get("/sticks/zip").status_code == 404
        assert path not in clerk.get("/sticks").text
    assert admin.get("/sticks/answers/..%2f..%2fdaiban.db").status_code == 404
    assert path in admin.get("/sticks").text
    township.clock.advance(minutes=stick_desk.KEPT_MINUTES - 5)
    assert admin.get(path).status_code == 200
    township.clock.advance(minutes=6)
    gone = admin.get(path)
    assert gone.status_code == 404 and "重复读入不会重复登记" in gone.text
    assert lying(township) == []


@pytest.mark.parametrize("way", ["/sticks/clear", "/sign-out"])
def test_nothing_of_a_stick_lies_on_the_server_afterwards(
    township: RunningTownship, batch: Path, stick: Path, admin: Window, way: str
) -> None:
    brought(admin, *all_of(stick))
    (kept,) = lying(township)
    assert kept.name.startswith("daiban-answer-")
    admin.post("/sticks", way)
    assert lying(township) == []


def test_the_trace_says_which_sites_and_nothing_of_what_was_in_the_files(
    township: RunningTownship, batch: Path, stick: Path, admin: Window
) -> None:
    answer = brought(admin, *all_of(stick), ("王秀英.dbn", b"x"))
    saved(admin, answer, stick)
    acts = audit.page(township.township, audit.Asked()).rows
    assert [(one.act, one.about, one.outcome) for one in acts[:2]] == [
        ("取U盘文件", "", "ok"),
        ("读入U盘", VILLAGE, "ok"),
    ]


def test_too_much_at_once_is_refused_with_a_sentence_and_changes_nothing(
    township: RunningTownship, room: Room, batch: Path, admin: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "请先选择文件" in brought(admin).text
    many = [(f"{n}.dbn", b"x") for n in range(heaps.MOST_FILES + 1)]
    refused = brought(admin, *many)
    assert refused.status_code == 400 and f"一次最多 {heaps.MOST_FILES} 个文件" in refused.text
    answer = brought(admin, *((f"{n}.dbn", bytes(8 << 20)) for n in range((page.MOST_BYTES >> 23) // 8)))
    assert answer.status_code == 200  # far more than any other form may hold
    assert lying(township) == []


@pytest.mark.needs("chromium")
def test_the_page_is_whole_and_worked_by_keyboard(
    township: RunningTownship, room: Room, batch: Path, stick: Path, browser: Browser, pictures: Path
) -> None:
    (stick / "daiban-620902101201-00000000-00000009-00000012.dbn").write_bytes(batch.read_bytes()[:400])
    (stick / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    browser.open(f"{township.url}/console/sticks")
    assert "全部选上" in seen(browser, pictures / "stick-empty.png")
    reached_by_tab(browser)
    browser.pick("#files", *sorted(stick.iterdir()))
    browser.run("document.querySelector('main button.first').focus()")
    browser.press("Enter", leaves=True)
    text = seen(browser, pictures / "stick.png")
    assert "新收 1 条" in text and "没有收" in text and "放在U盘上" in text
    reached_by_tab(browser)
    browser.send("form[action$=clear] button")
    assert "已清除" in browser.text()
