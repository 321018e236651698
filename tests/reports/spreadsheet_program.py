"""LibreOffice as a reader that works every formula out again."""

from __future__ import annotations

import re
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from pypdfium2 import PdfDocument

from tests.environment import REAL

_ALWAYS_WORK_OUT = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""


def values_of(workbook: bytes) -> Workbook:
    """The workbook as openpyxl reads its stored values."""
    return openpyxl.load_workbook(BytesIO(workbook), data_only=True)


def formulas_of(workbook: bytes) -> Workbook:
    """The workbook as openpyxl reads its formulas."""
    return openpyxl.load_workbook(BytesIO(workbook))


def without_values(workbook: bytes) -> bytes:
    """The same workbook with every formula's stored value taken out."""
    emptied = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(emptied, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(entry, part)
    return emptied.getvalue()


def worked_out(workbook: bytes, folder: Path) -> Workbook:
    """The workbook after LibreOffice opened it, calculated every formula and saved it again."""
    saved = _converted(workbook, folder, "xlsx:Calc MS Excel 2007 XML", "xlsx")
    return openpyxl.load_workbook(saved, data_only=True)


def on_paper(workbook: bytes, folder: Path) -> tuple[str, ...]:
    """The words of every page that LibreOffice would print."""
    pdf = PdfDocument(_converted(workbook, folder, "pdf", "pdf").read_bytes())
    try:
        return tuple(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        pdf.close()


def _converted(workbook: bytes, folder: Path, to: str, suffix: str) -> Path:
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_ALWAYS_WORK_OUT, encoding="utf-8")
    source, saved = folder / "month.xlsx", folder / "saved"
    source.write_bytes(workbook)
    own = f"-env:UserInstallation={profile.parent.as_uri()}"
    subprocess.run(
        ["soffice", own, "--headless", "--convert-to", to, "--outdir", str(saved), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
        env=REAL,
    )
    return saved / f"month.{suffix}"
