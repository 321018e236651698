"""A fault of ours: where it happened goes into a file without anybody's data, and a sentence names the file."""

from __future__ import annotations

import platform
import tempfile
import traceback
from pathlib import Path

from app import paths
from app.clock import SystemClock
from app.errors import Refusal


def told(fault: BaseException, program: str, command: str, home: Path) -> Refusal:
    """Write the report; what to say. Neither arguments nor the fault's own text are in it: both may name people."""
    text = _report(fault, program, command)
    for folder in (paths.log_folder(home), Path(tempfile.gettempdir())):
        try:
            return _said(_write(folder, text, command))
        except OSError:  # a full or read-only disk: the next place
            continue
    return Refusal("程序出错了，已保存的数据没有改动。请重试一次；一直如此请联系乡镇管理员。", code="fault")


def _write(folder: Path, text: str, command: str) -> Path:
    if not folder.parent.is_dir():
        raise FileNotFoundError(folder)
    folder.mkdir(exist_ok=True)
    file = folder / f"fault-{command}-{SystemClock().now():%Y%m%dT%H%M%S%f}.txt"
    file.write_text(text, encoding="utf-8")
    return file


def _said(file: Path) -> Refusal:
    return Refusal(
        f"程序出错了，已保存的数据没有改动。请重试一次；一直如此请把这个文件交给维护人员"
        f"（里面没有群众信息）：{file}",
        code="fault",
    )


def _report(fault: BaseException, program: str, command: str) -> str:
    lines = [
        f"{program} {command}",
        f"at {SystemClock().now():%Y-%m-%dT%H:%M:%SZ}",
        f"python {platform.python_version()} on {platform.system()} {platform.release()}",
    ]
    cause: BaseException | None = fault
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"
