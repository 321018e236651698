"""A sample sheet in a county's form, to be looked at before the form holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app import paths
from app.printing import press
from app.printing.case_words import CaseWords
from app.printing.fonts import font_book
from app.printing.form_descriptions import FormDescription
from app.printing.forms import CASE_FORMS, LIST_FORMS
from app.printing.list_words import ListWords
from app.printing.papers import paper_kind
from app.printing.postings import press as posting_press
from app.printing.postings.empty_forms import empty_posting
from app.printing.printers.pdf_file import PdfFile
from app.printing.printers.port import PrintJob
from app.services import form_descriptions
from app.services.desk import Desk
from app.services.papers import blank_papers, heads


def sheet(desk: Desk, paper: str, form: FormDescription) -> bytes:
    """The empty form of a paper as it would look; nothing is kept."""
    head = replace(heads.blank(desk.register, desk.clock), form=form)
    folder = paths.fonts_folder(desk.register.home)
    if paper in CASE_FORMS:
        return press.render(CASE_FORMS[paper](CaseWords(head)), folder)
    if paper in LIST_FORMS:
        return press.render(LIST_FORMS[paper](ListWords(head)), folder)
    if paper in blank_papers.MAKERS:
        return press.render(blank_papers.MAKERS[paper](desk.register, head, desk.clock), folder)
    return posting_press.render(empty_posting(paper, head), font_book(folder))


def preview(desk: Desk, file: Path, target: Path, logo: Path | None = None) -> tuple[str, FormDescription]:
    """Save a sample sheet of the form in ``file`` as a PDF; Refusals of ``form_descriptions.read``, and ``file``."""
    paper, form = form_descriptions.read(file, logo)
    kind = paper_kind(paper)
    PdfFile(target).send(PrintJob(sheet(desk, paper, form), kind.title, kind.width_mm, kind.height_mm))
    return paper, form
