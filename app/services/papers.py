"""Paper of a case: made from the record, shown exactly as it prints, printed, saved, and counted."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from app import paths
from app.domain import case_numbers
from app.domain.cases import CaseState
from app.domain.rows import CaseFile
from app.errors import Refusal
from app.models.queries import prints
from app.models.tables import PaperPrint
from app.printing import press, raster
from app.printing.papers import PAPERS, CardPaper, Paper, PaperKind, ReceiptPaper, SlipPaper, paper_kind
from app.printing.printers import here
from app.printing.printers.pdf_file import PdfFile
from app.printing.printers.port import PrintJob
from app.services import cases, items, paper_words, preferences, rooms, slip_codes, villagers
from app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A paper ready to print. ``copy_no`` 1 is the first print; ``warnings`` name characters no font draws."""

    name: str
    title: str
    pdf: bytes
    width_mm: float
    height_mm: float
    copy_no: int
    warnings: tuple[str, ...]
    description: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as it will print, rows of red, green, blue bytes from the top."""

    width_px: int
    height_px: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class PrinterRow:
    """A printer to choose; ``words`` hold its name and, where it is not ready, why."""

    name: str
    words: str
    ready: bool


DESCRIPTIONS: dict[str, tuple[type[Paper], Callable[[CaseFile, paper_words.Surroundings], Paper]]] = {
    "receipt": (ReceiptPaper, paper_words.receipt_of),
    "card": (CardPaper, paper_words.card_of),
    "slip": (SlipPaper, paper_words.slip_of),
}
MASKS_APPLICANTS_PART = "slip.masks_applicants_part"
"""The room's habit: whether the applicant's own part of the slip hides the middle of the ID number."""
VOID = "作废"
FACTS_OF_THE_PERSON = ("applicant", "id_number", "phone", "matter", "address", "representative")
"""Fields whose later change makes a new paper a 更正; anything else is the case going on."""


def kinds() -> tuple[PaperKind, ...]:
    """Every paper that can be printed."""
    return PAPERS


def make(desk: Desk, case_no: str, paper: str) -> PaperFile:
    """The paper as it would print now; nothing is recorded.

    An unchanged case reproduces the description frozen at the first print, marked 补打(第N次); one whose facts
    of the person changed makes a new paper marked 更正, and every paper of a voided case says 作废.
    Refusals: ``no-such-case``, ``no-such-paper``.
    """
    kind = _kind(paper)
    case = cases.show(desk.register, case_no, desk.clock)
    current = DESCRIPTIONS[paper][1](case, _surroundings(desk, case))
    with desk.register.reading() as session:
        key = prints.case_key(session, case.row.case_no)
        last = prints.last_print(session, *key, paper) if key else None
    shown = _as_printed(current, last)
    if case.row.state is CaseState.VOIDED:
        shown = _voided(shown)
    fonts_folder = paths.fonts_folder(desk.register.home)
    return PaperFile(
        kind.name,
        kind.title,
        press.render(shown, fonts_folder),
        kind.width_mm,
        kind.height_mm,
        (last.times if last else 0) + 1,
        press.warnings(shown, fonts_folder),
        asdict(shown),
    )


def printed(
    desk: Desk, case_no: str, file: PaperFile, where: str, send: Callable[[], object] | None = None
) -> int:
    """Record that ``file`` was sent to ``where``; returns how often this paper has been printed.

    ``send`` is done between writing the record and keeping it: where either is refused, neither stands.
    """
    with desk.register.write(desk.actor.agent_id, desk.clock) as unit:
        key = prints.case_key(unit.session, str(case_numbers.parse(case_no)))
        if key is None:
            raise _no_such_case()
        site_code, case_id = key
        last = prints.last_print(unit.session, site_code, case_id, file.name)
        times = (last.times if last else 0) + 1
        unit.add(
            PaperPrint(
                site_code=site_code,
                case_id=case_id,
                paper=file.name,
                copy_no=times,
                description=file.description,
                printed_at=desk.clock.now(),
                by_agent=desk.actor.agent_id,
                sent_to=where,
            )
        )
        unit.session.flush()
        if send is not None:
            send()
        unit.commit()
    return times


def print_to(desk: Desk, case_no: str, paper: str, printer: str) -> str:
    """Send the paper to a system printer and record it; returns what is known of it, in words."""
    file = make(desk, case_no, paper)
    receipt = here.system_printer(printer).send(_job(file))
    printed(desk, case_no, file, printer)
    return receipt.words


def save(desk: Desk, case_no: str, paper: str, target: Path) -> int:
    """Save the paper as a PDF, whole or not at all, and record it; returns how often it was printed."""
    file = make(desk, case_no, paper)
    was_there = target.exists()
    try:
        return printed(desk, case_no, file, "PDF", lambda: PdfFile(target).send(_job(file)))
    except BaseException:
        if not was_there:  # a paper that is in no record must not be handed over
            with contextlib.suppress(OSError):
                target.unlink(missing_ok=True)
        raise


def pictures(pdf: bytes, dpi: float) -> tuple[PagePicture, ...]:
    """The pages of exactly these bytes at ``dpi`` dots per inch."""
    return tuple(
        PagePicture(page.width_px, page.height_px, page.pixels) for page in raster.pages(pdf, dpi, grey=False)
    )


def printers() -> tuple[PrinterRow, ...]:
    """The printers of this machine, the usual one first; asks the system, so never from the window's thread."""
    return tuple(
        PrinterRow(info.name, info.name if info.ready else f"{info.name}（{info.words}）", info.ready)
        for info in here.available()
    )


