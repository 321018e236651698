"""Commands of the walls: what hangs where, what must still be made public, a county's own forms of papers."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import days
from app.cli.commands.family import Words
from app.cli.opening import opened
from app.errors import Refusal
from app.terminal.answers import Answer

if TYPE_CHECKING:
    from app.domain.disclosures import DisclosureRow, PostingRow
    from app.printing.form_descriptions import FormDescription


def add_to(words: Words) -> None:
    words.add("postings", "公示贴在哪里，应公开的还缺什么", postings)
    made = words.add("posting", "登记一张公示贴出或撤下", posting)
    made.add_argument("what", choices=("add", "down"), help="贴出了还是撤下了")
    made.add_argument(
        "posting_id", nargs="?", default="", metavar="ID", help="撤下哪张，写 postings 里的那几位"
    )
    made.add_argument("--paper", default="", metavar="NAME", help="贴的是哪种公示，用 papers 看有哪些")
    made.add_argument("--place", default="", metavar="TEXT", help="贴在哪里")
    made.add_argument("--item", action="append", default=[], metavar="ITEM", help="只有这个事项，可写多次")
    made.add_argument("--on", default="", metavar="DATE", help="哪天贴的或撤的，默认今天")
    made.add_argument("--until", default="", metavar="DATE", help="哪天应撤下")
    made.add_argument("--note", default="", metavar="TEXT", help="备注")
    made = words.add("form", "本县自己的单据式样：标题、栏目、徽标、盖章位置", form)
    made.add_argument("what", choices=("import", "show", "list"), help="导入并启用、看现在的、看启用过的")
    made.add_argument("name", nargs="?", default="", metavar="FILE.json|NAME", help="式样文件，或单据的名称")
    made.add_argument("--logo", type=Path, metavar="FILE.png", help="徽标图片")
    made.add_argument("--preview", type=Path, metavar="FILE.pdf", help="只看样张，不启用")


def postings(asked: Namespace) -> Answer:
    from app.services import postings as service

    with opened(asked) as desk:
        rows = service.rows(desk.register)
        disclosures = service.disclosures(desk.register, desk.clock)
        due = {row.posting_id for row in service.due_down(desk.register, desk.clock)}
    facts = {
        "postings": [_facts(row) | {"due_down": row.posting_id in due} for row in rows],
        "disclosures": [_disclosure_facts(row) for row in disclosures],
    }
    lines = [_line(row, due=row.posting_id in due) for row in rows] or ["还没有登记过公示。"]
    missing = [row.disclosure.title for row in disclosures if not row.done]
    lines.append(f"还没有公开：{'、'.join(missing)}。" if missing else "应公开的都已公开。")
    return Answer(facts, "\n".join(lines))


def posting(asked: Namespace) -> Answer:
    from app.services import postings as service

    on = days.day(asked.on, field="on") if asked.on else None
    with opened(asked) as desk:
        if asked.what == "down":
            row = service.take_down(desk, asked.posting_id, on)
        else:
            row = service.record(
                desk,
                asked.paper,
                asked.place,
                item_codes=tuple(asked.item),
                posted_on=on,
                take_down_on=days.day(asked.until, field="until") if asked.until else None,
                note=asked.note,
            )
    return Answer(_facts(row), _line(row, due=False))


def form(asked: Namespace) -> Answer:
    if asked.what == "list":
        return _listed(asked)
    if not asked.name:
        raise Refusal("请写明式样文件，或单据的名称。", field="name", code="name-empty")
    return _take_in(asked) if asked.what == "import" else _shown(asked)


def _take_in(asked: Namespace) -> Answer:
    from app.printing.papers import paper_kind
    from app.services import form_descriptions, form_previews

    with opened(asked) as desk:
        if asked.preview:
            name, made = form_previews.preview(desk, Path(asked.name), asked.preview, asked.logo)
            words = f"样张已存为 {asked.preview}，没有启用。"
        else:
            name, made = form_descriptions.take_in(desk, Path(asked.name), asked.logo)
            words = f"“{paper_kind(name).title}”从现在起按这个式样打印。"
    return Answer(_form_facts(name, made) | {"in_force": not asked.preview}, words)


def _shown(asked: Namespace) -> Answer:
    from app.services import form_descriptions
    from app.services.papers import kind_named

    kind = kind_named(asked.name)
    fields = form_descriptions.fields_of(kind.name)
    with opened(asked) as desk:
        made = form_descriptions.in_force(desk.register, kind.name)
    facts = _form_facts(kind.name, made) | {"available": list(fields)}
    lines = [
        f"标题：{made.title or kind.title}",
        f"可用的栏目：{'、'.join(fields) or '这种纸没有可改的栏目'}",
        *(f"{own} 写作 {words}" for own, words in made.field_words),
        f"徽标：{'有' if made.logo_sha256 else '没有'}",
    ]
    return Answer(facts, "\n".join(lines))


def _listed(asked: Namespace) -> Answer:
    from app.services import form_descriptions

    with opened(asked) as desk:
        rows = form_descriptions.published(desk.register)
    facts = [
        {
            "paper": row.paper,
            "published_at": row.published_at.isoformat(),
            "published_by": row.published_by,
            "form_id": row.form_id,
        }
        for row in rows
    ]
    lines = [f"{row.paper} {row.published_at:%Y-%m-%d}" for row in rows]
    return Answer(facts, "\n".join(lines) or "没有自己的式样，单据按程序原样打印。")


def _facts(row: PostingRow) -> dict[str, object]:
    return {
        "id": row.posting_id,
        "paper": row.paper,
        "items": list(row.item_codes),
        "place": row.place,
        "posted_on": row.posted_on.isoformat(),
        "by": row.by_name,
        "take_down_on": row.take_down_on.isoformat() if row.take_down_on else None,
        "taken_down_on": row.taken_down_on.isoformat() if row.taken_down_on else None,
        "note": row.note,
    }


def _disclosure_facts(row: DisclosureRow) -> dict[str, object]:
    return {
        "code": row.disclosure.code,
        "title": row.disclosure.title,
        "done": row.done,
        "papers": list(row.disclosure.papers),
        "places": list(dict.fromkeys(posting.place for posting in row.up)),
        "missing_items": list(row.missing),
    }


def _line(row: PostingRow, *, due: bool) -> str:
    from app.printing.papers import paper_kind

    words = [row.posting_id[-6:], paper_kind(row.paper).title, row.place, f"{row.posted_on} 贴出"]
    if row.taken_down_on:
        words.append(f"{row.taken_down_on} 撤下")
    elif due:
        words.append(f"应在 {row.take_down_on} 撤下")
    return " ".join(words)


def _form_facts(paper: str, made: FormDescription) -> dict[str, object]:
    return {
        "paper": paper,
        "title": made.title,
        "fields": [{"field": field, "words": made.words(field)} for field in made.field_order],
        "seal_place": made.seal_place,
        "logo_sha256": made.logo_sha256,
    }
