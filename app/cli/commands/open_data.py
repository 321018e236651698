"""The command that takes open data out."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.cli.commands.family import Words
from app.cli.opening import opened
from app.terminal.answers import Answer

FORMATS = ("jsonl", "csv", "sqlite")


def add_to(words: Words) -> None:
    made = words.add("export", "导出开放数据，字段见 docs/data-dictionary.md", export)
    made.add_argument(
        "--format", required=True, choices=FORMATS, help="一行一条 JSON、一个 CSV 文件夹或一个 SQLite 文件"
    )
    made.add_argument("--to", type=Path, required=True, metavar="FILE", help="新文件；csv 是新文件夹")
    made.add_argument(
        "--whole-ids", default="", metavar="REASON", help="号码不打码的理由，会记入登记簿；不写就打码"
    )


def export(asked: Namespace) -> Answer:
    from app.services import exports

    with opened(asked) as desk:
        done = exports.export(desk, exports.ExportFormat(asked.format), asked.to, whole_ids=asked.whole_ids)
    total = sum(done.counts.values())
    facts = {
        "file": str(done.place),
        "format": done.format.value,
        "records": total,
        "tables": dict(done.counts),
        "whole_numbers": done.whole_numbers,
    }
    masked = "号码没有打码，理由已记下" if done.whole_numbers else "号码已打码"
    return Answer(facts, f"已导出 {total} 条记录到 {done.place}，{masked}。")
