"""Commands of the peak season and of big cases: reserved numbers, batches, parallel tasks."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import days
from app.cli.commands.family import Words
from app.cli.facts import act, facts_of, listed, word
from app.domain.batches import STATUS_WORDS, PersonStatus
from app.domain.reservations import RESERVED_FOR_WORDS
from app.domain.tasks import TaskPlan
from app.errors import Refusal
from app.terminal.answers import Answer, say_json

if TYPE_CHECKING:
    from app.domain.tasks import TaskRow
    from app.services.desk import Desk

STATE_WORDS = {"free": "未用", "used": "已录入", "spoiled": "已作废"}


def add_to(words: Words) -> None:
    made = words.add("reserve", "预留办件号：预留、列出、作废", lambda asked: act(asked, RESERVE))
    made.add_argument("action", choices=RESERVE, help="take 预留、list 列出、spoil 作废")
    made.add_argument("words", nargs="*", metavar="COUNT|NO REASON", help="几个号，或号码和作废原因")
    made.add_argument("--purpose", default="pad", choices=[*map(str, RESERVED_FOR_WORDS)], help="用途")
    made.add_argument("--tour", default="", metavar="ID", help="哪次巡回")
    made = words.add(
        "batch", "一个事项为很多人办：开批、逐个受理、标记、进度、结束", lambda asked: act(asked, BATCH)
    )
    made.add_argument("action", choices=BATCH, help="open again accept mark people progress list close")
    made.add_argument(
        "words", nargs="*", metavar="WORDS", help="事项和名称，或批次、名单上的编号，后面写状态或备注"
    )
    made.add_argument("--people", default="", metavar="FILE", help="名单文件，每行一个群众编号")
    made.add_argument("--ids", default="", metavar="FILE", help="身份证号文件，每行一个，可在号后写姓名")
    made.add_argument("--papers", default="", metavar="NAMES", help="每人都交的材料，用顿号隔开")
    made = words.add(
        "tasks", "联合代理的并联事项：按目录或逐项添加、开始、办完、列出", lambda asked: act(asked, TASKS)
    )
    made.add_argument("action", choices=TASKS, help="plan 按目录、add 逐项、start 开始、done 办完、list 列出")
    made.add_argument(
        "words", nargs="*", metavar="NO|ID TEXT", help="办件号，或编号和结果；add 时为办件号和名称"
    )
    made.add_argument("--department", default="", metavar="TEXT", help="办理单位")
    made.add_argument("--days", type=int, default=0, metavar="N", help="几个工作日")
    made.add_argument("--on", default="", metavar="DATE", help="哪一天，默认今天")
    made.add_argument("--later", action="store_true", help="先不开始")


def _take(desk: Desk, asked: Namespace) -> Answer:
    from app.services import reserved_numbers

    typed = word(asked, 0, "几个号")
    count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0
    numbers = reserved_numbers.reserve(desk, count, asked.purpose, asked.tour)
    return Answer({"numbers": list(numbers)}, "\n".join(numbers))


def _reserved(desk: Desk, asked: Namespace) -> Answer:
    from app.services import reserved_numbers

    rows = reserved_numbers.rows(desk.register)
    lines = [
        f"{row.case_no} {row.reserved_on} {RESERVED_FOR_WORDS[row.purpose]} {STATE_WORDS[row.state]}"
        for row in rows
    ]
    return listed(rows, lines, "没有预留的号。")


def _spoil(desk: Desk, asked: Namespace) -> Answer:
    from app.services import reserved_numbers

    no = word(asked, 0, "号码")
    reserved_numbers.spoil(desk, no, word(asked, 1, "原因"))
    return Answer({"case_no": no}, f"{no} 已作废。")


def _open(desk: Desk, asked: Namespace) -> Answer:
    from app.services import batches

    ids = _lines(asked.people) if asked.people else ()
    row = batches.open_batch(desk, word(asked, 0, "事项"), word(asked, 1, "名称"), ids)
    return Answer(facts_of(row), f"已开批：{row.title}，名单 {row.total} 人，编号 {row.batch_id}")


def _again(desk: Desk, asked: Namespace) -> Answer:
    from app.services import batches

    row = batches.open_again(desk, word(asked, 0, "上一批的编号"), word(asked, 1, "名称"))
    return Answer(facts_of(row), f"已开批：{row.title}，名单 {row.total} 人，编号 {row.batch_id}")


def _accept(desk: Desk, asked: Namespace) -> Answer:
    """Each number's answer as soon as it is known; a bad one never stops the others."""
    from app.domain.requests import MaterialGiven
    from app.services import batches

    batch_id, ok = word(asked, 0, "批次编号"), True
    given = tuple(MaterialGiven(name.strip()) for name in asked.papers.split("、") if name.strip())
    scanned = (" ".join(asked.words[1:]),) if len(asked.words) > 1 else _lines(asked.ids)
    for number, line in enumerate(scanned, 1):
        id_number, _, name = line.partition(" ")
        try:
            fact = batches.accept(desk, batch_id, id_number, given, name.strip())
            facts: dict[str, object] = {"case_no": fact.case_no, "kind": fact.kind.value}
            text = f"已受理 {fact.case_no}"
        except Refusal as refusal:
            ok, facts = False, {"error": refusal.sentence, "field": refusal.field}
            text = f"没有受理：{refusal.sentence}"
        if asked.json:
            say_json({"line": number, **facts})
        else:
            print(f"第 {number} 个 {text}")
    return Answer(ok=ok)


