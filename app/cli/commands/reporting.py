"""Commands of reports: make the workbook of a period, show its figures, open a number, send and freeze."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import case_words
from app.cli.commands.family import Words
from app.cli.opening import opened
from app.domain import figure_documents
from app.domain.periods import KIND_WORDS, PeriodKind, ReportPeriod, parse
from app.errors import Refusal
from app.terminal.answers import Answer

if TYPE_CHECKING:
    from app.services.desk import Desk
    from app.services.reports import ShownFigures

SHOWN = (
    *("received", "completed", "on_time", "overdue", "open_at_end", "declined", "withdrawn"),
    *("extended", "rated", "satisfied", "old_book"),
)
HOW = "月报 2026-10，季报 2026Q4，半年报 2026H2，年报 2026"


def add_to(words: Words) -> None:
    made = words.add("report", "报表：生成工作簿、查看、报送", report)
    made.add_argument("what", choices=(*PeriodKind, "show", "send"), help="哪种报表，或查看、报送")
    made.add_argument("period", metavar="PERIOD", help=HOW)
    made.add_argument("--to", type=Path, metavar="FILE.xlsx", help="工作簿存到哪里")
    made.add_argument("--template", default="", metavar="T.xlsx", help="填进乡镇的表：文件，或已公布的名称")
    made.add_argument("--password", default="", metavar="TEXT", help="打开工作簿要的口令")
    made.add_argument("--whole-ids", default="", metavar="REASON", help="带完整证件号，写明用途，会留痕")
    made.add_argument("--cases", default="", metavar="FIGURE", help="查看时列出某个数背后的办件，如 受理数")


def report(asked: Namespace) -> Answer:
    if asked.what == "show":
        return _show(asked)
    if asked.what == "send":
        return _send(asked)
    period = parse(asked.period, asked.what)
    if asked.to is None:
        raise Refusal("请用 --to 写明工作簿存到哪里。没有生成文件。", field="to", code="to")
    with opened(asked) as desk:
        content = _made(desk, period, asked)
    _write(asked.to, content)
    facts = {"file": str(asked.to), "period": period.text, "kind": period.kind.value}
    return Answer(facts, f"{period.words}的{KIND_WORDS[period.kind]}已存为 {asked.to}。")


def _made(desk: Desk, period: ReportPeriod, asked: Namespace) -> bytes:
    from app.services import report_templates, reports

    template = report_templates.named(desk.register, period.kind, asked.template) if asked.template else None
    making = reports.Making(template=template, password=asked.password, whole_numbers_reason=asked.whole_ids)
    return reports.workbook(desk, period, making)


def _show(asked: Namespace) -> Answer:
    from app.services import reports

    period = parse(asked.period)
    with opened(asked) as desk:
        if asked.cases:
            rows = reports.behind(desk.register, period, asked.cases, desk.clock)
            text = "\n".join(case_words.row_line(row) for row in rows)
            return Answer([case_words.row_facts(row) for row in rows], text or "没有这样的办件。")
        shown = reports.shown(desk.register, period, desk.clock)
    return Answer(facts_of(shown), words_of(shown))


def _send(asked: Namespace) -> Answer:
    from app.services import reports

    period = parse(asked.period)
    with opened(asked) as desk:
        sent = reports.send(desk, period)
    return Answer(facts_of(sent), f"{period.words}已报送，数字不再改动；以后知道的变动列在下个月的调整里。")


def facts_of(shown: ShownFigures) -> dict[str, object]:
    """The figures of a period for programs."""
    return {
        "period": shown.period.text,
        "room": shown.room,
        "as_of": shown.as_of_text,
        "sent_on": shown.sent_on.isoformat() if shown.sent_on else None,
        **figure_documents.to_document(shown.figures),
        "adjustments": [
            {
                "period": line.period,
                "name": line.name,
                "sent": line.sent,
                "earlier": line.earlier,
                "now": line.now,
                "change": line.change,
            }
            for line in shown.adjustments
        ],
    }


def words_of(shown: ShownFigures) -> str:
    """The figures of a period for people."""
    from app.domain.case_counts import COUNT_WORDS

    total = shown.figures.total
    lines = [f"{shown.room} {shown.period.words}（{shown.as_of_text}）"]
    lines.append("，".join(f"{COUNT_WORDS[name]} {total[name]}" for name in SHOWN))
    for no, rate in enumerate(shown.figures.rates, 1):
        beside = f"；{rate.beside}" if rate.beside else ""
        lines.append(f"{no}. {rate.name} {rate.numerator} ÷ {rate.denominator} = {rate.text}{beside}")
    for zero in shown.figures.zeros:
        lines.append(f"{zero.name} {zero.share.text if zero.share else zero.count}")
    for line in shown.adjustments:
        lines.append(f"调整 {line.period} {line.name} {line.change:+d}（报送 {line.sent}，现在 {line.now}）")
    return "\n".join(lines)


def _write(target: Path, content: bytes) -> None:
    from app import keystore

    try:
        keystore.write_whole(target, content)
    except OSError as error:
        raise Refusal(
            f"“{target.name}”写不进去，没有留下半个文件；登记簿没有改动。请检查文件夹、权限和磁盘空间。",
            field="to",
            code="file",
        ) from error
