"""The papers an item asks for and which of them lie on the counter: form, sheets, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    """One line of the checklist."""

    requirement: MaterialRequirement
    ticked: bool
    form: MaterialForm
    sheets: int


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

    def show_requirements(self, requirements: Sequence[MaterialRequirement]) -> None:
        """A new item: nothing ticked yet, forms as usual."""
        self.beginResetModel()
        self._papers = [
            PaperOnCounter(requirement, False, usual_form(requirement), max(requirement.sheets, 1))
            for requirement in requirements
        ]
        self.endResetModel()
        self.changed.emit()

    def given(self) -> tuple[MaterialGiven, ...]:
        """The ticked papers, in the order of the catalogue."""
        return tuple(
            MaterialGiven(paper.requirement.name, paper.form, paper.sheets)
            for paper in self._papers
            if paper.ticked
        )

    def take_given(self, given: Sequence[MaterialGiven]) -> None:
        """Tick what a kept draft says; names no longer asked for are left out."""
        by_name = {paper.name: paper for paper in given}
        self.beginResetModel()
        for at, paper in enumerate(self._papers):
            kept = by_name.get(paper.requirement.name)
            if kept is not None:
                self._papers[at] = replace(paper, ticked=True, form=kept.form, sheets=kept.sheets)
        self.endResetModel()
        self.changed.emit()

    def missing(self) -> tuple[str, ...]:
        """Names of required papers that are not ticked."""
        return tuple(p.requirement.name for p in self._papers if p.requirement.required and not p.ticked)

    def is_ticked(self, row: int) -> bool:
        return self._papers[row].ticked

    def tick(self, row: int, on: bool) -> None:
        self._put(row, replace(self._papers[row], ticked=on))

    def tick_all(self) -> None:
        """Everything required is here."""
        for row, paper in enumerate(self._papers):
            if paper.requirement.required:
                self._papers[row] = replace(paper, ticked=True)
        self._changed(0, len(self._papers) - 1)

    def turn_form(self, row: int, step: int) -> None:
        """The next or previous form; choosing a form also ticks."""
        forms = list(MaterialForm)
        at = (forms.index(self._papers[row].form) + step) % len(forms)
        self._put(row, replace(self._papers[row], form=forms[at], ticked=True))

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
            needs = {"required": self.tr("必要"), "optional": self.tr("可免")}
            return needs.get(paper.requirement.need, paper.requirement.condition or self.tr("有则交"))
        if not paper.ticked:
            return "—"
        return form_words(paper.form) if column is MaterialColumn.FORM else str(paper.sheets)

    def _put(self, row: int, paper: PaperOnCounter) -> None:
        self._papers[row] = paper
        self._changed(row, row)

    def _changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(MaterialColumn) - 1))
        self.changed.emit()
