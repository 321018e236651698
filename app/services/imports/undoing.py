"""Undoing a whole import: villagers struck out, cases voided, while nothing depends on them."""

from __future__ import annotations

from dataclasses import dataclass

from app.clock import today
from app.domain import case_events
from app.domain.cases import CaseEventKind, Tier
from app.errors import Refusal
from app.models.queries import imports as queries
from app.models.tables import CaseEvent, ImportRun
from app.models.unit_of_work import UnitOfWork
from app.services.desk import Desk

REASON = "整批导入撤销"
DEPENDING_WORDS = {
    "case": "办件",
    "villager": "后来改过的群众信息",
    "case_event": "办件步骤",
    "material": "材料",
    "paper_print": "打印记录",
    "attachment": "附件",
    "mandate": "委托",
    "inquiry": "咨询",
    "appointment": "预约",
    "batch_person": "批量名单",
    "household": "户",
    "joining": "合并记录",
    "correction": "更正",
    "complaint": "投诉",
}


@dataclass(frozen=True, slots=True)
class ImportUndone:
    """How many records were taken back."""

    import_id: str
    villagers: int
    cases: int


def undo(desk: Desk, import_id: str) -> ImportUndone:
    """Take a whole import back, in one unit of work.

    Refusals on ``import_id``: ``no-such-import``, ``import-undone``, ``import-elsewhere``, ``import-in-use``
    (something depends on it; nothing was undone).
    """
    site_code = desk.register.site_code
    with desk.write() as work:
        run = work.get(ImportRun, import_id.strip().lower())
        _refuse(work, site_code, run)
        assert run is not None
        day = today(desk.clock)
        villagers = list(queries.villagers_made(work.session, site_code, run.id))
        for villager in villagers:
            villager.struck_out_on = day
        cases = queries.cases_made(work.session, site_code, run.id)
        for case_id, state in cases:
            _void(work, desk, case_id, state)
        run.undone_at = desk.clock.now()
        work.commit()
        return ImportUndone(run.id, len(villagers), len(cases))


def _refuse(work: UnitOfWork, site_code: str, run: ImportRun | None) -> None:
    if run is None:
        raise _refusal("没有这次导入。请核对导入编号。", "no-such-import")
    if run.undone_at is not None:
        raise _refusal("这次导入已经撤销过了，没有再改动。", "import-undone")
    if run.new and not sum(queries.made_here(work.session, run.id, one) for one in ("villager", "case")):
        raise _refusal("这次导入是在另一台电脑上做的，请到那台电脑上撤销。", "import-elsewhere")
    depending = queries.dependants(work.session, site_code, run.id)
    if depending:
        listed = "、".join(
            f"{DEPENDING_WORDS.get(one, '其他记录')} {count}" for one, count in depending.items()
        )
        raise _refusal(
            f"这次导入的内容已经有别的记录在用（{listed}），不能整批撤销，什么也没有改动。", "import-in-use"
        )


def _refusal(sentence: str, code: str) -> Refusal:
    return Refusal(sentence, field="import_id", code=code)


def _void(work: UnitOfWork, desk: Desk, case_id: str, state: str) -> None:
    work.add(
        CaseEvent(
            case_id=case_id,
            event=CaseEventKind.VOIDED.value,
            from_state=state,
            at=desk.clock.now(),
            data=case_events.check_fields(CaseEventKind.VOIDED, {"reason": REASON}),
            reason=REASON,
            by_agent=desk.actor.agent_id,
            by_name=desk.actor.name,
            by_tier=Tier.VILLAGE.value,
        )
    )
