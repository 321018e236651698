"""The papers and scans of a case as the office may look at them, and the whole ID number for a stated reason."""

from __future__ import annotations

import mimetypes
from dataclasses import replace

from app.domain import text
from app.errors import Refusal
from app.services import attachments, cases, kept_prints, papers
from app.services.attachments import AttachmentRow
from sync.server.console import tiers
from sync.server.console.audit import ABOUT_LENGTH
from sync.server.console.pages.cases import case_of, show
from sync.server.console.visits import OFFICE_WORK, Act, File, Page, Shown, Visit

PDF = "application/pdf"
PICTURES = frozenset({"image/jpeg", "image/png"})
KNOWN_KINDS = PICTURES | {PDF}
"""What a room's record says of a content is not believed beyond these."""
SHORTEST_REASON = 4


def open_paper(visit: Visit) -> File:
    """The last print of a village's paper, numbers masked."""
    kept = case_of(visit)
    made = kept_prints.last_print(visit.township.register, kept.case_no, visit.path["paper"])
    return File(f"{kept.case_no}-{made.name}.pdf", made.pdf, PDF, f"{kept.case_no} {made.title}", inline=True)


def open_whole_paper(visit: Visit) -> File:
    """The same with whole numbers, for a reason that stands in the audit."""
    kept = case_of(visit)
    reason = _reason(visit)
    made = kept_prints.last_print(
        visit.township.register, kept.case_no, visit.typed.one("paper"), whole_numbers=True
    )
    about = f"{kept.case_no} {made.title}，{reason}"
    return File(f"{kept.case_no}-{made.name}.pdf", made.pdf, PDF, about, inline=True)


def print_own(visit: Visit) -> File:
    """A paper of a case of the township's own window, counted as a print."""
    kept = case_of(visit)
    if kept.site_code != visit.township.register.site_code:
        raise Refusal("村里的单据由村里打印，这里可以看。", field="paper", code="not-yours")
    made = papers.make(visit.desk, kept.case_no, visit.typed.one("paper"))
    papers.counted(visit.desk, made, "PDF")
    return File(f"{kept.case_no}-{made.name}.pdf", made.pdf, PDF, f"{kept.case_no} {made.title}", inline=True)


def show_number(visit: Visit) -> Shown:
    """The case once more with its whole ID number, for a reason that stands in the audit."""
    kept = case_of(visit)
    reason = _reason(visit)
    file = cases.show(
        visit.township.register, kept.case_no, visit.township.clock, viewer=visit.viewer(kept.site_code)
    )
    if not file.id_number:
        raise Refusal("这件没有登记证件号。", field="why", code="no-number")
    shown = show(visit)
    facts = {**shown.facts, "whole_number": file.id_number}
    return replace(shown, facts=facts, about=f"{kept.case_no} {reason}")


def look_at_scan(visit: Visit) -> Shown:
    """A picture within a page of ours, so that it is seen without leaving the case."""
    kept = case_of(visit)
    row = _scan(visit, kept.case_no)
    facts = {
        "title": f"附件 {row.position}",
        "here": "inbox",
        "case_no": kept.case_no,
        "scan": row,
        "is_picture": attachments.open_content(visit.desk, kept.case_no, row.attachment_id).mime in PICTURES,
    }
    return Shown("scan.html", facts, about=kept.case_no)


def open_scan(visit: Visit) -> File:
    """A scan of the case, whose content the room has sent; handed out as a file, never shown as a page."""
    kept = case_of(visit)
    row = _scan(visit, kept.case_no)
    opened = attachments.open_content(visit.desk, kept.case_no, row.attachment_id)
    kind = opened.mime if opened.mime in KNOWN_KINDS else "application/octet-stream"
    ending = mimetypes.guess_extension(kind) or ".bin"
    return File(f"{kept.case_no}-{row.position}{ending}", opened.content, kind, about=kept.case_no)


def _scan(visit: Visit, case_no: str) -> AttachmentRow:
    which = visit.path["which"]
    rows = attachments.rows(visit.township.register, case_no)
    row = next((one for one in rows if one.attachment_id == which), None)
    if row is None or not row.here:
        words = tiers.words(visit.township)
        raise Refusal(
            f"这份附件还没有传到{words.office}，请等{words.below}下次同步。", field="which", code="no-content"
        )
    return row


def _reason(visit: Visit) -> str:
    """What it is needed for; Refusal ``reason`` on ``why``."""
    reason = text.line(visit.typed.one("why"), field="why", words="用途")
    if len(reason) < SHORTEST_REASON:
        raise Refusal(
            f"看完整证件号要写明用途，至少 {SHORTEST_REASON} 个字，会留痕。没有显示。",
            field="why",
            code="reason",
        )
    return reason[: ABOUT_LENGTH // 2]


PAGES = (
    Page("/cases/{case_no}/papers/{paper}", open_paper, noted="查看单据"),
    Page("/cases/{case_no}/scans/{which}", open_scan, noted="打开附件"),
    Page("/cases/{case_no}/scans/{which}/look", look_at_scan, noted="查看附件"),
)
ACTS = (
    Act("/cases/{case_no}/number", show_number, show, "查看完整证件号"),
    Act("/cases/{case_no}/whole-paper", open_whole_paper, show, "查看带完整证件号的单据"),
    Act("/cases/{case_no}/print", print_own, show, "打印单据", OFFICE_WORK),
)
