"""Requests as lines of JSON: each read by itself, so that a bad one never stops the others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.cli import days
from app.domain.cases import FORM_WORDS, KIND_WORDS, MODE_WORDS, CaseKind, MaterialForm, ServiceMode
from app.domain.requests import AcceptRequest, MaterialGiven
from app.errors import Refusal

TEXTS = {
    "name": "姓名",
    "item": "代办事项",
    "id_number": "身份证号",
    "id_missing_reason": "没有身份证号的原因",
    "phone": "电话",
    "group": "村民小组",
    "note": "备注",
    "again": "另立新件的原因",
    "villager_id": "群众编号",
    "representative": "代申请人",
    "representative_relation": "与申请人关系",
    "mandate_id": "委托",
    "organisation": "单位名称",
    "organisation_id": "单位",
    "credit_code": "统一社会信用代码",
    "contact": "联系人",
    "kind_reason": "改变办件类型的原因",
    "agency": "代办类别",
    "help": "代办程度",
    "place": "受理地点",
    "tour_id": "巡回",
    "appointment_id": "预约",
    "urgency": "缓急",
    "urgency_reason": "急办原因",
    "urgency_approver": "急办批准人",
    "external_no": "省平台办件号",
    "project_name": "项目名称",
    "lead_department": "牵头单位",
    "case_manager": "项目负责人",
    "paper_no": "纸面单据号",
    "accepted_by": "受理人",
    "inquiry_id": "咨询",
}
USUAL_WORDS = {"agency": "affairs", "help": "for"}
KNOWN = (*TEXTS, "materials", "mode", "kind", "paper_on")
OF_A_PAPER = ("name", "form", "sheets", "note", "undertaken", "kept_where", "held_until")
LONGEST_LINE_BYTES = 1 << 20
MOST_SHEETS = 999


@dataclass(frozen=True, slots=True)
class RequestLine:
    """Line ``number`` of the file, counted from 1, blank ones too."""

    number: int
    raw: bytes


def lines_of(file: str) -> Iterator[RequestLine]:
    """The lines of ``file`` (``-`` is standard input) that hold something; Refusal ``file``."""
    for number, raw in enumerate(_content(file).split(b"\n"), 1):
        if raw.strip():
            yield RequestLine(number, raw)


def request_of(line: RequestLine) -> AcceptRequest:
    """The request in a line; Refusal naming the field, or none where the line itself is wrong."""
    said = object_of(line, KNOWN)
    texts = {name: text_of(said.get(name), name, words) for name, words in TEXTS.items()}
    for name, usual in USUAL_WORDS.items():
        texts[name] = texts[name] or usual
    return AcceptRequest(
        **texts,  # type: ignore[arg-type]  # wrong words are refused by the service, field by field
        materials=_materials(said.get("materials")),
        mode=_mode(said.get("mode")),
        kind=kind_of(said.get("kind")),
        paper_on=day_of(said.get("paper_on"), "paper_on"),
    )


def object_of(line: RequestLine, known: Sequence[str]) -> dict[str, object]:
    """The JSON object in a line; Refusal ``unknown-field`` where it says what nobody asked for."""
    said = _object(line.raw)
    for key in said:
        if key not in known:
            raise Refusal(
                f"不认识“{key[:40]}”这一项，可写：{'、'.join(known)}。", field=key[:40], code="unknown-field"
            )
    return said


def kind_of(value: object) -> CaseKind | None:
    """A kind of case by its identifier; Refusal ``kind-unknown``."""
    if value is None:
        return None
    if not isinstance(value, str) or value not in set(CaseKind):
        listed = "、".join(f"{kind.value}（{words}）" for kind, words in KIND_WORDS.items())
        raise Refusal(f"办件类型（kind）只能是：{listed}。", field="kind", code="kind-unknown")
    return CaseKind(value)


def day_of(value: object, field: str) -> date | None:
    """A day such as 2026-11-22; Refusal ``date`` on ``field``."""
    return None if value is None else days.day(text_of(value, field, "日期"), field=field)


def _content(file: str) -> bytes:
    import sys

    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise Refusal(
            f"文件“{Path(file).name}”读不出来，没有受理任何一件。请核对文件名和权限。",
            field="file",
            code="file",
        ) from error
    return content.removeprefix(b"\xef\xbb\xbf")


def _object(raw: bytes) -> dict[str, object]:
    if len(raw) > LONGEST_LINE_BYTES:
        raise Refusal("这一行太长了（超过 1 MB），没有受理。请核对文件。", code="line-too-long")
    try:
        said = json.loads(raw.decode("utf-8"), object_pairs_hook=_each_once)
    except UnicodeDecodeError:
        raise Refusal("这一行不是 UTF-8 文字，没有受理。请把文件另存为 UTF-8。", code="not-utf8") from None
    except (ValueError, RecursionError):
        raise Refusal("这一行不是完整的 JSON，没有受理。请核对引号、逗号和括号。", code="not-json") from None
    if not isinstance(said, dict):
        raise Refusal("这一行应是一个 JSON 对象（花括号），没有受理。", code="not-an-object")
    return said


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """What a JSON reader would lose without a word: a key that was written twice."""
    said: dict[str, object] = {}
    for key, value in pairs:
        if key in said:
            raise Refusal(
                f"“{key[:40]}”写了两遍，不知道以哪个为准，没有受理。请只留一个。",
                field=key[:40],
                code="said-twice",
            )
        said[key] = value
    return said


def text_of(value: object, name: str, words: str) -> str:
    """A text, "" where nothing stands; Refusal ``wrong-type``."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refusal(f"“{words}”（{name}）要写成文字，放在引号里。", field=name, code="wrong-type")
    return value


