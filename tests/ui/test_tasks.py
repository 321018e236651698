"""Threads: answers come on the main thread, in order, and never to the dead."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from app.errors import Refusal
from app.ui.tasks import CANCELLED_CODE, DEFECT_CODE, Running, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_an_answer_is_delivered_on_the_main_thread(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    seen: list[tuple[threading.Thread, threading.Thread]] = []
    tasks.run(owner, threading.current_thread, lambda there: seen.append((there, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(seen))
    there, here = seen[0]
    assert here is threading.main_thread()
    assert there is not here


def test_a_destroyed_owner_gets_nothing(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    gate = threading.Event()
    heard: list[str] = []
    tasks.run(owner, gate.wait, lambda _went: heard.append("done"), lambda _refusal: heard.append("failed"))
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
    gate.set()
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    assert heard == []


def test_one_lane_does_one_thing_after_another(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    order: list[int] = []
    for number in range(20):
        tasks.run(owner, partial(int, number), order.append)
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))


def test_the_slow_lane_does_not_hold_up_the_register(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    gate = threading.Event()
    heard: list[str] = []
    tasks.run(owner, gate.wait, lambda _went: heard.append("slow"), lane="slow")
    tasks.run(owner, lambda: None, lambda _none: heard.append("register"))
    qtbot.waitUntil(lambda: heard == ["register"])
    gate.set()
    qtbot.waitUntil(lambda: heard == ["register", "slow"])


def test_a_refusal_reaches_who_asked(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    heard: list[Refusal] = []

    def work() -> None:
        raise Refusal("磁盘已满。", field="folder", code="disk-full")

    tasks.run(owner, work, None, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert (heard[0].sentence, heard[0].field, heard[0].code) == ("磁盘已满。", "folder", "disk-full")


def test_a_refusal_nobody_listens_to_is_said_all_the_same(tasks: Tasks, qtbot: QtBot) -> None:
    def work() -> None:
        raise Refusal("磁盘已满。")

    with qtbot.waitSignal(tasks.refused) as said:
        tasks.run(tasks, work)
    assert said.args[0].sentence == "磁盘已满。"


def test_a_defect_is_reported_and_arrives_as_a_sentence_without_its_text(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[Refusal] = []

    def work() -> None:
        raise KeyError("张秀兰")

    with qtbot.waitSignal(tasks.broke) as broke:
        tasks.run(tasks, work, None, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert isinstance(broke.args[0], KeyError)
    assert heard[0].code == DEFECT_CODE
    assert "张秀兰" not in heard[0].sentence


def test_work_with_progress_says_how_far_and_stops_when_asked(tasks: Tasks, qtbot: QtBot) -> None:
    steps: list[int] = []
    heard: list[Refusal] = []
    gate = threading.Event()

    def work(running: Running) -> None:
        running.report(1, 3, "一")
        gate.wait()
        running.report(2, 3, "二")

    running = tasks.run_with_progress(
        tasks, work, None, heard.append, progress=lambda step, _steps, _words: steps.append(step)
    )
    qtbot.waitUntil(lambda: steps == [1])
    running.cancel()
    gate.set()
    qtbot.waitUntil(lambda: bool(heard))
    assert steps == [1]
    assert heard[0].code == CANCELLED_CODE


def test_closing_ends_both_threads(qtbot: QtBot) -> None:
    tasks = Tasks()
    tasks.run(tasks, lambda: None)
    tasks.run(tasks, lambda: None, lane="slow")
    tasks.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("daiban-")]
    tasks.run(tasks, lambda: pytest.fail("closed tasks do nothing"))
