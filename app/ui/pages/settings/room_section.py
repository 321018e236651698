"""Which room this is, as every paper says it: its own words can be put right here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QGridLayout, QLabel, QLineEdit

from app.domain.rows import RoomRow
from app.errors import Refusal
from app.ui.page import Page
from app.ui.pages.settings.posts_card import PostsCard
from app.ui.pages.settings.section import Section
from app.ui.widgets.clean_field import CleanField
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import button, label

FIXED = ("site_code", "catalogue", "home")


class RoomSection(Section):
    """What the room says of itself is typed; its code and its catalogue come from above."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.rows = {
            row.field: row
            for row in (
                FieldRow("name", self.tr("服务室名称"), CleanField(), self.tr("印在每张单据的抬头")),
                FieldRow(
                    "hotline", self.tr("咨询电话"), CleanField(), self.tr("印在单据上，群众打得通的号码")
                ),
                FieldRow(
                    "opening_hours", self.tr("开放时间"), CleanField(), self.tr("如 周一至周五 8:30—17:30")
                ),
                FieldRow("address", self.tr("地址"), CleanField()),
            )
        }
        self.save_button = button(self.tr("保存"), self.save, "first")
        self._values: dict[str, QLabel] = {}
        self.posts = PostsCard(page)
        self._lay_out()
        self.close_up()
        self.office.room_changed.connect(self._on_room_changed)

    def shown(self) -> None:
        room = self.office.room
        if room is not None:
            self._show(room)
        self.posts.shown()

    def save(self) -> None:
        """Keep what is typed; papers say it from now on."""
        from app.services.rooms import RoomFacts

        for row in self.rows.values():
            row.clear_refusal()
        desk = self.office.desk()
        facts = RoomFacts(**{field: row.text for field, row in self.rows.items()})

        def work() -> RoomRow:
            from app.services import rooms

            return rooms.change(desk, facts)

        self.page.fetch(work, self._on_saved, self._on_refused)

    def _on_saved(self, room: RoomRow) -> None:
        if room.name == self.rows["name"].text:
            self.page.bar.tell(self.tr("已保存，以后的单据按新的内容印。"), kind="done")
        else:  # the township's name stands before the room's own
            said = self.tr("已保存。名称以乡镇公布的“{0}”为准，要改请告诉乡镇。")
            self.page.bar.tell(said.format(room.name), kind="info")
        self.office.refresh_room()

    def _on_refused(self, refusal: Refusal) -> None:
        row = self.rows.get(refusal.field)
        if row is not None:
            row.refuse(refusal.sentence)
        else:
            self.page.show_refusal(refusal)

    def _on_room_changed(self, room: RoomRow) -> None:
        if self.isVisible():
            self._show(room)

    def _show(self, room: RoomRow) -> None:
        for field, row in self.rows.items():
            row.clear_refusal()
            if isinstance(row.editor, QLineEdit):
                row.editor.setText(str(getattr(room, field)))
        self._values["site_code"].setText(room.site_code)
        self._values["catalogue"].setText(
            self.tr("示例目录，以乡镇公布为准") if room.sample_catalogue else self.tr("乡镇公布的目录")
        )
        self._values["home"].setText(str(self.office.home))

    def _lay_out(self) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(16)
        fields.setVerticalSpacing(12)
        for at, row in enumerate(self.rows.values()):
            fields.addWidget(row, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
            if isinstance(row.editor, QLineEdit):
                row.editor.returnPressed.connect(self.save)
        own = self.card(self.tr("服务室"))
        own.addLayout(fields)
        own.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignRight)
        self.column.addWidget(self.posts)
        fixed = QFormLayout()
        fixed.setHorizontalSpacing(24)
        fixed.setVerticalSpacing(12)
        words = (self.tr("村（社区）代码"), self.tr("事项目录"), self.tr("数据存放在"))
        for name, said in zip(FIXED, words, strict=True):
            value = label("", wrap=True)
            value.setAccessibleName(said)
            self._values[name] = value
            fixed.addRow(label(said, "muted"), value)
        self.card(self.tr("安装时或由乡镇定下的")).addLayout(fixed)
