"""The head of papers that are about no single case: the room, its hotline, when it was made."""

from __future__ import annotations

from app.clock import CHINA, Clock
from app.domain.rows import RoomRow
from app.models.register import Register
from app.printing.papers import PaperHead
from app.services import paper_words, rooms, slip_codes


def blank(register: Register, clock: Clock | None = None) -> PaperHead:
    """For a form to be written by hand."""
    room = rooms.room(register, clock)
    return PaperHead(room.name, room.hotline, "", "", "", _practice(room), agent_word=room.agent_word)


def numbered(register: Register, clock: Clock, number: str = "") -> PaperHead:
    """For a filled list; a ``number`` of its own is signed as a code that the township can check."""
    room = rooms.room(register, clock)
    made = clock.now().astimezone(CHINA)
    code = slip_codes.code_text(register.keys, number) if number else ""
    made_at = f"{paper_words.day_words(made.date())} {made:%H:%M}"
    return PaperHead(
        room.name, room.hotline, number, code, made_at, _practice(room), agent_word=room.agent_word
    )


def _practice(room: RoomRow) -> str:
    return paper_words.PRACTICE_NOTICE if room.demo else ""
