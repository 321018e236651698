"""Earlier imports of this room, each to be taken back as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import CHINA
from app.domain.rosters import ImportKind
from app.ui.messages import ask
from app.ui.pages.villagers.importing.text_table import TextTable
from app.ui.pages.villagers.importing.words import kind_words
from app.ui.widgets.plain import button, label

if TYPE_CHECKING:
    from app.services.imports import ImportRow


class EarlierImports(QWidget):
    """``undo_requested`` carries the id of an import, after a question was answered."""

    undo_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[ImportRow, ...] = ()
        self.table = TextTable(self.tr("以前的导入"))
        self.undo = button(self.tr("整批撤销"), self._on_undo, "danger")
        self._none = label(self.tr("还没有导入过。"), "muted")
        line = QHBoxLayout()
        line.addWidget(label(self.tr("还没有别的记录在用时，可以整批撤销。"), "muted"))
        line.addWidget(self._none)
        line.addStretch(1)
        line.addWidget(self.undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addLayout(line)

    def show_runs(self, runs: tuple[ImportRow, ...]) -> None:
        """The imports, the newest first."""
        self._runs = runs
        heads = (
            self.tr("时间"),
            self.tr("内容"),
            self.tr("行数"),
            self.tr("新增"),
            self.tr("未导入"),
            self.tr("现在"),
        )
        rows = [
            (
                f"{run.at.astimezone(CHINA):%Y-%m-%d %H:%M}",
                kind_words(ImportKind(run.kind)),
                str(run.rows),
                str(run.new),
                str(run.bad),
                self.tr("已撤销") if run.undone_at else self.tr("在册"),
            )
            for run in runs
        ]
        self.table.show_texts(heads, rows)
        self.undo.setEnabled(bool(runs))
        self._none.setVisible(not runs)

    def _on_undo(self) -> None:
        at = self.table.currentIndex().row()
        if not 0 <= at < len(self._runs):
            return
        run = self._runs[at]
        question = self.tr("撤销这次导入的 {0} 条？").format(run.new)
        detail = self.tr("群众从名单里除去，办件作废；流水里都留有记录。")
        ask(self, question, detail, self.tr("整批撤销"), lambda: self.undo_requested.emit(run.import_id))
