"""This computer takes a dead one's place: enrolled, then the room's whole register pulled back, stopped and gone on with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import Refusal
from app.ui.pages.opening.pull import PullPage
from app.ui.tasks import CANCELLED_CODE

if TYPE_CHECKING:
    from app.clock import Clock
    from app.models.register import Register
    from app.services.replacing import CameBack
    from app.ui.main_window import MainWindow
    from app.ui.office import Office
    from app.ui.pages.wizard.page import Plan
    from app.ui.tasks import Running

Pulled = tuple["Register", "CameBack"]


class TakingOver(QObject):
    """``taken_over`` carries the Register when the person has read what came back."""

    taken_over = Signal(object)

    def __init__(self, office: Office, window: MainWindow) -> None:
        super().__init__(window)
        self._office = office
        self._window = window
        self._running: Running | None = None
        self._register: Register | None = None

    def begin(self, plan: Plan, failed: Callable[[Refusal], None]) -> None:
        """Enrol as planned; ``failed`` hears why not, and then nothing is left behind."""
        home, clock = self._office.home, self._office.clock
        self._office.tasks.run(
            self,
            partial(enrol_anew, home, plan, clock),
            lambda _none: self.go_on(plan.passphrase),
            failed,
            lane="slow",
        )

    def go_on(self, passphrase: str | None) -> None:
        """Pull what is not here yet."""
        page = PullPage()
        self._window.show_opening(page)
        home, clock = self._office.home, self._office.clock

        def work(running: Running) -> Pulled:
            return pull(home, passphrase, clock, lambda n, of: running.report(n, of, ""))

        def stopped(refusal: Refusal) -> None:
            asked = refusal.code == CANCELLED_CODE
            page.show_stopped(self.tr("已停下，取回的都留着。") if asked else refusal.sentence)

        self._running = self._office.tasks.run_with_progress(
            self, work, lambda pulled: self._on_pulled(page, pulled), stopped, progress=page.show_step
        )
        page.stop_requested.connect(self._running.cancel)
        page.go_on_requested.connect(lambda: self.go_on(passphrase))

    def leave(self) -> None:
        """The window closes: do not wait for the rest."""
        if self._running is not None:
            self._running.cancel()
        if self._register is not None:
            self._register.close()

    def _on_pulled(self, page: PullPage, pulled: Pulled) -> None:
        self._register, found = pulled
        page.show_done(found)
        page.begin_requested.connect(self._hand_over)

    def _hand_over(self) -> None:
        register, self._register = self._register, None
        if register is not None:
            self.taken_over.emit(register)


def enrol_anew(home: Path, plan: Plan, clock: Clock) -> None:
    """An enrolled register with nothing of the room in it yet."""
    from app.services import replacing

    asked = plan.answers
    register = replacing.begin(
        home, asked["room_code"], asked["url"], asked["code"], clock, passphrase=plan.passphrase
    )
    register.close()


def pull(home: Path, passphrase: str | None, clock: Clock, told: Callable[[int, int], None]) -> Pulled:
    """The room's register with everything in it, and what that is; closed again where it did not come to its end."""
    from app.services import replacing, rooms

    register = rooms.open_unfinished(home, passphrase=passphrase)
    try:
        return register, replacing.pull(register, clock, told)
    except BaseException:
        register.close()
        raise