def _materials(value: object) -> tuple[MaterialGiven, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise _wrong_materials("材料（materials）要写成清单，放在方括号里。")
    return tuple(_material(one) for one in value)


def _material(value: object) -> MaterialGiven:
    if not isinstance(value, dict):
        raise _wrong_materials('每份材料要写成 {"name": "身份证", "form": "copy", "sheets": 1} 这样。')
    for key in value:
        if key not in OF_A_PAPER:
            raise _wrong_materials(f"材料里不认识“{str(key)[:40]}”这一项，可写：{'、'.join(OF_A_PAPER)}。")
    name = value.get("name")
    if not isinstance(name, str) or not name.strip():
        raise _wrong_materials("每份材料都要写名称（name）。")
    note = value.get("note")
    if note is not None and not isinstance(note, str):
        raise _wrong_materials(f"材料“{name[:40]}”的备注（note）要写成文字。")
    undertaken = value.get("undertaken", False)
    if not isinstance(undertaken, bool):
        raise _wrong_materials(f"材料“{name[:40]}”的告知承诺（undertaken）只能是 true 或 false。")
    return MaterialGiven(
        name,
        _form(name, value.get("form")),
        _sheets(name, value.get("sheets")),
        note or "",
        undertaken,
        text_of(value.get("kept_where"), "materials", "原件存放的地方"),
        day_of(value.get("held_until"), "materials"),
    )


def _form(name: str, value: object) -> MaterialForm:
    if value is None:
        return MaterialForm.COPY
    if not isinstance(value, str) or value not in set(MaterialForm):
        listed = "、".join(f"{form.value}（{words}）" for form, words in FORM_WORDS.items())
        raise _wrong_materials(f"材料“{name[:40]}”的形式（form）只能是：{listed}。")
    return MaterialForm(value)


def _sheets(name: str, value: object) -> int:
    if value is None:
        return 1
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_SHEETS:
        raise _wrong_materials(f"材料“{name[:40]}”的份数（sheets）要是 1 到 {MOST_SHEETS} 的整数。")
    return value


def _mode(value: object) -> ServiceMode:
    if value is None:
        return ServiceMode.COUNTER
    if not isinstance(value, str) or value not in set(ServiceMode):
        listed = "、".join(f"{mode.value}（{words}）" for mode, words in MODE_WORDS.items())
        raise Refusal(f"服务方式（mode）只能是：{listed}。", field="mode", code="mode-unknown")
    return ServiceMode(value)


def _wrong_materials(sentence: str) -> Refusal:
    return Refusal(sentence, field="materials", code="wrong-materials")
