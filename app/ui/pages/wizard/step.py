"""One step of the wizard: a headline, fields, and what is wrong beside them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import label


class Step(QWidget):
    """``rows`` are the questions; a Refusal lands beside the one it names."""

    def __init__(self, headline: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = headline
        self.rows: list[FieldRow] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        if hint:
            self.column.addWidget(label(hint, "muted", wrap=True))

    def ask(self, row: FieldRow) -> FieldRow:
        """Add a question."""
        self.rows.append(row)
        self.column.addWidget(row)
        return row

    def close_up(self) -> None:
        """Nothing more is added: keep the questions at the top."""
        self.column.addStretch(1)

    def row(self, field: str) -> FieldRow | None:
        return next((row for row in self.rows if row.field == field), None)

    def problem(self) -> Refusal | None:
        """The first thing that stops this step, or None; a step with rules of its own overrides it."""
        return None

    def begin(self) -> None:
        """The step comes to the front."""
        for row in self.rows:
            row.clear_refusal()
        if self.rows:
            self.rows[0].setFocus()
