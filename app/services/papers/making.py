"""A paper as it would print now: of a case, of a list, or empty; nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace

from app import paths
from app.clock import Clock
from app.domain import case_numbers
from app.domain.cases import CaseState
from app.domain.mandates import MandateRow
from app.domain.rows import CaseFile
from app.errors import Refusal
from app.models.queries import prints
from app.models.register import Register
from app.printing import press, raster
from app.printing.case_words import CaseWords
from app.printing.form_descriptions import FormDescription
from app.printing.form_paper import FormPaper
from app.printing.forms import CASE_FORMS, LIST_FORMS
from app.printing.list_words import ListWords
from app.printing.papers import (
    PAPERS,
    CardPaper,
    Paper,
    PaperHead,
    PaperKind,
    ReceiptPaper,
    SlipPad,
    SlipPaper,
    empty_slip,
    paper_kind,
)
from app.services import (
    cases,
    form_descriptions,
    items,
    mandates,
    paper_words,
    preferences,
    reserved_numbers,
    rooms,
    slip_codes,
    villagers,
)
from app.services.desk import Desk
from app.services.papers import (
    blank_papers,
    case_facts,
    fitting,
    heads,
    list_prints,
    lists,
    records,
    shifts,
    transfers,
)
from app.services.papers.shape import PaperFile

CasePaper = Paper | FormPaper
THREE: dict[str, tuple[type[Paper], Callable[[CaseFile, paper_words.Surroundings], Paper]]] = {
    "receipt": (ReceiptPaper, paper_words.receipt_of),
    "card": (CardPaper, paper_words.card_of),
    "slip": (SlipPaper, paper_words.slip_of),
}
"""The three that the room lives by, which have shapes of their own."""
LISTS: dict[str, Callable[[Desk, str], ListWords]] = {
    "register-book": lists.register_book,
    "due-list": lists.due_list,
    "batch-list": lists.batch_list,
    "subsidy-roster": lists.subsidy_roster,
    "seal-log": lists.seal_log,
    "handover-list": transfers.handover_list,
    "fetch-list": transfers.fetch_list,
    "shift-handover": shifts.shift_handover,
    "leaving-list": shifts.leaving_list,
}
"""Which lists are filled from the register, by what is named: a period, a day, a list number …"""
MASKS_APPLICANTS_PART = "slip.masks_applicants_part"
"""The room's habit: whether the applicant's own part of the slip hides the middle of the ID number."""
VOID = "作废"
AGAIN = "补打（第{0}次）"
SECOND_NOTICE = "第{0}次告知"
FACTS_OF_THE_PERSON = ("applicant", "id_number", "phone", "matter", "address", "representative")
"""Fields whose later change makes a new paper a 更正; anything else is the case going on."""


def kinds() -> tuple[PaperKind, ...]:
    """Every paper that can be printed."""
    return PAPERS


def kind_named(paper: str, layout: str = "") -> PaperKind:
    """The kind called ``paper``; Refusals ``no-such-paper``, ``no-such-layout``."""
    try:
        kind = paper_kind(paper)
    except KeyError:
        raise Refusal(
            f"没有叫“{paper[:40]}”的单据。用 daiban papers 看有哪些。", field="paper", code="no-such-paper"
        ) from None
    if layout and layout not in [other.name for other in kind.layouts]:
        known = "、".join(f"{other.name}（{other.title}）" for other in kind.layouts) or "只有通常的一种"
        raise Refusal(
            f"“{kind.title}”没有叫“{layout[:40]}”的版式，可用的：{known}。",
            field="layout",
            code="no-such-layout",
        )
    return kind


def make(desk: Desk, case_no: str, paper: str, layout: str = "", *, reason: str = "") -> PaperFile:
    """The paper of a case, or of the list, period, day, batch, inquiry or complaint that ``case_no`` names.

    A list printed before with exactly the same words is marked 补打（第N次） too. An unchanged case reproduces the
    description frozen at the first print, marked likewise; one whose facts of the person changed makes a new
    paper marked 更正, and every paper of a voided case says 作废. ``reason`` asks for a second 一次性告知书 with
    what is missing now. Refusals: ``no-such-case``, ``no-such-paper``, ``no-such-layout``,
    ``paper-does-not-fit``, and those of lists.
    """
    kind = kind_named(paper, layout)
    record = records.found(desk, paper, kind.title, case_no.strip())
    if record is not None:
        return _counted_paper(desk, CASE_FORMS[paper](record.words), kind, layout, of=record.of)
    if kind.of == "case":
        return _of_case(desk, case_no, kind, layout, reason)
    if paper not in LISTS:
        raise Refusal(
            f"“{kind.title}”没有可以填进去的编号，没有打印。要空白的就不写编号。",
            field="case_no",
            code="paper-does-not-fit",
        )
    of = case_no.strip()
    return _counted_paper(desk, LIST_FORMS[paper](LISTS[paper](desk, of)), kind, layout, of=of)


def empty(register: Register, paper: str, layout: str = "", *, clock: Clock | None = None) -> PaperFile:
    """The paper as a form to be written by hand; Refusals ``no-such-paper``, ``no-such-layout``."""
    kind = kind_named(paper, layout)
    form = form_descriptions.in_force(register, paper).without_logo()
    head = replace(heads.blank(register, clock), form=form)
    if paper in CASE_FORMS:
        return file_of(register, kind, CASE_FORMS[paper](CaseWords(head)), layout)
    if paper in LIST_FORMS:
        return file_of(register, kind, LIST_FORMS[paper](ListWords(head)), layout)
    if paper not in blank_papers.MAKERS:
        raise Refusal(
            f"“{kind.title}”不是办件的单据，由公示栏那一组打印。", field="paper", code="not-a-case-paper"
        )
    return file_of(register, kind, blank_papers.MAKERS[paper](register, head, clock), layout)


def blank_slips(desk: Desk, count: int, layout: str = "") -> PaperFile:
    """``count`` triplicate slips for the hand, each with a number reserved for it and its code.

    Refusals: ``reserve-count`` on ``count``, ``no-such-layout``.
    """
    kind = kind_named("blank-slips", layout)
    form = form_descriptions.in_force(desk.register, "slip").without_logo()
    head = replace(heads.blank(desk.register, desk.clock), form=form)
    numbers = reserved_numbers.reserve(desk, count)
    slips = tuple(_blank_slip(desk, replace(head, case_no=number)) for number in numbers)
    return file_of(desk.register, kind, SlipPad(head, slips), layout)


def _blank_slip(desk: Desk, head: PaperHead) -> SlipPaper:
    number = case_numbers.parse(head.case_no)
    signed = replace(head, qr_text=slip_codes.code_text(desk.register.keys, head.case_no))
    return empty_slip(signed, book_no=f"{number.day.year}-{number.pc_code}")


def file_of(
    register: Register,
    kind: PaperKind,
    shown: CasePaper,
    layout: str,
    *,
    times: int = 0,
    case_no: str = "",
    reason: str = "",
    of: str = "",
    fingerprint: str = "",
) -> PaperFile:
    """The description drawn, with what is to be said about it before it is printed."""
    fonts_folder = paths.fonts_folder(register.home)
    form = form_descriptions.with_its_logo(register, kind.name, shown.head.form)
    pdf = press.render(_in_form(shown, form), fonts_folder, layout)
    width_mm, height_mm = raster.first_page_mm(pdf) if _is_on_a_roll(kind, layout) else kind.size_mm(layout)
    return PaperFile(
        kind.name,
        kind.title,
        pdf,
        width_mm,
        height_mm,
        times + 1,
        press.warnings(shown, fonts_folder),
        asdict(shown),
        case_no,
        layout,
        reason,
        of,
        fingerprint,
    )


def _is_on_a_roll(kind: PaperKind, layout: str) -> bool:
    return any(other.roll for other in kind.layouts if other.name == layout)


def _counted_paper(desk: Desk, described: FormPaper, kind: PaperKind, layout: str, *, of: str) -> PaperFile:
    """A filled paper of no case, marked 补打 where the very same words were printed before."""
    words = list_prints.fingerprint(described)
    times = list_prints.times(desk.register, kind.name, of, words)
    note = AGAIN.format(times + 1) if times else ""
    shown = _noted(_in_county_form(desk.register, described, kind.name), note)
    return file_of(desk.register, kind, shown, layout, times=times, of=of, fingerprint=words)


@dataclass(frozen=True, slots=True)
class _Again:
    """What was printed of this paper before, and why it is wanted anew."""

    last: prints.LastPrint | None
    reason: str

    @property
    def times(self) -> int:
        return self.last.times if self.last else 0


def _of_case(desk: Desk, case_no: str, kind: PaperKind, layout: str, reason: str) -> PaperFile:
    case = cases.show(desk.register, case_no, desk.clock)
    fitting.check(case, kind.name, kind.title)
    described = _described(case, kind.name, _surroundings(desk, case))
    current = _in_county_form(desk.register, described, kind.name)
    with desk.register.reading() as session:
        key = prints.case_key(session, case.row.case_no)
        last = prints.last_print(session, *key, kind.name) if key else None
    again = _Again(last, reason.strip())
    shown = _as_printed(current, kind.name, again)
    if case.row.state is CaseState.VOIDED:
        shown = _noted(shown, f"{VOID} {shown.head.copy_note}".strip())
    return file_of(
        desk.register, kind, shown, layout, times=again.times, case_no=case.row.case_no, reason=again.reason
    )


def _in_county_form(register: Register, paper: CasePaper, name: str) -> CasePaper:
    """The description with the county's own form, which is frozen with it but for its picture."""
    return _in_form(paper, form_descriptions.in_force(register, name).without_logo())


