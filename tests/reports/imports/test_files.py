"""The rules of opening files: any bytes become cells or a sentence, never a fault."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import Refusal
from app.reports.imports.files import read_sheets
from tests.reports.imports import workbooks

ROSTER = workbooks.messy_roster()
PARTS = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml")


def opened_or_told(content: bytes) -> None:
    told = ""
    try:
        read_sheets(content, "花名册")
    except Refusal as refusal:
        told = refusal.sentence
    assert not told or (told.endswith("。") and "没有导入" in told)


@given(st.binary(max_size=3000))
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    opened_or_told(content)
    opened_or_told(b"PK\x03\x04" + content)
    opened_or_told(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content)


@settings(max_examples=60)
@given(st.data())
def test_a_workbook_with_damaged_bytes_is_read_or_told(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(ROSTER) - 1))
    opened_or_told(ROSTER[:at] + bytes([data.draw(st.integers(0, 255))]) + ROSTER[at + 1 :])
    opened_or_told(ROSTER[:at])


@settings(max_examples=60)
@given(st.data())
def test_a_workbook_with_a_damaged_part_is_read_or_told(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(PARTS))
    with zipfile.ZipFile(io.BytesIO(ROSTER)) as package:
        part = package.read(name) if name in package.namelist() else b""
    at = data.draw(st.integers(0, len(part)))
    opened_or_told(
        workbooks.with_part(ROSTER, name, part[:at] + data.draw(st.binary(max_size=20)) + part[at:])
    )
