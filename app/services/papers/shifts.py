"""What one agent hands to the next, as papers: 交接班记录 and 代办员离任移交清册."""

from __future__ import annotations

from collections.abc import Sequence

from app.clock import local_day, today
from app.domain.cases import STATE_WORDS, CaseState, Light
from app.errors import Refusal
from app.models.queries import agents, paper_lists
from app.models.queries.paper_lists import BookLine, KeptOriginal
from app.printing.list_words import ListWords
from app.services import handovers
from app.services.desk import Desk
from app.services.paper_words import day_words
from app.services.papers import heads, periods
from app.services.papers.lists import short_day

LIGHT_WORDS = {Light.RED: "超期", Light.YELLOW: "临期", Light.GREEN: "承办中", Light.NONE: "承办中"}


def shift_handover(desk: Desk, day: str) -> ListWords:
    """交接班记录 as it was signed on that day, or what would be handed over now; sensitive items in neutral words."""
    on = periods.day_of(day)
    signed = next((row for row in handovers.listed(desk.register) if local_day(row.at) == on), None)
    content = signed.content if signed else handovers.content(desk.register, desk.clock)
    facts = {
        "from_agent": signed.from_name if signed else desk.actor.name,
        "to_agent": signed.to_name if signed else "",
        "at": day_words(on),
        "last_number": "；".join(f"{pc_code} {last:03d}" for pc_code, last in content.last_numbers),
        "money": "；".join(f"{no} {_yuan(fen)} {payee}" for no, fen, payee in content.money) or "无",
        "keys": "；".join(f"{no} {document}待盖章" for no, document in content.seals),
        "unsent": f"{content.unsent} 条",
        "note": content.note,
    }
    lines = [(line, LIGHT_WORDS[Light(line.light)]) for line in content.open_cases]
    lines += [(line, "待送达") for line in content.to_deliver]
    cases = tuple(
        (str(n), line.case_no, line.applicant, line.item, line.due_on, words)
        for n, (line, words) in enumerate(lines, 1)
    )
    kept = tuple((str(n), no, name, "", where) for n, (no, name, where) in enumerate(content.originals, 1))
    return ListWords(heads.numbered(desk.register, desk.clock), facts, {"cases": cases, "kept": kept})


def leaving_list(desk: Desk, agent: str) -> ListWords:
    """代办员离任移交清册: what the agent of this name leaves behind; Refusal ``no-such-agent``."""
    site_code, name = desk.register.site_code, agent.strip()
    with desk.register.reading() as session:
        found = agents.named(session, site_code, name)
        if len(found) != 1:
            raise Refusal(
                f"本室没有叫“{name[:20]}”的在岗代办员，或有同名的。没有打印。",
                field="agent",
                code="no-such-agent",
            )
        cases = paper_lists.open_cases(session, site_code, found[0].agent_id)
        kept = paper_lists.originals_kept(session, site_code, found[0].agent_id)
        money = tuple(
            (str(n), f"代缴款 {case_no} {fee.basis}", _yuan(fee.amount_fen), fee.note)
            for n, (fee, case_no) in enumerate(paper_lists.fees_open(session, site_code), 1)
        )
    facts = {"from_agent": name, "at": day_words(today(desk.clock))}
    rows = {"cases": _open_rows(cases), "kept": _kept_rows(kept), "open": money}
    return ListWords(heads.numbered(desk.register, desk.clock), facts, rows)


def _open_rows(cases: Sequence[BookLine]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (str(n), case.case_no, case.applicant, case.item_name, short_day(case.promised_on), STATE_WORDS[CaseState(case.state)])
        for n, case in enumerate(cases, 1)
    )  # fmt: skip


def _kept_rows(kept: Sequence[KeptOriginal]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(n), one.case_no, one.name, str(one.sheets), one.where) for n, one in enumerate(kept, 1))


def _yuan(amount_fen: int) -> str:
    return f"{amount_fen / 100:.2f}元"
