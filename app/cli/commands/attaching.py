"""Commands for scans and photos of a case: take in, list, save, take away."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.commands.family import Words
from app.cli.facts import facts_of
from app.cli.opening import opened
from app.domain.attachments import KIND_WORDS, AttachmentKind
from app.errors import Refusal
from app.terminal.answers import Answer

if TYPE_CHECKING:
    from app.services.attachments import AttachmentRow
    from app.services.desk import Desk


def add_to(words: Words) -> None:
    made = words.add("attach", "给办件加一份扫描件或照片（jpg、png、pdf）", attach)
    made.add_argument("case_no", metavar="NO", help="办件号")
    made.add_argument("file", type=Path, metavar="FILE", help="文件，最大 20 MB")
    made.add_argument(
        "--kind",
        default=AttachmentKind.SCAN,
        metavar="KIND",
        help="scan 扫描件、photo 照片、mandate 委托书照片",
    )
    made.add_argument("--name", default="", metavar="TEXT", help="显示的名称，默认是文件名")
    made = words.add("attachments", "办件的附件：列出；save 存成文件；remove 撤去", attachments)
    made.add_argument(
        "words", nargs="+", metavar="NO|save|remove", help="NO；save NO 第几份 FILE；remove NO 第几份 原因"
    )


def attach(asked: Namespace) -> Answer:
    from app.services import attachments

    with opened(asked) as desk:
        row = attachments.attach(desk, asked.case_no, asked.file, asked.kind, name=asked.name)
    return Answer(_facts(row), f"已加附件：{_line(row)}")


def attachments(asked: Namespace) -> Answer:
    said: list[str] = asked.words
    action = ACTIONS.get(said[0])
    with opened(asked) as desk:
        return action(desk, said[1:]) if action else _listed(desk, said)


def _listed(desk: Desk, said: list[str]) -> Answer:
    from app.services import attachments

    (case_no,) = _exactly(said, 1, "办件号")
    rows = attachments.rows(desk.register, case_no)
    waiting = attachments.waiting(desk.register, case_no)
    lines = [_line(row) for row in rows] or ["这件没有附件。"]
    if waiting.words:
        lines.append(waiting.words)
    facts = {"attachments": [_facts(row) for row in rows], "waiting": waiting.waiting, "total": waiting.total}
    return Answer(facts, "\n".join(lines))


def _saved(desk: Desk, said: list[str]) -> Answer:
    from app.services import attachments

    case_no, which, to = _exactly(said, 3, "办件号、第几份和存到哪里")
    place = attachments.save(desk, case_no, which, Path(to))
    return Answer({"file": str(place)}, f"已存到 {place}。这个文件没有加密，用完请删除。")


def _removed(desk: Desk, said: list[str]) -> Answer:
    from app.services import attachments

    case_no, which, reason = _exactly(said, 3, "办件号、第几份和原因")
    attachments.remove(desk, case_no, which, reason)
    return Answer({"removed": which}, "已撤去这份附件，记录和原因还在。")


ACTIONS: dict[str, Callable[[Desk, list[str]], Answer]] = {"save": _saved, "remove": _removed}


def _exactly(said: list[str], count: int, names: str) -> list[str]:
    if len(said) == count:
        return said
    raise Refusal(f"后面要写{names}，不多不少。没有改动，请核对。", field="words", code="word-missing")


def _facts(row: AttachmentRow) -> object:
    facts = facts_of(row)
    assert isinstance(facts, dict)
    return facts | {"where": row.where}


def _line(row: AttachmentRow) -> str:
    size = f"{max(row.size // 1024, 1)} KB"
    return f"{row.position} {row.name}（{KIND_WORDS[row.kind]}，{size}，{row.by}）{row.where}"
