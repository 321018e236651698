"""A village whose every word is meant to be more than a word: markup, formulas, templates, signs that screens obey."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, String, Text, select

from app.domain.cases import Tier
from app.domain.ownership import FIELDS
from app.models.base import Replicated
from app.models.tables import (
    RECORD_TYPES,
    Agent,
    Correction,
    FeePassed,
    Inquiry,
    Mandate,
    Organisation,
    SealRequest,
    Suggestion,
    Task,
    Tour,
)
from app.services import complaints, transfer_lists
from tests.sync.console.offices import desk_of, escalated
from tests.sync.scans import attached, scan, send_scans
from tests.sync.stations import Room

ACTOR = "a" * 32
MARK = "x1"
"""The name of every element and script that would be made."""
TAGS = (
    f"</td></textarea></title></script>\"'><script>{MARK}()</script><img src=x onerror={MARK}()><{MARK}>",
    f"' onfocus={MARK}() autofocus a=\"",
    "{{7*7}}{%raw%}${7*7}<%=7*7%>",
    f"javascript:{MARK}()//<a href='javascript:{MARK}()'>",
)
FORMULAS = ('=HYPERLINK("http://x1/","y")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(1+9)", "\t=1+1")
SIGNS = ("甲\u202e乙\u2066丙\u200f丁", "a\x07b\x1b[31mc\x85d\ue000", "\u202d<b>x1</b>\u2028换行\r\n第二行")
HOSTILE = (*TAGS, *FORMULAS, *SIGNS)
NOT_WORDS = {("agent", "specialities"), ("tour", "agents")}
"""Lists that a program reads."""
CHOSEN = frozenset({"kind", "level", "ground", "way", "channel", "counting", "answer_due_on"})
"""What an event says in words of a closed list, or as a day."""


def fill(room: Room, folder: Path) -> list[str]:
    """Three cases sent up with all that can hang on them, every word of the village hostile; their numbers."""
    numbers = [escalated(room, name) for name in ("王秀英", "李建国", "赵六")]
    attached(room, numbers[0], scan(folder, "身份证.jpg"))
    made = transfer_lists.make(desk_of(room), "up", receiver="镇便民中心", window="3号窗口")
    transfer_lists.hand_over(desk_of(room), made.list_no)
    complaints.file(desk_of(room), {"case_no": numbers[1], "text": "没人管", "channel": "phone"})
    _more_records(room)
    room.sync()
    send_scans(room)
    spoil(room, next_word())
    room.sync()
    return numbers


def next_word() -> Callable[[], str]:
    """The hostile words, one after the other."""
    return cycle(HOSTILE).__next__


def spoil(room: Room, word: Callable[[], str]) -> None:
    """Put a hostile word into every text that the room may write, as one of its PCs would."""
    with room.register.write(ACTOR, room.clock) as unit:
        for record_type, model in RECORD_TYPES.items():
            for row in unit.session.scalars(select(model).where(model.site_code == room.register.site_code)):
                for name in _texts(record_type, model):
                    setattr(row, name, word())
                for name in _documents(record_type, model):
                    setattr(row, name, _spoiled(getattr(row, name), word))
        unit.commit()


def _own(record_type: str, name: str) -> bool:
    return Tier.VILLAGE in FIELDS[record_type][name]


def _texts(record_type: str, model: type[Replicated]) -> Iterator[str]:
    for column in model.__table__.columns:
        is_text = isinstance(column.type, Text) and column.key in FIELDS[record_type]
        is_word = is_text and (record_type, column.key) not in NOT_WORDS and column.key != "document"
        if is_word and record_type != "catalogue" and _own(record_type, column.key):
            yield column.key


def _documents(record_type: str, model: type[Replicated]) -> Iterator[str]:
    """What cases say in JSON: the data of events, old and new values."""
    for column in model.__table__.columns:
        if isinstance(column.type, JSON) and (record_type, column.key) in {
            ("case_event", "data"),
            ("correction", "old_value"),
            ("correction", "new_value"),
        }:
            yield column.key


def _spoiled(value: Any, word: Callable[[], str]) -> Any:
    if isinstance(value, str):
        return word()
    if isinstance(value, list):
        return [_spoiled(one, word) for one in value]
    if isinstance(value, dict):
        return {name: one if name in CHOSEN else _spoiled(one, word) for name, one in value.items()}
    return value


def _more_records(room: Room) -> None:
    """What the counter's services are not needed for: it is their words that count here."""
    from app.models.tables import ServiceCase

    now, day = room.clock.now(), date(2026, 11, 23)
    with room.register.write(ACTOR, room.clock) as unit:
        case_id = unit.session.scalars(select(ServiceCase.id)).first() or ""
        for record in (
            Agent(name="张", post="p", phone="p", source="s"),
            Organisation(name="o", contact="c", phone="p", address="a"),
            Mandate(villager_id="", representative_name="r", relation="r", powers="p", from_on=day),
            Inquiry(asked_at=now, asked_on=day, name="n", topic="t", first_asked="", outcome="open"),
            Suggestion(name="n", text="t", on_day=day, by_agent=""),
            Correction(
                target_type="case",
                target_id=case_id,
                field="note",
                old_value="a",
                new_value="b",
                reason="r",
                by_agent="",
                at=now,
            ),
            SealRequest(
                case_id=case_id, document="d", sheets=1, approver="a", asked_on=day, status="waiting"
            ),
            FeePassed(
                case_id=case_id,
                basis="b",
                amount_fen=100,
                payer="p",
                payee="p",
                receipt_no="r",
                received_on=day,
            ),
            Task(case_id=case_id, position=1, name="n", department="d", tier="township", working_days=1),
            Tour(name="t", on_day=day, from_time="09:00", to_time="10:00", stops="s"),
        ):
            unit.add(record)
        unit.commit()


def short_columns(model: type[Replicated]) -> Iterator[tuple[str, int]]:
    """Columns of words that a program reads: their names and how long they may be."""
    for column in model.__table__.columns:
        if isinstance(column.type, String) and not isinstance(column.type, Text) and column.type.length:
            yield column.key, column.type.length
