"""意见簿: an entry and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.clock import today
from app.domain import text
from app.errors import Refusal
from app.models.queries import records
from app.models.register import Register
from app.models.tables import Suggestion
from app.services.desk import Desk
from app.services.typed_fields import said


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    suggestion_id: str
    on_day: date
    name: str
    text: str
    answer: str
    answered_on: date | None


def add(desk: Desk, words: str, name: str = "") -> str:
    """One more entry, named or not; its id. Refusals name ``text`` and ``name``."""
    with desk.write() as work:
        made = work.add(
            Suggestion(
                name=text.name(name) if name.strip() else "",
                text=said(words, "text", "意见内容"),
                on_day=today(desk.clock),
                answer="",
                by_agent=desk.actor.agent_id,
            )
        )
        work.commit()
        return made.id


def answer(desk: Desk, suggestion_id: str, words: str) -> None:
    """What the room answered; Refusals ``no-suggestion``, ``answered``, ``answer``."""
    with desk.write() as work:
        entry = work.get(Suggestion, suggestion_id)
        if entry is None:
            raise Refusal("意见簿里没有这一条。", field="suggestion", code="no-suggestion")
        if entry.answered_on is not None:
            raise Refusal(
                f"这一条已在 {entry.answered_on:%Y-%m-%d} 答复过。", field="suggestion", code="answered"
            )
        entry.answer, entry.answered_on = said(words, "answer", "答复"), today(desk.clock)
        work.commit()


def book(register: Register, *, open_only: bool = False) -> tuple[SuggestionRow, ...]:
    """The suggestions book, the first first."""
    with register.reading() as session:
        wanted = {"answered_on": None} if open_only else {}
        return tuple(
            SuggestionRow(e.id, e.on_day, e.name or "", e.text, e.answer or "", e.answered_on)
            for e in records.of_site(session, Suggestion, register.site_code, **wanted)
        )
