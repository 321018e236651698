"""The two lists that travel between room and township, as papers; what they say was frozen when they were made."""

from __future__ import annotations

from typing import Any

from app.clock import local_day
from app.errors import Refusal
from app.models.queries import paper_lists
from app.printing.list_words import ListWords
from app.services.desk import Desk
from app.services.paper_words import day_words
from app.services.papers import heads


def handover_list(desk: Desk, list_no: str) -> ListWords:
    """上报件移交清单 with this number; Refusal ``no-such-list``."""
    return _words(desk, list_no.strip().upper(), "up")


def fetch_list(desk: Desk, list_no: str) -> ListWords:
    """结果取回清单 with this number; Refusal ``no-such-list``."""
    return _words(desk, list_no.strip().upper(), "down")


def _words(desk: Desk, list_no: str, direction: str) -> ListWords:
    with desk.register.reading() as session:
        found = paper_lists.transfer_list(session, desk.register.site_code, list_no, direction)
        if found is None:
            raise Refusal(
                f"登记簿里没有 {list_no[:40]} 这张清单。没有打印。要空白表就不写编号。",
                field="list_no",
                code="no-such-list",
            )
        rows = tuple(_row(number, line) for number, line in enumerate(found.rows, 1))
        facts = {
            "list_no": found.list_no,
            "made_on": day_words(local_day(found.made_at)),
            "window": found.desk_window or found.receiver,
            "count": str(len(rows)),
        }
    return ListWords(heads.numbered(desk.register, desk.clock, list_no), facts, {"rows": rows})


def _row(number: int, line: dict[str, Any]) -> tuple[str, ...]:
    said = [str(line.get(key, "")) for key in ("case_no", "applicant", "item", "papers")]
    return str(number), *said, "", "", ""
