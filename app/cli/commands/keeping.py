"""Commands that keep and prove: verification, backups, the recovery sheet."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.cli.commands.family import Words
from app.cli.opening import opened
from app.errors import Refusal
from app.keystore.environment import passphrase_given
from app.services.desk import Desk
from app.terminal.answers import Answer


def add_to(words: Words) -> None:
    words.add("verify", "核对登记簿与日志是否一致", verify)
    made = words.add("backup", "做一份加密备份", backup)
    made.add_argument("folder", type=Path, metavar="DIR", help="备份放在哪个文件夹，如U盘")

    changed = words.add("keys", "更换本机的钥匙；以前打印的单据照样验得出来", keys)
    changed.add_argument("way", choices=("show", "rotate"), metavar="show|rotate", help="看，或换一对新的")

    made = words.add("recovery-sheet", "制作一张新的恢复密钥单，封好存入保险柜", recovery_sheet)
    where = made.add_mutually_exclusive_group(required=True)
    where.add_argument("--to", type=Path, metavar="FILE.pdf", help="存成 PDF，印好后请删除")
    where.add_argument("--printer", metavar="NAME", help="送到这台打印机")


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
    return Answer({"file": str(file)}, f"已备份到 {file}，用口令或恢复密钥可在任何电脑上恢复。")


def recovery_sheet(asked: Namespace) -> Answer:
    from app.services import recovery_sheets

    with opened(asked) as desk:
        replaced = recovery_sheets.has_one(desk.register)
        if asked.to:
            recovery_sheets.save(desk, asked.to)
            words = f"恢复密钥单已存为 {asked.to}，印好封存后请删除这个文件。"
        else:
            words = recovery_sheets.send(desk, printer=asked.printer).sentence.rstrip("。") + "。"
    facts = {"file": str(asked.to)} if asked.to else {"printer": asked.printer}
    old = "以前那张今后只能打开以前做的备份。" if replaced else ""
    return Answer(facts | {"replaced": replaced}, f"{words}{old}")


def _backed_up(desk: Desk, folder: Path) -> Path:
    """A register opened by the credential store alone gets the environment's passphrase, then its backup."""
    from app.services import backups

    try:
        return backups.back_up_room(desk.register, folder, desk.clock)
    except Refusal as refusal:
        given = passphrase_given()
        if refusal.code != "no-passphrase" or given is None:
            raise
        backups.set_passphrase(desk.register, given)
        return backups.back_up_room(desk.register, folder, desk.clock)


def keys(asked: Namespace) -> Answer:
    from app.services import key_rotation

    with opened(asked) as desk:
        if asked.way == "show":
            now = desk.register.identity.key_id
            return Answer({"key": now}, f"本机现在的钥匙编号是 {now.upper()}。")
        changed = key_rotation.rotate(desk)
    words = (
        f"已换新钥匙：{changed.before.upper()} 换成 {changed.now.upper()}。以前打印的单据照样验得出来。"
        "乡镇在下次同步或读 U 盘时自动认得。请重新做一份备份。"
    )
    return Answer({"before": changed.before, "key": changed.now}, words)
