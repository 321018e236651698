"""Commands of paper: what can be printed, printing it filled or empty, to a file or a printer."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.commands.family import Words
from app.cli.opening import opened
from app.clock import CHINA
from app.errors import Refusal
from app.printing.papers import PAPERS
from app.terminal.answers import Answer

if TYPE_CHECKING:
    from app.services.desk import Desk
    from app.services.papers import PaperFile

BLANK_SLIPS = "blank-slips"


def add_to(words: Words) -> None:
    words.add("papers", "能打印的单据", papers)
    made = words.add("prints", "谁在什么时候打印过哪些清单、公示和空白表，第几次", prints)
    made.add_argument("--paper", default="", metavar="NAME", help="只看这一种")
    made = words.add("print", "打印一张单据，或存成 PDF", print_paper)
    made.add_argument(
        "number",
        nargs="?",
        default="",
        metavar="NO",
        help="办件号；清单写清单号，登记簿写年月，待办清单写日期；不写是空白表",
    )
    names = [kind.name for kind in PAPERS]
    made.add_argument(
        "--paper", required=True, choices=names, metavar="NAME", help="哪种单据，用 papers 看有哪些"
    )
    made.add_argument(
        "--layout",
        default="",
        metavar="LAYOUT",
        help="别的版式，用 papers 看有哪些；不写用设置里记住的，小票机用卷纸",
    )
    made.add_argument("--count", type=int, default=1, metavar="N", help="空白登记本印几张，每张预留一个编号")
    made.add_argument("--reason", default="", metavar="TEXT", help="为什么再出一次一次性告知书")
    where = made.add_mutually_exclusive_group(required=True)
    where.add_argument("--to", type=Path, metavar="FILE.pdf", help="存成 PDF")
    where.add_argument("--printer", metavar="NAME", help="送到这台打印机")


def papers(asked: Namespace) -> Answer:
    facts = [
        {
            "name": kind.name,
            "title": kind.title,
            "width_mm": kind.width_mm,
            "height_mm": kind.height_mm,
            "about": kind.about,
        }
        for kind in PAPERS
    ]
    lines = []
    for kind in PAPERS:
        lines.append(f"{kind.name} {kind.title}，{kind.width_mm:g}×{kind.height_mm:g} 毫米：{kind.about}")
        lines += [f"  --layout {layout.name} {layout.title}" for layout in kind.layouts]
    return Answer(facts, "\n".join(lines))


def prints(asked: Namespace) -> Answer:
    from app.services.papers import kind_named, list_prints

    if asked.paper:
        kind_named(asked.paper)
    with opened(asked) as desk:
        rows = list_prints.rows(desk.register, asked.paper)
    titles = {kind.name: kind.title for kind in PAPERS}
    facts = [
        {
            "paper": row.paper,
            "of": row.of,
            "times": row.copy_no,
            "at": row.printed_at.isoformat(),
            "by": row.by_name,
            "sent_to": row.sent_to,
        }
        for row in rows
    ]
    lines = [
        f"{row.printed_at.astimezone(CHINA):%Y-%m-%d %H:%M} {' '.join((titles[row.paper], row.of)).strip()} "
        f"第{row.copy_no}次，{row.by_name}，{row.sent_to}"
        for row in rows
    ]
    return Answer(facts, "\n".join(lines) or "还没有打印过清单、公示或空白表；办件的单据看办件。")


def print_paper(asked: Namespace) -> Answer:
    from app.services.papers import kind_named

    kind_named(asked.paper, asked.layout)
    with opened(asked) as desk:
        asked.layout = asked.layout or _usual_layout(desk, asked)
        file = _made(desk, asked)
        facts: dict[str, object] = {"paper": file.name, "times": file.copy_no}
        words = _saved(desk, file, asked.to) if asked.to else _sent(desk, file, asked.printer)
        facts |= {"file": str(asked.to)} if asked.to else {"printer": asked.printer}
        facts |= {"warnings": list(file.warnings)} if file.warnings else {}
    again = f"，这是第 {file.copy_no} 次打印" if file.copy_no > 1 else ""
    return Answer(facts, "\n".join((f"{words}{again}。", *file.warnings)))


def _usual_layout(desk: Desk, asked: Namespace) -> str:
    from app.services import printers

    return printers.layout_for(desk.register, asked.paper, asked.printer or "")


def _made(desk: Desk, asked: Namespace) -> PaperFile:
    from app.services import papers, postings

    if asked.paper in {kind.name for kind in postings.kinds()}:
        return _posting(desk, asked)
    if asked.paper == BLANK_SLIPS:
        return papers.blank_slips(desk, asked.count, asked.layout)
    if not asked.number:
        return papers.empty(desk.register, asked.paper, asked.layout, clock=desk.clock)
    return papers.make(desk, asked.number, asked.paper, asked.layout, reason=asked.reason)


def _posting(desk: Desk, asked: Namespace) -> PaperFile:
    """From what the register holds today; of one item where none is named, the empty form."""
    from app.services import postings

    try:
        return postings.make(desk.register, desk.clock, asked.paper, asked.number, asked.layout)
    except Refusal as refusal:
        if asked.number or refusal.code != "item-needed":
            raise
    return postings.empty(desk.register, desk.clock, asked.paper, asked.layout)


def _saved(desk: Desk, file: PaperFile, target: Path) -> str:
    from app.services import papers

    papers.keep(desk, file, target)
    return f"已存为 {target}"


def _sent(desk: Desk, file: PaperFile, printer: str) -> str:
    from app.services import print_queue

    row = print_queue.send(desk, file, printer=printer)
    if row.stuck:
        raise Refusal(row.sentence, field="printer", code="printer")
    return row.sentence.rstrip("。")
