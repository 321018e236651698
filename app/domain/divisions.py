"""Administrative division codes: which tier a code belongs to, and its full 12 digits (GB/T 10114)."""

from __future__ import annotations

from app.errors import Refusal

CODE_LENGTH = 12
DISTRICT_LENGTH = 6
TOWNSHIP_LENGTH = 9


def full_code(text: str) -> str:
    """The 12-digit code; 9 digits name a township and are filled with 000. Refusal ``site-code`` otherwise."""
    code = text.strip()
    if len(code) == TOWNSHIP_LENGTH:
        code += "000"
    if len(code) != CODE_LENGTH or not (code.isascii() and code.isdigit()):
        raise Refusal(
            "机构代码应是12位数字（乡镇可填前9位），请核对后再填。", field="site_code", code="site-code"
        )
    return code


def district_code(text: str) -> str:
    """The 12-digit code of a district, also from its 6 digits. Refusal ``site-code`` otherwise."""
    code = text.strip()
    if len(code) == DISTRICT_LENGTH:
        code = code.ljust(CODE_LENGTH, "0")
    if not is_above_township(full_code(code)):
        raise Refusal("区县代码应是 6 位数字，或补 0 到 12 位。", field="code", code="site-code")
    return code


def is_above_village(site_code: str) -> bool:
    """Whether a site is a township's or district's own: its code ends in 000."""
    return site_code.endswith("000")


def is_above_township(site_code: str) -> bool:
    """Whether a site is a district's own: its code names no township."""
    return site_code.endswith("000000")


def township_of(site_code: str) -> str:
    """The township's own code that a village's code names; after a merger another may serve it."""
    return site_code[:TOWNSHIP_LENGTH].ljust(CODE_LENGTH, "0")
