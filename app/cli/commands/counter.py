"""Commands of the counter: accept requests, record steps."""

from __future__ import annotations

import json
from argparse import Namespace

from app.cli.commands.family import Words
from app.cli.opening import opened
from app.cli.request_lines import RequestLine, lines_of, request_of
from app.domain.case_events import EVENT_FIELDS
from app.domain.cases import EVENT_WORDS, KIND_WORDS, STATE_WORDS
from app.domain.rows import CaseAccepted
from app.errors import Refusal
from app.services.desk import Desk
from app.terminal.answers import Answer, say_json


def add_to(words: Words) -> None:
    made = words.add("accept", "受理，一行一件（JSON）", accept)
    made.add_argument("file", metavar="FILE.jsonl", help="文件，- 是标准输入")
    made = words.add("event", "给一件记一步", event)
    made.add_argument("case_no", metavar="NO", help="办件号")
    made.add_argument("event", metavar="EVENT", help="哪一步，用 events 看有哪些")
    made.add_argument("--reason", default="", metavar="TEXT", help="原因或说明")
    made.add_argument("--data", default="{}", metavar="JSON", help='这一步的各项，如 {"result": "已办好"}')
    words.add("events", "每一步要填什么", events)


def accept(asked: Namespace) -> Answer:
    """Says each line's answer as soon as it is known, so that a number shown is a case on disk."""
    ok = True
    with opened(asked) as desk:
        for line in lines_of(asked.file):
            try:
                _say_accepted(line, _accepted(desk, line), as_json=asked.json)
            except Refusal as refusal:
                _say_refused(line, refusal, as_json=asked.json)
                ok = False
    return Answer(ok=ok)


def event(asked: Namespace) -> Answer:
    from app.services import cases
    from app.services.case_steps import event_named

    said = _data(asked.data)
    with opened(asked) as desk:
        kind = event_named(asked.event)
        changed = cases.record(desk, asked.case_no, kind, reason=asked.reason, data=said)
    facts = {
        "case_no": changed.case_no,
        "event": changed.event.value,
        "state": changed.state.value,
        "paper": changed.paper,
        "todo": changed.todo,
        "warnings": list(changed.warnings),
    }
    text = f"{changed.case_no} 已记录“{EVENT_WORDS[changed.event]}”，现在是“{STATE_WORDS[changed.state]}”。"
    todo = f"接下来：{changed.todo}。" if changed.todo else ""
    return Answer(facts, "\n".join([text + todo, *changed.warnings]))


def events(asked: Namespace) -> Answer:
    facts = []
    lines = []
    for kind, fields in EVENT_FIELDS.items():
        facts.append(
            {
                "event": kind.value,
                "words": EVENT_WORDS[kind],
                "fields": [
                    {
                        "name": field.name,
                        "type": field.type,
                        "required": field.required,
                        "words": field.words,
                        "choices": dict(field.choices) if field.choices else None,
                    }
                    for field in fields
                ],
            }
        )
        lines.append(f"{kind.value} {EVENT_WORDS[kind]}")
        lines += [
            f"  {field.name} {field.words}{'（必填）' if field.required else ''} {_type_words(field.type)}"
            + (
                f"：{'、'.join(f'{key} {word}' for key, word in field.choices.items())}"
                if field.choices
                else ""
            )
            for field in fields
        ]
    return Answer(facts, "\n".join(lines))


def _accepted(desk: Desk, line: RequestLine) -> CaseAccepted:
    from app.services import cases

    return cases.accept(desk, request_of(line))


def _say_accepted(line: RequestLine, accepted: CaseAccepted, *, as_json: bool) -> None:
    due_on = accepted.due_on.isoformat() if accepted.due_on else None
    if as_json:
        say_json(
            {
                "line": line.number,
                "case_no": accepted.case_no,
                "kind": accepted.kind.value,
                "due_on": due_on,
                "missing": list(accepted.missing),
            }
        )
        return
    lacking = f"，还缺 {'、'.join(accepted.missing)}" if accepted.missing else ""
    due = f"，最迟 {due_on}{'（暂定）' if accepted.provisional else ''}" if due_on else ""
    print(f"第 {line.number} 行 已受理 {accepted.case_no} {KIND_WORDS[accepted.kind]}{due}{lacking}")


def _say_refused(line: RequestLine, refusal: Refusal, *, as_json: bool) -> None:
    if as_json:
        say_json({"line": line.number, "error": refusal.sentence, "field": refusal.field})
    else:
        print(f"第 {line.number} 行 没有受理：{refusal.sentence}")


def _data(text: str) -> dict[str, object]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise Refusal(
            '--data 要写成一个 JSON 对象，如 {"result": "已办好"}。没有记录这一步。',
            field="data",
            code="data",
        )
    return data


def _type_words(type_: str) -> str:
    words = {
        "text": "文字",
        "list": "清单",
        "date": "日期",
        "int": "整数",
        "bool": "是或否",
        "choice": "从中选一",
    }
    return words[type_]
