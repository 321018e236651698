"""From an empty window to an open register: wait, passphrase, wizard or practice room."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject

from app.clock import Clock
from app.errors import Refusal
from app.ui.pages.opening.passphrase import PassphrasePage
from app.ui.pages.opening.wait import WaitPage
from app.ui.pages.wizard.page import Plan, WizardPage
from app.ui.pages.wizard.recovery_step import Sheet
from app.ui.pages.wizard.way_step import Way
from app.ui.taking_over import TakingOver

if TYPE_CHECKING:
    from app.domain.rows import Actor
    from app.models.register import Register
    from app.ui.main_window import MainWindow
    from app.ui.office import Office
    from app.ui.tasks import Running

DEMO_FOLDER = "demo-home"
LOOK_FILE = "look.json"
STILL_PULLING = "still-pulling"

Found = Literal["nothing", "passphrase", "room"]


class Opening(QObject):
    """Runs once at start; everything that touches the disk happens in the register's lane."""

    def __init__(self, office: Office, window: MainWindow, *, demo: bool = False) -> None:
        super().__init__(window)
        self._office = office
        self._window = window
        self._demo = demo
        self._wizard: WizardPage | None = None
        self.taking_over = TakingOver(office, window)
        self.taking_over.taken_over.connect(self._on_taken_over)
        office.register_opened.connect(lambda: office.tasks.run(self, load_what_pages_need, lane="slow"))
        self._fonts_are_open = False
        office.paper_near.connect(self._on_paper_near)

    def begin(self) -> None:
        """Look what is in the room's folder and go the way that fits."""
        wait = WaitPage(self.tr("正在打开登记簿…"))
        self._window.show_opening(wait)
        self._office.tasks.run(
            self,
            partial(look_into, self._office.home),
            self._on_looked,
            lambda refusal: wait.stop(refusal.sentence, self.begin),
        )

    def _on_paper_near(self) -> None:
        """Once, while somebody fills in a page that ends in paper: fonts take 50 MB that only paper needs."""
        if not self._fonts_are_open:
            self._fonts_are_open = True
            self._office.tasks.run(self, partial(open_the_fonts, self._office.register), lane="slow")

    def _on_looked(self, found: Found) -> None:
        if self._demo:
            self._make_demo()
        elif found == "passphrase":
            self._ask_passphrase()
        elif found == "room":
            self._open(partial(open_room, self._office.home, None))
        else:
            self._show_wizard()

    def _open(self, opener: Callable[[], Register]) -> None:
        def failed(refusal: Refusal) -> None:
            if refusal.code == STILL_PULLING:
                self.taking_over.go_on(None)
                return
            wait = WaitPage("")
            wait.stop(refusal.sentence, self.begin)
            self._window.show_opening(wait)

        self._office.open_with(opener, self._window.show_login, failed)

    def _ask_passphrase(self) -> None:
        page = PassphrasePage()
        home = self._office.home

        def given(passphrase: str) -> None:
            def failed(refusal: Refusal) -> None:
                if refusal.code == STILL_PULLING:
                    self.taking_over.go_on(passphrase)
                else:
                    page.refuse(refusal.sentence)

            self._office.open_with(lambda: open_room(home, passphrase), self._window.show_login, failed)

        page.given.connect(given)
        self._window.show_opening(page)
        self._office.tasks.run(self, load_what_opens)

    def _make_demo(self) -> None:
        wait = WaitPage(self.tr("正在布置练习室，约需十几秒…"))
        self._window.show_opening(wait)
        home, clock = self._office.home, self._office.clock
        words = self.tr("正在布置练习室…")

        def work(running: Running) -> Register:
            return fill_demo(home, clock, lambda step, steps: running.report(step, steps, words))

        self._office.tasks.run_with_progress(
            self,
            work,
            lambda register: self._open(lambda: register),
            lambda refusal: wait.stop(refusal.sentence, self.begin),
            progress=wait.show_step,
            lane="register",
        )

    def _show_wizard(self) -> None:
        self._wizard = WizardPage()
        self._wizard.planned.connect(self._on_planned)
        self._window.show_opening(self._wizard)
        self._office.tasks.run(self, load_what_opens)

    def _on_planned(self, plan: Plan) -> None:
        if plan.way is Way.DEMO:
            self._office.home = self._office.home / DEMO_FOLDER
            self._demo = True
            self.begin()
            return
        if plan.way is Way.REPLACE:
            self.taking_over.begin(plan, self._on_refused)
            return
        home, clock = self._office.home, self._office.clock
        self._office.open_with(
            lambda: set_up(home, plan, clock), lambda: self._on_set_up(plan), self._on_refused
        )

    def _on_taken_over(self, register: Register) -> None:
        self._office.look.keep_in(self._office.home / LOOK_FILE)
        self._open(lambda: register)

    def _on_refused(self, refusal: Refusal) -> None:
        if self._wizard is not None:
            self._wizard.refuse(refusal)

    def _on_set_up(self, plan: Plan) -> None:
        """The room stands: the first agent signs in with the PIN just chosen, then the township is asked."""
        self._office.look.keep_in(self._office.home / LOOK_FILE)
        register, clock = self._office.register, self._office.clock

        def work() -> Actor:
            from app.services import agents

            first = agents.first_actor(register)
            return agents.sign_in(register, first.agent_id, plan.answers["pin"], clock)

        self._office.tasks.run(self, work, lambda actor: self._on_first_sign_in(actor, plan))

    def _on_first_sign_in(self, actor: Actor, plan: Plan) -> None:
        self._window.login.signed_in.emit(actor)
        self._make_recovery_sheet(plan)
        if plan.way is not Way.ENROL:
            return
        desk = self._office.desk()
        url, code = plan.answers["url"], plan.answers["code"]

        def work() -> str:
            from app.services import synchronising

            return synchronising.enrol(desk, url, code)

        self._office.tasks.run(self, work, self._on_enrolled, self._on_not_enrolled, lane="slow")

    def _make_recovery_sheet(self, plan: Plan) -> None:
        if plan.sheet is Sheet.LATER:
            return
        desk = self._office.desk()
        saved = self.tr("恢复密钥单已存为 {0}，印好封存后请删除这个文件。")

        def work() -> str:
            from app.services import recovery_sheets

            if plan.sheet is Sheet.PRINT:
                return recovery_sheets.send(desk).sentence
            return saved.format(recovery_sheets.save_in(desk, Path(plan.sheet_folder)))

        told = self._office.told.emit
        self._office.tasks.run(self, work, told, lambda refusal: told(refusal.sentence), lane="slow")

    def _on_enrolled(self, _township: str) -> None:
        self._window.sync_loop.read()
        self._office.told.emit(self.tr("已加入乡镇，以后自动上传。"))

    def _on_not_enrolled(self, refusal: Refusal) -> None:
        self._office.page_requested.emit("sync")
        self._office.told.emit(refusal.sentence)


