"""A counter of its own, to be killed: types a text into the accept page and says each key on standard output."""

from __future__ import annotations

import sys
from pathlib import Path

from tests import environment

environment.isolate()

from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.clock import SystemClock  # noqa: E402
from app.services import agents, rooms  # noqa: E402
from app.ui.office import Office  # noqa: E402
from app.ui.pages.accept.page import AcceptPage  # noqa: E402
from app.ui.tasks import Tasks  # noqa: E402
from app.ui.theme.look import Look  # noqa: E402


def main(home: Path, passphrase: str, text: str) -> int:
    app = QApplication([])
    office = Office(home, SystemClock(), Tasks(), Look(app))
    left = list(text)
    pages: list[AcceptPage] = []

    def type_one() -> None:
        """The next key comes when the one before is on disk: however slow the machine, one is on its way."""
        if left and pages[0].keeping.settled:
            character = left.pop(0)
            QTest.keyClicks(pages[0].form.who.picker.field, character)
            sys.stdout.write(character + "\n")
            sys.stdout.flush()

    def opened() -> None:
        office.take_duty(agents.first_actor(office.register))
        pages.append(AcceptPage(office))
        pages[0].show()
        pages[0].shown()
        pages[0].keeping.kept.connect(type_one)
        type_one()

    office.open_with(lambda: rooms.open_room(home, passphrase=passphrase), opened, lambda _refusal: None)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
