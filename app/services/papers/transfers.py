"""The two lists that travel between room and township, as papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.clock import local_day
from app.errors import Refusal
from app.models.queries import Session, paper_lists
from app.models.tables import Material, ServiceCase, TransferList
from app.printing.list_words import ListWords
from app.services.desk import Desk
from app.services.paper_words import day_words
from app.services.papers import heads


def handover_list(desk: Desk, list_no: str) -> ListWords:
    """上报件移交清单 with this number; Refusal ``no-such-list``."""
    return _words(desk, list_no.strip(), "up")


def fetch_list(desk: Desk, list_no: str) -> ListWords:
    """结果取回清单 with this number; Refusal ``no-such-list``."""
    return _words(desk, list_no.strip(), "down")


def _words(desk: Desk, list_no: str, direction: str) -> ListWords:
    site_code = desk.register.site_code
    with desk.register.reading() as session:
        found = paper_lists.transfer_list(session, site_code, list_no, direction)
        if found is None:
            raise Refusal(
                f"登记簿里没有 {list_no[:40]} 这张清单。没有打印。要空白表就不写编号。",
                field="list_no",
                code="no-such-list",
            )
        rows = _rows(session, site_code, found)
        facts = {
            "list_no": found.list_no,
            "made_on": day_words(local_day(found.made_at)),
            "window": found.desk_window or found.receiver,
            "count": str(len(rows)),
        }
    return ListWords(heads.numbered(desk.register, desk.clock, list_no), facts, {"rows": rows})


def _rows(session: Session, site_code: str, found: TransferList) -> tuple[tuple[str, ...], ...]:
    """One row a case; a line of the list is a case number, or an object that names the case."""
    said = [line if isinstance(line, dict) else {"case_no": line} for line in found.rows]
    keys = [str(line.get("case_id") or line.get("case_no") or "") for line in said]
    known = paper_lists.cases_named(session, site_code, keys)
    papers = paper_lists.materials_received(session, site_code, [case.id for case in known.values()])
    return tuple(
        _row(number, line, known.get(key), papers.get(known[key].id, ()) if key in known else ())
        for number, (key, line) in enumerate(zip(keys, said, strict=True), 1)
    )


def _row(
    number: int, line: dict[str, Any], case: ServiceCase | None, papers: Sequence[Material]
) -> tuple[str, ...]:
    given = line.get("documents") or line.get("materials")
    things = given if isinstance(given, list) else [f"{paper.name}（{paper.sheets}）" for paper in papers]
    return (
        str(number),
        case.case_no if case else str(line.get("case_no", "")),
        case.applicant_name if case else str(line.get("applicant", "")),
        case.item_name if case else str(line.get("matter", "")),
        "；".join(map(str, things)),
        str(line.get("sheets", "")),
        str(line.get("reference", "")),
        "",
    )
