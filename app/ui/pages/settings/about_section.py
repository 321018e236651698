"""What this program is, under which licence, and whether it is well."""

from __future__ import annotations

import platform
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QLabel

from app import __version__
from app.ui.page import Page
from app.ui.pages.settings.section import Section
from app.ui.widgets.plain import button, label

if TYPE_CHECKING:
    from app.models.register import Register

LEAST_FREE_MB = 500


class AboutSection(Section):
    """The self-check reads only."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        about = self.card(self.tr("关于代办 Daiban"))
        about.addWidget(
            label(
                self.tr("版本 {0} · Python {1} · Qt {2}").format(
                    __version__, platform.python_version(), qVersion()
                )
            )
        )
        about.addWidget(
            label(
                self.tr(
                    "升级：先做一次备份，再运行乡镇或县里发的新版安装程序，装在原来的位置；登记簿原样保留，"
                    "新版打开后自动补上以前看不全的内容。没有网络时可以用 U 盘拷来安装。"
                ),
                wrap=True,
            )
        )
        about.addWidget(label(self.tr("本程序以 Apache-2.0 许可发布，可自由使用、修改和分发。"), wrap=True))
        about.addWidget(
            label(
                self.tr(
                    "所用部件：Qt 与 PySide6（LGPL-3.0）、SQLCipher（BSD）、SQLAlchemy（MIT）、"
                    "ReportLab（BSD）、openpyxl（MIT）、Noto Sans SC 字体（OFL-1.1）等。"
                ),
                "muted",
                wrap=True,
            )
        )
        self._check = self.card(self.tr("自检"))
        self._lines: list[QLabel] = []
        self.check_button = button(self.tr("开始自检"), self.check)
        self._check.addWidget(self.check_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.close_up()

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line.text() for line in self._lines)

    def check(self) -> None:
        """Look at disk, printers, register and backup."""
        register, home = self.office.register, self.office.home
        self.check_button.setEnabled(False)
        self.page.fetch(lambda: look_around(register, home), self._on_checked, lane="slow")

    def _on_checked(self, found: Found) -> None:
        self.check_button.setEnabled(True)
        for line in self._lines:
            self._check.removeWidget(line)
            line.deleteLater()
        printers = "、".join(found.printers) or self.tr("没有找到")
        proof = "；".join(found.problems) or self.tr("{0} 条记录与流水相符").format(found.records)
        self._lines = [
            self._line(self.tr("磁盘剩余 {0} MB").format(found.free_mb), found.free_mb >= LEAST_FREE_MB),
            self._line(self.tr("登记簿：{0}").format(proof), not found.problems),
            self._line(self.tr("打印机：{0}").format(printers), bool(found.printers)),
        ]
        for line in self._lines:
            self._check.addWidget(line)

    def _line(self, words: str, well: bool) -> QLabel:
        mark = self.tr("正常") if well else self.tr("请注意")
        return label(f"{mark}  {words}", wrap=True)


@dataclass(frozen=True, slots=True)
class Found:
    """What the self-check saw; ``problems`` say where register and logs part."""

    free_mb: int
    records: int
    problems: tuple[str, ...]
    printers: tuple[str, ...]


def look_around(register: Register, home: Path) -> Found:
    """Look at disk, register and printers; seconds on a large register."""
    from app.services import backups, printers

    proof = backups.verify(register)
    return Found(
        free_mb=shutil.disk_usage(home).free // 1_000_000,
        records=proof.records,
        problems=proof.problems,
        printers=tuple(each.name for each in printers.rows(register)),
    )
