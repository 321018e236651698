"""The bar says what the township signed, and nothing that a stranger in its place says."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.clock import SetClock, WatchedClock
from app.domain.rows import Problem, SyncStatus
from app.services import agents, synchronising
from app.services.desk import Desk
from app.ui.pages.settings.page import SettingsPage
from app.ui.pages.sync.page import SyncPage
from tests.sync.stations import RunningTownship, found_township, serving
from tests.ui.conftest import Room

PORTALS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "a login page": (200, {"Content-Type": "text/html"}, "<html>欢迎使用，请登录</html>".encode()),
    "json that says ok": (
        200,
        {"Content-Type": "application/json"},
        b'{"code":"ok","received":999999,"applied":999999,"feed_n":0}',
    ),
    "a way to a login page": (302, {"Location": "/login"}, b""),
    "nothing": (204, {}, b""),
    "bytes that look like ours": (200, {"Content-Type": "application/x-dbn"}, b"DBN1" + bytes(600)),
    "a list of keys": (200, {"Content-Type": "application/json"}, b"[]"),
}


@contextmanager
def portal(port: int, answer: tuple[int, dict[str, str], bytes]) -> Iterator[list[str]]:
    """A stranger on the township's port that answers everything alike; the paths it was asked."""
    asked: list[str] = []
    status, headers, body = answer

    class Stranger(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            asked.append(f"{self.command} {self.path}")
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = _answer  # noqa: N815 - the library's names

        def log_message(self, *_words: object) -> None:
            """Quiet."""

    ThreadingHTTPServer.allow_reuse_address = True
    with ThreadingHTTPServer(("127.0.0.1", port), Stranger) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield asked
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def township(tmp_path: Path, clock: SetClock) -> Iterator[RunningTownship]:
    home = tmp_path / "township"
    found_township(home, clock)
    with serving(home, clock, plain_http=True) as running:
        yield running


@pytest.fixture
def enrolled(on_duty: Room, township: RunningTownship, monkeypatch: pytest.MonkeyPatch) -> Room:
    """The window of a room that has synced; a contact that gets no answer is given up at once."""
    desk = Desk(on_duty.register, agents.first_actor(on_duty.register), on_duty.office.clock)
    synchronising.enrol(desk, township.url, township.new_code())
    monkeypatch.setattr(synchronising.sync_once, "__kwdefaults__", {"give_up_s": 0.0})
    synchronising.sync_once(on_duty.register, on_duty.office.clock, give_up_s=20.0)
    on_duty.window.sync_loop.read()
    on_duty.settle()
    return on_duty


def words(room: Room) -> str:
    return room.window.counter.bottom.sync_words


def contact(room: Room) -> None:
    """The person presses F9 and waits for the end of it."""
    with room.qtbot.waitSignal(room.office.contact_ended):
        QTest.keyClick(room.window, Qt.Key.Key_F9)
    room.settle()


def write_something(room: Room) -> None:
    agents.add(room.office.desk(), "李强", "网格员", "")
    room.window.sync_loop.read()
    room.settle()


@pytest.mark.parametrize("kind", PORTALS)
def test_a_captive_portals_answer_moves_nothing_in_the_bar(
    enrolled: Room, township: RunningTownship, kind: str
) -> None:
    write_something(enrolled)
    before = words(enrolled)
    assert before.startswith("仅在本机 1 · ")
    with township.offline(), portal(int(township.url.rsplit(":", 1)[1]), PORTALS[kind]) as asked:
        enrolled.office.clock.advance(minutes=7)  # type: ignore[attr-defined]
        contact(enrolled)
        assert "POST /v1/exchange" in asked and "GET /login" not in asked
    assert words(enrolled) == before
    assert "没有丢失" in enrolled.office.contacts[0].sentence
    contact(enrolled)
    assert enrolled.office.contacts[0].sentence == ""
    assert words(enrolled).startswith("仅在本机 0 · ")


def test_a_clock_that_is_off_stands_over_every_page_until_it_is_right(
    enrolled: Room, township: RunningTownship
) -> None:
    banner = enrolled.window.counter.findChild(QLabel, "clockBanner")
    assert banner is not None and not banner.isVisible()
    here = enrolled.office.clock = SetClock(township.clock.now())
    here.advance(minutes=4)
    contact(enrolled)
    assert not banner.isVisible()
    here.advance(minutes=5)
    contact(enrolled)
    assert banner.isVisible() and banner.text().startswith("电脑时间比乡镇快 9 分钟。")
    here.advance(days=400)
    contact(enrolled)
    assert banner.text().startswith("电脑时间比乡镇快 400 天。")
    assert enrolled.office.contacts[0].sentence == ""  # never refused to sync for it
    here.at = township.clock.now()
    contact(enrolled)
    assert not banner.isVisible()


def test_a_clock_moved_by_more_than_a_day_while_the_program_runs_is_said_without_any_network(
    on_duty: Room,
) -> None:
    inner = SetClock(on_duty.office.clock.now())
    on_duty.office.clock = WatchedClock(inner)
    banner = on_duty.window.counter.findChild(QLabel, "clockBanner")
    assert banner is not None
    begun = inner.at
    for hours, shown in ((23, False), (49, True)):
        inner.at = begun + timedelta(hours=hours)
        on_duty.window.sync_loop.read()
        on_duty.settle()
        assert banner.isVisible() is shown
    assert banner.text().startswith("电脑的时间在使用中被拨快了 2 天。")


def test_something_unsent_after_a_week_without_contact_is_marked(
    enrolled: Room, township: RunningTownship
) -> None:
    bar = enrolled.window.counter.bottom.facts[0]
    write_something(enrolled)
    assert bar.property("state") != "warn"
    enrolled.office.clock.advance(days=7)  # type: ignore[attr-defined]
    enrolled.window.sync_loop.read()
    enrolled.settle()
    assert bar.property("state") == "warn"


def test_what_needs_a_person_is_settled_by_keys(enrolled: Room) -> None:
    enrolled.window.counter.open_page("sync")
    enrolled.settle()
    page = enrolled.window.counter.page
    assert isinstance(page, SyncPage)
    at = enrolled.office.clock.now()
    page.problems.fill(
        (
            Problem(
                "1" * 32, at, "先到的保留着。", "办件·备注", "甲", "乙", "101", "conflict", ("put_in", "rest")
            ),
            Problem("sync:unread", at, "请升级程序。", "", "", "", code="unread", acts=("upgrade",)),
        )
    )
    QApplication.processEvents()
    heard: list[str] = []
    page.problems.put_in_requested.disconnect()
    page.problems.put_in_requested.connect(heard.append)
    first = page.problems.findChildren(QPushButton)[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert heard == ["1" * 32]
    assert first.accessibleName().startswith("用没有采用的：办件·备注 · 101")
    last = page.problems.findChildren(QPushButton)[-1]
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Space)
    enrolled.settle()
    settings = enrolled.window.counter.page
    assert isinstance(settings, SettingsPage)
    assert any("升级：先做一次备份" in one.text() for one in settings.findChildren(QLabel) if one.isVisible())


def test_the_status_is_read_from_the_register_alone(enrolled: Room) -> None:
    said: list[SyncStatus] = []
    enrolled.office.sync_changed.connect(said.append)
    enrolled.window.sync_loop.read()
    enrolled.settle()
    assert said[-1] == synchronising.status(enrolled.register)
