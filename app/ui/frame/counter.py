"""The counter: edges around the pages, one page in front, and for each agent where they were."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.domain.catalogue import SAMPLE_NOTICE
from app.domain.clock_words import jumped
from app.ui.frame.bottom_edge import BottomEdge
from app.ui.frame.left_edge import LeftEdge
from app.ui.frame.page_list import PAGES, PageSpec
from app.ui.frame.reading_order import stop_beside
from app.ui.frame.top_edge import TopEdge
from app.ui.messages import MessageBar
from app.ui.widgets.plain import label

if TYPE_CHECKING:
    from app.domain.rows import RoomRow, SyncStatus
    from app.ui.office import Office
    from app.ui.page import Page

FIRST_PAGE = "today"
DAY_MINUTES = 24 * 60
STEPS_KEPT = 20


@dataclass(slots=True)
class _Place:
    """Where one agent is: the page in front, the way back, the field that had the focus."""

    page: str = ""
    back: list[str] = field(default_factory=list)
    focus: QWidget | None = None


class Counter(QWidget):
    """Pages are made when first opened and stay; an agent's own pages wait for that agent."""

    def __init__(
        self, office: Office, specs: tuple[PageSpec, ...] = PAGES, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._specs = {spec.name: spec for spec in specs}
        self._pages: dict[tuple[str, str], Page] = {}
        self._places: dict[str, _Place] = {}
        self.top = TopEdge(office)
        self.left = LeftEdge(specs, office.look)
        self.bottom = BottomEdge(office)
        self._sample = label(SAMPLE_NOTICE, name="sampleBanner")
        self._sample.hide()
        self._clock = label(name="clockBanner", wrap=True)
        self._clock.hide()
        self.bar = MessageBar()
        self._stack = QStackedWidget()
        self._lay_out()
        self.left.page_chosen.connect(self.open_page)
        office.room_changed.connect(self._on_room_changed)
        office.page_requested.connect(self.open_page)
        office.open_case_requested.connect(lambda case_no: self.open_page("case", case_no))
        office.open_villager_requested.connect(lambda who: self.open_page("villagers", who))
        office.open_register_requested.connect(lambda wanted: self.open_page("register", wanted))
        office.accept_requested.connect(lambda who: self.open_page("accept", who))
        office.upgrade_requested.connect(lambda: self.open_page("settings", "about"))
        office.sync_changed.connect(self._on_sync_changed)
        office.back_requested.connect(self.back)
        office.register_restored.connect(self._on_register_restored)

    @property
    def page(self) -> Page | None:
        """The page in front for whoever is on duty; None before the first sign-in."""
        return self._pages.get(self._key(self._place.page))

    def open_page(self, name: str, wish: object = None) -> None:
        """Bring a page to the front and hand it a wish, if any."""
        place = self._place
        if place.page and place.page != name:
            place.back = [*place.back[-STEPS_KEPT:], place.page]
        self._bring(name)
        page = self.page
        if page is None:
            return
        if wish is not None:
            page.open(wish)
        page.shown()
        if not page.isAncestorOf(self.focusWidget()):
            (stop_beside(page, None, forward=True) or page).setFocus()

    def back(self) -> None:
        """To the page before this one, or to the first page."""
        place = self._place
        name = place.back.pop() if place.back else FIRST_PAGE
        if name == place.page:
            return
        self._bring(name)
        if self.page is not None:
            self.page.shown()

    def put_down(self) -> None:
        """Remember the field that has the focus: the screen is about to be covered or handed over."""
        if self.page is not None:
            self._place.focus = self.focusWidget()
            self.page.left()

    def take_up(self) -> None:
        """Whoever is on duty now goes on where they were, in the same field."""
        place = self._place
        if not place.page:
            self.open_page(FIRST_PAGE)
            return
        self._bring(place.page)
        if self.page is not None:
            self.page.shown()
        if place.focus is not None and isValid(place.focus):  # a page may have made its fields anew
            place.focus.setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab and Shift+Tab inside the counter, asked by Qt from whatever has the focus."""
        page = self.page
        now: QWidget | None = self.focusWidget()  # none while another window is in front
        stop = stop_beside(self, now, forward=forward) if now is not None and now.isVisible() else None
        if stop is None and page is not None:  # what had the focus is gone: the hand stays on the page
            stop = stop_beside(page, None, forward=True)
        if stop is None:
            return False
        stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    @property
    def _place(self) -> _Place:
        actor = self._office.actor
        return self._places.setdefault(actor.agent_id if actor else "", _Place())

    def _key(self, name: str) -> tuple[str, str]:
        actor = self._office.actor
        spec = self._specs.get(name)
        return (name, actor.agent_id if actor and spec and spec.per_agent else "")

    def _bring(self, name: str) -> None:
        if self.page is not None and self.page is not self._pages.get(self._key(name)):
            self.page.left()
        key = self._key(name)
        if key not in self._pages:
            self._pages[key] = self._specs[name].make(self._office)
            self._stack.addWidget(self._pages[key])
        self._place.page = name
        if self._specs[name].prints:
            self._office.paper_near.emit()
        self._stack.setCurrentWidget(self._pages[key])
        self.left.mark(name)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.left)
        middle.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addWidget(self._sample)
        layout.addWidget(self._clock)
        layout.addWidget(self.bar)
        layout.addLayout(middle, 1)
        layout.addWidget(self.bottom)

    def _on_register_restored(self) -> None:
        """Stays until somebody has read it and closes it: nothing else may go by unseen here."""
        self.bar.tell(
            self.tr(
                "这台电脑上的登记簿是从较早的备份恢复的，备份以后登记的内容可能不在里面。"
                "新受理的件已换用新的机号编号，不会与从前的重号。请对照纸质单据，缺的补登。"
                "加入了乡镇的，请告诉乡镇管理员；不要删除任何文件。"
            ),
            kind="warning",
        )

    def _on_sync_changed(self, status: SyncStatus) -> None:
        """A clock that is wrong stands over every page until it is right: it goes onto paper."""
        words = self._clock_words(status)
        self._clock.setVisible(bool(words))
        self._clock.setText(
            self.tr("{0}。可以照常办理，新受理的件会注明时间存疑；请校准电脑的日期和时间。").format(words)
        )

    def _clock_words(self, status: SyncStatus) -> str:
        jump = jumped(self._office.clock)
        if jump:
            return self.tr("电脑的时间在使用中{0}").format(jump)
        if not status.clock_suspect:
            return ""
        words = (
            self.tr("电脑时间比乡镇慢 {0}") if status.clock_offset_s > 0 else self.tr("电脑时间比乡镇快 {0}")
        )
        minutes = round(abs(status.clock_offset_s) / 60)
        if minutes < 2 * 60:
            return words.format(self.tr("{0} 分钟").format(minutes))
        if minutes < 2 * DAY_MINUTES:
            return words.format(self.tr("{0} 小时").format(round(minutes / 60)))
        return words.format(self.tr("{0} 天").format(round(minutes / DAY_MINUTES)))

    def _on_room_changed(self, room: RoomRow) -> None:
        self._sample.setVisible(room.sample_catalogue)
