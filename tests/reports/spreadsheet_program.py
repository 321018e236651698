"""LibreOffice as a reader that works every formula out again."""

from __future__ import annotations

import re
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

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
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_ALWAYS_WORK_OUT, encoding="utf-8")
    source = folder / "month.xlsx"
    source.write_bytes(workbook)
    saved = folder / "saved"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(saved),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
        env=REAL,
    )
    return openpyxl.load_workbook(saved / "month.xlsx", data_only=True)
