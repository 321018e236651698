"""A county's own forms of papers: taken in from a file, kept as published records, looked at before they hold."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from app.domain.cases import Tier
from app.domain.divisions import is_above_village
from app.errors import Refusal
from app.models.queries import form_descriptions as queries
from app.models.queries.form_descriptions import PublishedForm
from app.models.register import Register
from app.models.tables import FormDescription as FormRecord
from app.printing import form_descriptions as forms
from app.printing.form_descriptions import PROGRAMS_OWN, FormDescription
from app.printing.form_fields import fields_of_papers, why_no_seal_place
from app.services.desk import Desk


def read(file: Path, logo: Path | None = None) -> tuple[str, FormDescription]:
    """The paper's name and its form from a file, with a picture from another one; nothing is kept.

    Refusals: ``form-file`` (cannot be read), ``form-size``, ``form-unknown``, ``form-field``, ``form-logo`` …
    """
    document = _bytes(file, forms.LARGEST_DOCUMENT_BYTES, "form-size", "文件")
    try:
        text = document.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise forms.refusal("不是 UTF-8 文本", "format") from None
    paper, form = forms.from_document(text, fields_of_papers())
    why_not = why_no_seal_place(paper)
    if form.seal_place and why_not:
        raise forms.refusal(f"写了盖章位置，但{why_not}", "seal")
    if logo is not None:
        form = forms.with_logo(form, _bytes(logo, forms.LARGEST_LOGO_BYTES, "form-logo", "徽标"))
    return paper, form


def take_in(desk: Desk, file: Path, logo: Path | None = None) -> tuple[str, FormDescription]:
    """Publish a form; from now on new papers follow it, papers printed before are reproduced as they were.

    A township's form holds in all its villages.
    """
    paper, form = read(file, logo)
    document = forms.to_document(paper, form)
    own = desk.register.site_code
    tier = Tier.TOWNSHIP if is_above_village(own) else Tier.VILLAGE
    with desk.write() as work:
        for site_code in queries.villages(work.session) if tier is Tier.TOWNSHIP else (own,):
            work.add(
                FormRecord(
                    site_code=site_code,
                    paper=paper,
                    document=document,
                    published_at=desk.clock.now(),
                    published_by=tier.value,
                )
            )
        work.commit()
    return paper, form


def in_force(register: Register, paper: str) -> FormDescription:
    """How this paper looks here now; ``PROGRAMS_OWN`` where nobody published a form."""
    with register.reading() as session:
        document = queries.in_force(session, register.site_code, paper)
    return _form(document) if document else PROGRAMS_OWN


def fields_of(paper: str) -> tuple[str, ...]:
    """The words a form may change on this paper, in the program's order."""
    return fields_of_papers().get(paper, ())


def published(register: Register, paper: str = "") -> tuple[PublishedForm, ...]:
    """Every published form, or those of one paper, the newest first."""
    with register.reading() as session:
        return queries.published(session, register.site_code, paper)


def with_its_logo(register: Register, paper: str, form: FormDescription) -> FormDescription:
    """A form frozen with a print, its picture put back from the published form that it names."""
    if not form.logo_sha256 or form.logo_png:
        return form
    for row in published(register, paper):
        kept = _form(row.document)
        if kept.logo_sha256 == form.logo_sha256:
            return replace(form, logo_png=kept.logo_png)
    return replace(form, logo_sha256="")


@lru_cache(maxsize=32)
def _form(document: str) -> FormDescription:
    """A published document was checked when it was taken in; one that is not understood is passed over."""
    try:
        return forms.from_document(document, fields_of_papers())[1]
    except Refusal:  # written by a newer version: the program's own form still prints every fact
        return PROGRAMS_OWN


def _bytes(file: Path, most: int, code: str, words: str) -> bytes:
    """The file's bytes; one that is too large is not even read."""
    try:
        size = file.stat().st_size
        if size > most:
            raise forms.refusal(
                f"的{words}有 {size / 1_000_000:.1f} MB，太大了，最多 {most // 1000} KB",
                code.removeprefix("form-"),
            )
        return file.read_bytes()
    except OSError as error:
        raise Refusal(
            f"读不出“{file.name}”。没有导入，单据仍按原来的式样打印。请看文件是否存在、能否打开。",
            field="form",
            code="form-file",
        ) from error
