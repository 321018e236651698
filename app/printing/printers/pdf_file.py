"""Paper into a PDF file: whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.errors import Refusal
from app.printing.printers.port import JobNews, JobState, PrintJob, SendReceipt

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
REASONS = {
    errno.EACCES: "没有写入权限，请换一个文件夹",
    errno.EPERM: "没有写入权限，请换一个文件夹",
    errno.EROFS: "该磁盘是只读的，请换一个位置",
    errno.ENOENT: "文件夹不存在，请重新选择",
    errno.ENOTDIR: "文件夹不存在，请重新选择",
    errno.EISDIR: "这是一个文件夹，请另起文件名",
    errno.ENAMETOOLONG: "文件名太长，请改短",
}


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A file to be made or replaced."""

    path: Path

    @property
    def name(self) -> str:
        return "保存为PDF"

    def send(self, job: PrintJob) -> SendReceipt:
        """Writes beside the goal, flushes to disk, then renames: a cut leaves the old file or the new one."""
        try:
            _write_whole(self.path, job.pdf)
        except OSError as error:
            raise _refusal(error) from error
        return SendReceipt(f"已保存为 {self.path.name}", printed=True)

    def news(self, job: str) -> JobNews:
        return JobNews(JobState.PRINTED, "已存为文件")

    def take_back(self, job: str) -> bool:
        return False


def _write_whole(path: Path, content: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(prefix=".daiban-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Makes the new name itself durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refusal(error: OSError) -> Refusal:
    if error.errno in FULL:
        return Refusal("没有保存：磁盘已满，请腾出空间或换一个位置。登记的数据没有受影响。", code="disk-full")
    reason = REASONS.get(error.errno or 0, "磁盘不肯写入，请换一个位置")
    return Refusal(f"没有保存：{reason}。登记的数据没有受影响。", code="file-not-written")
