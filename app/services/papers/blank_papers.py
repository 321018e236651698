"""The three papers with shapes of their own, as forms for the hand; and blank slips with reserved numbers."""

from __future__ import annotations

from collections.abc import Callable

from app.clock import Clock
from app.models.register import Register
from app.printing.papers import Paper, PaperHead, SlipPad, empty_card, empty_receipt, empty_slip
from app.services import agents, items, paper_words, rooms


def receipt(register: Register, head: PaperHead, clock: Clock | None) -> Paper:
    """A receipt with numbered rows for the papers."""
    return empty_receipt(head, complaint=paper_words.COMPLAINT)


def card(register: Register, head: PaperHead, clock: Clock | None) -> Paper:
    """A contact card with the first agent on its front, for the matter to be written in."""
    agent = agents.first_actor(register)
    catalogue = items.in_force(register, clock)
    return empty_card(
        head,
        agent=agent.name,
        agent_post=agent.post or head.says("代办员"),
        agent_phone=agent.phone,
        opening_hours=rooms.room(register, clock).opening_hours,
        services=tuple(dict.fromkeys(item.category for item in catalogue.items)),
    )


def slip(register: Register, head: PaperHead, clock: Clock | None) -> Paper:
    """A triplicate slip for a power cut or a tour, without a number."""
    return empty_slip(head)


def pad(register: Register, head: PaperHead, clock: Clock | None) -> Paper:
    """A pad of one slip without a number."""
    return SlipPad(head, (empty_slip(head),))


MAKERS: dict[str, Callable[[Register, PaperHead, Clock | None], Paper]] = {
    "receipt": receipt,
    "card": card,
    "slip": slip,
    "blank-slips": pad,
}
