"""Makes the pictures of the window again, from a practice room: python docs/pictures/take.py [FOLDER]"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import SetClock
from app.models.register import Register
from app.services import agents
from app.services.demo import fill_demo_room
from app.ui.main_window import MainWindow
from app.ui.office import Office
from app.ui.tasks import Tasks
from app.ui.theme.look import Look

HERE = Path(__file__).parent
AT = datetime(2026, 11, 26, 2, 30, tzinfo=UTC)  # a Thursday morning at the counter
SIZE = QSize(1366, 768)
COLOURS = 256
PATIENCE_MS = 20_000


class Photographer:
    """A window over a practice room, worked by keys."""

    def __init__(self, app: QApplication, register: Register, clock: SetClock) -> None:
        self.tasks = Tasks()
        office = Office(register.home, clock, self.tasks, Look(app))
        self.window = MainWindow(office)
        self.window.resize(SIZE)
        self.window.show()
        self.window.activateWindow()
        office.open_with(lambda: register, self.window.show_login, lambda refusal: sys.exit(refusal.sentence))
        self.settle()
        self.window.login.signed_in.emit(agents.first_actor(register))
        self.settle()

    def settle(self) -> None:
        """Wait until every answer is there and drawn."""
        waited = QElapsedTimer()
        waited.start()
        while self.tasks.under_way and waited.elapsed() < PATIENCE_MS:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        QCoreApplication.processEvents()

    def hand(self) -> QWidget:
        """What hears the next key."""
        return QApplication.focusWidget() or self.window

    def open(self, name: str) -> None:
        self.window.counter.open_page(name)
        self.settle()

    def type(self, words: str) -> None:
        for letter in words:
            QTest.keyClicks(self.hand(), letter)
            self.settle()

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.hand(), key)
            self.settle()

    def take(self, file: Path) -> None:
        """Save what the window shows, in as few bytes as 256 colours allow."""
        self.settle()
        self.window.grab().save(str(file))
        with Image.open(file) as picture:
            few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(file, optimize=True)


def accepting(photographer: Photographer) -> None:
    """A returning villager, an item, all its papers received."""
    key = Qt.Key
    photographer.open("accept")
    photographer.type("fjg")
    photographer.press(key.Key_Return)
    photographer.type("lsjz")
    photographer.press(key.Key_Return)
    photographer.type("a")


def today(photographer: Photographer) -> None:
    """The board in the morning."""
    photographer.open("today")


PICTURES: dict[str, Callable[[Photographer], None]] = {"today": today, "accepting": accepting}


def main() -> None:
    to = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        clock = SetClock(AT)
        register = fill_demo_room(Path(folder) / "room", clock)
        photographer = Photographer(app, register, clock)
        for name, prepare in PICTURES.items():
            prepare(photographer)
            photographer.take(to / f"{name}.png")
        photographer.window.close()
        photographer.tasks.close()
        register.close()


if __name__ == "__main__":
    main()
