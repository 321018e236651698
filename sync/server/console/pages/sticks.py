"""U盘: the files of a stick taken in from the clerk's browser; what goes back onto it, and what goes to the district."""

from __future__ import annotations

from sync.server.console import case_lists, stick_desk
from sync.server.console.heaps import MOST_FILES
from sync.server.console.stick_desk import StickRead
from sync.server.console.visits import OFFICE_WORK, Act, Done, File, Page, Shown, Visit
from sync.server.upward import standing

PATH = "/sticks"
MOST_BYTES = 256 << 20
ANSWER_TYPE = "application/octet-stream"
ZIP_TYPE = "application/zip"


def show(visit: Visit) -> Shown:
    return _page(visit, None)


def read(visit: Visit) -> Shown:
    """Take in the chosen files; which sites they were of is noted, never what was in them."""
    done = stick_desk.read(visit.township, holder(visit), visit.typed.every_file("files"))
    known = case_lists.names_of(visit.township)
    codes = sorted({one.site_code for one in done.files if one.is_taken and one.site_code in known})
    return _page(visit, done, about=" ".join(codes))


def answer(visit: Visit) -> File:
    found = stick_desk.answer(visit.township, holder(visit), visit.path["name"])
    return File(found.name, found.read_bytes(), ANSWER_TYPE)


def together(visit: Visit) -> File:
    return File("daiban-files.zip", stick_desk.together(visit.township, holder(visit)), ZIP_TYPE)


def clear(visit: Visit) -> Done:
    stick_desk.clear(visit.township, holder(visit))
    return Done("这里等着的文件已清除。请把U盘安全弹出，交给带走的人。", PATH)


def _page(visit: Visit, done: StickRead | None, about: str = "") -> Shown:
    waiting = stick_desk.waiting(visit.township, holder(visit))
    facts = {
        "title": "U盘",
        "here": "sticks",
        "done": done,
        "names": case_lists.names_of(visit.township),
        "new": sum(one.new for one in done.files) if done else 0,
        "waiting": [file.name for file in waiting.files],
        "is_upward": waiting.is_upward,
        "as_zip": len(waiting.files) > 1 and stick_desk.fits_together(waiting.files),
        "above": standing.of(visit.township),
        "minutes": stick_desk.KEPT_MINUTES,
        "most_files": MOST_FILES,
        "most_megabytes": MOST_BYTES >> 20,
    }
    return Shown("sticks.html", facts, about)


def holder(visit: Visit) -> str:
    """The session: who signs in elsewhere, or again, has nothing of it."""
    return visit.signed_in.digest if visit.signed_in else ""


PAGES = (
    Page(PATH, show, OFFICE_WORK),
    Page(f"{PATH}/answers/{{name}}", answer, OFFICE_WORK, noted="取U盘文件"),
    Page(f"{PATH}/zip", together, OFFICE_WORK, noted="取U盘文件"),
)
ACTS = (
    Act(PATH, read, show, "读入U盘", heap_bytes=MOST_BYTES),
    Act(f"{PATH}/clear", clear, show, "清除U盘文件"),
)
