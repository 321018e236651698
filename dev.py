#!/usr/bin/env python3
"""The two commands of this project, on a fresh machine: ``python3 dev.py run`` and ``python3 dev.py test``.

Standard library only, and readable by old Pythons too, so that it can say which Python to install.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
FITTING = ((3, 11), (3, 12), (3, 13))

# What Qt's wheel loads from a Debian-like system, offscreen and with a screen.
QT_PACKAGES = (
    *("libgl1", "libegl1", "libxkbcommon0", "libfontconfig1", "libdbus-1-3", "libglib2.0-0", "libatomic1"),
    *(
        "libx11-xcb1",
        "libxkbcommon-x11-0",
        "libxcb-cursor0",
        "libxcb-icccm4",
        "libxcb-image0",
        "libxcb-keysyms1",
    ),
    *(
        "libxcb-randr0",
        "libxcb-render-util0",
        "libxcb-shape0",
        "libxcb-sync1",
        "libxcb-xfixes0",
        "libxcb-xkb1",
    ),
    *("libwayland-cursor0", "libcups2"),
)


class Part(NamedTuple):
    """A real thing that tests use: the name in ``needs(...)``, its packages, the program or file that shows it."""

    name: str
    packages: tuple[str, ...]
    shown_by: str

    def is_here(self) -> bool:
        if self.shown_by.startswith("/"):
            return any(Path("/").glob(self.shown_by.lstrip("/")))
        return shutil.which(self.shown_by) is not None


PARTS = (
    Part("xvfb", ("xvfb", "xauth"), "Xvfb"),
    Part("soffice", ("libreoffice-calc-nogui",), "soffice"),
    Part("postgres", ("postgresql",), "/usr/lib/postgresql/*/bin/initdb"),
    Part("pdftotext", ("poppler-utils",), "pdftotext"),
    Part("qpdf", ("qpdf",), "qpdf"),
    Part("cups", ("cups", "cups-client", "cups-filters", "printer-driver-cups-pdf"), "/usr/sbin/cupsd"),
    Part("secret-service", ("gnome-keyring", "dbus", "libsecret-tools"), "secret-tool"),
    Part("hanazono", ("fonts-hanazono",), "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"),
    Part("strace", ("strace",), "strace"),
    Part("chromium", ("chromium",), "chromium"),
)


class Step(NamedTuple):
    """One check of ``dev.py test``."""

    title: str
    command: list[str]


class Stopped(Exception):
    """The machine lacks something; the text says what to install."""


def say(chinese: str, english: str) -> None:
    print(f"▸ {chinese} · {english}", flush=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser(
        "run", help="the window with a demo room; without a screen a whole day at the counter"
    )
    commands.add_parser("test", help="every check and test; further words go to pytest")
    known, rest = parser.parse_known_args(arguments)
    speak_utf8()
    try:
        if known.command == "run":
            return run(rest)
        return test(rest)
    except Stopped as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(words: list[str]) -> int:
    """The demo room; with further words the command line: ``dev.py run deadline 2026-02-12 5``."""
    missing = system_packages(QT_PACKAGES)
    if missing:
        say("缺少系统库，窗口可能打不开：" + " ".join(missing), "missing system libraries, install them")
    make_venv()
    if words:
        command = [str(SCRIPTS / "daiban"), *words]
    elif has_display():
        say("打开演示窗口", "opening the window with a demo room")
        command = [str(PYTHON), "-m", "app", "--demo"]
    else:
        say("没有屏幕，演示一整天的柜台工作", "no screen: a whole day at the counter, into demo-out/")
        command = [str(SCRIPTS / "daiban"), "demo-day", "--out", "demo-out"]
    return subprocess.call(command, cwd=str(ROOT), env=environment())


def test(words: list[str]) -> int:
    """Every check, in order, all the same when one fails; pytest last."""
    wanted = [*QT_PACKAGES, *(package for part in PARTS if not part.is_here() for package in part.packages)]
    missing = system_packages(wanted)
    if missing:
        say("没有装上的系统包：" + " ".join(missing), "system packages not installed")
    make_venv()
    for part in PARTS:
        if not part.is_here():
            say(
                f"没有运行 {part.name}：请装 {' '.join(part.packages)}",
                f"not run: tests that need {part.name}",
            )
    failed = [step.title for step in steps(words) if not passed(step)]
    if failed:
        say("没有通过：" + "，".join(failed), "failed")
    return 1 if failed else 0


def steps(words: list[str]) -> list[Step]:
    python = str(PYTHON)
    checks = [
        Step("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        Step("ruff check", [python, "-m", "ruff", "check", "."]),
        Step("mypy --strict", [python, "-m", "mypy"]),
        Step("import contracts", [str(SCRIPTS / "lint-imports")]),
    ]
    translations = ROOT / "resources" / "translations" / "check.py"
    if translations.exists():
        checks.append(Step("translations", [python, str(translations.relative_to(ROOT))]))
    # Two tests or more at a time; named ones alone, so that their output is plain.
    together = [] if words else ["-n", str(min(4, max(2, os.cpu_count() or 2)))]
    return [*checks, Step("pytest", [python, "-m", "pytest", *together, *words])]


def passed(step: Step) -> bool:
    print(f"\n━━ {step.title} ━━", flush=True)
    started = time.monotonic()
    code = subprocess.call(step.command, cwd=str(ROOT), env=environment(QT_QPA_PLATFORM="offscreen"))
    if code or step.title != "pytest":  # pytest's own closing lines stay last
        outcome = "通过 ok" if code == 0 else f"未通过 failed ({code})"
        print(f"── {step.title}: {outcome}, {time.monotonic() - started:.1f} s", flush=True)
    return code == 0


# --- Python and its packages -------------------------------------------------------------------------------


def pick_python() -> list[str]:
    """The command of a Python 3.11 to 3.13: the running one if it fits, else one from PATH."""
    if sys.version_info[:2] in FITTING:
        return [sys.executable]
    numbers = [f"{major}.{minor}" for major, minor in FITTING]
    candidates = [[f"python{number}"] for number in numbers] + [["python3"], ["python"]]
    if os.name == "nt":
        candidates += [["py", f"-{number}"] for number in numbers]
    for command in candidates:
        if version_of(command) in FITTING:
            return command
    raise Stopped(
        "没有找到 Python 3.11–3.13，请安装 3.11 后再试。\n"
        "No Python 3.11 to 3.13 found. Install 3.11: `apt-get install python3.11 python3.11-venv` "
        "or the Windows installer of python.org, then run this again."
    )


def version_of(command: list[str]) -> tuple[int, ...] | None:
    """``(3, 11)`` of an interpreter that starts, else None; a name on PATH alone proves nothing."""
    program = shutil.which(command[0])
    if program is None:
        return None
    question = "import sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [program, *command[1:], "-c", question],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=30,
            check=True,
        )
        return tuple(int(number) for number in answer.stdout.split())
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def make_venv() -> None:
    """``.venv`` with exactly what ``requirements.lock`` names, and this project's two programs in it."""
    if version_of([str(PYTHON)]) not in FITTING:
        say("建立 .venv", "making .venv")
        create_venv(pick_python())
    lock = fingerprint("requirements.lock")
    if remembered("lock") != lock:
        say(
            "按 requirements.lock 安装依赖，第一次要几分钟",
            "installing the locked packages, minutes the first time",
        )
        pip("install", "--require-hashes", "-r", "requirements.lock")
        remember("lock", lock)
    project = fingerprint("pyproject.toml")
    if remembered("project") != project:
        pip("install", "--no-deps", "--no-build-isolation", "-e", ".")
        remember("project", project)