def _mark(desk: Desk, asked: Namespace) -> Answer:
    from app.services import batches

    status = word(asked, 1, "状态")
    wanted = next((one for one, words in STATUS_WORDS.items() if status in (one.value, words)), status)
    batches.mark(desk, word(asked, 0, "名单上的编号"), wanted, " ".join(asked.words[2:]))  # type: ignore[arg-type]
    return Answer({"person_id": asked.words[0], "status": str(wanted)}, "已标记。")


def _people(desk: Desk, asked: Namespace) -> Answer:
    from app.services import batches

    rows = batches.persons(desk.register, word(asked, 0, "批次编号"))
    lines = [
        f"{row.group} {row.name} {STATUS_WORDS[row.status]} {row.case_no} {row.person_id}" for row in rows
    ]
    return listed(rows, lines, "名单是空的。")


def _progress(desk: Desk, asked: Namespace) -> Answer:
    from app.services import batches

    groups = batches.progress(desk.register, word(asked, 0, "批次编号"))
    lines = [
        f"{group.group or '未分组'} 共 {group.total}："
        + "、".join(f"{STATUS_WORDS[one]} {group.counts.get(one, 0)}" for one in PersonStatus)
        for group in groups
    ]
    return listed(groups, lines, "名单是空的。")


def _batches(desk: Desk, asked: Namespace) -> Answer:
    from app.services import batches

    rows = batches.rows(desk.register)
    lines = [
        f"{row.started_on} {row.title} 已办 {row.done}/{row.total}{' 已结束' if row.closed_on else ''} {row.batch_id}"
        for row in rows
    ]
    return listed(rows, lines, "还没有批次。")


def _close(desk: Desk, asked: Namespace) -> Answer:
    from app.services import batches

    row = batches.close(desk, word(asked, 0, "批次编号"))
    return Answer(facts_of(row), f"“{row.title}”已结束，已办 {row.done}/{row.total}。")


def _plan(desk: Desk, asked: Namespace) -> Answer:
    from app.services import tasks

    return _chart(tasks.plan_from_catalogue(desk, word(asked, 0, "办件号"), start=not asked.later))


def _add(desk: Desk, asked: Namespace) -> Answer:
    from app.services import tasks

    one = TaskPlan(word(asked, 1, "名称"), asked.department, working_days=asked.days)
    return _chart(tasks.plan(desk, word(asked, 0, "办件号"), (one,), start=not asked.later))


def _start(desk: Desk, asked: Namespace) -> Answer:
    from app.services import tasks

    tasks.start(desk, word(asked, 0, "编号"), days.day(asked.on, field="on") if asked.on else None)
    return Answer({"task_id": asked.words[0]}, "已开始。")


def _done(desk: Desk, asked: Namespace) -> Answer:
    from app.services import tasks

    on = days.day(asked.on, field="on") if asked.on else None
    tasks.finish(desk, word(asked, 0, "编号"), word(asked, 1, "结果"), on=on)
    return Answer({"task_id": asked.words[0]}, "已办完。")


def _tasks(desk: Desk, asked: Namespace) -> Answer:
    from app.services import tasks

    return _chart(tasks.rows(desk.register, word(asked, 0, "办件号"), desk.clock))


def _chart(rows: tuple[TaskRow, ...]) -> Answer:
    lines = []
    for row in rows:
        until = f"{row.done_on} 办完" if row.done_on else f"最迟 {row.due_on}" if row.due_on else "未开始"
        late = f"，超期 {row.late} 天" if row.late else ""
        lines.append(f"{row.position} {row.name} {row.department} {until}{late} {row.task_id}")
    return listed(rows, lines, "没有并联事项。")


def _lines(file: str) -> tuple[str, ...]:
    """The lines of a small text file that hold something; Refusal ``file``."""
    try:
        content = Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            f"文件“{Path(file).name}”读不出来，没有登记任何一个。请核对文件名，另存为 UTF-8 文本。",
            field="file",
            code="file",
        ) from error
    return tuple(line.strip() for line in content.splitlines() if line.strip())


RESERVE = {"take": _take, "list": _reserved, "spoil": _spoil}
BATCH = {
    "open": _open,
    "again": _again,
    "accept": _accept,
    "mark": _mark,
    "people": _people,
    "progress": _progress,
    "list": _batches,
    "close": _close,
}
TASKS = {"plan": _plan, "add": _add, "start": _start, "done": _done, "list": _tasks}
