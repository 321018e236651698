"""The start of the window, top to bottom: input method, application, look, window, register."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import MutableMapping
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication

from app import __version__, logs
from app.clock import Clock, SystemClock, WatchedClock
from app.paths import log_folder
from app.ui import crash, i18n
from app.ui.garbage import MainThreadGarbage
from app.ui.main_window import MainWindow
from app.ui.office import Office
from app.ui.one_window import OneWindow
from app.ui.opening import LOOK_FILE, Opening
from app.ui.tasks import Tasks
from app.ui.theme.look import Look

ROOMY = QSize(1440, 900)
"""A screen no larger than this is filled: 1366 × 768 leaves nothing to spare."""


class Running(QObject):
    """Everything a running window consists of, made here and handed to each other."""

    def __init__(self, app: QApplication, home: Path, clock: Clock, *, demo: bool = False) -> None:
        super().__init__()
        self._garbage = MainThreadGarbage(self)
        self.look = Look(app, home / LOOK_FILE)
        i18n.install(app, self.look.choice.language)
        self.tasks = Tasks()
        self.office = Office(home, clock, self.tasks, self.look)
        self.window = MainWindow(self.office)
        self._opening = Opening(self.office, self.window, demo=demo)
        self.tasks.broke.connect(self._on_broke)

    def begin(self) -> None:
        """Show the window, then open the register behind it."""
        screen = self.window.screen().availableSize()
        roomy = screen.width() > ROOMY.width() and screen.height() > ROOMY.height()
        self.window.show() if roomy else self.window.showMaximized()
        QTimer.singleShot(0, self._opening.begin)

    def come_to_front(self) -> None:
        """Somebody started the program again."""
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def tell_defect(self) -> None:
        """Say that we were wrong, that the register is safe, and where the report lies."""
        self.office.told.emit(
            self.tr("程序出了点问题，已登记的内容不受影响。报告在 {0}").format(
                str(log_folder(self.office.home))
            )
        )

    def end(self) -> None:
        """Finish what runs and close the register."""
        self.window.close()
        self._opening.taking_over.leave()
        self.tasks.close()
        if self.office.is_open:
            self.office.register.close()
        self._garbage.end()

    def _on_broke(self, error: BaseException) -> None:
        crash.keep(self.office.home, error, self.office.clock)


def run(home: Path, *, demo: bool = False) -> int:
    """Show the window for the room in ``home`` until it is closed; the exit status."""
    fix_input_method(os.environ)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in a terminal would otherwise die in a Qt callback
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Daiban")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("daiban")
    one = OneWindow(home)
    if not one.take():
        return 0
    log = logs.start(home)
    clock = WatchedClock(SystemClock())
    running = Running(app, home, clock, demo=demo)
    crash.install(home, clock, running.tell_defect)
    one.raise_requested.connect(running.come_to_front)
    running.begin()
    try:
        return app.exec()
    finally:
        running.end()
        one.give_back()
        logs.stop(log)


def fix_input_method(environment: MutableMapping[str, str], platform: str = sys.platform) -> None:
    """Let Chinese input methods in: no fcitx plugin is packaged, and fcitx5 speaks ibus."""
    chosen = environment.get("QT_IM_MODULE", "")
    if platform.startswith("linux") and (not chosen or chosen.startswith("fcitx")):
        environment["QT_IM_MODULE"] = "ibus"
