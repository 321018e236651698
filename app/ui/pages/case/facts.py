"""The facts of a case in two columns of name and value, the ID number only on a press."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from app.clock import CHINA
from app.domain.rows import CaseFile
from app.ui.widgets.case_columns import day_words
from app.ui.widgets.id_line import IdLine
from app.ui.widgets.plain import label
from app.ui.wording import kind_words, mode_words, rating_words, where_words

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

    def show_case(self, case: CaseFile) -> None:
        """Fill the grid from one case."""
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        rows = [(words, value) for words, value in self._values(case) if value]
        half = (len(rows) + 1) // 2
        for at, (words, value) in enumerate(rows):
            row, column = (at, 0) if at < half else (at - half, 2)
            self._grid.addWidget(_top(label(words, "muted")), row, column)
            shown = IdLine(case.id_number) if value == _ID else _value(value)
            self._grid.addWidget(shown, row, column + 1)

    def _values(self, case: CaseFile) -> list[tuple[str, str]]:
        row = case.row
        accepted = row.accepted_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
        representative = case.representative
        if representative and case.representative_relation:
            representative = self.tr("{0}（{1}）").format(representative, case.representative_relation)
        handler = " ".join(part for part in (case.handler, case.handler_phone) if part)
        return [
            (self.tr("申请人"), row.applicant),
            (self.tr("证件号"), _ID),
            (self.tr("电话"), row.phone),
            (self.tr("村民小组"), row.group),
            (self.tr("住址"), case.address),
            (self.tr("代申请人"), representative),
            (self.tr("备注"), case.note),
            (self.tr("类型"), kind_words(row.kind)),
            (self.tr("受理时间"), accepted),
            (self.tr("承诺日期"), day_words(row.promised_on, row.provisional)),
            (self.tr("到期日"), day_words(row.due_on) if row.due_on != row.promised_on else ""),
            (self.tr("办理方式"), mode_words(case.mode)),
            (self.tr("承办人"), handler),
            (self.tr("首问责任人"), case.first_asked if case.first_asked != case.handler else ""),
            (self.tr("办理部门"), case.department),
            (self.tr("办理结果"), case.result),
            (self.tr("办结日期"), case.completed_on.isoformat() if case.completed_on else ""),
            (self.tr("满意度"), rating_words(case.rating) if case.rating else ""),
            (self.tr("数据在哪"), where_words(row.where)),
        ]


def _value(value: str) -> QLabel:
    shown = label(value, wrap=True)
    shown.setTextFormat(Qt.TextFormat.PlainText)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return _top(shown)


def _top(shown: QLabel) -> QLabel:
    shown.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return shown
