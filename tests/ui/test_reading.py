"""Every screen can be read aloud and walked by Tab in the order it is read."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollBar, QWidget
from shiboken6 import isValid

from app.ui.pages.settings.page import SettingsPage
from app.ui.pages.settings.room_section import RoomSection
from tests.ui.conftest import Room

PAGES = (
    "today",
    "accept",
    "inquiries",
    "batches",
    "register",
    "villagers",
    "old_book",
    "sync",
    "settings",
)
MOST_STOPS = 200
SETTINGS_SECTIONS = range(7)


def _reached_by_tab(window: QWidget) -> list[QWidget]:
    """Press Tab until it comes round."""
    window.activateWindow()
    QApplication.processEvents()
    found: list[QWidget] = []
    for _press in range(MOST_STOPS):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now in found:
            return found
        found.append(now)
    raise AssertionError("Tab never came round")


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _middle(widget: QWidget) -> int:
    return _place(widget).center().y()


def _jumps_back(before: QWidget, after: QWidget) -> bool:
    """Up and to the left: nobody reads that way."""
    one, other = _place(before), _place(after)
    return other.bottom() <= one.top() and other.left() < one.right()


def _describe(widget: QWidget) -> str:
    words = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return f"{type(widget).__name__} {words or widget.objectName()!r}"


def _hand() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _check(window: QWidget) -> None:
    widgets = _reached_by_tab(window)
    assert widgets
    # Tab goes round: it may start anywhere, so the ring is cut at its one way back from the foot to the top
    start = max(range(len(widgets)), key=lambda at: _middle(widgets[at - 1]) - _middle(widgets[at]))
    ring = widgets[start:] + widgets[:start]
    jumps = [
        f"{_describe(one)} → {_describe(other)}"
        for one, other in itertools.pairwise(ring)
        if not one.visibleRegion().isEmpty() and _jumps_back(one, other)  # not what is scrolled away
    ]
    assert jumps == []
    nameless = [
        _describe(widget)
        for widget in widgets
        if not isinstance(widget, QScrollBar)
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
    ]
    assert nameless == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_walked_in_reading_order_and_every_stop_has_a_name(on_duty: Room, name: str) -> None:
    on_duty.window.counter.open_page(name)
    on_duty.settle()
    _check(on_duty.window)


@pytest.mark.parametrize("at", SETTINGS_SECTIONS)
def test_settings_are_walked_in_reading_order_and_every_stop_has_a_name(on_duty: Room, at: int) -> None:
    on_duty.window.counter.open_page("settings")
    page = on_duty.window.counter.page
    assert isinstance(page, SettingsPage)
    page.open_section(at)
    on_duty.settle()
    _check(on_duty.window)


def test_the_foot_is_reached_after_the_page_and_what_a_page_makes_later_before_it(on_duty: Room) -> None:
    counter = on_duty.window.counter
    counter.open_page("register")
    on_duty.settle()
    page = counter.page
    assert page is not None
    late = QPushButton("后来才有的", page.body)
    late.setGeometry(0, page.body.height() - 40, 120, 36)
    late.show()
    walked = _reached_by_tab(on_duty.window)
    first = walked.index(counter.bottom.facts[0])
    assert tuple(walked[first : first + 3]) == counter.bottom.facts
    assert walked[first - 1] is late


def test_the_hand_stays_on_the_page_when_its_field_goes(on_duty: Room) -> None:
    counter = on_duty.window.counter
    counter.open_page("settings")
    on_duty.settle()
    page = counter.page
    assert isinstance(page, SettingsPage)
    room = page.sections[0]
    assert isinstance(room, RoomSection)
    room.rows["name"].editor.setFocus()
    room.rows["name"].editor.setEnabled(False)
    assert QApplication.focusWidget() is room.rows["hotline"].editor
    room.rows["hotline"].editor.hide()
    assert page.isAncestorOf(_hand())


@pytest.mark.parametrize("name", PAGES)
def test_an_opened_page_has_the_hand(on_duty: Room, name: str) -> None:
    on_duty.window.activateWindow()
    on_duty.window.counter.open_page(name)
    on_duty.settle()
    page = on_duty.window.counter.page
    assert page is not None
    assert page.isAncestorOf(_hand())


def test_pages_are_toured_again_and_again_and_none_is_lost(on_duty: Room) -> None:
    counter = on_duty.window.counter
    on_duty.window.activateWindow()
    for _tour in range(4):
        for name in (*PAGES, "case"):
            counter.open_page(name)
            on_duty.settle()
            for _press in range(5):
                QTest.keyClick(QApplication.focusWidget() or on_duty.window, Qt.Key.Key_Tab)
            assert counter.page is not None
            assert isValid(counter.page)


def test_signing_in_is_walked_in_reading_order_and_every_stop_has_a_name(at_login: Room) -> None:
    _check(at_login.window)


def test_a_field_with_the_focus_is_plain_to_see(on_duty: Room) -> None:
    search = on_duty.window.counter.top.search
    search.clearFocus()
    before = search.grab().toImage()
    on_duty.window.activateWindow()
    search.setFocus()
    QApplication.processEvents()
    assert search.grab().toImage() != before
