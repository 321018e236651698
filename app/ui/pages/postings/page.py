"""公示: make a poster or a guide, record where it hangs, see what must still be made public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.disclosures import DisclosureRow, PostingRow
from app.errors import Refusal
from app.printing.papers import PaperKind, paper_kind
from app.ui import actions
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.office import Office
from app.ui.page import Page
from app.ui.pages.postings.choosing import Choosing
from app.ui.pages.postings.hanging import Hanging

if TYPE_CHECKING:
    from app.domain.catalogue import ServiceItem
    from app.services.desk import Desk
    from app.services.papers import PaperFile


@dataclass(frozen=True, slots=True)
class _Walls:
    """Everything the page shows, read at once."""

    kinds: tuple[PaperKind, ...]
    items: tuple[ServiceItem, ...]
    rows: tuple[PostingRow, ...]
    disclosures: tuple[DisclosureRow, ...]
    day: date


class PostingsPage(Page):
    """Printing alone is not posting: what was put up is recorded at the right."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, actions.words("page-postings"), parent)
        self.choosing = Choosing()
        self.hanging = Hanging(lambda paper: paper_kind(paper).title)
        self.preview: PaperPreview | None = None
        layout = QHBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.choosing, 4)
        layout.addWidget(self.hanging, 7)
        self.choosing.preview_wanted.connect(self.open_preview)
        self.hanging.put_up.connect(self._on_put_up)
        self.hanging.take_down.connect(self._on_take_down)
        self.reload()

    def reload(self) -> None:
        register, clock = self.office.register, self.office.clock

        def work() -> _Walls:
            from app.clock import today
            from app.services import items, postings

            return _Walls(
                postings.kinds(),
                items.in_force(register, clock).items,
                postings.rows(register),
                postings.disclosures(register, clock),
                today(clock),
            )

        self.fetch(work, self._on_read)

    def open_preview(self) -> None:
        """The chosen poster as it prints, with other printers, sizes and saving in the preview itself."""
        item = self.choosing.item

        def make(desk: Desk, paper: str, layout: str) -> PaperFile:
            from app.services import postings

            return postings.make(desk.register, desk.clock, paper, item, layout)

        if self.choosing.paper:
            self.preview = PaperPreview.open_made(self.office, make, (self.choosing.paper,), self)

    def _on_read(self, walls: _Walls) -> None:
        self.choosing.show_all(walls.kinds, walls.items)
        self.hanging.show_all(walls.rows, walls.disclosures, walls.day)

    def _on_put_up(self, place: str, until: str) -> None:
        try:
            take_down_on = date.fromisoformat(until) if until else None
        except ValueError:
            self.hanging.until.refuse(self.tr("日期写成年-月-日，如 2026-12-31。"))
            return
        desk, paper, item = self.office.desk(), self.choosing.paper, self.choosing.item

        def work() -> PostingRow:
            from app.services import postings

            codes = (item,) if item else ()
            return postings.record(desk, paper, place, item_codes=codes, take_down_on=take_down_on)

        self.fetch(work, self._on_put_up_done, self._on_refused)

    def _on_put_up_done(self, row: PostingRow) -> None:
        self.bar.tell(
            self.tr("已登记：{0} 贴在{1}。").format(paper_kind(row.paper).title, row.place), kind="done"
        )
        self.reload()

    def _on_take_down(self, posting_id: str) -> None:
        desk = self.office.desk()

        def work() -> PostingRow:
            from app.services import postings

            return postings.take_down(desk, posting_id)

        def done(row: PostingRow) -> None:
            self.bar.tell(self.tr("已登记撤下：{0}。").format(paper_kind(row.paper).title), kind="done")
            self.reload()

        self.fetch(work, done)

    def _on_refused(self, refusal: Refusal) -> None:
        for row in (self.hanging.place, self.hanging.until):
            if row.field == refusal.field:
                row.refuse(refusal.sentence)
                return
        self.show_refusal(refusal)
