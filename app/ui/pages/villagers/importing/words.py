"""The words of importing: kinds, fields, how long a column's name may be."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.rosters import ImportKind

SHORT = 10
"""Characters of a header that are shown in a choice."""


def kind_words(kind: ImportKind) -> str:
    """花名册 or 旧登记簿."""
    if kind is ImportKind.VILLAGERS:
        return QCoreApplication.translate("Importing", "群众花名册")
    return QCoreApplication.translate("Importing", "旧登记簿（已办结）")


def field_words(name: str) -> str:
    """What a column is taken for."""
    words = {
        "name": QCoreApplication.translate("Importing", "姓名"),
        "id_number": QCoreApplication.translate("Importing", "身份证号"),
        "phone": QCoreApplication.translate("Importing", "电话"),
        "group": QCoreApplication.translate("Importing", "村民小组"),
        "address": QCoreApplication.translate("Importing", "住址"),
        "other_names": QCoreApplication.translate("Importing", "小名或曾用名"),
        "tags": QCoreApplication.translate("Importing", "标签"),
        "liaison": QCoreApplication.translate("Importing", "联系人"),
        "id_missing_reason": QCoreApplication.translate("Importing", "无号原因"),
        "note": QCoreApplication.translate("Importing", "备注"),
        "accepted_on": QCoreApplication.translate("Importing", "受理日期"),
        "item": QCoreApplication.translate("Importing", "代办事项"),
        "completed_on": QCoreApplication.translate("Importing", "办结日期"),
        "result": QCoreApplication.translate("Importing", "办理结果"),
        "handler": QCoreApplication.translate("Importing", "经办人"),
        "book_no": QCoreApplication.translate("Importing", "册号"),
        "page_no": QCoreApplication.translate("Importing", "页码"),
    }
    return words[name]


def column_words(letters: str, head: str) -> str:
    """A column in a choice: its letters and the words above it."""
    head = " ".join(head.split())
    short = head if len(head) <= SHORT else f"{head[: SHORT - 1]}…"
    return f"{letters}  {short}".rstrip()
