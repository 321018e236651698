"""Commands of persons: two records of one person found, joined and parted again."""

from __future__ import annotations

from argparse import Namespace

from app.cli.commands.family import Words
from app.cli.facts import listed
from app.cli.opening import opened
from app.terminal.answers import Answer


def add_to(words: Words) -> None:
    words.add("alike", "可能是同一个人的两条记录", alike)
    made = words.add("join", "把两条记录合并成一个人", join)
    made.add_argument("keep", metavar="KEEP", help="留下的群众编号")
    made.add_argument("other", metavar="OTHER", help="并进去的群众编号")
    made.add_argument("--reason", required=True, metavar="TEXT", help="凭什么认定是同一个人")
    words.add("joinings", "合并过的记录，含已分开的", joinings)
    made = words.add("unjoin", "把合并的记录再分开", unjoin)
    made.add_argument("joining", metavar="ID", help="合并的编号")
    made.add_argument("--reason", required=True, metavar="TEXT", help="为什么分开")


def alike(asked: Namespace) -> Answer:
    from app.services import joining

    with opened(asked) as desk:
        pairs = joining.alike(desk.register)
    lines = [
        f"{pair.first.name}（{pair.first.villager_id}）和 {pair.second.name}（{pair.second.villager_id}）："
        + "、".join(pair.why)
        for pair in pairs
    ]
    return listed(pairs, lines, "没有看起来像同一个人的记录。")


def join(asked: Namespace) -> Answer:
    from app.services import joining

    with opened(asked) as desk:
        joining_id = joining.join(desk, asked.keep, asked.other, asked.reason)
    return Answer({"joining_id": joining_id}, f"已合并，编号 {joining_id}，可以用 unjoin 分开。")


def joinings(asked: Namespace) -> Answer:
    from app.services import joining

    with opened(asked) as desk:
        rows = joining.rows(desk.register)
    lines = [
        f"{row.kept_name} ← {row.other_name} {row.reason}{'（已分开）' if row.undone_at else ''} {row.joining_id}"
        for row in rows
    ]
    return listed(rows, lines, "没有合并过。")


def unjoin(asked: Namespace) -> Answer:
    from app.services import joining

    with opened(asked) as desk:
        joining.undo(desk, asked.joining, asked.reason)
    return Answer({"joining_id": asked.joining}, "已分开。")
