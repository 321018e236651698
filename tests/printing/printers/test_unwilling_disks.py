"""A disk that will not take a paper: the sentence says so, and nothing half-written stays. POSIX rights and limits."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

NOBODY = 65534


def send_as(folder: Path, before: str) -> str:
    """Sends in a child process, which may lay down rights and limits for good; answers the refusal's code."""
    program = f"""
import os
import resource
from pathlib import Path
from app.errors import Refusal
from app.printing.printers.pdf_file import PdfFile
from app.printing.printers.port import PrintJob
job = PrintJob(b"%PDF-1.4 " + b"x" * 20_000, "材料接收单", 148, 210)
{before}
try:
    PdfFile(Path({str(folder / "paper.pdf")!r})).send(job)
except Refusal as refusal:
    print(refusal.code, refusal.sentence)
"""
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return answer.stdout


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that an account without rights can reach too."""
    with tempfile.TemporaryDirectory(prefix="daiban-tests-") as folder:
        os.chmod(folder, 0o755)
        yield Path(folder)
        os.chmod(folder, 0o755)


def test_a_read_only_folder_is_said_and_keeps_the_old_file(reachable: Path) -> None:
    (reachable / "paper.pdf").write_bytes(b"old")
    os.chmod(reachable, 0o555)
    answer = send_as(reachable, f"os.geteuid() or os.setuid({NOBODY})  # the root account ignores rights")
    assert answer.startswith("file-not-written")
    assert "没有写入权限" in answer
    assert "数据没有受影响" in answer
    assert os.listdir(reachable) == ["paper.pdf"]


def test_a_full_disk_is_said_and_leaves_no_half_file(tmp_path: Path) -> None:
    answer = send_as(tmp_path, "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))")
    assert answer.startswith("disk-full")
    assert os.listdir(tmp_path) == []
