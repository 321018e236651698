"""Who answers for the room, how it is open, where complaints go: what the public board and the 健全率 ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui.page import Page
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import button, card, label

if TYPE_CHECKING:
    from app.domain.rows import AgentTile
    from app.services.room_posts import RoomPosts


class PostsCard(QWidget):
    """Nothing ticked under 开放日 means every working day."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._posts: RoomPosts | None = None
        self.head = FieldRow("head", self.tr("负责人（站长）"), QComboBox())
        self.deputy = FieldRow("manager", self.tr("日常管理人"), QComboBox())
        self.phone = FieldRow(
            "complaint_phone", self.tr("监督投诉电话"), CleanField(), self.tr("公示在公示栏上")
        )
        weekdays = self.tr("一二三四五六日")
        self.word = FieldRow(
            "agent_word", self.tr("对经办人的称呼"), QComboBox(), self.tr("单据和公示上的用词")
        )
        self.days = [QCheckBox(self.tr("周{0}").format(one)) for one in weekdays]
        self.box = QCheckBox(self.tr("有意见箱（举报箱）"))
        self.sign = QCheckBox(self.tr("已挂牌"))
        self._rows = (self.head, self.deputy, self.phone, self.word)
        if isinstance(self.word.editor, QComboBox):
            self.word.editor.addItem(self.tr("代办员，代办"), "")
            self.word.editor.addItem(self.tr("代理员，代理"), "代理员")
        self.counterpart = label(role="small", wrap=True)
        self.save_button = button(self.tr("保存"), self.save, "first")
        self._lay_out()

    def shown(self) -> None:
        register = self._page.office.register

        def work() -> tuple[RoomPosts, tuple[AgentTile, ...]]:
            from app.services import agents, room_posts

            return room_posts.posts(register), agents.tiles(register)

        self._page.fetch(work, self._on_read)

    def save(self) -> None:
        """Keep what is chosen."""
        if self._posts is None:
            return
        desk = self._page.office.desk()
        wanted = replace(
            self._posts,
            head=self.head.text,
            manager=self.deputy.text,
            complaint_phone=self.phone.text,
            complaint_box=self.box.isChecked(),
            sign_put_up=self.sign.isChecked(),
            agent_word=self.word.text,
            open_days="".join(str(at) for at, day in enumerate(self.days, 1) if day.isChecked()),
        )
        for row in self._rows:
            row.clear_refusal()

        def work() -> RoomPosts:
            from app.services import room_posts

            return room_posts.change(desk, wanted)

        self._page.fetch(work, self._on_saved, self._on_refused)

    def _on_read(self, read: tuple[RoomPosts, tuple[AgentTile, ...]]) -> None:
        posts, tiles = read
        self._posts = posts
        for row, chosen in ((self.head, posts.head), (self.deputy, posts.manager)):
            if isinstance(row.editor, QComboBox):
                row.editor.clear()
                row.editor.addItem(self.tr("（还没有定）"), "")
                for tile in tiles:
                    row.editor.addItem(f"{tile.name} {tile.post}".strip(), tile.agent_id)
                row.editor.setCurrentIndex(max(0, row.editor.findData(chosen)))
        if isinstance(self.phone.editor, QLineEdit):
            self.phone.editor.setText(posts.complaint_phone)
        if isinstance(self.word.editor, QComboBox):
            self.word.editor.setCurrentIndex(max(0, self.word.editor.findData(posts.agent_word)))
        for at, day in enumerate(self.days, 1):
            day.setChecked(str(at) in posts.open_days)
        self.box.setChecked(posts.complaint_box)
        self.sign.setChecked(posts.sign_put_up)
        told = self.tr("乡镇的业务对接人：{0}").format(posts.counterpart) if posts.counterpart else ""
        self.counterpart.setText(told)
        self.counterpart.setVisible(bool(told))

    def _on_saved(self, posts: RoomPosts) -> None:
        self._posts = posts
        self._page.bar.tell(self.tr("已保存，公示和报表按新的内容。"), kind="done")

    def _on_refused(self, refusal: Refusal) -> None:
        rows = {row.field: row for row in self._rows}
        if refusal.field in rows:
            rows[refusal.field].refuse(refusal.sentence)
        else:
            self._page.show_refusal(refusal)

    def _lay_out(self) -> None:
        frame, inside = card(self.tr("负责和监督"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for at, row in zip((0, 1, 2, 4), self._rows, strict=True):
            grid.addWidget(row, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at % 2, 1)
        ticks = QHBoxLayout()
        ticks.setSpacing(24)
        ticks.addWidget(self.box)
        ticks.addWidget(self.sign)
        ticks.addStretch(1)
        grid.addLayout(ticks, 1, 1)
        inside.addLayout(grid)
        inside.addWidget(label(self.tr("开放日（都不勾是每个工作日）"), "muted"))
        days = QHBoxLayout()
        days.setSpacing(16)
        for day in self.days:
            days.addWidget(day)
        days.addStretch(1)
        inside.addLayout(days)
        inside.addWidget(self.counterpart)
        inside.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
