"""A password on a workbook, as spreadsheets ask for it when the file is opened."""

from __future__ import annotations

from io import BytesIO

from app.errors import Refusal

SHORTEST, LONGEST = 8, 200


def locked(workbook: bytes, password: str) -> bytes:
    """The workbook encrypted (ECMA-376 agile, AES-256); Refusal ``password`` for one too short or too long.

    Two files of the same password differ: each has its own salt, or the encryption would be worth nothing.
    """
    from msoffcrypto.format.ooxml import OOXMLFile

    if not SHORTEST <= len(password) <= LONGEST:
        raise Refusal(
            f"文件口令请用 {SHORTEST} 到 {LONGEST} 个字符。没有生成文件。", field="password", code="password"
        )
    made = BytesIO()
    OOXMLFile(BytesIO(workbook)).encrypt(password, made)
    return made.getvalue()
