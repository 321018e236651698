"""Prints of papers of no case, counted: lists, posters, empty forms; the very same list again is a 补打."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, replace

from app.models.queries import prints
from app.models.queries.prints import ListPrintLine
from app.models.register import Register
from app.models.tables import ListPrint
from app.printing.form_descriptions import PROGRAMS_OWN
from app.printing.form_paper import FormPaper
from app.printing.papers import PaperHead
from app.services.desk import Desk
from app.services.papers.shape import PaperFile

MOST_SHOWN = 200


def bare(head: PaperHead) -> PaperHead:
    """The head without what differs from print to print, and without the county's and the room's words of the day."""
    return replace(head, copy_note="", made_at_text="", qr_text="", form=PROGRAMS_OWN, agent_word="")


def fingerprint(paper: FormPaper) -> str:
    """64 hex digits over what the list says, by the head's lasting facts alone."""
    shown = replace(paper, head=bare(paper.head))
    said = json.dumps(asdict(shown), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def times(register: Register, paper: str, of: str, words: str) -> int:
    """How often this list was printed with exactly these words (their fingerprint)."""
    with register.reading() as session:
        return prints.times_printed(session, register.site_code, paper, of, words)


def counted(
    desk: Desk, file: PaperFile, where: str, send: Callable[[], object] | None = None, *, job_ref: str = ""
) -> int:
    """Record that ``file`` went to ``where``, and ``send`` it before that is kept; returns how often it was printed."""
    with desk.register.write(desk.actor.agent_id, desk.clock) as unit:
        before = prints.times_printed(
            unit.session, desk.register.site_code, file.name, file.of, file.fingerprint
        )
        unit.add(
            ListPrint(
                paper=file.name,
                of=file.of,
                fingerprint=file.fingerprint,
                copy_no=before + 1,
                printed_at=desk.clock.now(),
                by_agent=desk.actor.agent_id,
                sent_to=where,
                job_ref=job_ref,
            )
        )
        unit.session.flush()
        if send:
            send()
        unit.commit()
    return before + 1


def rows(register: Register, paper: str = "") -> tuple[ListPrintLine, ...]:
    """Who printed which list, poster or empty form when, the newest first."""
    with register.reading() as session:
        return prints.list_prints(session, register.site_code, paper, MOST_SHOWN)
