"""更多: what an ordinary case never needs, on one card that opens by F4 and stays away otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cases import CaseKind
from app.domain.requests import AGENCY_WORDS, HELP_WORDS, URGENCY_WORDS
from app.domain.rows import AgentTile
from app.ui.pages.accept.decline_part import DeclinePart
from app.ui.widgets.answer_grid import AnswerGrid
from app.ui.widgets.ask_field import AskField
from app.ui.widgets.plain import button, label
from app.ui.wording import domain_words, kind_words


class RareCard(QFrame):
    """``decline_requested(ground, legal_basis, where_to_go)`` for a request that is not accepted by law."""

    changed = Signal()
    decline_requested = Signal(str, str, str)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAccessibleName(self.tr("更多填写项"))
        self.grid = AnswerGrid(self._asked(), day, hints=self._hints(), parent=self)
        self.decline = DeclinePart(day, self)
        self.declining = button(self.tr("依法不予受理…"), self._on_declining, "danger")
        title = label(self.tr("更多"), "section")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addWidget(label(self.tr("一般的件不用填这里"), "small"))
        head.addStretch(1)
        head.addWidget(self.declining)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.decline)
        layout.addWidget(self.grid)
        self.grid.changed.connect(self.changed)
        self.decline.confirmed.connect(self.decline_requested)
        self.decline.given_up.connect(self.declining.setFocus)
        self.hide()

    def _asked(self) -> tuple[AskField, ...]:
        urgencies = {stored.value: domain_words(words) for stored, words in URGENCY_WORDS.items() if stored}
        agencies = {stored.value: domain_words(words) for stored, words in AGENCY_WORDS.items()}
        helps = {stored.value: domain_words(words) for stored, words in HELP_WORDS.items()}
        return (
            AskField("urgency", self.tr("缓急"), "choice", False, urgencies),
            AskField("urgency_reason", self.tr("为什么急办")),
            AskField("urgency_approver", self.tr("谁批准急办")),
            AskField("kind", self.tr("办件类型"), "choice", False, {}),
            AskField("kind_reason", self.tr("改类型的原因")),
            AskField("accepted_by", self.tr("由谁受理"), "choice", False, {}),
            AskField("agency", self.tr("代办类别"), "choice", False, agencies),
            AskField("help", self.tr("代办程度"), "choice", False, helps),
            AskField("paper_no", self.tr("纸面单据的预留号")),
            AskField("paper_on", self.tr("纸面日期"), "date"),
            AskField("project_name", self.tr("重点项目名称")),
            AskField("lead_department", self.tr("牵头单位")),
            AskField("case_manager", self.tr("项目专员"), "choice", False, {}),
        )

    def _hints(self) -> Mapping[str, str]:
        return {
            "urgency": self.tr("一般"),
            "kind": self.tr("按目录定"),
            "accepted_by": self.tr("我"),
            "case_manager": self.tr("没有"),
            "agency": self.tr("事务代办"),
            "help": self.tr("代办"),
            "paper_no": self.tr("停电、下村时手写的单据"),
        }

    def show_kinds(self, kinds: Sequence[CaseKind], proposed: CaseKind | None) -> None:
        """What this request may be confirmed as or changed to."""
        others = {kind.value: kind_words(kind) for kind in kinds if kind is not proposed}
        usual = self.tr("按目录定")
        if proposed is not None:
            usual = self.tr("按目录：{0}").format(kind_words(proposed))
        self.grid.set_choices("kind", {"": usual} | others)

    def show_agents(self, tiles: Sequence[AgentTile]) -> None:
        """Who may have accepted it on paper."""
        named = {tile.agent_id: f"{tile.name} {tile.post}".strip() for tile in tiles}
        self.grid.set_choices("accepted_by", named)
        self.grid.set_choices("case_manager", named)

    def open_card(self) -> None:
        """Show the card, the hand at its first field."""
        self.show()
        self.grid.begin()

    def clear(self) -> None:
        """Nothing unusual; the card goes away."""
        self.grid.fill({})
        self.decline.hide()
        self.hide()

    def tell(self, field: str, sentence: str) -> bool:
        """Put a refusal beside the field it names, opening the card for it."""
        if field in ("ground", "legal_basis", "where_to_go") and not self.decline.isHidden():
            return self.decline.grid.tell(field, sentence)
        if field not in self.grid.fields:
            return False
        self.show()
        return self.grid.tell(field, sentence)

    def _on_declining(self) -> None:
        self.decline.begin()
