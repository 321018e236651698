"""The pictures of a period, ready to be saved as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.periods import PeriodKind
from app.ui.pages.reports.pictures import BarsPicture, Group, Row, RowsPicture
from app.ui.widgets.plain import card

if TYPE_CHECKING:
    from app.domain.rates import PeriodFigures, Rate
    from app.services.reports import ShownFigures

CATEGORIES_SHOWN = 8


class PicturesView(QWidget):
    """By day or month, by category, waiting and overdue, rates, busiest items and hours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        both = (self.tr("受理"), self.tr("办结"))
        self._title = ""
        self.days = BarsPicture(both)
        self.categories = BarsPicture(both)
        self.standing = RowsPicture()
        self.items = RowsPicture()
        self.hours = BarsPicture((self.tr("受理"),))
        grid = QGridLayout()
        grid.setSpacing(10)
        pictures = (
            (self.tr("受理与办结"), self.days, 0, 0, 4),
            (self.tr("按类别"), self.categories, 0, 4, 2),
            (self.tr("按期、满意、在办、超期"), self.standing, 1, 0, 2),
            (self.tr("最忙的事项"), self.items, 1, 2, 2),
            (self.tr("最忙的时段"), self.hours, 1, 4, 2),
        )
        for words, picture, row, column, columns in pictures:
            frame, inside = card(words)
            inside.setContentsMargins(12, 6, 12, 8)
            inside.addWidget(picture, 1)
            grid.addWidget(frame, row, column, 1, columns)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        for row in range(2):
            grid.setRowStretch(row, 1)
        self.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)

    def picture(self) -> QPixmap:
        """The pictures as they are seen now, with whose and when above them."""
        seen = self.grab()
        scale = seen.devicePixelRatio()
        above = self.fontMetrics().height() * 2
        made = QPixmap(seen.width(), seen.height() + round(above * scale))
        made.setDevicePixelRatio(scale)
        made.fill(self.palette().color(QPalette.ColorRole.Window))
        painter = QPainter(made)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(8, 0, self.width() - 16, above, Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.drawPixmap(0, above, seen)
        painter.end()
        return made

    def show_figures(self, shown: ShownFigures) -> None:
        """Put a period's figures into the pictures."""
        figures = shown.figures
        self._title = f"{shown.room} {shown.period.words}（{shown.as_of_text}）"
        self.days.show_groups(self._by_time(shown))
        busy = sorted(figures.categories, key=lambda row: -row["received"] - row["completed"])
        self.categories.show_groups(
            [
                Group(row.category, (row["received"], row["completed"]))
                for row in busy[:CATEGORIES_SHOWN]
                if row["received"] or row["completed"]
            ]
        )
        self.standing.show_rows([*self._kept(figures), *self._waiting(figures)])
        most = figures.shares.items[0][1] if figures.shares.items else 0
        self.items.show_rows([Row(name, count, most, str(count)) for name, count in figures.shares.items])
        hours = dict(figures.shares.hours)
        first, last = min([8, *hours]), max([18, *hours])
        self.hours.show_groups(
            [
                Group(self.tr("{0}时").format(hour), (hours.get(hour, 0),), hour % 2 == 0)
                for hour in range(first, last + 1)
            ]
        )

    def _by_time(self, shown: ShownFigures) -> list[Group]:
        days = shown.figures.shares.days
        if shown.period.kind is PeriodKind.MONTH:
            return [
                Group(
                    self.tr("{0}日").format(day.day.day),
                    (day.accepted, day.completed),
                    day.day.day == 1 or day.day.day % 5 == 0,
                )
                for day in days
            ]
        months: dict[int, tuple[int, int]] = {}
        for day in days:
            accepted, completed = months.get(day.day.month, (0, 0))
            months[day.day.month] = (accepted + day.accepted, completed + day.completed)
        return [Group(self.tr("{0}月").format(month), counts) for month, counts in months.items()]

    def _kept(self, figures: PeriodFigures) -> list[Row]:
        """Satisfaction never without how many took part."""
        took_part, completed = figures.total["completed_rated"], figures.total["completed"]
        return [
            _share(self.tr("按期兑现"), figures.rates[4]),
            _share(self.tr("群众满意"), figures.rates[5]),
            Row(self.tr("参加评价"), took_part, completed, f"{took_part}/{completed}"),
        ]

    def _waiting(self, figures: PeriodFigures) -> list[Row]:
        total = figures.total
        named = (
            (self.tr("期末在办"), "open_at_end"),
            (self.tr("超期未办结"), "overdue_open"),
            (self.tr("逾期办结"), "late"),
            (self.tr("延期"), "extended"),
        )
        most = max(total[name] for _words, name in named)
        return [Row(words, total[name], most, str(total[name])) for words, name in named]


def _share(words: str, rate: Rate) -> Row:
    return Row(words, rate.numerator, rate.denominator, rate.text)
