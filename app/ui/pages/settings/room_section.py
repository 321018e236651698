"""Which room this is, as every paper says it."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLabel

from app.domain.rows import RoomRow
from app.ui.page import Page
from app.ui.pages.settings.section import Section
from app.ui.widgets.plain import label


class RoomSection(Section):
    """Read here; changed by the township that published it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(12)
        self._values: dict[str, QLabel] = {}
        for name, words in (
            ("name", self.tr("服务室名称")),
            ("site_code", self.tr("村（社区）代码")),
            ("hotline", self.tr("咨询电话")),
            ("opening_hours", self.tr("开放时间")),
            ("address", self.tr("地址")),
            ("catalogue", self.tr("事项目录")),
            ("home", self.tr("数据存放在")),
        ):
            value = label("", wrap=True)
            value.setAccessibleName(words)
            self._values[name] = value
            form.addRow(label(words, "muted"), value)
        self.card(self.tr("服务室")).addLayout(form)
        self.close_up()

    def shown(self) -> None:
        room = self.office.room
        if room is not None:
            self._show(room)

    def _show(self, room: RoomRow) -> None:
        missing = self.tr("未填")
        for name in ("name", "site_code", "hotline", "opening_hours", "address"):
            self._values[name].setText(str(getattr(room, name)) or missing)
        self._values["catalogue"].setText(
            self.tr("示例目录，以乡镇公布为准") if room.sample_catalogue else self.tr("乡镇公布的目录")
        )
        self._values["home"].setText(str(self.office.home))
