"""The papers an item asks for and which of them lie on the counter: form, sheets, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from app.domain.cases import MaterialForm
from app.domain.catalogue import MaterialRequirement
from app.domain.requests import MaterialGiven
from app.ui.wording import form_words

SHEETS_MAX = 99
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class MaterialColumn(IntEnum):
    NAME = 0
    NEED = 1
    FORM = 2
    SHEETS = 3


@dataclass(frozen=True, slots=True)
class PaperOnCounter:
    """One line of the checklist. ``may_be_held``: the room may keep the original, somewhere until a day."""

    requirement: MaterialRequirement
    ticked: bool
    form: MaterialForm
    sheets: int
    may_be_held: bool = False
    undertaken: bool = False
    kept_where: str = ""
    held_until: date | None = None

    @property
    def is_held(self) -> bool:
        """An original that goes back one day: where it lies is asked for."""
        original = self.form is MaterialForm.ORIGINAL and not self.undertaken
        return self.ticked and self.may_be_held and original

    def given(self) -> MaterialGiven:
        """As the services take it."""
        where, until = (self.kept_where, self.held_until) if self.is_held else ("", None)
        return MaterialGiven(
            self.requirement.name,
            self.form,
            self.sheets,
            undertaken=self.undertaken,
            kept_where=where,
            held_until=until,
        )


def forms_of(requirement: MaterialRequirement, *, may_be_held: bool) -> tuple[MaterialForm, ...]:
    """The forms a paper may come in: an original is kept only where the item says so, else seen and returned."""
    stays = {"form", "statement"} & set(requirement.forms) or not requirement.forms
    if may_be_held or stays:
        return tuple(MaterialForm)
    return (MaterialForm.SEEN, MaterialForm.COPY)


def usual_form(requirement: MaterialRequirement) -> MaterialForm:
    """Copies are kept; what is only an original is looked at and given back; forms and statements stay."""
    if "copy" in requirement.forms:
        return MaterialForm.COPY
    if "original" in requirement.forms:
        return MaterialForm.SEEN
    if {"form", "statement"} & set(requirement.forms):
        return MaterialForm.ORIGINAL
    return MaterialForm.COPY


class MaterialModel(QAbstractTableModel):
    """``changed`` is emitted after every tick, form or number of sheets."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._papers: list[PaperOnCounter] = []
        self._bold = QFont()
        self._bold.setBold(True)

    def show_requirements(
        self,
        requirements: Sequence[MaterialRequirement],
        held: Callable[[MaterialRequirement], bool] = lambda paper: paper.original_may_be_held,
    ) -> None:
        """A new item: nothing ticked yet, forms as usual; ``held``: whether its original may stay here."""
        self.beginResetModel()
        self._papers = [
            PaperOnCounter(paper, False, usual_form(paper), max(paper.sheets, 1), held(paper))
            for paper in requirements
        ]
        self.endResetModel()
        self.changed.emit()

    def given(self) -> tuple[MaterialGiven, ...]:
        """The ticked papers, in the order of the catalogue."""
        return tuple(paper.given() for paper in self._papers if paper.ticked)

    def take_given(self, given: Sequence[MaterialGiven]) -> None:
        """Tick what a kept draft says; names no longer asked for are left out."""
        by_name = {paper.name: paper for paper in given}
        self.beginResetModel()
        for at, paper in enumerate(self._papers):
            kept = by_name.get(paper.requirement.name)
            if kept is not None:
                self._papers[at] = replace(
                    paper,
                    ticked=True,
                    form=kept.form,
                    sheets=kept.sheets,
                    undertaken=kept.undertaken and paper.requirement.undertaking,
                    kept_where=kept.kept_where,
                    held_until=kept.held_until,
                )
        self.endResetModel()
        self.changed.emit()

    def paper(self, row: int) -> PaperOnCounter | None:
        """One line, None where there is none."""
        return self._papers[row] if 0 <= row < len(self._papers) else None

    def is_ticked(self, row: int) -> bool:
        return self._papers[row].ticked

    def tick(self, row: int, on: bool) -> None:
        self._put(row, replace(self._papers[row], ticked=on, undertaken=False))

    def tick_all(self) -> None:
        """Everything required is here; of papers that are alternatives the first, where none is yet."""
        chosen = {paper.requirement.group for paper in self._papers if paper.ticked}
        for row, paper in enumerate(self._papers):
            group = paper.requirement.group
            if paper.requirement.required and not (group and group in chosen):
                self._papers[row] = replace(paper, ticked=True)
                chosen.add(group)
        self._changed(0, len(self._papers) - 1)

    def turn_form(self, row: int, step: int) -> None:
        """The next or previous form that is allowed; choosing a form also ticks."""
        paper = self._papers[row]
        forms = forms_of(paper.requirement, may_be_held=paper.may_be_held)
        at = forms.index(paper.form) if paper.form in forms else 0
        form = forms[(at + step) % len(forms)]
        self._put(row, replace(paper, form=form, ticked=True, undertaken=False))

    def undertake(self, row: int) -> bool:
        """告知承诺 stands in the paper's place, or no more; False where the catalogue does not allow it."""
        paper = self._papers[row]
        if not paper.requirement.undertaking:
            return False
        on = not paper.undertaken
        form = MaterialForm.ORIGINAL if on else usual_form(paper.requirement)
        self._put(row, replace(paper, undertaken=on, ticked=on, form=form))
        return True

    def keep(self, row: int, where: str, until: date | None) -> None:
        """Where an original that stays here lies, and until when."""
        self._put(row, replace(self._papers[row], kept_where=where, held_until=until))

    def set_sheets(self, row: int, sheets: int) -> None:
        """A number of sheets also ticks."""
        self._put(row, replace(self._papers[row], sheets=min(max(sheets, 1), SHEETS_MAX), ticked=True))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._papers)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(MaterialColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("材料"), self.tr("要求"), self.tr("形式"), self.tr("份数"))[section]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == MaterialColumn.NAME:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        paper = self._papers[index.row()]
        column = MaterialColumn(index.column())
        if role == Qt.ItemDataRole.CheckStateRole and column is MaterialColumn.NAME:
            return Qt.CheckState.Checked if paper.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.FontRole and column is MaterialColumn.NAME and paper.requirement.required:
            return self._bold
        if role == Qt.ItemDataRole.ToolTipRole:
            return paper.requirement.condition or paper.requirement.name
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(paper, column)
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.tick(index.row(), Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def _words(self, paper: PaperOnCounter, column: MaterialColumn) -> str:
        if column is MaterialColumn.NAME:
            return paper.requirement.name
        if column is MaterialColumn.NEED:
            return self._need_words(paper)
        if not paper.ticked:
            return "—"
        if column is MaterialColumn.SHEETS:
            return str(paper.sheets)
        return self.tr("告知承诺") if paper.undertaken else form_words(paper.form)

    def _need_words(self, paper: PaperOnCounter) -> str:
        need, group = paper.requirement.need, paper.requirement.group
        if group and any(o.ticked and o.requirement.group == group and o is not paper for o in self._papers):
            return self.tr("已有一样")
        if group:
            return self.tr("任交一样")
        needs = {"required": self.tr("必要"), "optional": self.tr("可免"), "later": self.tr("可容缺后补")}
        return needs.get(need, paper.requirement.condition or self.tr("有则交"))

    def _put(self, row: int, paper: PaperOnCounter) -> None:
        self._papers[row] = paper
        self._changed(*((0, len(self._papers) - 1) if paper.requirement.group else (row, row)))

    def _changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(MaterialColumn) - 1))
        self.changed.emit()
