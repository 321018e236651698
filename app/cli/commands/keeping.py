"""Commands that keep and prove: the monthly workbook, verification, backups."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.cli import days
from app.cli.answers import Answer
from app.cli.commands.family import Words
from app.cli.opening import opened
from app.errors import Refusal
from app.keystore.environment import passphrase_given
from app.services.desk import Desk


def add_to(words: Words) -> None:
    made = words.add("report", "月报表（Excel 工作簿）", report)
    made.add_argument("what", choices=("month",), help="哪种报表")
    made.add_argument("month", metavar="2026-10", help="哪个月")
    made.add_argument("--to", type=Path, required=True, metavar="FILE.xlsx")
    words.add("verify", "核对登记簿与日志是否一致", verify)
    made = words.add("backup", "做一份加密备份", backup)
    made.add_argument("folder", type=Path, metavar="DIR", help="备份放在哪个文件夹，如U盘")


def report(asked: Namespace) -> Answer:
    from app.services import reports

    year, month = days.month(asked.month)
    with opened(asked) as desk:
        content = reports.month(desk.register, year, month, desk.clock, made_by=desk.actor.name)
    _write(asked.to, content)
    facts = {"file": str(asked.to), "year": year, "month": month}
    return Answer(facts, f"{year} 年 {month} 月的月报表已存为 {asked.to}。")


def verify(asked: Namespace) -> Answer:
    from app.services import backups

    with opened(asked) as desk:
        found = backups.verify(desk.register)
    facts = {
        "ok": found.ok,
        "entries": found.entries,
        "records": found.records,
        "problems": list(found.problems),
    }
    said = "全部一致。" if found.ok else "有不一致："
    lines = [f"核对了 {found.entries} 行日志、{found.records} 条记录，{said}", *found.problems]
    return Answer(facts, "\n".join(lines), found.ok)


def backup(asked: Namespace) -> Answer:
    with opened(asked) as desk:
        file = _backed_up(desk, asked.folder)
    return Answer({"file": str(file)}, f"已备份到 {file}，用口令可在任何电脑上恢复。")


def _backed_up(desk: Desk, folder: Path) -> Path:
    """A register opened by the credential store alone gets the environment's passphrase, then its backup."""
    from app.services import backups

    try:
        return backups.back_up(desk.register, folder, desk.clock)
    except Refusal as refusal:
        given = passphrase_given()
        if refusal.code != "no-passphrase" or given is None:
            raise
        backups.set_passphrase(desk.register, given)
        return backups.back_up(desk.register, folder, desk.clock)


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
