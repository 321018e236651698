"""What this program is, under which licence, and whether it is well."""

from __future__ import annotations

import platform
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
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
        about.addWidget(label(self.tr("本程序以 Apache-2.0 许可发布,可自由使用、修改和分发。"), wrap=True))
        about.addWidget(
            label(
                self.tr(
                    "所用部件:Qt 与 PySide6(LGPL-3.0)、SQLCipher(BSD)、SQLAlchemy(MIT)、"
                    "ReportLab(BSD)、openpyxl(MIT)、Noto Sans SC 字体(OFL-1.1)等。"
                ),
                "muted",
                wrap=True,
            )
        )
        self._check = self.card(self.tr("自检"))
        self._lines: list[QLabel] = []
        self.check_button = button(self.tr("开始自检"), self.check)
        self._check.addWidget(self.check_button)
        self.close_up()

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line.text() for line in self._lines)

    def check(self) -> None:
        """Look at disk, printers, register and backup."""
        register, home = self.office.register, self.office.home
        self.check_button.setEnabled(False)
        self.page.fetch(lambda: look_around(register, home), self._on_checked, lane="slow")

    def _on_checked(self, found: dict[str, tuple[bool, str]]) -> None:
        self.check_button.setEnabled(True)
        names = {
            "disk": self.tr("磁盘剩余"),
            "register": self.tr("登记簿"),
            "printers": self.tr("打印机"),
        }
        for line in self._lines:
            self._check.removeWidget(line)
            line.deleteLater()
        self._lines = [
            label(
                self.tr("{0} {1}:{2}").format(
                    self.tr("正常") if well else self.tr("请注意"), names[name], words
                )
            )
            for name, (well, words) in found.items()
        ]
        for line in self._lines:
            self._check.addWidget(line)


def look_around(register: Register, home: Path) -> dict[str, tuple[bool, str]]:
    """What was looked at: name → (well, in words)."""
    from app.services import backups, papers

    free_mb = shutil.disk_usage(home).free // 1_000_000
    proof = backups.verify(register)
    printers = papers.printers()
    return {
        "disk": (free_mb >= LEAST_FREE_MB, f"{free_mb} MB"),
        "register": (proof.ok, "; ".join(proof.problems) or str(proof.records)),
        "printers": (bool(printers), "、".join(each.name for each in printers) or "0"),
    }
