"""The one window: what comes before the counter, the counter, the cover over it; nothing about any page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from app.ui import actions, icons
from app.ui.frame.blank_screen import BlankScreen
from app.ui.frame.counter import Counter
from app.ui.frame.idle_lock import IdleLock
from app.ui.frame.page_list import PAGES, PageSpec
from app.ui.frame.scanner import ScannerWatch
from app.ui.frame.sync_loop import SyncLoop
from app.ui.habits import LOCK_MINUTES, LOCK_MINUTES_USUAL
from app.ui.messages import PassingNote
from app.ui.pages.login.page import LoginPage

if TYPE_CHECKING:
    from app.domain.rows import Actor
    from app.errors import Refusal
    from app.ui.office import Office

USUAL_SIZE = QSize(1280, 700)
LEAST_SIZE = QSize(960, 600)


class MainWindow(QMainWindow):
    """Shows one of: a page of the opening (wait, passphrase, wizard), the login page, the counter."""

    def __init__(
        self, office: Office, specs: tuple[PageSpec, ...] = PAGES, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._office = office
        self.setWindowTitle(self.tr("代办 Daiban"))
        self.setWindowIcon(icons.icon("daiban", office.look.tokens.accent))
        self.setMinimumSize(LEAST_SIZE)
        self.resize(USUAL_SIZE)
        self._specs = tuple(spec for spec in specs if spec.icon)
        self._root = QStackedWidget()
        self.setCentralWidget(self._root)
        self.counter = Counter(office, specs)
        self.login = LoginPage(office)
        self._root.addWidget(self.login)
        self._root.addWidget(self.counter)
        self._opening: QWidget | None = None
        self._locked = False
        self.note = PassingNote(self)
        self.blank = BlankScreen(self)
        self.idle_lock = IdleLock(self)
        self.sync_loop = SyncLoop(office, self)
        self.scanner = ScannerWatch(self)
        self._connect()
        self._set_keys()

    def show_opening(self, widget: QWidget) -> None:
        """Show a page of the opening; the one before it is dropped."""
        before, self._opening = self._opening, widget
        self._root.addWidget(widget)
        self._root.setCurrentWidget(widget)
        widget.setFocus()
        if before is not None:
            self._root.removeWidget(before)
            before.deleteLater()

    def show_login(self) -> None:
        """Ask who is there; nobody is on duty until they say."""
        self.login.ask_who()
        self._root.setCurrentWidget(self.login)

    def switch_agent(self) -> None:
        """Another agent takes over; Esc goes back to whoever is on duty."""
        actor = self._office.actor
        if actor is None or self._locked or self.blank.isVisible():
            return
        self.counter.put_down()
        self.login.ask_next(actor.agent_id)
        self._root.setCurrentWidget(self.login)
        self._say_covered()

    def lock(self) -> None:
        """Cover the counter until a PIN is given; pages and drafts stay as they are."""
        actor = self._office.actor
        if actor is None or self._locked:
            return
        if self._root.currentWidget() is self.counter:
            self.counter.put_down()
        self._locked = True
        self.login.ask_again(actor.agent_id)
        self._root.setCurrentWidget(self.login)
        self._say_covered()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._root.currentWidget() is self.counter:
            self.counter.put_down()
        super().closeEvent(event)

    def _connect(self) -> None:
        office = self._office
        self.login.signed_in.connect(self._on_signed_in)
        self.login.cancelled.connect(self._on_login_cancelled)
        self.counter.top.switch_requested.connect(self.switch_agent)
        self.counter.top.blank_requested.connect(self.blank.toggle)
        self.counter.top.lock_requested.connect(self.lock)
        self.idle_lock.idle.connect(self.lock)
        self.scanner.slip_scanned.connect(self._on_slip_scanned)
        office.told.connect(self.note.tell)
        office.tasks.refused.connect(self._on_refused)
        office.lock_requested.connect(self.lock)
        office.blank_requested.connect(self._on_blank)
        self.blank.toggled.connect(lambda _covers: self._say_covered())
        office.register_opened.connect(self._read_lock_minutes)
        office.preferences_changed.connect(self._on_preferences_changed)

    def _set_keys(self) -> None:
        for spec in self._specs:
            actions.on_key(self, f"page-{spec.name}", partial(self._go, spec.name))
        actions.on_key(self, "accept-new", lambda: self._go("accept"))
        actions.on_key(self, "search", self._on_search)
        actions.on_key(self, "back", self._on_back)
        actions.on_key(self, "reload", self._on_reload)
        actions.on_key(self, "sync-now", self._office.sync_requested.emit)
        actions.on_key(self, "blank", self._on_blank)
        actions.on_key(self, "lock", self.lock)
        actions.on_key(self, "switch-agent", self.switch_agent)

    @property
    def _at_work(self) -> bool:
        return self._root.currentWidget() is self.counter and not self.blank.isVisible()

    def _say_covered(self) -> None:
        """Windows beside this one hide with it and come back with it."""
        self._office.covered.emit(not self._at_work)

    def _go(self, name: str) -> None:
        if self._at_work:
            self.counter.open_page(name)

    def _on_search(self) -> None:
        if self._at_work:
            self.counter.top.search.setFocus()
            self.counter.top.search.selectAll()

    def _on_back(self) -> None:
        if self._at_work:
            self.counter.back()

    def _on_reload(self) -> None:
        if self._at_work and self.counter.page is not None:
            self.counter.page.reload()

    def _on_blank(self) -> None:
        if self._office.actor is not None:
            self.blank.toggle()

    def _on_signed_in(self, actor: Actor) -> None:
        self._locked = False
        self._office.take_duty(actor)
        self._root.setCurrentWidget(self.counter)
        self.counter.take_up()
        self._say_covered()

    def _on_login_cancelled(self) -> None:
        if self._office.actor is None or self._locked:
            return
        self._root.setCurrentWidget(self.counter)
        self.counter.take_up()
        self._say_covered()

    def _on_slip_scanned(self, case_no: str) -> None:
        if self._at_work:
            self._office.open_case_requested.emit(case_no)

    def _on_refused(self, refusal: Refusal) -> None:
        self.note.tell(refusal.sentence)

    def _read_lock_minutes(self) -> None:
        register = self._office.register

        def work() -> object:
            from app.services import preferences

            return preferences.get(register, LOCK_MINUTES, LOCK_MINUTES_USUAL)

        self._office.tasks.run(
            self, work, lambda minutes: self._on_preferences_changed(LOCK_MINUTES, minutes)
        )

    def _on_preferences_changed(self, name: str, value: object) -> None:
        if name == LOCK_MINUTES and isinstance(value, int):
            self.idle_lock.set_minutes(value)
