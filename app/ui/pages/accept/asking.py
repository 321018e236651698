"""What the accept page asks of the services, each question off the main thread, the newest first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.catalogue import ServiceItem
from app.domain.requests import AcceptRequest
from app.domain.rows import CaseAccepted, VillagerRow
from app.errors import Refusal
from app.ui.habits import AFTER_ACCEPTING, AFTER_ACCEPTING_USUAL
from app.ui.office import Office
from app.ui.pages.accept.draft import AcceptDraft
from app.ui.pages.accept.form import KnownParts
from app.ui.widgets.newest_answer import NewestAnswer

if TYPE_CHECKING:
    from app.services.acceptance import CaseDeclined
    from app.services.cases import AcceptPreview

Found = TypeVar("Found")
_Found = tuple[str, tuple[VillagerRow, ...]]
_Items = tuple[str, tuple[ServiceItem, ...]]


class AcceptAsking(QObject):
    """Answers come as signals, with the text they answer."""

    villagers_found = Signal(str, object)
    items_found = Signal(str, object)
    same_number_found = Signal(str, object)
    previewed = Signal(object)
    preview_refused = Signal(object)
    refused = Signal(object)

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        tasks, refused = office.tasks, self.refused.emit
        self._villagers: NewestAnswer[_Found] = NewestAnswer(
            tasks, self, lambda found: self.villagers_found.emit(*found), refused
        )
        self._items: NewestAnswer[_Items] = NewestAnswer(
            tasks, self, lambda found: self.items_found.emit(*found), refused
        )
        self._same: NewestAnswer[_Found] = NewestAnswer(
            tasks, self, lambda found: self.same_number_found.emit(*found), refused
        )
        self._previews: NewestAnswer[tuple[int, AcceptPreview]] = NewestAnswer(
            tasks, self, self._on_previewed, self.preview_refused.emit
        )
        self._wanted = 0

    def find_villagers(self, text: str) -> None:
        register = self._office.register

        def work() -> _Found:
            from app.services import villagers

            return text, villagers.find(register, text) if text else ()

        self._villagers.ask(work)

    def find_items(self, text: str) -> None:
        register, clock = self._office.register, self._office.clock

        def work() -> _Items:
            from app.services import items

            return text, items.find(register, text, clock=clock)

        self._items.ask(work)

    def find_same_number(self, id_number: str) -> None:
        register = self._office.register

        def work() -> _Found:
            from app.services import villagers

            return id_number, villagers.same_number(register, id_number)

        self._same.ask(work)

    def get_villager(self, villager_id: str, done: Callable[[VillagerRow], None]) -> None:
        register = self._office.register

        def work() -> VillagerRow:
            from app.services import villagers

            return villagers.get(register, villager_id)

        self._office.tasks.run(self, work, done, self.refused.emit)

    def look_up(self, draft: AcceptDraft, done: Callable[[KnownParts], None]) -> None:
        """The villager, the item and the organisation a kept draft names; None for what is gone."""
        register, clock = self._office.register, self._office.clock

        def work() -> KnownParts:
            from app.services import items, organisations, villagers

            item = items.in_force(register, clock).item(draft.item_code) if draft.item_code else None
            villager_id, organisation_id = draft.villager_id, draft.organisation.organisation_id
            return KnownParts(
                _unless_gone(lambda: villagers.get(register, villager_id)) if villager_id else None,
                item,
                _unless_gone(lambda: organisations.get(register, organisation_id))
                if organisation_id
                else None,
            )

        self._office.tasks.run(self, work, done, self.refused.emit)

    def get_item(self, code: str, done: Callable[[ServiceItem], None]) -> None:
        """The item of this code, if it is still in force."""
        register, clock = self._office.register, self._office.clock

        def work() -> ServiceItem | None:
            from app.services import items

            return items.in_force(register, clock).item(code)

        self._office.tasks.run(self, work, lambda item: done(item) if item else None, self.refused.emit)

    def preview(self, request: AcceptRequest) -> None:
        desk = self._office.desk()
        self._wanted += 1
        wanted = self._wanted

        def work() -> tuple[int, AcceptPreview]:
            from app.services import cases

            return wanted, cases.preview(desk, request)

        self._previews.ask(work)

    def forget_preview(self) -> None:
        """Whatever is still being worked out belongs to a form that has changed."""
        self._wanted += 1
        self._previews.forget()

    def accept(
        self,
        request: AcceptRequest,
        done: Callable[[CaseAccepted], None],
        failed: Callable[[Refusal], None],
    ) -> None:
        desk = self._office.desk()
        self.forget_preview()

        def work() -> CaseAccepted:
            from app.services import cases

            return cases.accept(desk, request)

        self._office.tasks.run(self, work, done, failed)

    def decline(
        self,
        request: AcceptRequest,
        ground: tuple[str, str, str],
        done: Callable[[CaseDeclined], None],
        failed: Callable[[Refusal], None],
    ) -> None:
        """依法不予受理; ``ground`` is the published ground, the law, where to go."""
        desk = self._office.desk()
        self.forget_preview()

        def work() -> CaseDeclined:
            from app.services import acceptance

            return acceptance.decline(desk, request, *ground)

        self._office.tasks.run(self, work, done, failed)

    def papers_habit(self, done: Callable[[str], None]) -> None:
        """What the room does with the papers of an accepted case: ``preview``, ``print`` or ``none``."""
        register = self._office.register

        def work() -> str:
            from app.services import preferences

            return str(preferences.get(register, AFTER_ACCEPTING, AFTER_ACCEPTING_USUAL))

        self._office.tasks.run(self, work, done, self.refused.emit)

    def print_all(self, case_no: str, papers: tuple[str, ...], tell: Callable[[str], None]) -> None:
        """Send the papers to their printers; ``tell`` gets the sentence of what became of it."""
        desk = self._office.desk()
        tell(self.tr("正在送打印机…"))

        def work() -> tuple[str, ...]:
            from app.services import papers as paper_service
            from app.services import print_queue, printers

            sent = []
            for paper in papers:
                layout = printers.setting(desk.register, paper).layout
                sent.append(print_queue.send(desk, paper_service.make(desk, case_no, paper, layout)))
            return tuple(job.sentence for job in sent if job.stuck)

        def sent(stuck: tuple[str, ...]) -> None:
            if stuck:
                tell(self.tr("{0} 张单据在打印队列里等着：{1}").format(len(stuck), stuck[0]))
            else:
                tell(self.tr("已送打印队列：{0} 张单据").format(len(papers)))
            for paper in papers:
                self._office.paper_printed.emit(case_no, paper)

        def failed(refusal: Refusal) -> None:
            tell(refusal.sentence)

        self._office.tasks.run(self, work, sent, failed, lane="slow")

    def _on_previewed(self, answer: tuple[int, AcceptPreview]) -> None:
        wanted, preview = answer
        if wanted == self._wanted:
            self.previewed.emit(preview)


def _unless_gone(read: Callable[[], Found]) -> Found | None:
    """What is read; None where it was erased or joined meanwhile: what was typed is still in the draft."""
    try:
        return read()
    except Refusal:
        return None
