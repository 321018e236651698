"""What nobody needs any more dies on the window's thread, never on a lane's."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.garbage import MainThreadGarbage
from app.ui.tasks import Tasks

MANY = 5000


class Dropped(QWidget):
    """Says on which thread it is let go of."""

    died_on: ClassVar[list[threading.Thread]] = []

    def __init__(self) -> None:
        super().__init__()
        self.itself = self  # a ring: only the collector finds it

    def __del__(self) -> None:
        Dropped.died_on.append(threading.current_thread())


@pytest.fixture
def garbage(qapp: object) -> Iterator[MainThreadGarbage]:
    made = MainThreadGarbage()
    Dropped.died_on.clear()
    yield made
    made.end()


def _make_garbage() -> int:
    """Enough rings to make Python collect several times over, were it allowed to."""
    for _each in range(MANY):
        ring: list[object] = []
        ring.append(ring)
    return MANY


def test_a_dropped_widget_never_dies_on_a_lane(garbage: MainThreadGarbage, qtbot: QtBot) -> None:
    tasks = Tasks()
    for _round in range(20):
        Dropped()
        tasks.run(tasks, _make_garbage)
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    qtbot.waitUntil(lambda: bool(Dropped.died_on))
    tasks.close()
    assert set(Dropped.died_on) == {threading.main_thread()}


def test_who_asked_never_dies_on_a_lane(garbage: MainThreadGarbage, qtbot: QtBot) -> None:
    """An answer may be the last to know a widget: the lane lets go of it before the window's thread does."""
    tasks = Tasks()

    def ask() -> None:
        widget = Dropped()
        widget.itself = None  # type: ignore[assignment]
        tasks.run(tasks, int, lambda _number: widget.setObjectName("answered"))

    for _round in range(200):
        ask()
    qtbot.waitUntil(lambda: len(Dropped.died_on) == 200)
    tasks.close()
    assert set(Dropped.died_on) == {threading.main_thread()}


def test_the_automatic_collection_comes_back_as_it_was(qapp: object) -> None:
    before = gc.isenabled()
    garbage = MainThreadGarbage()
    assert not gc.isenabled()
    garbage.end()
    assert gc.isenabled() is before
