"""Text size, theme and language; everything but the language changes at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QRadioButton, QSlider

from app.ui.i18n import LANGUAGES
from app.ui.page import Page
from app.ui.pages.settings.section import Section
from app.ui.theme.look import TEXT_PT_MAX, TEXT_PT_MIN
from app.ui.theme.tokens import Theme
from app.ui.widgets.field_row import FieldRow
from app.ui.widgets.plain import label


class LookSection(Section):
    """What is chosen holds for every screen."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.text_size = QSlider(Qt.Orientation.Horizontal)
        self._size_words = label()
        self._lay_out_size()
        self._themes: dict[Theme, QRadioButton] = {}
        group = QButtonGroup(self)
        themes = self.card(self.tr("颜色"))
        for theme, words in (
            (Theme.LIGHT, self.tr("明亮")),
            (Theme.DARK, self.tr("暗色")),
            (Theme.CONTRAST, self.tr("高对比")),
        ):
            choice = QRadioButton(words)
            group.addButton(choice)
            themes.addWidget(choice)
            self._themes[theme] = choice
        self.language = QComboBox()
        self._lay_out_language()
        self.close_up()
        self.shown()
        self.office.look.changed.connect(self.shown)
        self.text_size.valueChanged.connect(self._on_size_changed)
        for theme, choice in self._themes.items():
            choice.toggled.connect(
                lambda on, theme=theme: self.office.look.choose(theme=theme) if on else None
            )
        self.language.activated.connect(
            lambda _at: self.office.look.choose(language=str(self.language.currentData()))
        )

    def shown(self) -> None:
        choice = self.office.look.choice
        self.text_size.setValue(choice.text_pt)
        self._size_words.setText(self.tr("{0} 磅").format(choice.text_pt))
        self._themes[choice.theme].setChecked(True)
        self.language.setCurrentIndex(max(0, self.language.findData(choice.language)))

    def choose_theme(self, theme: Theme) -> None:
        """Mark a theme, as a click would."""
        self._themes[theme].setChecked(True)

    def _on_size_changed(self, text_pt: int) -> None:
        self._size_words.setText(self.tr("{0} 磅").format(text_pt))
        self.office.look.choose(text_pt=text_pt)

    def _lay_out_size(self) -> None:
        self.text_size.setRange(TEXT_PT_MIN, TEXT_PT_MAX)
        self.text_size.setPageStep(1)
        self.text_size.setTickInterval(1)
        self.text_size.setAccessibleName(self.tr("字号"))
        row = QHBoxLayout()
        row.setSpacing(12)
        for widget, stretch in (
            (label(self.tr("小")), 0),
            (self.text_size, 1),
            (label(self.tr("大")), 0),
            (self._size_words, 0),
        ):
            row.addWidget(widget, stretch)
        self.card(self.tr("字号")).addLayout(row)

    def _lay_out_language(self) -> None:
        for code, words in LANGUAGES.items():
            self.language.addItem(words, code)
        language = self.card(self.tr("语言 Language"))
        language.addWidget(FieldRow("language", self.tr("下次启动时换"), self.language))
