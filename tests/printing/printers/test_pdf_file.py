"""A paper saved as a file is there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.errors import Refusal
from app.printing.printers.pdf_file import PdfFile
from app.printing.printers.port import PrintJob

JOB = PrintJob(b"%PDF-1.4 " + b"x" * 20_000, "材料接收单", 148, 210)


def test_a_saved_paper_is_exactly_the_pdf_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    receipt = PdfFile(tmp_path / "单.pdf").send(JOB)
    assert (tmp_path / "单.pdf").read_bytes() == JOB.pdf
    assert os.listdir(tmp_path) == ["单.pdf"]
    assert receipt.words == "已保存为 单.pdf"


def test_saving_again_replaces_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")
    PdfFile(tmp_path / "a.pdf").send(JOB)
    assert (tmp_path / "a.pdf").read_bytes() == JOB.pdf


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="文件夹不存在") as refused:
        PdfFile(tmp_path / "gone" / "a.pdf").send(JOB)
    assert refused.value.code == "file-not-written"


def test_a_folder_in_the_files_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(Refusal, match="另起文件名"):
        PdfFile(tmp_path / "a.pdf").send(JOB)
    assert os.listdir(tmp_path) == ["a.pdf"]
