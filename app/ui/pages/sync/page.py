"""同步: what is where, what needs a person, joining a township."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui import actions
from app.ui.act_place import ActPlace
from app.ui.page import Page
from app.ui.pages.sync.contacts_card import ContactsCard
from app.ui.pages.sync.enrol_card import EnrolCard
from app.ui.pages.sync.facts_card import FactsCard
from app.ui.pages.sync.mending import mending
from app.ui.pages.sync.problems_card import ProblemsCard
from app.ui.pages.sync.stick_card import StickCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.rows import Problem, SyncStatus
    from app.services.desk import Desk
    from app.ui.office import Contact, Office

LOOK_EVERY_MS = 1000


class SyncPage(Page):
    """While an exchange runs the numbers are read again every second, so that they are seen to move."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, actions.words("page-sync"), parent)
        self.facts = FactsCard()
        self.problems = ProblemsCard()
        self.enrol = EnrolCard()
        self.contacts = ContactsCard()
        self.stick = StickCard(self)
        self.place = ActPlace(self, whole=True)
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_EVERY_MS)
        self._looking.timeout.connect(self._read_status)
        self._lay_out()
        self._enrolling_again = False
        self.facts.sync_requested.connect(self._on_sync_requested)
        self.facts.enrol_again_requested.connect(self._on_enrol_again)
        self.enrol.enrol_requested.connect(self._on_enrol_requested)
        self.stick.ended.connect(self.reload)
        self.problems.open_case_requested.connect(office.open_case_requested)
        self.problems.put_in_requested.connect(self._on_put_in_requested)
        self.problems.rest_requested.connect(self._on_rest_requested)
        self.problems.mend_requested.connect(self._on_mend_requested)
        self.place.done.connect(lambda _made: self.reload())
        self.problems.sync_requested.connect(self._on_sync_requested)
        self.problems.enrol_again_requested.connect(self._on_enrol_again)
        self.problems.upgrade_requested.connect(office.upgrade_requested)
        office.sync_changed.connect(self._on_sync_changed)
        office.sync_requested.connect(self._on_exchange_begun)
        office.contact_ended.connect(self._on_contact_ended)

    def reload(self) -> None:
        register = self.office.register
        self.contacts.fill(self.office.contacts)

        def work() -> tuple[SyncStatus, tuple[Problem, ...]]:
            from app.services import problems, synchronising

            return synchronising.status(register), problems.listed(register)

        self.fetch(work, self._on_read)

    def left(self) -> None:
        self._looking.stop()

    def _on_read(self, answer: tuple[SyncStatus, tuple[Problem, ...]]) -> None:
        status, problems = answer
        self.office.sync_changed.emit(status)
        self.problems.fill(problems)

    def _on_sync_changed(self, status: SyncStatus) -> None:
        room = self.office.room
        practice = room is not None and room.demo  # a practice room never syncs
        self.enrol.setVisible((not status.enrolled or self._enrolling_again) and not practice)
        self.facts.show_status(status)
        if self.hasFocus():  # opened before it was known whether there is anything to fill in
            (self.enrol if self.enrol.isVisible() else self.facts.button).setFocus()
        self.contacts.setVisible(status.enrolled)
        self.stick.setVisible(status.enrolled and not practice)

    def _read_status(self) -> None:
        register = self.office.register

        def work() -> SyncStatus:
            from app.services import synchronising

            return synchronising.status(register)

        self.office.tasks.run(self, work, self.office.sync_changed.emit)

    def _on_enrol_again(self) -> None:
        """After a backup was put back, or when the township changed its server."""
        self._enrolling_again = True
        self.enrol.show()
        self.enrol.setFocus()

    def _on_sync_requested(self) -> None:
        self.bar.clear()
        self.office.sync_requested.emit()

    def _on_exchange_begun(self) -> None:
        if self.facts.button.isVisibleTo(self.facts):
            self.facts.show_busy(busy=True)
            self._looking.start()

    def _on_contact_ended(self, contact: Contact) -> None:
        self._looking.stop()
        self.facts.show_busy(busy=False)
        if contact.sentence:
            self.bar.tell(contact.sentence, kind="warning")
        if self.isVisible():
            self.reload()

    def _on_enrol_requested(self, url: str, code: str) -> None:
        desk = self.office.desk()

        def work() -> str:
            from app.services import synchronising

            return synchronising.enrol(desk, url, code)

        self.fetch(work, self._on_enrolled, self.enrol.refuse, lane="slow")

    def _on_enrolled(self, township: str) -> None:
        self._enrolling_again = False
        self.enrol.show_busy(busy=False)
        self.enrol.forget()
        self.bar.tell(self.tr("已加入 {0}，现在开始上传。").format(township), kind="done")
        self._read_status()
        self.office.sync_requested.emit()

    def _on_put_in_requested(self, problem_id: str) -> None:
        from_desk = self.office.desk()
        self._settle(lambda: _put_in(from_desk, problem_id))

    def _on_rest_requested(self, problem_id: str) -> None:
        from_desk = self.office.desk()
        self._settle(lambda: _rest(from_desk, problem_id))

    def _on_mend_requested(self, problem: Problem) -> None:
        register = self.office.register

        def work() -> str:
            from app.services import problems

            return problems.to_mend(register, problem.record_id)

        self.fetch(work, lambda written: self.place.ask(mending(problem, written)))

    def _settle(self, work: Callable[[], None]) -> None:
        def failed(refusal: Refusal) -> None:
            self.show_refusal(refusal)
            self.reload()

        self.fetch(work, lambda _none: self.reload(), failed)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self.facts, self.enrol, self.place, self.problems, self.stick, self.contacts):
            column.addWidget(widget)
        column.addStretch(1)
        self.enrol.hide()
        self.stick.hide()
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)


def _put_in(desk: Desk, problem_id: str) -> None:
    from app.services import problems

    problems.put_in(desk, problem_id)


def _rest(desk: Desk, problem_id: str) -> None:
    from app.services import problems

    problems.rest(desk, problem_id)
