"""Commands about what is served and which days are worked: files in and out, versions compared, own items."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.commands.family import Words
from app.cli.opening import opened
from app.domain.cases import KIND_WORDS
from app.errors import Refusal
from app.services.desk import Desk
from app.terminal.answers import Answer

if TYPE_CHECKING:
    from app.domain.catalogue import Catalogue, ServiceItem
    from app.domain.catalogue_difference import CatalogueDifference


def add_to(words: Words) -> None:
    made = words.add("catalogue", "事项目录：导入、导出、比较、看一项、本村事项", _catalogue)
    _add_operands(made, {name: takes for name, (takes, _work) in CATALOGUE_WORK.items()})
    made.add_argument("--look", action="store_true", help="导入前只看会有什么变化，不导入")
    made.add_argument("--reason", default="", help="move 时写明原因；不写只列出后果")
    made = words.add("calendar", "工作日表：导入国务院公布的一年", _calendar)
    _add_operands(made, {"import": ("FILE",)})


def _add_operands(made: ArgumentParser, takes: dict[str, tuple[str, ...]]) -> None:
    shown = "；".join(f"{name} {' '.join(words)}".strip() for name, words in takes.items())
    made.add_argument("what", choices=tuple(takes), metavar="WHAT", help=shown)
    made.add_argument("operands", nargs="*", metavar="…", help="文件、版本、编码或办件号")


def _catalogue(asked: Namespace) -> Answer:
    takes, work = CATALOGUE_WORK[asked.what]
    _check_operands(asked, takes)
    with opened(asked) as desk:
        return work(desk, asked)


def _calendar(asked: Namespace) -> Answer:
    from app.services import calendars

    _check_operands(asked, ("FILE",))
    file = Path(asked.operands[0])
    with opened(asked) as desk:
        arrived = calendars.import_year(desk, calendars.read_file(file.name, _bytes_of(file)))
    facts = {
        "year": arrived.year,
        "published": arrived.published,
        "changed": arrived.changed,
        "moved": [
            {
                "case_no": one.case_no,
                "promised_on": one.promised_on.isoformat() if one.promised_on else None,
                "old_on": one.old_on.isoformat(),
                "worked_out_on": one.worked_out_on.isoformat(),
                "new_on": one.new_on.isoformat(),
            }
            for one in arrived.moved
        ],
    }
    if not arrived.changed:
        return Answer(facts, f"{arrived.year} 年的工作日表和原来的一样，没有改动。")
    lines = [f"已导入 {arrived.year} 年的工作日表，{len(arrived.moved)} 件的期限有变化。"]
    return Answer(facts, "\n".join([*lines, *(one.sentence for one in arrived.moved)]))


def _import(desk: Desk, asked: Namespace) -> Answer:
    from app.services import catalogues

    file = Path(asked.operands[0])
    content = _bytes_of(file)
    if asked.look:
        done = catalogues.look_at(desk.register, file.name, content, desk.clock)
        first = "还没有导入。导入后的变化："
    else:
        done = catalogues.take_in(desk, file.name, content)
        first = f"已导入目录 {done.catalogue.version}，共 {len(done.catalogue.items)} 项。变化："
    facts = {
        "version": done.catalogue.version,
        "items": len(done.catalogue.items),
        "imported": not asked.look,
        "changes": list(done.difference.sentences),
    }
    return Answer(facts, "\n".join([first, *(done.difference.sentences or ("没有变化。",))]))


def _export(desk: Desk, asked: Namespace) -> Answer:
    from app.services import catalogues

    file = Path(asked.operands[0])
    found = catalogues.published_now(desk.register, desk.clock)
    if not found.items:
        raise Refusal("还没有公布目录，没有可导出的。", code="no-catalogue")
    _write(file, catalogues.export(found, file.name))
    facts = {"file": str(file), "version": found.version, "items": len(found.items)}
    return Answer(facts, f"目录 {found.version}（{len(found.items)} 项）已存为 {file}。")


def _diff(desk: Desk, asked: Namespace) -> Answer:
    from app.domain.catalogue_difference import difference

    old, new = (_named(desk, name) for name in asked.operands)
    told = difference(old, new)
    return Answer(_difference_facts(told), "\n".join(told.sentences) or "两个版本一样。")


def _list(desk: Desk, asked: Namespace) -> Answer:
    from app.domain.acceptance import TIER_WORDS
    from app.services import catalogues
    from app.services.catalogue_signatures import STANDING_WORDS

    rows = catalogues.versions(desk.register, desk.clock)
    facts = [
        {
            "version": row.version,
            "title": row.title,
            "items": row.items,
            "own_items": row.own_items,
            "published_on": row.published_on.isoformat(),
            "published_by": row.published_by.value,
            "signature": row.standing.value,
            "in_force": row.in_force,
            "sample": row.sample,
        }
        for row in rows
    ]
    lines = [
        f"{row.version} {row.title} {row.items} 项 {row.published_on} {TIER_WORDS[row.published_by]}公布 "
        f"{STANDING_WORDS[row.standing]}{'（现行）' if row.in_force else ''}"
        for row in rows
    ]
    return Answer(facts, "\n".join(lines) or "还没有公布目录。")


def _show(desk: Desk, asked: Namespace) -> Answer:
    from app.domain.catalogue.documents import item_document
    from app.domain.catalogue_words import item_lines

    item = _item(desk, asked.operands[0])
    lines = [f"{item.code} {item.name}（{item.category}，{KIND_WORDS[item.kind]}）"]
    lines += [f"{words}：{'；'.join(said)}" for words, said in item_lines(item)]
    return Answer(item_document(item) | {"own": item.own}, "\n".join(lines))


def _add_item(desk: Desk, asked: Namespace) -> Answer:
    from app.services import catalogues

    try:
        text = _bytes_of(Path(asked.operands[0])).decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    item = catalogues.add_item(desk, catalogues.item_from_document(text))
    return Answer({"code": item.code, "name": item.name}, f"已增加本村事项 {item.code}“{item.name}”。")


def _withdraw(desk: Desk, asked: Namespace) -> Answer:
    from app.services import catalogues

    catalogues.withdraw_item(desk, asked.operands[0])
    return Answer({"code": asked.operands[0]}, f"本村事项 {asked.operands[0]} 不再办理；已受理的继续办。")


def _move(desk: Desk, asked: Namespace) -> Answer:
    from app.services import catalogues

    number = asked.operands[0]
    if asked.reason:
        told = catalogues.move_case(desk, number, asked.reason)
    else:
        told = catalogues.consequences(desk, number)
    facts = {
        "case_no": told.case_no,
        "moved": bool(asked.reason),
        "old_version": told.old_version,
        "new_version": told.new_version,
        "papers_more": list(told.papers_more),
        "papers_less": list(told.papers_less),
        "promised_on": told.promised_on.isoformat() if told.promised_on else None,
        "binding_on": told.binding_on.isoformat() if told.binding_on else None,
        "sentences": list(told.sentences),
    }
    first = "已改按新版办理。" if asked.reason else "还没有改动。加 --reason 写明原因即改按新版办理："
    return Answer(facts, "\n".join([first, *told.sentences]))


def _item(desk: Desk, name: str) -> ServiceItem:
    from app.services import items

    item = items.in_force(desk.register, desk.clock).item(name)
    if item is None:
        raise Refusal(f"目录里没有“{name[:40]}”。请用 items 看有哪些。", field="item", code="unknown-item")
    return item


def _named(desk: Desk, name: str) -> Catalogue:
    """A catalogue by its file or its version."""
    from app.services import catalogues

    if Path(name).is_file():
        return catalogues.read_file(name, _bytes_of(Path(name)))
    return catalogues.version_named(desk.register, name)


def _difference_facts(told: CatalogueDifference) -> dict[str, object]:
    return {
        "old_version": told.old_version,
        "new_version": told.new_version,
        "general": list(told.general),
        "items": [
            {"code": one.code, "name": one.name, "change": one.change, "sentences": list(one.sentences)}
            for one in told.items
        ],
    }


def _check_operands(asked: Namespace, takes: tuple[str, ...]) -> None:
    if len(asked.operands) != len(takes):
        shown = " ".join((asked.command, asked.what, *takes))
        raise Refusal(f"这样写：daiban {shown}", field="operands", code="usage")


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refusal(
            f"“{file.name}”打不开，没有导入。请检查文件在不在、有没有权限。", field="file", code="file"
        ) from error


def _write(target: Path, content: bytes) -> None:
    from app import keystore

    try:
        keystore.write_whole(target, content)
    except OSError as error:
        raise Refusal(
            f"“{target.name}”写不进去，没有留下半个文件。请检查文件夹、权限和磁盘空间。",
            field="file",
            code="file",
        ) from error


CATALOGUE_WORK: dict[str, tuple[tuple[str, ...], Callable[[Desk, Namespace], Answer]]] = {
    "list": ((), _list),
    "show": (("CODE",), _show),
    "import": (("FILE",), _import),
    "export": (("FILE",), _export),
    "diff": (("A", "B"), _diff),
    "add-item": (("FILE",), _add_item),
    "withdraw": (("CODE",), _withdraw),
    "move": (("NO",), _move),
}
"""What follows ``daiban catalogue``, what it takes, and who does it."""
