"""Commands of the list of people: taking in rosters and old ledgers, taking an import back, the list itself."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.commands.family import Words
from app.cli.opening import opened
from app.errors import Refusal
from app.terminal.answers import Answer

if TYPE_CHECKING:
    from app.domain.rows import VillagerRow
    from app.services.imports import BadRow, ImportChoice, ImportKind, ImportOutcome, Progress

PAGE = 500
BAD_SHOWN = 50


def add_to(words: Words) -> None:
    made = words.add("import", "导入花名册或旧登记簿，或整批撤销", import_)
    made.add_argument("what", choices=("villagers", "ledger", "undo"), help="花名册、旧登记簿，或撤销")
    made.add_argument(
        "target", metavar="FILE|IMPORT_ID", help="表格文件（.xlsx .xls .csv），或要撤销的导入编号"
    )
    made.add_argument("--dry-run", action="store_true", help="只核对，不写")
    made.add_argument(
        "--columns",
        default="",
        metavar="JSON",
        help='哪一列是什么，如 {"name": "B", "phone": "联系方式", "sheet": "二组", "header_row": 3}',
    )
    made.add_argument("--password", default="", metavar="TEXT", help="文件的打开密码")
    words.add("villagers", "群众名单", villagers)


def import_(asked: Namespace) -> Answer:
    from app.services import imports

    if asked.what == "undo":
        return _undone(asked)
    kind = imports.ImportKind(asked.what)
    choice = _choice(kind, asked.columns)
    work = imports.dry_run if asked.dry_run else imports.run
    with opened(asked) as desk:
        outcome = work(desk, Path(asked.target), kind, choice, password=asked.password, progress=_told(asked))
    return Answer(_facts(outcome), _text(outcome, dry=asked.dry_run))


def villagers(asked: Namespace) -> Answer:
    from app.services import villagers as service

    rows: list[VillagerRow] = []
    with opened(asked) as desk:
        while True:
            found = service.page(desk.register, "", limit=PAGE, offset=len(rows)).rows
            rows += found
            if len(found) < PAGE:
                break
    facts = [
        {
            "villager_id": row.villager_id,
            "name": row.name,
            "id_number": row.id_number,
            "phone": row.phone,
            "group": row.group,
            "sex": row.sex,
            "birth_on": row.birth_on.isoformat() if row.birth_on else None,
            "open_cases": row.open_cases,
        }
        for row in rows
    ]
    lines = [
        " ".join(part for part in (row.name, row.group, row.id_number or "无证件号", row.phone) if part)
        for row in rows
    ]
    return Answer(facts, "\n".join(lines) or "还没有登记群众。")


def _undone(asked: Namespace) -> Answer:
    from app.services import imports

    with opened(asked) as desk:
        undone = imports.undo(desk, asked.target)
    facts = {"import_id": undone.import_id, "villagers": undone.villagers, "cases": undone.cases}
    return Answer(facts, f"已整批撤销：群众 {undone.villagers} 人、办件 {undone.cases} 件。")


def _choice(kind: ImportKind, said: str) -> ImportChoice:
    from app.services.imports import ImportChoice, choice_of

    if not said:
        return ImportChoice()
    try:
        return choice_of(kind, json.loads(said))
    except (ValueError, RecursionError):
        raise Refusal(
            '--columns 要写成一个 JSON 对象，如 {"name": "B", "phone": "联系方式"}。什么也没有导入。',
            field="columns",
            code="columns",
        ) from None


def _told(asked: Namespace) -> Progress:
    """On a terminal one line that is written over; programs and files hear nothing."""
    if asked.json or not sys.stderr.isatty():
        return lambda _step, _steps, _words: None

    def tell(step: int, steps: int, words: str) -> None:
        print(f"\r{words} {step}/{steps}", end="", file=sys.stderr, flush=True)

    return tell


def _facts(outcome: ImportOutcome) -> dict[str, object]:
    return {
        "import_id": outcome.import_id,
        "rows": outcome.rows,
        "new": outcome.new,
        "unchanged": outcome.unchanged,
        "bad": _listed(outcome.bad),
        "differs": _listed(outcome.differs),
        "sheet": outcome.sheet,
        "columns": dict(outcome.columns),
        "notes": list(outcome.notes),
    }


def _listed(rows: Sequence[BadRow]) -> list[dict[str, object]]:
    return [{"row": row.row, "field": row.field, "error": row.error} for row in rows]


def _text(outcome: ImportOutcome, *, dry: bool) -> str:
    from app.domain.rosters import FIELDS

    words = {field.name: field.words for field in FIELDS[outcome.kind]}
    read = "、".join(f"{words[name]} {letters} 列" for name, letters in outcome.columns.items())
    done = "核对完了，还没有写" if dry else "导入完了"
    lines = [
        f"“{outcome.sheet}”：{read}。",
        *outcome.notes,
        f"{done}：共 {outcome.rows} 行，新增 {outcome.new}，没有变化 {outcome.unchanged}，"
        f"不能导入 {len(outcome.bad)}。",
    ]
    for title, rows in (("不能导入", outcome.bad), ("与登记的不同", outcome.differs)):
        lines += [f"{title} 第 {row.row} 行：{row.error}" for row in rows[:BAD_SHOWN]]
        if len(rows) > BAD_SHOWN:
            lines.append(f"{title}的还有 {len(rows) - BAD_SHOWN} 行，加 --json 可全部列出。")
    if outcome.import_id:
        lines.append(f"导入编号 {outcome.import_id}，要整批撤销用 import undo。")
    return "\n".join(lines)