def _in_form(paper: CasePaper, form: FormDescription) -> CasePaper:
    return replace(paper, head=replace(paper.head, form=form))


def _described(case: CaseFile, paper: str, around: paper_words.Surroundings) -> CasePaper:
    if paper in THREE:
        return THREE[paper][1](case, around)
    return CASE_FORMS[paper](case_facts.words_of(case, around))


def _surroundings(desk: Desk, case: CaseFile) -> paper_words.Surroundings:
    room = rooms.room(desk.register, desk.clock)
    number = case_numbers.parse(case.row.case_no)
    book = f"{number.site_digits}-{number.day:%y}____-{number.pc_code}-%"
    with desk.register.reading() as session:
        page = prints.page_in_book(session, room.site_code, case.row.case_no, book)
        backup = prints.backup_of(session, room.site_code, case.handler)
    sex = villagers.get(desk.register, case.villager_id).sex if case.villager_id else ""
    catalogue = items.in_force(desk.register, desk.clock)
    item = catalogue.item(case.row.item_code)
    return paper_words.Surroundings(
        room=room,
        qr_text=slip_codes.code_text(desk.register.keys, case.row.case_no),
        made_at=desk.clock.now(),
        book_no=f"{number.day.year}-{number.pc_code}",
        page_no=str(page),
        backup=backup,
        sex=sex,
        services=tuple(dict.fromkeys(one.category for one in catalogue.items)),
        masks_applicants_part=preferences.get(desk.register, MASKS_APPLICANTS_PART, True),
        demands=item.materials if item else (),
        mandate=_mandate_of(desk, case),
    )