def create_venv(python: list[str]) -> None:
    command = [*python, "-m", "venv", "--clear", str(VENV)]
    if subprocess.call(command, stdin=subprocess.DEVNULL) == 0:
        return
    version = version_of(python) or FITTING[0]
    package = f"python{version[0]}.{version[1]}-venv"
    if system_packages([package]) or subprocess.call(command, stdin=subprocess.DEVNULL) != 0:
        raise Stopped(f"建立 .venv 没有成功，请安装 {package}。\nCould not make .venv: install {package}.")


def pip(*words: str) -> None:
    if subprocess.call([str(PYTHON), "-c", "import pip"], stderr=subprocess.DEVNULL) != 0:
        subprocess.call([str(PYTHON), "-m", "ensurepip"], stdout=subprocess.DEVNULL)
    quiet = ("-q", "--disable-pip-version-check", "--no-input")
    command = [str(PYTHON), "-m", "pip", *words[:1], *quiet, *words[1:]]
    if subprocess.call(command, cwd=str(ROOT), stdin=subprocess.DEVNULL, env=environment()) != 0:
        raise Stopped(
            "安装依赖没有成功，请检查网络后再试。\nInstalling packages failed: see above, then try again."
        )


def fingerprint(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def remembered(name: str) -> str:
    stamp = VENV / f"daiban-{name}.sha256"
    return stamp.read_text(encoding="ascii") if stamp.exists() else ""


def remember(name: str, value: str) -> None:
    (VENV / f"daiban-{name}.sha256").write_text(value, encoding="ascii")


# --- the system underneath ---------------------------------------------------------------------------------


def system_packages(wanted: list[str] | tuple[str, ...]) -> list[str]:
    """Installs what is missing where that is allowed; returns what is still missing."""
    missing = not_installed(wanted)
    root = root_prefix()
    if not missing or root is None:
        return missing
    say("安装系统包：" + " ".join(missing), "installing system packages")
    apt(root, "update")
    if not apt(root, "install", "-y", "--no-install-recommends", *missing):
        for package in missing:  # one unknown name must not keep the others away
            apt(root, "install", "-y", "--no-install-recommends", package)
    return not_installed(missing)


def not_installed(wanted: list[str] | tuple[str, ...]) -> list[str]:
    """Those of ``wanted`` that dpkg does not list as installed; nothing where there is no dpkg to ask."""
    if not wanted or shutil.which("dpkg-query") is None:
        return []
    # Debian 13 and Ubuntu 24.04 renamed some libraries: libglib2.0-0t64, libcups2t64.
    names = [name for package in wanted for name in (package, package + "t64")]
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\n", *names],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    lines = answer.stdout.decode("utf-8", "replace").splitlines()
    here = {line.split()[1] for line in lines if line.startswith("installed ")}
    return [package for package in wanted if package not in here and package + "t64" not in here]


def root_prefix() -> list[str] | None:
    """What to write before ``apt-get`` to be allowed, or None where it is not."""
    if shutil.which("apt-get") is None:
        return None
    if os.name != "nt" and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if (
        sudo
        and subprocess.call([sudo, "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    ):
        return [sudo, "-n"]
    return None


def apt(root: list[str], *words: str) -> bool:
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    done = subprocess.run(
        [*root, *quiet, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode != 0:
        print(done.stdout.decode("utf-8", "replace")[-2000:], file=sys.stderr)
    return done.returncode == 0


def has_display() -> bool:
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def environment(**more: str) -> dict[str, str]:
    """This environment, with UTF-8 everywhere even where the machine names no language."""
    surroundings = dict(os.environ, PYTHONUTF8="1", **more)
    if not any(surroundings.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        surroundings["LANG"] = "C.UTF-8"
    return surroundings


def speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
