"""附件: scans and photos of a case, where each is, one looked at beside the list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.domain.attachments import AttachmentKind, Waiting
from app.errors import Refusal
from app.ui.office import Office
from app.ui.tasks import Lane
from app.ui.widgets.ask_field import AskField
from app.ui.widgets.ask_form import Act
from app.ui.widgets.list_table import Line, ListTable
from app.ui.widgets.plain import button, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.attachments import AttachmentRow, OpenedContent
    from app.services.desk import Desk

LARGEST_SIDE_PX = 1600
"""What is kept of a picture for looking at: enough for any place here, little enough for an old PC."""


class Preview(QLabel):
    """A picture as large as there is room, or words in its place."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QImage()
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(120, 90)

    def show_picture(self, picture: QImage) -> None:
        """Show it; a null one takes away what was there."""
        self._picture = picture
        self.setPixmap(QPixmap())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._picture.isNull():
            ratio = self.devicePixelRatioF()
            pixmap = QPixmap.fromImage(self._picture).scaled(
                self.size() * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            pixmap.setDevicePixelRatio(ratio)
            self.setPixmap(pixmap)


class AttachmentBook(QWidget):
    """Enter on a line shows it, brought from the township where it is not here. ``told``: a sentence for the bar."""

    act_wanted = Signal(object)
    told = Signal(str)
    refused = Signal(str)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self.case_no = ""
        self.rows: tuple[AttachmentRow, ...] = ()
        self._shown_id = ""
        heads = (self.tr("附件"), self.tr("种类"), self.tr("在哪里"))
        self.table = ListTable(self.tr("附件，回车查看"), heads, wide=2)
        self.state = label(role="muted", wrap=True)
        self.preview = Preview()
        self.kind = QComboBox()
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._on_marked)
        self.table.opened.connect(lambda _key: self.look(bring=True))

    def _lay_out(self) -> None:
        self.kind.setAccessibleName(self.tr("附件的种类"))
        for kind in AttachmentKind:
            self.kind.addItem(kind_words(kind), kind)
        self.preview.setText(self.tr("选一份附件查看"))
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.table, 3)
        middle.addWidget(self.preview, 2)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        self.add = button(self.tr("添加文件"), self._on_add, "first")
        self.save = button(self.tr("存成文件"), self._on_save)
        self.take_away = button(self.tr("撤去"), self._on_take_away, "quiet")
        for one in (self.kind, self.add, self.save, self.take_away):
            ways.addWidget(one)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.state)
        column.addLayout(middle, 1)
        column.addLayout(ways)

    def show_case(self, case_no: str) -> None:
        """Read and show the attachments of this case."""
        if case_no != self.case_no:
            self.forget()
        self.case_no = case_no
        register = self._office.register

        def work() -> tuple[tuple[AttachmentRow, ...], Waiting]:
            from app.services import attachments

            return attachments.rows(register, case_no), attachments.waiting(register, case_no)

        self._office.tasks.run(self, work, lambda found: self._draw(case_no, *found))

    def forget(self) -> None:
        """Nothing of a person stays to be seen."""
        self._shown_id = ""
        self.preview.show_picture(QImage())
        self.preview.setText(self.tr("选一份附件查看"))

    def look(self, *, bring: bool = False) -> None:
        """Show the marked attachment; one that lies elsewhere only where ``bring``."""
        row = self._current()
        if row is None or (row.attachment_id == self._shown_id and not self.preview.pixmap().isNull()):
            return
        self.forget()
        self._shown_id = row.attachment_id
        if not row.here and not bring:
            self.preview.setText(self.tr("不在本机，回车取回"))
            return
        self.preview.setText(self.tr("正在打开"))
        desk, case_no, wanted = self._office.desk(), self.case_no, row.attachment_id

        def work() -> tuple[str, QImage]:
            from app.services import attachments

            opened = attachments.open_content(desk, case_no, wanted)
            return opened.mime, picture_of(opened)

        def done(found: tuple[str, QImage]) -> None:
            if self._shown_id == wanted:
                self._show_picture(*found)
            if not row.here:
                self.show_case(case_no)

        def failed(refusal: Refusal) -> None:
            if self._shown_id == wanted:
                self.preview.setText(refusal.sentence)

        lane: Lane = "register" if row.here else "slow"
        self._office.tasks.run(self, work, done, failed, lane=lane)

    def take_in(self, file: Path) -> None:
        """Attach one file as the kind that is chosen."""
        desk, case_no, kind = self._office.desk(), self.case_no, str(self.kind.currentData())

        def work() -> AttachmentRow:
            from app.services import attachments

            return attachments.attach(desk, case_no, file, kind)

        def done(row: AttachmentRow) -> None:
            self.told.emit(self.tr("已加附件：{0}").format(row.name))
            self.show_case(case_no)

        self._office.tasks.run(self, work, done, lambda refusal: self.refused.emit(refusal.sentence))

    def _draw(self, case_no: str, rows: tuple[AttachmentRow, ...], waiting: Waiting) -> None:
        if case_no != self.case_no:
            return
        self.rows = rows
        words = self.tr("附件待传 {0}/{1}").format(waiting.waiting, waiting.total)
        self.state.setText(words if waiting.waiting else self.tr("还没有附件") if not rows else "")
        self.state.setVisible(bool(self.state.text()))
        self.table.fill([self._line(row) for row in rows])
        self._on_marked()

    def _line(self, row: AttachmentRow) -> Line:
        size = self.tr("{0} {1} KB").format(kind_words(row.kind), max(row.size // 1024, 1))
        return Line(row.attachment_id, (row.name, size, where_words(row)), "" if row.here else "muted")

    def _current(self) -> AttachmentRow | None:
        key = self.table.current()
        return next((row for row in self.rows if row.attachment_id == key), None)

    def _on_marked(self) -> None:
        row = self._current()
        self.save.setEnabled(row is not None)
        self.take_away.setEnabled(row is not None)
        if row is None:
            self.forget()
        elif self.isVisible():
            self.look()

    def _show_picture(self, mime: str, picture: QImage) -> None:
        self.preview.show_picture(picture)
        if picture.isNull():
            is_pdf = mime == "application/pdf"
            self.preview.setText(
                self.tr("PDF 请存成文件后查看") if is_pdf else self.tr("这张图显示不出来，请存成文件后查看")
            )

    def _on_add(self) -> None:
        kinds = self.tr("照片、扫描图、PDF（*.jpg *.jpeg *.png *.pdf）")
        chooser = self._chooser(self.tr("添加附件"), kinds.replace("（", " (").replace("）", ")"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.filesSelected.connect(self._take_all)
        chooser.open()

    def _take_all(self, files: list[str]) -> None:
        for file in files:
            self.take_in(Path(file))

    def _on_save(self) -> None:
        row = self._current()
        if row is None:
            return
        chooser = self._chooser(self.tr("存成文件（没有加密，用完请删除）"), "")
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.fileSelected.connect(lambda folder: self._save_to(row.attachment_id, Path(folder)))
        chooser.open()

    def _save_to(self, wanted: str, folder: Path) -> None:
        desk, case_no = self._office.desk(), self.case_no

        def work() -> Path:
            from app.services import attachments

            return attachments.save(desk, case_no, wanted, folder)

        self._office.tasks.run(
            self,
            work,
            lambda place: self.told.emit(self.tr("已存到 {0}").format(place)),
            lambda refusal: self.refused.emit(refusal.sentence),
            lane="slow",
        )

    def _on_take_away(self) -> None:
        row = self._current()
        if row is not None:
            self.act_wanted.emit(take_away(self.case_no, row))

    def _chooser(self, words: str, kinds: str) -> QFileDialog:
        chooser = QFileDialog(self, words, str(Path.home()), kinds)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return chooser


def take_away(case_no: str, row: AttachmentRow) -> Act:
    """Ask why an attachment is taken away."""

    def work(desk: Desk, said: Mapping[str, object]) -> None:
        from app.services import attachments

        attachments.remove(desk, case_no, row.attachment_id, str(said.get("reason", "")))

    fields = (AskField("reason", _words("为什么撤去"), required=True),)
    title = _words("撤去附件：{0}").format(row.name)
    return Act(title, fields, work, lambda _none: _words("已撤去，记录和原因还在。"))


def picture_of(opened: OpenedContent) -> QImage:
    """A picture small enough to look at; a null one where the content is none. Runs off the window's thread."""
    if not opened.mime.startswith("image/"):
        return QImage()
    held = QBuffer()
    held.setData(QByteArray(opened.content))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(held)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LARGEST_SIDE_PX:
        most = QSize(LARGEST_SIDE_PX, LARGEST_SIDE_PX)
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def kind_words(kind: AttachmentKind) -> str:
    """扫描件, 照片, 委托书照片."""
    return {
        AttachmentKind.SCAN: _words("扫描件"),
        AttachmentKind.PHOTO: _words("照片"),
        AttachmentKind.MANDATE: _words("委托书照片"),
    }[kind]


def where_words(row: AttachmentRow) -> str:
    """Where a content is, as far as the township said so."""
    if row.at_township:
        return _words("镇里已有") if row.here else _words("镇里已有，回车取回")
    return _words("只在本机，待传") if row.here else _words("在另一台电脑上，还没有传到镇里")


def _words(words: str) -> str:
    return QCoreApplication.translate("AttachmentBook", words)
