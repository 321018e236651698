"""The window: signing in, handing over, locking, covering, finding."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from app.domain.catalogue import SAMPLE_NOTICE
from app.domain.rows import SyncStatus
from app.services.printers import PrinterRow
from app.ui.frame import scanner
from app.ui.pages.accept.page import AcceptPage
from tests.ui.conftest import PIN, Room


def _field(room: Room) -> QLineEdit:
    """The first field of the page in front."""
    page = room.window.counter.page
    assert page is not None
    return next(edit for edit in page.findChildren(QLineEdit) if edit.isVisible() and edit.isEnabled())


def test_a_right_pin_opens_the_day(at_login: Room) -> None:
    at_login.sign_in("王建国")
    assert at_login.office.actor is not None
    assert at_login.office.actor.name == "王建国"
    assert at_login.window.counter.page is not None
    assert at_login.window.counter.isVisible()


def test_a_wrong_pin_says_so_beside_the_field_and_opens_nothing(at_login: Room) -> None:
    at_login.sign_in("王建国", "0000")
    assert at_login.office.actor is None
    assert "口令" in at_login.window.login.error.text()
    assert at_login.window.login.error.isVisible()
    assert at_login.window.login.pin.text() == ""
    assert not at_login.window.counter.isVisible()


def test_the_first_sign_in_sets_the_pin_typed_twice(at_login: Room) -> None:
    login = at_login.window.login
    login.tiles.fill(login.tiles._tiles, at_login.tile("张丽").agent_id)
    assert login.repeat.isVisible()
    QTest.keyClicks(login.pin, "1357")
    QTest.keyClicks(login.repeat, "1358")
    login.submit()
    assert "不一样" in login.error.text()
    QTest.keyClicks(login.pin, "1357")
    QTest.keyClicks(login.repeat, "1357")
    login.submit()
    at_login.settle()
    assert at_login.office.actor is not None
    assert at_login.office.actor.name == "张丽"


def test_tiles_and_pin_need_no_mouse(at_login: Room) -> None:
    login = at_login.window.login
    first = login.tiles.tile
    QTest.keyClick(login.pin, Qt.Key.Key_Down)
    assert login.tiles.tile != first
    QTest.keyClick(login.pin, Qt.Key.Key_Up)
    assert login.tiles.tile == first
    QTest.keyClicks(login.pin, PIN)
    QTest.keyClick(login.pin, Qt.Key.Key_Return)
    at_login.settle()
    assert at_login.office.actor is not None


def test_handing_over_by_f12_closes_nobodys_draft(on_duty: Room) -> None:
    window = on_duty.window
    window.counter.open_page("accept")
    on_duty.settle()
    mine = window.counter.page
    assert isinstance(mine, AcceptPage)
    field = _field(on_duty)
    field.setFocus()
    field.insert("半个名字")
    QTest.keyClick(window, Qt.Key.Key_F12)
    on_duty.settle()
    assert window.login.isVisible()
    on_duty.sign_in("李玉梅")
    window.counter.open_page("accept")
    on_duty.settle()
    theirs = window.counter.page
    assert theirs is not mine
    assert _field(on_duty).text() == ""
    window.switch_agent()
    on_duty.sign_in("王建国")
    assert window.counter.page is mine
    assert _field(on_duty) is field
    assert field.text() == "半个名字"


def test_escape_from_handing_over_goes_back_to_the_same_field(on_duty: Room) -> None:
    window = on_duty.window
    window.counter.open_page("accept")
    on_duty.settle()
    field = _field(on_duty)
    field.setFocus()
    window.switch_agent()
    on_duty.settle()
    QTest.keyClick(window.login, Qt.Key.Key_Escape)
    on_duty.settle()
    assert window.counter.isVisible()
    assert window.focusWidget() is field


def test_a_locked_screen_opens_only_by_pin_and_at_the_same_field(on_duty: Room) -> None:
    window = on_duty.window
    window.counter.open_page("accept")
    on_duty.settle()
    field = _field(on_duty)
    field.setFocus()
    field.insert("半个")
    window.idle_lock.idle.emit()
    on_duty.settle()
    assert window.login.isVisible()
    QTest.keyClick(window.login, Qt.Key.Key_Escape)
    QTest.keyClick(window, Qt.Key.Key_F12)
    on_duty.settle()
    assert not window.counter.isVisible()
    on_duty.sign_in("王建国")
    assert window.counter.isVisible()
    assert window.focusWidget() is field
    assert field.text() == "半个"


def test_one_key_covers_the_screen_and_keys_do_not_get_through(on_duty: Room) -> None:
    window = on_duty.window
    window.counter.open_page("accept")
    on_duty.settle()
    field = _field(on_duty)
    field.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert window.blank.isVisible()
    assert window.blank.geometry() == window.rect()
    QTest.keyClicks(window.blank, "abc")
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert not window.blank.isVisible()
    assert window.focusWidget() is field


def test_what_stands_beside_the_window_is_told_when_the_counter_is_covered(on_duty: Room) -> None:
    window = on_duty.window
    told: list[bool] = []
    on_duty.office.covered.connect(told.append)
    window._on_blank()
    window._on_blank()
    window.lock()
    window._on_blank()
    window._on_blank()  # uncovering a locked screen uncovers nothing
    assert told == [True, False, True, True, True]
    on_duty.sign_in("王建国")
    assert told[-1] is False


def test_the_three_facts_stand_at_the_foot(on_duty: Room) -> None:
    from datetime import UTC, datetime

    at = datetime(2026, 11, 23, 2, 32, tzinfo=UTC)
    on_duty.office.sync_changed.emit(SyncStatus(True, 3, 120, 118, at, "瓜州镇"))
    assert (
        on_duty.window.counter.bottom.sync_words
        == "仅在本机 3 · 已传到镇 120 · 镇已入库 118 · 上次联系 10:32"
    )


@pytest.mark.parametrize(
    ("wanted", "printers", "words"),
    [
        ("", (), "没有找到"),
        ("", (PrinterRow("窗口一", "窗口一", True),), "窗口一 就绪"),
        ("窗口二", (PrinterRow("窗口一", "窗口一", True),), "窗口二 没有连上"),
        ("窗口一", (PrinterRow("窗口一", "窗口一（打印机已暂停）", False),), "已暂停"),
    ],
)
def test_the_foot_says_whether_the_printer_can_print(
    on_duty: Room, wanted: str, printers: tuple[PrinterRow, ...], words: str
) -> None:
    fact = on_duty.window.counter.bottom.printer
    fact.show_found(wanted, printers)
    assert words in fact.text()


def test_an_older_copy_that_was_put_back_is_told_until_somebody_closes_it(on_duty: Room) -> None:
    counter = on_duty.window.counter
    on_duty.office.register_restored.emit()
    for name in ("today", "register"):
        counter.open_page(name)
        assert "较早的备份" in counter.bar.sentence
        assert counter.bar.isVisible()
    on_duty.settle()


def test_a_room_alone_says_so_at_the_foot(on_duty: Room) -> None:
    assert "还没有加入乡镇" in on_duty.window.counter.bottom.sync_words


def test_the_sample_catalogue_is_named_on_every_page(on_duty: Room) -> None:
    banner = on_duty.window.counter._sample
    for name in ("today", "accept", "register", "villagers", "sync", "settings"):
        on_duty.window.counter.open_page(name)
        assert banner.isVisible()
    assert banner.text() == SAMPLE_NOTICE
    on_duty.settle()


def test_the_window_title_says_nothing_about_anybody(on_duty: Room) -> None:
    assert on_duty.window.windowTitle() == "代办 Daiban"


@pytest.mark.parametrize("page", ["today", "register", "settings"])
def test_a_scanned_slip_opens_its_case_from_any_page(
    on_duty: Room, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanner, "PAUSE_MS", 10_000)  # this machine may be slower than a scanner
    on_duty.window.scanner._typed = ""  # the PIN was long ago
    on_duty.window.counter.open_page(page)
    on_duty.settle()
    asked: list[str] = []
    on_duty.office.open_case_requested.connect(lambda case_no: asked.append(case_no))
    window = on_duty.window
    window.activateWindow()
    on_duty.qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.counter.setFocus()
    QTest.keyClicks(QApplication.focusWidget() or window, "DB1*20261123-A1-0001*0a1b2c3d*ABCDEF")
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Return)
    on_duty.settle()
    assert asked == ["20261123-A1-0001"]


def test_a_slip_scanned_into_a_field_leaves_no_trace_there(
    on_duty: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanner, "PAUSE_MS", 10_000)
    on_duty.window.scanner._typed = ""
    window = on_duty.window
    window.counter.open_page("accept")
    on_duty.settle()
    field = _field(on_duty)
    field.setFocus()
    QTest.keyClicks(field, "DB1*20261123-A1-0001*0a1b2c3d*ABCDEF")
    QTest.keyClick(field, Qt.Key.Key_Return)
    on_duty.settle()
    assert field.text() == ""


def test_the_search_box_opens_a_typed_slip_code(on_duty: Room) -> None:
    search = on_duty.window.counter.top.search
    asked: list[str] = []
    on_duty.office.open_case_requested.connect(lambda case_no: asked.append(case_no))
    search.setText("DB1*20261123-A1-0002*0a1b2c3d*ABCDEF")
    search._on_enter()
    on_duty.settle()
    assert asked == ["20261123-A1-0002"]
    assert search.text() == ""


def test_going_back_returns_to_the_page_before(on_duty: Room) -> None:
    counter = on_duty.window.counter
    counter.open_page("register")
    counter.open_page("settings")
    counter.back()
    on_duty.settle()
    assert counter._place.page == "register"


def test_no_text_is_typed_inside_a_popup(on_duty: Room) -> None:
    """Chinese input methods are dead inside Qt.Popup windows."""
    for name in ("today", "accept", "register", "villagers", "sync", "settings"):
        on_duty.window.counter.open_page(name)
    on_duty.settle()
    edits = [*on_duty.window.findChildren(QLineEdit), *on_duty.window.findChildren(QTextEdit)]
    popups = [
        edit for edit in edits if edit.window().windowFlags() & Qt.WindowType.Popup == Qt.WindowType.Popup
    ]
    assert popups == []
