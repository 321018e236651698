"""The columns a list of cases can show, their heads, their widths, and the words of one cell."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from app.clock import CHINA
from app.domain.cases import CaseKind, CaseState, Light
from app.domain.masking import mask_name, mask_phone
from app.domain.rows import CaseRow
from app.ui.wording import kind_words, light_words, state_words, where_words


class CaseColumn(IntEnum):
    """Order in the model; never an ID number among them."""

    LIGHT = 0
    CASE_NO = 1
    APPLICANT = 2
    GROUP = 3
    ITEM = 4
    KIND = 5
    STATE = 6
    ACCEPTED = 7
    PROMISED = 8
    DUE = 9
    AGENT = 10
    PHONE = 11
    CATEGORY = 12
    WHERE = 13


USUAL_COLUMNS = (
    CaseColumn.LIGHT,
    CaseColumn.CASE_NO,
    CaseColumn.APPLICANT,
    CaseColumn.GROUP,
    CaseColumn.ITEM,
    CaseColumn.KIND,
    CaseColumn.STATE,
    CaseColumn.ACCEPTED,
    CaseColumn.DUE,
)

READING_ORDER = (
    CaseColumn.LIGHT,
    CaseColumn.CASE_NO,
    CaseColumn.APPLICANT,
    CaseColumn.ITEM,
    CaseColumn.KIND,
    CaseColumn.STATE,
    CaseColumn.DUE,
)
"""What stands first from left to right: on a small screen with large type the rest is scrolled to."""

_WIDTH_IN_HAN = {
    CaseColumn.LIGHT: 4.8,
    CaseColumn.CASE_NO: 12.2,
    CaseColumn.APPLICANT: 6.0,
    CaseColumn.GROUP: 4.2,
    CaseColumn.ITEM: 7.5,
    CaseColumn.KIND: 3.6,
    CaseColumn.STATE: 6.4,
    CaseColumn.ACCEPTED: 5.8,
    CaseColumn.PROMISED: 5.8,
    CaseColumn.DUE: 8.0,
    CaseColumn.AGENT: 5.5,
    CaseColumn.PHONE: 8.0,
    CaseColumn.CATEGORY: 7.0,
    CaseColumn.WHERE: 6.5,
}


def column_head(column: CaseColumn) -> str:
    """What stands above a column."""
    return {
        CaseColumn.LIGHT: QCoreApplication.translate("CaseColumns", "时限"),
        CaseColumn.CASE_NO: QCoreApplication.translate("CaseColumns", "编号"),
        CaseColumn.APPLICANT: QCoreApplication.translate("CaseColumns", "申请人"),
        CaseColumn.GROUP: QCoreApplication.translate("CaseColumns", "村民小组"),
        CaseColumn.ITEM: QCoreApplication.translate("CaseColumns", "事项"),
        CaseColumn.KIND: QCoreApplication.translate("CaseColumns", "类型"),
        CaseColumn.STATE: QCoreApplication.translate("CaseColumns", "状态"),
        CaseColumn.ACCEPTED: QCoreApplication.translate("CaseColumns", "受理日期"),
        CaseColumn.PROMISED: QCoreApplication.translate("CaseColumns", "承诺日期"),
        CaseColumn.DUE: QCoreApplication.translate("CaseColumns", "到期日"),
        CaseColumn.AGENT: QCoreApplication.translate("CaseColumns", "承办人"),
        CaseColumn.PHONE: QCoreApplication.translate("CaseColumns", "电话"),
        CaseColumn.CATEGORY: QCoreApplication.translate("CaseColumns", "类别"),
        CaseColumn.WHERE: QCoreApplication.translate("CaseColumns", "数据在哪"),
    }[column]


def column_width_px(column: CaseColumn, han_px: int) -> int:
    """A width in pixels for a font whose 汉 is ``han_px`` wide."""
    return round(_WIDTH_IN_HAN[column] * han_px) + 16


def column_words(column: CaseColumn) -> tuple[str, ...]:
    """Every word that a column of few words can say, in the language of the window; none for the others."""
    if column is CaseColumn.LIGHT:
        return tuple(f"■ {light_words(light)}" for light in Light)
    if column is CaseColumn.KIND:
        return tuple(kind_words(kind) for kind in CaseKind)
    if column is CaseColumn.STATE:
        return tuple(state_words(state) for state in CaseState)
    return ()


def day_words(day: date | None, provisional: bool = False) -> str:
    """A day as 2026-11-22, marked 暂定 while its year's working days are not published."""
    if day is None:
        return "—"
    return day.isoformat() + (QCoreApplication.translate("CaseColumns", "（暂定）") if provisional else "")


def cell_words(row: CaseRow, column: CaseColumn, *, mask_names: bool = False) -> str:
    """What one cell says."""
    if column is CaseColumn.APPLICANT:
        return mask_name(row.applicant) if mask_names else row.applicant
    if column is CaseColumn.LIGHT:
        return light_words(row.light)
    if column is CaseColumn.ACCEPTED:
        return row.accepted_at.astimezone(CHINA).date().isoformat()
    if column is CaseColumn.DUE:
        return day_words(row.due_on, row.provisional)
    if column is CaseColumn.PROMISED:
        return day_words(row.promised_on)
    if column is CaseColumn.PHONE and mask_names:
        return mask_phone(row.phone)
    plain = {
        CaseColumn.CASE_NO: row.case_no,
        CaseColumn.GROUP: row.group,
        CaseColumn.ITEM: row.item_name,
        CaseColumn.KIND: kind_words(row.kind),
        CaseColumn.STATE: state_words(row.state),
        CaseColumn.AGENT: row.agent_name,
        CaseColumn.PHONE: row.phone,
        CaseColumn.CATEGORY: row.category,
        CaseColumn.WHERE: where_words(row.where),
    }
    return plain[column]


def is_pressing(row: CaseRow) -> bool:
    """Whether the row's limit deserves weight in the list."""
    return row.light in (Light.YELLOW, Light.RED)
