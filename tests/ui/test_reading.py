"""Every screen can be read aloud and walked by Tab in the order it is read."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from tests.ui.conftest import Room

PAGES = ("today", "accept", "register", "villagers", "sync", "settings")
LINE_PX = 24
SETTINGS_SECTIONS = range(7)


def _reached_by_tab(window: QWidget) -> list[QWidget]:
    found: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not window and widget is not None:
        by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
        if by_tab and widget.isVisible() and widget.isEnabled() and widget.window() is window:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _line_and_column(widget: QWidget) -> tuple[int, int]:
    place = _place(widget)
    return place.center().y() // LINE_PX, place.left()


def _jumps_back(before: QWidget, after: QWidget) -> bool:
    """Up and to the left: nobody reads that way."""
    one, other = _place(before), _place(after)
    return other.bottom() <= one.top() and other.left() < one.right()


def _describe(widget: QWidget) -> str:
    words = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return f"{type(widget).__name__} {words or widget.objectName()!r}"


def _check(window: QWidget) -> None:
    widgets = _reached_by_tab(window)
    assert widgets
    # the chain is a ring: it may start anywhere, so it is cut where it begins at the top
    start = min(range(len(widgets)), key=lambda at: _line_and_column(widgets[at]))
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
    from app.ui.pages.settings.page import SettingsPage

    on_duty.window.counter.open_page("settings")
    page = on_duty.window.counter.page
    assert isinstance(page, SettingsPage)
    page.open_section(at)
    on_duty.settle()
    _check(on_duty.window)


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