def _kind(paper: str) -> PaperKind:
    try:
        return paper_kind(paper)
    except KeyError:
        names = "、".join(f"{kind.name}（{kind.title}）" for kind in PAPERS)
        raise Refusal(
            f"没有叫“{paper}”的单据，可以打印：{names}。", field="paper", code="no-such-paper"
        ) from None


def _no_such_case() -> Refusal:
    return Refusal("登记簿里没有这个编号，请核对后再试。", field="case_no", code="no-such-case")


def _job(file: PaperFile) -> PrintJob:
    return PrintJob(file.pdf, file.title, file.width_mm, file.height_mm)


def _surroundings(desk: Desk, case: CaseFile) -> paper_words.Surroundings:
    room = rooms.room(desk.register, desk.clock)
    number = case_numbers.parse(case.row.case_no)
    book = f"{number.site_digits}-{number.day:%y}____-{number.pc_code}-%"
    with desk.register.reading() as session:
        page = prints.page_in_book(session, room.site_code, case.row.case_no, book)
    sex = villagers.get(desk.register, case.villager_id).sex if case.villager_id else ""
    return paper_words.Surroundings(
        room=room,
        qr_text=slip_codes.code_text(desk.register.keys, case.row.case_no),
        made_at=desk.clock.now(),
        book_no=f"{number.day.year}-{number.pc_code}",
        page_no=str(page),
        sex=sex,
        services=_categories(desk),
        masks_applicants_part=preferences.get(desk.register, MASKS_APPLICANTS_PART, True),
    )


def _categories(desk: Desk) -> tuple[str, ...]:
    """What can be asked for, by category, for the front of the contact card."""
    return tuple(dict.fromkeys(item.category for item in items.in_force(desk.register).items))


def _as_printed(current: Paper, last: prints.LastPrint | None) -> Paper:
    if last is None:
        return current
    import msgspec

    frozen: Paper = msgspec.convert(last.description, type(current))
    if _facts(frozen) == _facts(current):
        note = f"补打(第{last.times + 1}次)"
        return replace(frozen, head=replace(frozen.head, copy_note=note))
    corrected = any(getattr(frozen, name, "") != getattr(current, name, "") for name in FACTS_OF_THE_PERSON)
    return replace(current, head=replace(current.head, copy_note="更正" if corrected else ""))


def _voided(paper: Paper) -> Paper:
    return replace(paper, head=replace(paper.head, copy_note=f"{VOID} {paper.head.copy_note}".strip()))


def _facts(paper: Paper) -> Paper:
    """The paper without what differs from print to print."""
    return replace(paper, head=replace(paper.head, copy_note="", made_at_text="", qr_text=""))
