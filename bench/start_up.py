"""From exec to a usable window, against a bare PySide6 window in the same run.

    python -m bench.start_up [--rounds 9]

Each start is a process of its own under the offscreen platform; the machine's file cache is warm.
``first paint`` is the window drawn; ``usable`` the login tiles of an opened encrypted register (with a
passphrase, whose Argon2id cost a room with a system credential store does not pay: it is shown apart).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.clock import SystemClock

BARE = """
import sys, time
begun = float(sys.argv[1])
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("first paint", time.monotonic() - begun, flush=True)
        QApplication.quit()
app = QApplication([])
window = Window()
window.setCentralWidget(QTableWidget(12, 5))
window.show()
app.exec()
"""
OURS = """
import sys, time
begun, home, passphrase = float(sys.argv[1]), sys.argv[2], sys.argv[3]
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from app.clock import SystemClock
from app.ui.pages.opening.passphrase import PassphrasePage
from app.ui.start import Running
app = QApplication([])
running = Running(app, Path(home), SystemClock())
class Watch(QObject):
    painted = asked = False
    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Paint and not self.painted:
            self.painted = True
            print("first paint", time.monotonic() - begun, flush=True)
        if isinstance(thing, PassphrasePage) and event.type() == QEvent.Type.Paint and not self.asked:
            self.asked = True
            print("passphrase asked", time.monotonic() - begun, flush=True)
            QTimer.singleShot(0, lambda: thing.given.emit(passphrase))
        return False
watch = Watch()
app.installEventFilter(watch)
def opened():
    print("usable", time.monotonic() - begun, flush=True)
    QTimer.singleShot(0, app.quit)
running.office.register_opened.connect(opened)
running.begin()
app.exec()
running.end()
"""
PASSPHRASE = "bench-only"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        _make_room(home)
        bare = [_start(BARE) for _ in range(rounds + 1)][1:]
        ours = [_start(OURS, str(home), PASSPHRASE) for _ in range(rounds + 1)][1:]
    print("| start | median s | min s | max s |\n|---|---|---|---|")
    _row("bare PySide6 window, first paint", [one["first paint"] for one in bare])
    _row("Daiban, first paint", [one["first paint"] for one in ours])
    _row("Daiban, passphrase asked for", [one["passphrase asked"] for one in ours])
    _row("Daiban, register open, tiles shown", [one["usable"] for one in ours])


def _make_room(home: Path) -> None:
    from app.services import rooms

    plan = rooms.RoomPlan("620902101201", "青石村便民服务站", sample_catalogue=True)
    rooms.set_up(home, plan, SystemClock(), passphrase=PASSPHRASE).close()


def _start(program: str, *arguments: str) -> dict[str, float]:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.getcwd()}
    begun = str(time.monotonic())
    done = subprocess.run(
        [sys.executable, "-c", program, begun, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return {
        words: float(seconds)
        for words, seconds in (line.rsplit(" ", 1) for line in done.stdout.splitlines() if line)
    }


def _row(what: str, seconds: list[float]) -> None:
    print(f"| {what} | {statistics.median(seconds):.2f} | {min(seconds):.2f} | {max(seconds):.2f} |")


if __name__ == "__main__":
    main()
