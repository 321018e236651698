"""Papers printed, saved and counted: a paper that is handed over stands in the record."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from app.domain import case_numbers
from app.errors import Refusal
from app.models.queries import prints
from app.models.tables import PaperPrint
from app.printing import raster
from app.printing.printers.pdf_file import PdfFile
from app.printing.printers.port import PrintJob
from app.services.desk import Desk
from app.services.papers import list_prints, slip_parts
from app.services.papers.making import make
from app.services.papers.shape import PagePicture, PaperFile


def printed(
    desk: Desk,
    case_no: str,
    file: PaperFile,
    where: str,
    send: Callable[[], object] | None = None,
    *,
    job_ref: str = "",
) -> int:
    """Record that ``file`` was sent to ``where``; returns how often this paper has been printed.

    ``send`` is done between writing the record and keeping it: where either is refused, neither stands.
    """
    with desk.register.write(desk.actor.agent_id, desk.clock) as unit:
        key = prints.case_key(unit.session, str(case_numbers.parse(case_no)))
        if key is None:
            raise Refusal("登记簿里没有这个编号，请核对后再试。", field="case_no", code="no-such-case")
        last = prints.last_print(unit.session, *key, file.name)
        times = last.times + 1 if last else 1
        unit.add(
            PaperPrint(
                site_code=key[0],
                case_id=key[1],
                paper=file.name,
                copy_no=times,
                description=file.description,
                printed_at=desk.clock.now(),
                by_agent=desk.actor.agent_id,
                sent_to=where,
                reason=file.reason,
                job_ref=job_ref,
            )
        )
        if file.name == "slip":
            slip_parts.begun(unit, desk, *key)
        unit.session.flush()
        if send:
            send()
        unit.commit()
    return times


def counted(
    desk: Desk, file: PaperFile, where: str, send: Callable[[], object] | None = None, *, job_ref: str = ""
) -> int:
    """As ``printed``, for a paper of a case or of none; returns how often it was printed."""
    if file.case_no:
        return printed(desk, file.case_no, file, where, send, job_ref=job_ref)
    return list_prints.counted(desk, file, where, send, job_ref=job_ref)


def save(desk: Desk, case_no: str, paper: str, target: Path) -> int:
    """Make the paper, save it as a PDF and record it; returns how often it was printed."""
    return keep(desk, make(desk, case_no, paper), target)


def keep(desk: Desk, file: PaperFile, target: Path) -> int:
    """Save exactly this paper as a PDF, whole or not at all, and record it as a print."""
    job = _job(file)
    was_there = target.exists()
    try:
        return counted(desk, file, "PDF", lambda: PdfFile(target).send(job))
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


def _job(file: PaperFile) -> PrintJob:
    return PrintJob(file.pdf, file.title, file.width_mm, file.height_mm)
