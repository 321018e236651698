"""The form for an item of the village's own: what it is called, what it takes, how long it may take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.domain.cases import CaseKind, Tier
from app.domain.catalogue import MaterialRequirement, MatterType, ServiceItem
from app.errors import Refusal
from app.ui.actions import on_key
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import button, card, label

LONGEST_DAYS = 60
LINES_PX = 110


class OwnItemForm(QWidget):
    """``saved`` carries the ``ServiceItem`` as typed; ``closed`` gives up."""

    saved = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: ServiceItem | None = None
        self._title = label(role="section")
        self.days = QSpinBox()
        self.days.setRange(0, LONGEST_DAYS)
        self.days.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.category = QComboBox()
        self.category.setEditable(True)
        self.materials, self.conditions = _lines_edit(), _lines_edit()
        self.rows = {
            row.field: row
            for row in (
                FieldRow("code", self.tr("编码"), CleanField(), self.tr("大写字母、数字和横线，如 CUN-1")),
                FieldRow("name", self.tr("名称"), CleanField()),
                FieldRow("category", self.tr("类别"), self.category),
                FieldRow("days", self.tr("承诺几个工作日"), self.days, self.tr("0 是当日办结")),
                FieldRow("materials", self.tr("要哪些材料"), self.materials, self.tr("一行一样；没有就不填")),
                FieldRow(
                    "conditions", self.tr("什么人可以申请"), self.conditions, self.tr("一行一条，可不填")
                ),
                FieldRow("aliases", self.tr("别的叫法"), CleanField(), self.tr("用逗号隔开，查找时用")),
            )
        }
        self.save_button = button(self.tr("保存"), self._on_save, "first")
        self._lay_out()
        on_key(self, "save", self._on_save)

    def begin(self, categories: Sequence[str], item: ServiceItem | None = None) -> None:
        """An empty form, or the own item to be changed; the code of a known item stays."""
        self._before = item
        self._title.setText(self.tr("修改本村事项") if item else self.tr("增加本村事项"))
        self.category.clear()
        self.category.addItems(list(categories))
        for row in self.rows.values():
            row.clear_refusal()
        self._line("code").setText(item.code if item else "")
        self._line("code").setReadOnly(item is not None)
        self._line("name").setText(item.name if item else "")
        self._line("aliases").setText("，".join(item.aliases) if item else "")
        self.category.setCurrentText(item.category if item else "")
        self.days.setValue(item.days if item else 0)
        self.materials.setPlainText("\n".join(m.name for m in item.materials) if item else "")
        self.conditions.setPlainText("\n".join(item.conditions) if item else "")
        self.rows["name" if item else "code"].setFocus()

    def typed(self) -> ServiceItem:
        """The item as it stands in the form; what it has beside the form's fields stays as it was."""
        days = self.days.value()
        blank = ServiceItem("", "", "", Tier.VILLAGE, CaseKind.IMMEDIATE, 0)
        known = {m.name: m for m in self._before.materials} if self._before else {}
        names = _lines_of(self.materials)
        return replace(
            self._before or blank,
            code=self._line("code").text().strip().upper(),
            name=self._line("name").text().strip(),
            category=self.category.currentText().strip(),
            days=days,
            kind=CaseKind.PROMISED if days else CaseKind.IMMEDIATE,
            matter_type=MatterType.GENERAL if days else MatterType.SIMPLE,
            materials=tuple(known.get(name) or MaterialRequirement(name) for name in names),
            conditions=_lines_of(self.conditions),
            aliases=tuple(
                part.strip()
                for part in self._line("aliases").text().replace(",", "，").split("，")
                if part.strip()
            ),
            own=False,
        )

    def tell(self, refusal: Refusal) -> bool:
        """Say it beside the field it concerns; False where the form has no such field."""
        row = self.rows.get(refusal.field)
        if row is not None:
            row.refuse(refusal.sentence)
        return row is not None

    def _line(self, field: str) -> CleanField:
        editor = self.rows[field].editor
        assert isinstance(editor, CleanField)
        return editor

    def _on_save(self) -> None:
        for row in self.rows.values():
            row.clear_refusal()
        self.saved.emit(self.typed())

    def _lay_out(self) -> None:
        frame, layout = card()
        layout.addWidget(self._title)
        inner = QWidget()
        fields = QVBoxLayout(inner)
        fields.setContentsMargins(0, 0, 8, 0)
        for pair in (("code", "name"), ("category", "days"), ("materials", "conditions")):
            line = QHBoxLayout()
            line.setSpacing(12)
            for name in pair:
                line.addWidget(self.rows[name], 1, Qt.AlignmentFlag.AlignTop)
            fields.addLayout(line)
        fields.addWidget(self.rows["aliases"])
        fields.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inner)
        layout.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.save_button)
        foot.addWidget(button(self.tr("不存了"), self.closed.emit))
        foot.addStretch(1)
        layout.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)


def _lines_edit() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(LINES_PX)
    return made


def _lines_of(edit: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in edit.toPlainText().splitlines() if line.strip())
