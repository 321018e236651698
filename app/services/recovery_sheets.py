"""The recovery sheet: a key on paper that opens the register and its backups when passphrase or computer are gone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from app import keystore
from app.clock import today
from app.models.register import Register
from app.printing.forms import LIST_FORMS
from app.printing.list_words import ListWords
from app.services import form_descriptions, papers, print_queue
from app.services.desk import Desk
from app.services.paper_words import day_words
from app.services.papers import PaperFile, heads
from app.services.papers.making import file_of, kind_named
from app.services.print_queue import PrintJobRow

NAME = "recovery-sheet"
GROUPS_A_ROW = 4


@dataclass(frozen=True, slots=True)
class _Made:
    """A sheet and the key on it, which nothing else holds."""

    file: PaperFile
    key: str


def has_one(register: Register) -> bool:
    """Whether a sheet was ever made for this register."""
    return keystore.has_recovery_key(register.home)


def save(desk: Desk, target: Path) -> PaperFile:
    """A sheet with a new key as a PDF; the key holds from now on, for the register and the backups made after this.

    A sheet made before opens only the backups made before. The key is kept nowhere but on the sheet. Refusals
    of a file; then the old sheet holds on.
    """
    made = _made(desk)
    papers.keep(desk, made.file, target)
    try:
        keystore.add_recovery_key(desk.register.home, desk.register.keys, made.key)
    except BaseException:  # a sheet that opens nothing must not go into the safe
        target.unlink(missing_ok=True)
        raise
    return made.file


def save_in(desk: Desk, folder: Path) -> Path:
    """As ``save``, under the sheet's own title in ``folder``; returns the file."""
    target = folder / f"{kind_named(NAME).title}.pdf"
    save(desk, target)
    return target


def send(desk: Desk, *, printer: str = "") -> PrintJobRow:
    """A sheet with a new key to a printer; it waits in the queue, inside the encrypted register, until it is out."""
    made = _made(desk)
    keystore.add_recovery_key(desk.register.home, desk.register.keys, made.key)
    return print_queue.send(desk, made.file, printer=printer, copies=1)


def _made(desk: Desk) -> _Made:
    """The description is left out of the file: it would keep the key with the print."""
    key = keystore.new_recovery_key()
    form = form_descriptions.in_force(desk.register, NAME).without_logo()
    head = replace(heads.numbered(desk.register, desk.clock), qr_text=key, form=form)
    groups = key.split()
    rows = tuple(tuple(groups[at : at + GROUPS_A_ROW]) for at in range(0, len(groups), GROUPS_A_ROW))
    facts = {"made_on": day_words(today(desk.clock))}
    shown = LIST_FORMS[NAME](ListWords(head, facts, {"groups": rows}))
    file = file_of(desk.register, kind_named(NAME), shown, "")
    return _Made(replace(file, description={}), key)
