"""``daiban``: the window when no command is given, the command line otherwise."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from app.paths import default_home

DEMO_FOLDER = "demo-home"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window or a command; the exit status: 0 done, 1 refused, 2 wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    wanted = window_wanted(arguments)
    if wanted is None:
        from app.cli import main as run_command

        return run_command(arguments)
    from app.ui import start

    home, demo = wanted
    return start.run(home, demo=demo)


def window_wanted(arguments: Sequence[str]) -> tuple[Path, bool] | None:
    """The room's folder and whether to practise, where only ``--home DIR`` and ``--demo`` are given."""
    home: Path | None = None
    demo = False
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word == "--demo":
            demo = True
        elif word == "--home" and left:
            home = Path(left.pop(0))
        elif word.startswith("--home="):
            home = Path(word.removeprefix("--home="))
        else:
            return None
    if home is None:
        home = default_home() / DEMO_FOLDER if demo else default_home()
    return home.expanduser(), demo


if __name__ == "__main__":
    sys.exit(main())
