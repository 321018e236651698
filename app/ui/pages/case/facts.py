"""The facts of a case in two columns of name and value, the ID number only on a press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from app.clock import CHINA
from app.ui.widgets.case_columns import day_words
from app.ui.widgets.id_line import IdLine
from app.ui.widgets.plain import label
from app.ui.wording import kind_words, mode_words, rating_words, where_words

if TYPE_CHECKING:
    from app.domain.rows import CaseFile
    from app.services.case_surroundings import CaseFacts as Facts
    from app.services.case_surroundings import CaseWhole

_ID = "\0id"


class CaseFacts(QFrame):
    """Empty values are left out; nothing here can be edited (the register is corrected by steps)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)

    def show_whole(self, whole: CaseWhole) -> None:
        """Fill the grid from one case."""
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        case, facts = whole.case, whole.facts
        values = [
            *self._who(case, facts),
            *self._when(case, facts),
            *self._how(case, facts),
            *self._end(case),
        ]
        rows = [(words, value) for words, value in values if value]
        half = (len(rows) + 1) // 2
        for at, (words, value) in enumerate(rows):
            row, column = (at, 0) if at < half else (at - half, 2)
            self._grid.addWidget(_top(label(words, "muted")), row, column)
            shown = IdLine(case.id_number) if value == _ID else _value(value)
            self._grid.addWidget(shown, row, column + 1)

    def _who(self, case: CaseFile, facts: Facts) -> list[tuple[str, str]]:
        row = case.row
        representative = case.representative
        if representative and case.representative_relation:
            representative = self.tr("{0}（{1}）").format(representative, case.representative_relation)
        return [
            (self.tr("申请人"), row.applicant),
            (self.tr("单位"), facts.organisation),
            (self.tr("证件号"), _ID if case.id_number else ""),
            (self.tr("电话"), row.phone),
            (self.tr("村民小组"), row.group),
            (self.tr("住址"), case.address),
            (self.tr("代申请人"), representative),
            (self.tr("委托"), facts.mandate),
            (self.tr("项目"), facts.project),
            (self.tr("备注"), case.note),
        ]

    def _when(self, case: CaseFile, facts: Facts) -> list[tuple[str, str]]:
        row = case.row
        accepted = row.accepted_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
        earlier = case.earlier_promise_on.isoformat() if case.earlier_promise_on else ""
        return [
            (self.tr("类型"), kind_words(row.kind)),
            (self.tr("受理时间"), accepted),
            (self.tr("承诺日期"), day_words(row.promised_on, row.provisional)),
            (self.tr("放假公布后"), earlier),
            (self.tr("到期日"), day_words(row.due_on) if row.due_on != row.promised_on else ""),
            (self.tr("上级期限"), case.answer_due_on.isoformat() if case.answer_due_on else ""),
            (self.tr("急办"), facts.urgency),
        ]

    def _how(self, case: CaseFile, facts: Facts) -> list[tuple[str, str]]:
        handler = " ".join(part for part in (case.handler, case.handler_phone) if part)
        version = facts.version
        if facts.may_move and facts.version_now:
            version = self.tr("{0}（现行 {1}）").format(version, facts.version_now)
        mode = " ".join(filter(None, (mode_words(case.mode), facts.place)))
        return [
            (self.tr("办理方式"), mode),
            (self.tr("代办方式"), " · ".join(filter(None, (facts.agency, facts.help)))),
            (self.tr("巡回"), facts.tour),
            (self.tr("集中受理"), facts.batch),
            (self.tr("来源"), facts.origin),
            (self.tr("承办人"), handler),
            (self.tr("待认领"), case.assigned_to),
            (self.tr("首问责任人"), case.first_asked if case.first_asked != case.handler else ""),
            (self.tr("首办责任人"), case.first_handler if case.first_handler != case.handler else ""),
            (self.tr("办理部门"), case.department),
            (self.tr("目录版本"), version),
            (self.tr("省平台号"), case.external_no),
        ]

    def _end(self, case: CaseFile) -> list[tuple[str, str]]:
        follow = case.follow_up_due_on
        return [
            (self.tr("办理结果"), case.result),
            (self.tr("办结日期"), case.completed_on.isoformat() if case.completed_on else ""),
            (self.tr("满意度"), rating_words(case.rating) if case.rating else ""),
            (self.tr("回访期限"), follow.isoformat() if follow else ""),
            (self.tr("数据在哪"), where_words(case.row.where)),
        ]


def _value(value: str) -> QLabel:
    shown = label(value, wrap=True)
    shown.setTextFormat(Qt.TextFormat.PlainText)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return _top(shown)


def _top(shown: QLabel) -> QLabel:
    shown.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return shown
