"""The look that is chosen (theme, text size, language), kept beside the register so that it holds before login."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app import assets
from app.ui.theme.tokens import TOKENS, Theme, Tokens

TEXT_PT_MIN = 11
TEXT_PT_MAX = 16
FONT_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
_NAME = re.compile(r"@([a-z_]+)")


@dataclass(frozen=True, slots=True)
class LookChoice:
    """``text_pt`` in points, 11 to 16; ``language`` zh or en."""

    theme: Theme = Theme.LIGHT
    text_pt: int = 12
    language: str = "zh"


class Look(QObject):
    """Applies the choice to the whole application; ``changed`` tells painted widgets to paint again."""

    changed = Signal()

    def __init__(self, app: QApplication, file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._file = file
        self._family = load_fonts()
        self.choice = read_choice(file)
        self._app.setStyle("Fusion")
        self._apply()

    @property
    def tokens(self) -> Tokens:
        return TOKENS[self.choice.theme]

    @property
    def text_pt(self) -> int:
        return self.choice.text_pt

    @property
    def control_px(self) -> int:
        """Least height of anything that is clicked or typed into."""
        return max(36, self.choice.text_pt * 3)

    def keep_in(self, file: Path) -> None:
        """Keep the choice in ``file`` from now on (the room's folder is known only after set-up)."""
        self._file = file
        self._keep()

    def choose(
        self, *, theme: Theme | None = None, text_pt: int | None = None, language: str | None = None
    ) -> None:
        """Change what is given, apply it at once (language: at the next start) and keep it."""
        chosen = LookChoice(
            theme=theme or self.choice.theme,
            text_pt=min(TEXT_PT_MAX, max(TEXT_PT_MIN, text_pt or self.choice.text_pt)),
            language=language or self.choice.language,
        )
        if chosen == self.choice:
            return
        repaint = replace(chosen, language=self.choice.language) != self.choice
        self.choice = chosen
        self._keep()
        if repaint:
            self._apply()
            self.changed.emit()

    def _keep(self) -> None:
        if self._file is not None and self._file.parent.is_dir():
            self._file.write_text(json.dumps(asdict(self.choice)), encoding="utf-8")

    def _apply(self) -> None:
        self._app.setFont(QFont(self._family, self.choice.text_pt))
        self._app.setPalette(palette(self.tokens))
        self._app.setStyleSheet(style_sheet(self.choice, self.control_px))


def load_fonts() -> str:
    """Load the packaged fonts; the family to use."""
    family = "Noto Sans SC"
    for name in FONT_FILES:
        number = QFontDatabase.addApplicationFont(str(assets.path("fonts", name)))
        if number >= 0:
            family = QFontDatabase.applicationFontFamilies(number)[0]
    return family


def read_choice(file: Path | None) -> LookChoice:
    """The choice kept in ``file``; the usual look when there is none or it cannot be read."""
    if file is None or not file.is_file():
        return LookChoice()
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return LookChoice(
            theme=Theme(kept["theme"]),
            text_pt=min(TEXT_PT_MAX, max(TEXT_PT_MIN, int(kept["text_pt"]))),
            language=str(kept["language"]),
        )
    except (ValueError, KeyError, TypeError, OSError):
        return LookChoice()  # a spoilt look file costs the look, never the start


def style_sheet(choice: LookChoice, control_px: int) -> str:
    """The common style sheet and the theme's own, with colours and sizes put in for ``@names``."""
    tokens = TOKENS[choice.theme]
    values = {field.name: getattr(tokens, field.name) for field in fields(tokens)}
    pt = choice.text_pt
    dark = choice.theme is not Theme.LIGHT
    values |= {
        "pt": f"{pt}pt",
        "small_pt": f"{max(10, pt - 1)}pt",
        "large_pt": f"{pt + 2}pt",
        "title_pt": f"{round(pt * 1.5)}pt",
        "number_pt": f"{round(pt * 2.2)}pt",
        "control_px": f"{control_px - 2}px",  # the outline adds one pixel above and below
        "row_px": f"{control_px}px",
        "mark_px": f"{round(pt * 1.5)}px",
        "mark_round": f"{(round(pt * 1.5) + 2) // 2}px",
        "dot": _picture("dot_dark.svg" if dark else "dot_light.svg"),
        "tick": _picture("tick_dark.svg" if dark else "tick_light.svg"),
        "down": _picture("down_light.svg" if dark else "down_dark.svg"),
    }
    sheet = assets.text("theme", "common.qss") + assets.text("theme", f"{choice.theme.value}.qss")
    return _NAME.sub(lambda found: values[found[1]], sheet)


def palette(tokens: Tokens) -> QPalette:
    """The same colours for what style sheets do not reach."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: tokens.ground,
        roles.WindowText: tokens.text,
        roles.Base: tokens.surface,
        roles.AlternateBase: tokens.ground,
        roles.Text: tokens.text,
        roles.Button: tokens.surface,
        roles.ButtonText: tokens.text,
        roles.BrightText: tokens.danger,
        roles.Highlight: tokens.accent,
        roles.HighlightedText: tokens.on_accent,
        roles.ToolTipBase: tokens.text,
        roles.ToolTipText: tokens.surface,
        roles.PlaceholderText: tokens.muted,
        roles.Link: tokens.accent,
        roles.Mid: tokens.border,
    }
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return made


def _picture(name: str) -> str:
    return f"url({assets.path('theme', name).as_posix()})"
