"""报表: month, quarter, half-year, year — pictures and tables, each number opened to its cases, the workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.clock import today
from app.domain.periods import ReportPeriod
from app.errors import Refusal
from app.ui import actions
from app.ui.messages import ask
from app.ui.page import Page
from app.ui.pages.reports.making_card import MakingCard
from app.ui.pages.reports.period_bar import PeriodBar
from app.ui.pages.reports.pictures_view import PicturesView
from app.ui.pages.reports.tables_view import CategoryView, RatesView
from app.ui.widgets.case_table import CaseTable
from app.ui.widgets.choice_menu import chip
from app.ui.widgets.newest_answer import NewestAnswer
from app.ui.widgets.plain import button, label

if TYPE_CHECKING:
    from app.domain.rows import CaseRow
    from app.services.desk import Desk
    from app.services.reports import Making, ShownFigures
    from app.ui.office import Office
    from app.ui.tasks import Running

PICTURES, TABLE, RATES, CASES, BOOK = range(5)


class ReportsPage(Page):
    """One period at a time; what is shown is what the workbook says."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, actions.words("page-reports"), parent)
        self.period = PeriodBar(today(office.clock))
        self.pictures = PicturesView()
        self.categories = CategoryView()
        self.rates = RatesView()
        self.cases = CaseTable()
        self._cases_words = label(role="section")
        self.making = MakingCard()
        self.save_picture = button(self.tr("保存图片"), self._on_save_picture)
        self._running: Running | None = None
        self._lay_out()
        self._connect()
        self._answers: NewestAnswer[tuple[ShownFigures, tuple[str, ...]]] = NewestAnswer(
            office.tasks, self, self._on_read, self.show_refusal
        )

    def reload(self) -> None:
        """Count the period again."""
        register, clock, period = self.office.register, self.office.clock, self.period.period

        def work() -> tuple[ShownFigures, tuple[str, ...]]:
            from app.services import report_templates, reports

            shown = reports.shown(register, period, clock)
            return shown, report_templates.published(register, period.kind)

        self._answers.ask(work)

    def show_view(self, number: int) -> None:
        """Bring one of the views to the front."""
        self._chips.button(number).setChecked(True)
        self._views.setCurrentIndex(number)
        self.save_picture.setVisible(number == PICTURES)

    @property
    def view(self) -> int:
        return self._views.currentIndex()

    def show_behind(self, figure: str, category: str, words: str) -> None:
        """List the cases that a number counts."""
        register, clock, period = self.office.register, self.office.clock, self.period.period

        def work() -> tuple[CaseRow, ...]:
            from app.services import reports

            return reports.behind(register, period, figure, clock, category=category)

        self.fetch(work, partial(self._on_behind, figure, category))

    def _on_behind(self, figure: str, category: str, rows: tuple[CaseRow, ...]) -> None:
        from app.domain.case_counts import COUNT_WORDS

        said = self.tr("{0} {1} {2}：{3} 件").format(
            self.period.period.words, category, COUNT_WORDS[figure], len(rows)
        )
        self._cases_words.setText(" ".join(said.split()))
        self.cases.cases.show_all(rows)
        self.show_view(CASES)
        self.cases.setFocus()

    def _on_read(self, answer: tuple[ShownFigures, tuple[str, ...]]) -> None:
        shown, forms = answer
        self.pictures.show_figures(shown)
        self.categories.show_figures(shown)
        self.rates.show_figures(shown)
        self.making.show_forms(forms)
        self.making.show_sent(shown.period, shown.as_of_text if shown.sent_on else "")
        self._as_of.setText(shown.as_of_text)

    def _on_period(self, _period: ReportPeriod) -> None:
        self.bar.clear()
        self.cases.cases.show_all(())
        self._cases_words.setText(self.tr("在统计表或六率里，对着数字按回车"))
        self.reload()

    def _on_make(self) -> None:
        self.bar.clear()
        self.making.clear()
        desk, period = self.office.desk(), self.period.period
        target = Path(self.making.folder.text) / self.making.file_name(period)
        template = self.making.template
        password, reason = self.making.password.text(), self.making.reason.text()
        self.making.busy(busy=True)

        def work(running: Running) -> Path:
            from app.services.reports import Making

            how = Making(
                password=password,
                whole_numbers_reason=reason,
                progress=lambda step, steps: running.report(step, steps, ""),
                cancelled=lambda: running.asked_to_stop,
            )
            return _made(desk, period, target, template, how)

        self._running = self.office.tasks.run_with_progress(
            self,
            work,
            self._on_made,
            self._on_not_made,
            progress=lambda step, steps, _words: self.making.show_progress(step, steps),
        )

    def _on_cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()

    def _on_made(self, target: Path) -> None:
        self.making.busy(busy=False)
        self.making.forget()
        self.bar.tell(self.tr("已存为 {0}").format(str(target)), kind="done")

    def _on_not_made(self, refusal: Refusal) -> None:
        self.making.busy(busy=False)
        if not self.making.refuse(refusal):
            self.show_refusal(refusal)

    def _on_send(self) -> None:
        question = self.tr("报送{0}，以后不再改动？").format(self.period.period.words)
        ask(self, question, self.tr("以后才知道的变动，列在下个月的调整里。"), self.tr("报送"), self._send)

    def _send(self) -> None:
        desk, period = self.office.desk(), self.period.period

        def work() -> ShownFigures:
            from app.services import reports

            return reports.send(desk, period)

        self.fetch(work, self._on_sent, lane="slow")

    def _on_sent(self, shown: ShownFigures) -> None:
        self.bar.tell(self.tr("{0}已报送，数字定下了。").format(shown.period.words), kind="done")
        self.reload()

    def _on_save_picture(self) -> None:
        dialog = QFileDialog(self, self.tr("保存图片"), f"{self.period.period.text}.png", "PNG (*.png)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.fileSelected.connect(self.keep_picture)
        dialog.open()

    def keep_picture(self, file: str) -> None:
        """The pictures as they are seen now, as a PNG file."""
        if self.pictures.picture().save(file, "PNG"):
            self.bar.tell(self.tr("图片已存为 {0}").format(file), kind="done")
        else:
            self.bar.tell(self.tr("图片写不进去，请换一个文件夹。"), kind="danger")

    def _connect(self) -> None:
        self.period.changed.connect(self._on_period)
        self.categories.opened.connect(self.show_behind)
        self.rates.opened.connect(self.show_behind)
        self.cases.case_chosen.connect(self.office.open_case_requested)
        self.making.make_requested.connect(self._on_make)
        self.making.cancel_requested.connect(self._on_cancel)
        self.making.send_requested.connect(self._on_send)
        self.office.look.changed.connect(self.pictures.update)

    def _lay_out(self) -> None:
        self._as_of = label(role="muted")
        self.head.addWidget(self.save_picture)
        words = (
            self.tr("图"),
            self.tr("统计表"),
            self.tr("六率五零"),
            self.tr("背后的办件"),
            self.tr("工作簿与报送"),
        )
        self._chips = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.period)
        line.addWidget(self._as_of)
        line.addStretch(1)
        for number, each in enumerate(words):
            one = chip(each)
            self._chips.addButton(one, number)
            line.addWidget(one)
        self._chips.setExclusive(True)
        self._chips.idClicked.connect(self.show_view)
        cases = QWidget()
        rows = QVBoxLayout(cases)
        rows.addWidget(self._cases_words)
        rows.addWidget(self.cases, 1)
        self._cases_words.setText(self.tr("在统计表或六率里，对着数字按回车"))
        self.cases.setAccessibleName(self.tr("数字背后的办件，回车打开"))
        self._views = QStackedWidget()
        for view in (self.pictures, self.categories, self.rates, cases, self.making):
            self._views.addWidget(view)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(line)
        layout.addWidget(self._views, 1)
        self.show_view(PICTURES)


def _made(desk: Desk, period: ReportPeriod, target: Path, template: str, how: Making) -> Path:
    """Make the workbook and put it whole into its place."""
    from dataclasses import replace

    from app import keystore
    from app.services import report_templates, reports

    form = report_templates.named(desk.register, period.kind, template) if template else None
    content = reports.workbook(desk, period, replace(how, template=form))
    try:
        keystore.write_whole(target, content)
    except OSError as error:
        raise Refusal(
            "工作簿写不进这个文件夹，没有留下半个文件；登记簿没有改动。请换一个文件夹再试。",
            field="to",
            code="file",
        ) from error
    return target
