"""事项: what is served, one item's whole page, versions compared, files in and out, the village's own items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.domain.catalogue import ServiceItem
from app.domain.catalogue_difference import CatalogueDifference
from app.errors import Refusal
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.messages import ask
from app.ui.office import Office
from app.ui.page import Page
from app.ui.pages.items.changes_panel import ChangesPanel
from app.ui.pages.items.files import CatalogueFiles
from app.ui.pages.items.item_view import ItemView
from app.ui.pages.items.list_panel import ItemList
from app.ui.pages.items.own_form import OwnItemForm
from app.ui.widgets.newest_answer import NewestAnswer
from app.ui.widgets.plain import button

if TYPE_CHECKING:
    from app.services.catalogues import VersionRow
    from app.services.desk import Desk
    from app.services.papers import PaperFile

MOST_SHOWN = 500
GUIDE = "service-guide"


@dataclass(frozen=True, slots=True)
class _Found:
    items: tuple[ServiceItem, ...]
    categories: tuple[str, ...]
    version: str
    sample: bool


class ItemsPage(Page):
    """Everybody reads; importing and own items are journaled under whoever is on duty."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, "", parent)
        self.set_title(self.tr("事项"))
        self.list = ItemList()
        self.view = ItemView()
        self.changes = ChangesPanel()
        self.form = OwnItemForm()
        self.files = CatalogueFiles(self, self.changes)
        self.right = QStackedWidget()
        for one in (self.view, self.changes, self.form):
            self.right.addWidget(one)
        layout = QHBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.list, 5)
        layout.addWidget(self.right, 7)
        self._keep = ""
        self.preview: PaperPreview | None = None
        self._found = _Found((), (), "", sample=False)
        self._lists: NewestAnswer[_Found] = NewestAnswer(
            office.tasks, self, self._on_found, self.show_refusal
        )
        self._add_buttons()
        self._connect()
        self.reload()

    def _add_buttons(self) -> None:
        self.head.addWidget(button(self.tr("比较版本"), self.compare))
        self.head.addWidget(button(self.tr("导出…"), self.files.ask_export))
        self.head.addWidget(button(self.tr("导入…"), self.files.ask_import))
        self.new = button(self.tr("增加本村事项"), self.begin_own, "first")
        self.head.addWidget(self.new)

    def _connect(self) -> None:
        self.list.search_requested.connect(self.reload)
        self.list.marked.connect(self._on_marked)
        self.view.guide_requested.connect(self._on_guide)
        self.view.edit_requested.connect(self.begin_own)
        self.view.end_requested.connect(self._on_end)
        self.changes.compare_requested.connect(self._on_compare)
        self.changes.import_agreed.connect(self.files.take_in)
        self.files.looked_at.connect(lambda: self.right.setCurrentWidget(self.changes))
        self.files.taken_in.connect(self._on_taken_in)
        self.changes.closed.connect(self._show_item)
        self.form.saved.connect(self._on_own_saved)
        self.form.closed.connect(self._show_item)

    def shown(self) -> None:
        self.reload()
        if self.right.currentWidget() is self.view:
            self.list.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, wish: object) -> None:
        """The code of an item: its page."""
        if isinstance(wish, str) and wish:
            self._keep = wish
            self.list.field.clear()
            self.list.category.setCurrentIndex(0)
            self.right.setCurrentWidget(self.view)

    def reload(self) -> None:
        register, clock = self.office.register, self.office.clock
        text, category = self.list.text, self.list.chosen_category

        def work() -> _Found:
            from app.services import items

            now = items.in_force(register, clock)
            if text:
                found = items.find(register, text, MOST_SHOWN, clock, category)
            else:
                found = tuple(item for item in now.items if category in ("", item.category))
            return _Found(found, now.categories, now.version, now.sample)

        self._lists.ask(work)

    def _on_found(self, found: _Found) -> None:
        keep = self._keep or (self.view.item.code if self.view.item is not None else "")
        self._keep, self._found = "", found
        self.list.show_categories(found.categories)
        self.list.show_items(found.items, keep)

    def _on_marked(self, item: ServiceItem) -> None:
        self.view.show_item(item, self._found.version, sample=self._found.sample)
        if self.right.currentWidget() is self.changes:
            self.right.setCurrentWidget(self.view)

    def _show_item(self) -> None:
        self.right.setCurrentWidget(self.view)
        self.list.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_taken_in(self) -> None:
        self._show_item()
        self.office.refresh_room()
        self.reload()

    def compare(self) -> None:
        """Offer two versions to be compared."""
        register, clock = self.office.register, self.office.clock

        def work() -> tuple[VersionRow, ...]:
            from app.services import catalogues

            return catalogues.versions(register, clock)

        def done(rows: tuple[VersionRow, ...]) -> None:
            if not rows:
                self.bar.tell(self.tr("还没有公布目录，没有可比较的版本"))
                return
            self.right.setCurrentWidget(self.changes)
            self.changes.offer_versions(rows)

        self.fetch(work, done)

    def _on_compare(self, old_id: str, new_id: str) -> None:
        register = self.office.register

        def work() -> CatalogueDifference:
            from app.domain.catalogue_difference import difference
            from app.services import catalogues

            return difference(
                catalogues.version_named(register, old_id), catalogues.version_named(register, new_id)
            )

        self.fetch(work, self.changes.show_difference)

    def begin_own(self, item: ServiceItem | None = None) -> None:
        """The form for a new own item, or for one to be changed."""
        self.right.setCurrentWidget(self.form)
        self.form.begin(self._found.categories, item)

    def _on_own_saved(self, item: ServiceItem) -> None:
        desk = self.office.desk()

        def work() -> ServiceItem:
            from app.services import catalogues

            return catalogues.add_item(desk, catalogues.checked_item(item))

        def done(saved: ServiceItem) -> None:
            self._keep = saved.code
            self._show_item()
            self.bar.tell(self.tr("已保存本村事项"), kind="done")
            self.reload()

        def failed(refusal: Refusal) -> None:
            if not self.form.tell(refusal):
                self.show_refusal(refusal)

        self.fetch(work, done, failed)

    def _on_end(self, item: ServiceItem) -> None:
        ask(
            self,
            self.tr("停办“{0}”？").format(item.name),
            self.tr("不再受理新的；已经受理的照常办完。"),
            self.tr("停办"),
            lambda: self._end(item.code),
        )

    def _end(self, code: str) -> None:
        desk = self.office.desk()

        def work() -> None:
            from app.services import catalogues

            catalogues.withdraw_item(desk, code)

        self.fetch(work, lambda _none: self.reload())

    def _on_guide(self, code: str) -> None:
        def make(desk: Desk, paper: str, layout: str) -> PaperFile:
            from app.services import postings

            return postings.make(desk.register, desk.clock, paper, item=code, layout=layout)

        self.preview = PaperPreview.open_made(self.office, make, (GUIDE,), self)
