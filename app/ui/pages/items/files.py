"""The catalogue out to a file and in from one, seen before it is agreed to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from app.errors import Refusal
from app.ui.page import Page
from app.ui.pages.items.changes_panel import ChangesPanel

if TYPE_CHECKING:
    from app.services.catalogues import CatalogueImport


class CatalogueFiles(QObject):
    """``looked_at``: the changes stand in the panel; ``taken_in``: the file's catalogue is in force."""

    looked_at = Signal()
    taken_in = Signal()

    def __init__(self, page: Page, changes: ChangesPanel) -> None:
        super().__init__(page)
        self._page = page
        self._changes = changes
        self._looked: tuple[str, bytes] | None = None

    def ask_import(self) -> None:
        self._choose(
            self.tr("导入目录"),
            QFileDialog.AcceptMode.AcceptOpen,
            self.look_at_file,
            self.tr("目录（*.xlsx *.json）"),
        )

    def look_at_file(self, path: str) -> None:
        """Read a file and show what it would change; nothing is written before it is agreed to."""
        register, clock, file = self._page.office.register, self._page.office.clock, Path(path)

        def work() -> tuple[bytes, CatalogueImport]:
            from app.services import catalogues

            content = _read(file)
            return content, catalogues.look_at(register, file.name, content, clock)

        def done(looked: tuple[bytes, CatalogueImport]) -> None:
            content, told = looked
            self._looked = (file.name, content)
            self._changes.show_import(file.name, told.catalogue.version, told.difference)
            self.looked_at.emit()

        self._page.fetch(work, done)

    def take_in(self) -> None:
        if self._looked is None:
            return
        desk, (name, content) = self._page.office.desk(), self._looked

        def work() -> CatalogueImport:
            from app.services import catalogues

            return catalogues.take_in(desk, name, content)

        def done(taken: CatalogueImport) -> None:
            self._looked = None
            words = self.tr("已启用目录 {0}，共 {1} 项").format(
                taken.catalogue.version, len(taken.catalogue.items)
            )
            self._page.bar.tell(words, kind="done")
            self.taken_in.emit()

        self._page.fetch(work, done)

    def ask_export(self) -> None:
        self._choose(
            self.tr("导出目录"), QFileDialog.AcceptMode.AcceptSave, self.export, self.tr("工作簿（*.xlsx）")
        )

    def export(self, path: str) -> None:
        """Write the catalogue in force as a workbook, without the room's own items."""
        register, clock, file = self._page.office.register, self._page.office.clock, Path(path)

        def work() -> None:
            from app import keystore
            from app.services import catalogues

            found = catalogues.published_now(register, clock)
            try:
                keystore.write_whole(file, catalogues.export(found, file.name))
            except OSError as error:
                raise Refusal(
                    "文件写不进去，没有留下半个文件。请检查文件夹、权限和磁盘空间。",
                    field="file",
                    code="file",
                ) from error

        self._page.fetch(work, lambda _none: self._page.bar.tell(self.tr("已导出目录"), kind="done"))

    def _choose(
        self, words: str, mode: QFileDialog.AcceptMode, chosen: Callable[[str], None], kinds: str
    ) -> None:
        """Ask for a file and return at once."""
        chooser = QFileDialog(self._page, words, str(Path.home()), kinds)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setAcceptMode(mode)
        if mode is QFileDialog.AcceptMode.AcceptSave:
            chooser.setDefaultSuffix("xlsx")
            chooser.selectFile(self.tr("事项目录.xlsx"))
        else:
            chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(chosen)
        chooser.open()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refusal(
            "文件打不开，没有导入。请检查文件在不在、有没有权限。", field="file", code="file"
        ) from error
