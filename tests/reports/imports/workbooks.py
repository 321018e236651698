"""Rosters and ledgers as people really keep them, made for tests: messy headers, mixed cells, bad files."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import msoffcrypto
import openpyxl
from msoffcrypto.format.ooxml import OOXMLFile

from tests.environment import REAL
from tests.services.requests import id_number

Row = Sequence[object]

PEOPLE = (
    ("张秀兰", id_number("19490203", 4), "13812345601", "一组"),
    ("李德全", id_number("19620317", 21), "13812345602", "一组"),
    ("王　芳", id_number("19880808", 12), "13812345603", "二组"),
    ("古丽娜·买买提", id_number("19951230", 8), "13812345604", "二组"),
)


def workbook(rows: Iterable[Row], *, title: str = "Sheet1", merges: Iterable[str] = ()) -> bytes:
    """One sheet with these rows."""
    return book({title: rows}, merges=merges)


def book(sheets: dict[str, Iterable[Row]], *, merges: Iterable[str] = (), hidden: str = "") -> bytes:
    """Several sheets; ``merges`` belong to the first."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        if title == hidden:
            sheet.sheet_state = "hidden"
    for merged in merges:
        made.worksheets[0].merge_cells(merged)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def messy_roster() -> bytes:
    """A title over everything, a header of two rows with merged cells, blanks, sums, signatures."""
    return workbook(
        [
            ["东大村2025年度农户花名册", None, None, None, None, None],
            ["填报单位：东大村村委会", None, None, None, "2025年12月", None],
            ["序号", "姓  名", "证件信息", None, "联系\n方式（手机）", "村民小组"],
            [None, None, "类型", "身份证号码*", None, None],
            [1, " 张秀兰 ", "身份证", _wide(PEOPLE[0][1]), 13812345601, "一组"],
            [2, "李 德 全", "身份证", f" {PEOPLE[1][1]} ", "138-1234-5602", "一组"],
            [None, None, None, None, None, None],
            ["小计", 2, None, None, None, None],
            [3, PEOPLE[2][0], "身份证", f"'{PEOPLE[2][1]}", 13812345603.0, "二组"],
            ["序号", "姓名", "类型", "身份证号码", "联系方式", "村民小组"],
            [4, "古丽娜•买买提", "身份证", PEOPLE[3][1], "１３８１２３４５６０４", "二组"],
            [5, "赵数字", "身份证", 620902196203170216, "13812345605", "二组"],
            [6, "钱错码", "身份证", PEOPLE[1][1][:-1] + "7X"[PEOPLE[1][1][-1] == "7"], None, "二组"],
            [7, "孙短号", "身份证", None, "1381234", "三组"],
            ["合计", 7, None, None, None, None],
            ["制表人：王会计", None, None, "审核人：", None, None],
        ],
        title="花名册",
        merges=("A1:F1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4"),
    )


def messy_ledger() -> bytes:
    """The old book typed off: days in every way, items in the book's own words."""
    return workbook(
        [
            ["代办服务登记簿（旧）"],
            ["编号", "日期", "申请人", "身份证号", "代办事项", "办结时间", "办理结果", "经办人", "页码"],
            [1, "2019.3.7", "张秀兰", PEOPLE[0][1], "户口迁移", "2019年3月9日", "已迁", "老支书", 3],
            [2, "2019年3月8日", "李德全", None, "医保缴费", 43533, None, None, 3],
            [3, 20190310, "王芳", PEOPLE[2][1], "低保申请", date(2019, 4, 1), "已批", None, "4"],
            [
                4,
                datetime.fromisoformat("2019-03-11T09:30"),
                "马小山",
                None,
                "开证明",
                "2019/3/11",
                "",
                None,
                4,
            ],
            [5, "19.3.12", "马小山", None, "开证明", "2019/3/12", "", None, 4],
            [6, "2019-03-13", "马小山", None, "办证", None, "", None, 4],
            [7, "2019-03-13", "马小山", None, "办证", "2019-03-01", "", None, 4],
            [8, "2019-02-30", "马小山", None, "办证", "2019-03-01", "", None, 4],
        ]
    )


def locked(content: bytes, password: str) -> bytes:
    """The workbook behind an opening password, as Excel locks it."""
    made = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, made)
    assert msoffcrypto.OfficeFile(io.BytesIO(made.getvalue())).is_encrypted()
    return made.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The package with one more part, or with another in its place."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return made.getvalue()


def with_stray_cell(place: str) -> bytes:
    """A roster with one forgotten mark far away, which most readers fill their memory for."""
    content = workbook([["姓名", "身份证号"], PEOPLE[0][:2]])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    row = "".join(character for character in place if character.isdigit())
    stray = f'<row r="{row}"><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
    return with_part(content, "xl/worksheets/sheet1.xml", sheet.replace(b"</sheetData>", stray))


def bomb(size: int = 500 * 1024 * 1024) -> bytes:
    """A small package that unpacks to ``size`` bytes."""
    content = workbook([["姓名", "身份证号"]])
    made = io.BytesIO(content)
    with (
        zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("xl/media/image1.png", "w", force_zip64=True) as part,
    ):
        piece = bytes(1 << 20)
        for _ in range(size >> 20):
            part.write(piece)
    return made.getvalue()


def converted(file: Path, to: str) -> Path:
    """The same workbook as LibreOffice saves it; ``to`` is an extension, maybe with a filter behind a colon."""
    home = file.parent / "office"
    words = [f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", to]
    subprocess.run(
        ["soffice", *words, "--outdir", str(file.parent / "converted"), str(file)],
        check=True,
        capture_output=True,
        timeout=120,
        env=REAL,
    )
    return file.parent / "converted" / f"{file.stem}.{to.split(':')[0]}"


def _wide(text: str) -> str:
    """Full-width digits."""
    return "".join(chr(ord(character) + 0xFEE0) if character.isdigit() else character for character in text)
