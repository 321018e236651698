"""A paper as a picture for somebody's telephone: numbers masked, the room's mark across it, nothing counted as a print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import paths
from app.domain.masking import mask_id, mask_phone
from app.domain.numbers_in_text import hide_ids
from app.errors import Refusal
from app.printing import press, shared_picture
from app.printing.fonts import font_book
from app.printing.form_paper import FormPaper
from app.printing.printers.pdf_file import PdfFile
from app.printing.printers.port import PrintJob
from app.services import rooms
from app.services.desk import Desk
from app.services.papers import PaperFile
from app.services.papers.making import THREE

FOR_LOOKING = "仅供查看"
SECRET = "recovery-sheet"


def shareable(desk: Desk, file: PaperFile, page: int = 1) -> bytes:
    """One page of a paper as PNG, ID numbers and the person's telephone masked, the room's name across it.

    Refusals: ``no-such-page``, ``secret-paper``.
    """
    if file.name == SECRET:
        raise Refusal("恢复密钥单不能存成图片发出去：谁拿到它谁就能打开备份。没有保存。", code="secret-paper")
    fonts_folder = paths.fonts_folder(desk.register.home)
    pdf = file.pdf
    if file.name in THREE or "sections" in file.description:
        pdf = press.render(_masked_paper(file), fonts_folder, file.layout)
    room = rooms.room(desk.register, desk.clock)
    return shared_picture.png(pdf, page, f"{room.name} {FOR_LOOKING}", font_book(fonts_folder))


def save(desk: Desk, file: PaperFile, page: int, target: Path) -> None:
    """The picture as a file, whole or not at all. Refusals: ``no-such-page`` and those of a file."""
    picture = shareable(desk, file, page)
    PdfFile(target).send(PrintJob(picture, file.title, file.width_mm, file.height_mm))


def _masked_paper(file: PaperFile) -> Any:
    import msgspec

    kind = THREE[file.name][0] if file.name in THREE else FormPaper
    return msgspec.convert(masked(file.description), kind)


def masked(part: Any, name: str = "") -> Any:
    """A description with every resident number and the applicant's telephone masked, whatever field they stand in."""
    if isinstance(part, dict):
        of = str(part.get("key", ""))  # a form's entry says in ``key`` what its ``text`` is
        return {key: masked(value, of if key == "text" else str(key)) for key, value in part.items()}
    if isinstance(part, (list, tuple)):
        return [masked(each, name) for each in part]
    if not isinstance(part, str):
        return part
    if name == "copy_note" and part.startswith("补打"):
        return ""  # a picture to look at is no second print
    if "id_number" in name:
        return part if "*" in part else mask_id(part)
    if name == "phone":
        return mask_phone(part)
    return hide_ids(part, mask_id)
