"""Peak memory of the window after 1,000 searches typed into its search box, at a million cases; nothing printed.

    python -m bench.window_memory [--cases 1000000] [--keep FOLDER] [--searches 1000]

The register is that of ``bench.search_million``; the window is a process of its own under the offscreen
platform, signed in, and every search goes through the box at its top and is shown below it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.search_million import PASSPHRASE, opened, queries

WINDOW = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from app.clock import SystemClock
from app.ui.frame.search_box import SearchBox
from app.ui.pages.opening.passphrase import PassphrasePage
from app.ui.start import Running

home, passphrase, file = sys.argv[1:]
words = Path(file).read_text("utf-8").split("\\n")
app = QApplication([])
running = Running(app, Path(home), SystemClock())


def peak_mb():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


class Typist(QObject):
    def eventFilter(self, thing, event):
        if isinstance(thing, PassphrasePage) and event.type() == event.Type.Paint:
            app.removeEventFilter(self)
            QTimer.singleShot(0, lambda: thing.given.emit(passphrase))
        return False

    def begin(self):
        from app.services import agents

        running.office.take_duty(agents.first_actor(running.office.register))
        self.box = running.window.findChild(SearchBox)
        self.left = iter(words)
        QTimer.singleShot(0, self.settle)

    def settle(self):
        if running.tasks.under_way:
            QTimer.singleShot(5, self.settle)
            return
        print("opened and signed in", round(peak_mb()), flush=True)
        self.begun = time.monotonic()
        self.ask()

    def ask(self):
        if running.tasks.under_way:
            QTimer.singleShot(0, self.ask)
            return
        word = next(self.left, None)
        if word is None:
            print("ms a search, shown", round((time.monotonic() - self.begun) * 1000 / len(words), 1))
            print("peak MB", round(peak_mb()), flush=True)
            app.quit()
            return
        self.box.setFocus()
        self.box.setText(word)
        self.box.ask()
        QTimer.singleShot(0, self.ask)


typist = Typist()
app.installEventFilter(typist)
running.office.register_opened.connect(lambda: QTimer.singleShot(0, typist.begin))
running.begin()
app.exec()
running.end()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--searches", type=int, default=1_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.keep or Path(folder) / "home"
        opened(home, options.cases).close()
        kinds = list(queries().values())
        words = [kind[number % len(kind)] for number in range(options.searches) for kind in kinds]
        file = Path(folder) / "words"
        file.write_text("\n".join(words[: options.searches]), "utf-8")
        subprocess.run(
            [sys.executable, "-c", WINDOW, str(home), PASSPHRASE, str(file)],
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.getcwd()},
            check=True,
        )


if __name__ == "__main__":
    main()
