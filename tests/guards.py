"""Guards around each test: a surprise in the log, a thread left running or a window left open is a failure."""

from __future__ import annotations

import gc
import logging
import re
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

GRACE_S = 2.0
"""How long a thread that was told to end may take."""


class LogWatch(logging.Handler):
    """Collects records of WARNING and above that nobody announced."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def complaint(self) -> str:
        """What was logged without being expected or expected without being logged; "" when all is well."""
        lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in self.records]
        surprises = [line for line in lines if not any(re.search(text, line) for text in self.expected)]
        absent = [text for text in self.expected if not any(re.search(text, line) for line in lines)]
        return "\n".join(
            [f"surprise in the log: {line}" for line in surprises]
            + [f"expected in the log, but absent: {text}" for text in absent]
        )


@pytest.fixture(autouse=True)
def _log_watch() -> Iterator[LogWatch]:
    watch = LogWatch()
    logging.getLogger().addHandler(watch)
    yield watch
    logging.getLogger().removeHandler(watch)
    if complaint := watch.complaint():
        pytest.fail(complaint, pytrace=False)


@pytest.fixture
def expected_log(_log_watch: LogWatch) -> Callable[[str], None]:
    """Announce a record of WARNING or above by a regular expression over ``LEVEL logger: message``.

    ``expected_log("WARNING .*: clock went back")`` allows every such record and demands at least one.
    """
    return _log_watch.expected.append


@pytest.fixture(autouse=True)
def _nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in left:
        thread.join(GRACE_S)
    names = [f"thread {thread.name!r}" for thread in left if thread.is_alive()]
    if "PySide6.QtWidgets" in sys.modules and {"qapp", "qtbot"} & set(request.fixturenames):
        names += _qt_threads() + _windows()
    if names:
        pytest.fail(f"left behind by the test: {', '.join(names)}", pytrace=False)


def _qt_threads() -> list[str]:
    from PySide6.QtCore import QCoreApplication, QThread, QThreadPool
    from shiboken6 import isValid

    application = QCoreApplication.instance()
    running = [
        f"QThread {thing.objectName()!r}"
        for thing in gc.get_objects()
        if issubclass(type(thing), QThread)
        and isValid(thing)
        and thing.isRunning()
        and (application is None or thing is not application.thread())
    ]
    if not QThreadPool.globalInstance().waitForDone(int(GRACE_S * 1000)):
        running.append("work in the global QThreadPool")
    return running


def _windows() -> list[str]:
    from PySide6.QtWidgets import QApplication

    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    names = [f"window {type(widget).__name__} {widget.objectName()!r}" for widget in shown]
    for widget in shown:
        widget.hide()  # so that the next test is judged on its own
    return names
