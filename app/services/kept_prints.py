"""Papers of a case as its room printed them last, to be looked at by the tier above; nothing is recorded here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.errors import Refusal
from app.models.queries import prints
from app.models.register import Register
from app.printing.form_paper import FormPaper
from app.printing.papers import PAPERS, Paper
from app.services.case_lookup import find_case
from app.services.paper_pictures import masked
from app.services.papers.making import THREE, file_of, kind_named
from app.services.papers.shape import PaperFile

LOOKED_AT = "供查看，不作凭据"


@dataclass(frozen=True, slots=True)
class KeptPrint:
    """A kind of paper that the room printed of this case, and how often."""

    name: str
    title: str
    times: int


def printed_of(register: Register, case_no: str) -> tuple[KeptPrint, ...]:
    """What was printed of a case, in the order of the list of papers; Refusal ``no-such-case``."""
    with register.reading() as session:
        case = find_case(session, register.site_code, case_no)
        found = ((kind, prints.last_print(session, case.site_code, case.id, kind.name)) for kind in PAPERS)
        return tuple(KeptPrint(kind.name, kind.title, last.times) for kind, last in found if last is not None)


def last_print(register: Register, case_no: str, paper: str, *, whole_numbers: bool = False) -> PaperFile:
    """The last print of this paper, drawn again from what was frozen with it and marked as a copy to read.

    ID numbers and the telephone are masked unless ``whole_numbers``. Refusals ``no-such-case``,
    ``no-such-paper``, ``not-printed``, ``print-damaged``.
    """
    import msgspec

    kind = kind_named(paper)
    with register.reading() as session:
        case = find_case(session, register.site_code, case_no)
        last = prints.last_print(session, case.site_code, case.id, paper)
    if last is None:
        raise Refusal(f"村里还没有打印过“{kind.title}”，没有可看的。", field="paper", code="not-printed")
    said = last.description if whole_numbers else masked(last.description)
    shape: type[Paper | FormPaper] = THREE[paper][0] if paper in THREE else FormPaper
    try:
        frozen = msgspec.convert(said, shape)
    except msgspec.ValidationError:  # what a room sends is not always what this program wrote
        raise Refusal(
            f"村里送来的“{kind.title}”读不出来，没有显示。请看纸件。", field="paper", code="print-damaged"
        ) from None
    shown = replace(frozen, head=replace(frozen.head, copy_note=LOOKED_AT))
    return file_of(register, kind, shown, "", times=last.times - 1, case_no=case.case_no)