def _mandate_of(desk: Desk, case: CaseFile) -> MandateRow | None:
    """The mandate of who acts in this case, the newest that was not revoked."""
    if not case.representative or not (case.villager_id or case.organisation_id):
        return None
    given = mandates.rows(desk.register, case.villager_id, case.organisation_id)
    named = [row for row in given if row.representative == case.representative and row.revoked_on is None]
    return max(named, key=lambda row: row.from_on, default=None)


def _as_printed(current: CasePaper, paper: str, again: _Again) -> CasePaper:
    if again.last is None:
        return current
    import msgspec

    frozen: CasePaper = msgspec.convert(again.last.description, type(current))
    if again.reason and paper == "one-time-notice":
        return _noted(current, SECOND_NOTICE.format(again.times + 1))
    if paper == "one-time-notice" or _facts(frozen) == _facts(current):
        return _noted(frozen, AGAIN.format(again.times + 1))
    corrected = dict(_of_the_person(frozen)) != dict(_of_the_person(current))
    return _noted(current, "更正" if corrected else "")


def _noted(paper: CasePaper, note: str) -> CasePaper:
    return replace(paper, head=replace(paper.head, copy_note=note))


def _facts(paper: CasePaper) -> CasePaper:
    """The paper without what differs from print to print, and without the county's and the room's words of the day."""
    return replace(paper, head=list_prints.bare(paper.head))


def _of_the_person(paper: CasePaper) -> Iterator[tuple[str, str]]:
    """The facts of the person that stand on this paper."""
    if not isinstance(paper, FormPaper):
        yield from ((name, getattr(paper, name, "")) for name in FACTS_OF_THE_PERSON)
        return
    for section in paper.sections:
        for row in section.fields:
            yield from ((entry.key, entry.text) for entry in row if entry.key in FACTS_OF_THE_PERSON)