def look_into(home: Path) -> Found:
    """What is in the folder of a room."""
    from app.services import homes

    if not homes.exists(home):
        return "nothing"
    return "passphrase" if homes.needs_passphrase(home) else "room"


def load_what_opens() -> None:
    """Load what opening a register needs, while a person types."""
    from app.services import agents, preferences, rooms

    _ = agents, preferences, rooms


def load_what_pages_need() -> None:
    """Load what the first pages ask, while a person types a PIN."""
    from app.services import cases, drafts, items, papers, synchronising, today, villagers

    _ = cases, drafts, items, papers, synchronising, today, villagers


def open_the_fonts(register: Register) -> None:
    """Draw one empty form while a person types, so that the first paper is as quick as the others."""
    from app.services import papers

    papers.empty(register, "receipt")


def open_room(home: Path, passphrase: str | None) -> Register:
    """The register in ``home``, opened."""
    from app.services import rooms

    return rooms.open_room(home, passphrase=passphrase)


def set_up(home: Path, plan: Plan, clock: Clock) -> Register:
    """A new room as planned in the wizard."""
    from app.services import rooms

    answers = plan.answers
    room_plan = rooms.RoomPlan(
        room_code=answers["room_code"],
        room_name=answers["room_name"],
        agent=answers["agent"],
        sample_catalogue=plan.sample_catalogue,
        hotline=answers["hotline"],
        opening_hours=answers["opening_hours"],
        pc_code=answers["pc_code"],
    )
    return rooms.set_up(home, room_plan, clock, passphrase=plan.passphrase)


def fill_demo(home: Path, clock: Clock, progress: Callable[[int, int], None]) -> Register:
    """A practice room with invented villagers and cases; opened where it was made before."""
    from app.services import demo

    return demo.fill_demo_room(home, clock, progress=progress)
