"""材料: every paper of a case, where its original is and until when, and what may be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.cases import MaterialForm
from app.domain.rows import MaterialRow
from app.ui.pages.case import book_acts
from app.ui.pages.case.book import Book
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.plain import label
from app.ui.wording import form_words

if TYPE_CHECKING:
    from app.services.case_surroundings import CaseWhole


class MaterialBook(Book):
    """Enter on a line does what is most likely: return what is held, destroy what was copied."""

    def __init__(self) -> None:
        super().__init__()
        self.missing = label(role="error", wrap=True)
        heads = (self.tr("材料"), self.tr("形式"), self.tr("现在在哪里"))
        self.table = ListTable(self.tr("材料，回车退还原件"), heads)
        self.table.itemSelectionChanged.connect(self._offer)
        self.table.opened.connect(lambda _key: self._do_likely())
        self.column.addWidget(self.missing)
        self.column.addWidget(self.table, 1)
        self.give_back, self.move_it, self.hold, self.destroy_it, _copy = self.ways(
            (self.tr("退还"), self._on_give_back, "first"),
            (self.tr("换地方"), self._on_move, ""),
            (self.tr("留存"), self._on_hold, ""),
            (self.tr("销毁复印件"), self._on_destroy, ""),
            (self.tr("登记复印件"), self._on_copies, "quiet"),
        )

    def draw(self, whole: CaseWhole) -> None:
        missing = whole.case.missing
        self.missing.setText(self.tr("还缺：{0}").format("、".join(missing)))
        self.missing.setVisible(bool(missing))
        self.table.fill([self._line(row) for row in whole.case.materials])
        self._offer()

    def where(self, row: MaterialRow) -> str:
        """Where a paper is, in words."""
        if not row.received:
            return self.tr("没有收到")
        if row.undertaken:
            return self.tr("告知承诺，未收原件")
        if row.held:
            return self._held(row)
        if row.form is MaterialForm.ORIGINAL:
            back = self.tr("{0} 已退还 {1}").format(row.returned_on or "", row.returned_to).strip()
            return back if row.returned_on else self.tr("原件已退还")
        if row.form is MaterialForm.SEEN:
            return self.tr("原件已当场退回")
        if row.copies_destroyed_on:
            return self.tr("复印件 {0} 已销毁").format(row.copies_destroyed_on)
        return row.note or self.tr("复印件在办件里")

    def _held(self, row: MaterialRow) -> str:
        words = row.kept_where or self.tr("原件在室里")
        if row.held_until:
            words = self.tr("{0}，到 {1}").format(words, row.held_until)
        if row.returned_sheets:
            given = self.tr("{0}；已退 {1} 份给 {2}")
            words = given.format(words, row.returned_sheets, row.returned_to)
        return words

    def _line(self, row: MaterialRow) -> Line:
        form = f"{form_words(row.form)} ×{row.sheets}" if row.received else self.tr("未交")
        tone = "" if row.held else "muted"
        return Line(row.material_id, (row.name, form, self.where(row)), tone)

    def _current(self) -> MaterialRow | None:
        key = self.table.current()
        rows = self.whole.case.materials if self.whole is not None else ()
        return next((row for row in rows if row.material_id == key), None)

    def _offer(self) -> None:
        """Only what may be done with the marked paper can be pressed."""
        row = self._current()
        held = row is not None and row.held
        copy = row is not None and row.form is MaterialForm.COPY
        seen = row is not None and row.form is MaterialForm.SEEN and row.received
        self.give_back.setEnabled(held)
        self.move_it.setEnabled(held)
        self.hold.setEnabled(held or seen)
        self.destroy_it.setEnabled(
            bool(copy and row is not None and row.received and row.copies_destroyed_on is None)
        )

    def _do_likely(self) -> None:
        row = self._current()
        if row is not None and row.held:
            self._on_give_back()
        elif self.destroy_it.isEnabled():
            self._on_destroy()

    def _on_give_back(self) -> None:
        row = self._current()
        if row is not None and self.whole is not None:
            who = self.whole.case.row.applicant
            self.act_wanted.emit(book_acts.return_original(self.case_no, row, who))

    def _on_move(self) -> None:
        row = self._current()
        if row is not None:
            self.act_wanted.emit(book_acts.move_original(self.case_no, row))

    def _on_hold(self) -> None:
        row = self._current()
        if row is not None:
            self.act_wanted.emit(book_acts.hold_original(self.case_no, row))

    def _on_destroy(self) -> None:
        row = self._current()
        if row is not None:
            self.act_wanted.emit(book_acts.destroy_copies(self.case_no, row))

    def _on_copies(self) -> None:
        self.act_wanted.emit(book_acts.make_copies(self.case_no))
