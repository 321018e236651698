"""What is kept of one person: the cases, the household, and how name and number were put otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.clock import local_day
from app.domain.rows import CaseRow
from app.domain.villager_facts import HouseholdRow, VillagerChange
from app.ui.widgets.case_columns import CaseColumn
from app.ui.widgets.case_table import CaseTable
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.plain import button, label

TABLE_COLUMNS = (CaseColumn.LIGHT, CaseColumn.ITEM, CaseColumn.STATE, CaseColumn.DUE)


class RecordsCard(QTabWidget):
    """``person_requested`` carries the villager id of a member of the household, on Enter."""

    case_requested = Signal(str)
    person_requested = Signal(str)
    household_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cases = CaseTable()
        self.cases.set_columns(TABLE_COLUMNS)
        self.cases.setColumnHidden(CaseColumn.CASE_NO, True)
        self.cases.setAccessibleName(self.tr("此人的办件，回车打开"))
        self.members = ListTable(self.tr("同户的人，回车看此人"), (self.tr("姓名"), self.tr("是谁")))
        heads = (self.tr("哪天"), self.tr("改了什么"), self.tr("谁改的"))
        self.history = ListTable(self.tr("变更记录"), heads, wide=1)
        self._no_cases = label(self.tr("还没有办过事。"), "muted")
        self._household = label(wrap=True)
        self._no_history = label(self.tr("登记以后没有改过。"), "muted")
        edit = button(self.tr("编辑这一户"), self.household_requested.emit)
        self.addTab(_sheet(self.cases, self._no_cases), self.tr("办件"))
        self.addTab(_sheet(self._household, self.members, edit), self.tr("户"))
        self.addTab(_sheet(self.history, self._no_history), self.tr("变更记录"))
        self.tabBar().setAccessibleName(self.tr("此人的记录，左右键换"))
        self.cases.case_chosen.connect(self.case_requested)
        self.members.opened.connect(lambda key: self.person_requested.emit(str(key)))

    def show_records(
        self,
        cases: Sequence[CaseRow],
        household: HouseholdRow | None,
        history: Sequence[VillagerChange],
    ) -> None:
        """All of one person."""
        self.cases.cases.show_all(cases)
        self.cases.setVisible(bool(cases))
        self._no_cases.setVisible(not cases)
        self._show_household(household)
        self.history.fill([Line(at, _change_cells(change)) for at, change in enumerate(history)])
        self.history.setVisible(bool(history))
        self._no_history.setVisible(not history)
        counts = (len(cases), len(household.members) if household else 0, len(history))
        names = (self.tr("办件"), self.tr("户"), self.tr("变更记录"))
        for tab, (name, count) in enumerate(zip(names, counts, strict=True)):
            self.setTabText(tab, f"{name} {count}" if count else name)

    def _show_household(self, household: HouseholdRow | None) -> None:
        self.members.setVisible(household is not None)
        if household is None:
            self._household.setText(self.tr("还没有登记是哪一户。"))
            return
        parts = (
            self.tr("户主：{0}").format(household.head_name),
            household.group,
            self.tr("户口簿 {0}").format(household.booklet_no) if household.booklet_no else "",
            household.address,
        )
        self._household.setText(" · ".join(part for part in parts if part))
        head = self.tr("户主")
        self.members.fill(
            [Line(key, (name, head if key == household.head_id else "")) for key, name in household.members]
        )


def _sheet(*parts: QWidget) -> QWidget:
    sheet = QWidget()
    layout = QVBoxLayout(sheet)
    layout.setContentsMargins(0, 8, 0, 0)
    layout.setSpacing(6)
    for part in parts:
        if part.sizePolicy().verticalPolicy() in (part.sizePolicy().Policy.Expanding,):
            layout.addWidget(part, 1)
        else:
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
    layout.addStretch(0)
    return sheet


def _change_cells(change: VillagerChange) -> tuple[str, ...]:
    words = f"{change.words}：{change.old or '—'} → {change.new or '—'}"
    return local_day(change.at).isoformat(), words, change.by
