"""U盘: the files of a stick from below, taken in from the clerk's browser; the answers go back onto it."""

from __future__ import annotations

from sync.server.console import case_lists, stick_desk
from sync.server.console.heaps import MOST_FILES
from sync.server.console.stick_desk import StickRead
from sync.server.console.visits import OFFICE_WORK, Act, Done, File, Page, Shown, Visit

PATH = "/sticks"
MOST_BYTES = 256 << 20
ANSWER_TYPE = "application/octet-stream"
ZIP_TYPE = "application/zip"


def show(visit: Visit) -> Shown:
    return _page(visit, None)


def read(visit: Visit) -> Shown:
    """Take in the chosen files; which sites they were of is noted, never what was in them."""
    done = stick_desk.read(visit.township, _holder(visit), visit.typed.every_file("files"))
    known = case_lists.names_of(visit.township)
    codes = sorted({one.site_code for one in done.files if one.is_taken and one.site_code in known})
    return _page(visit, done, about=" ".join(codes))


def answer(visit: Visit) -> File:
    found = stick_desk.answer(visit.township, _holder(visit), visit.path["name"])
    return File(found.name, found.read_bytes(), ANSWER_TYPE)


def together(visit: Visit) -> File:
    return File("daiban-answers.zip", stick_desk.together(visit.township, _holder(visit)), ZIP_TYPE)


def clear(visit: Visit) -> Done:
    stick_desk.clear(visit.township, _holder(visit))
    return Done("这里的回执已清除。请把U盘安全弹出，交还带来的人。", PATH)


def _page(visit: Visit, done: StickRead | None, about: str = "") -> Shown:
    answers = stick_desk.waiting(visit.township, _holder(visit))
    facts = {
        "title": "U盘",
        "here": "sticks",
        "done": done,
        "names": case_lists.names_of(visit.township),
        "new": sum(one.new for one in done.files) if done else 0,
        "answers": [file.name for file in answers],
        "as_zip": len(answers) > 1 and stick_desk.fits_together(answers),
        "minutes": stick_desk.KEPT_MINUTES,
        "most_files": MOST_FILES,
        "most_megabytes": MOST_BYTES >> 20,
    }
    return Shown("sticks.html", facts, about)


def _holder(visit: Visit) -> str:
    """The session: who signs in elsewhere, or again, has nothing of it."""
    return visit.signed_in.digest if visit.signed_in else ""


PAGES = (
    Page(PATH, show, OFFICE_WORK),
    Page(f"{PATH}/answers/{{name}}", answer, OFFICE_WORK, noted="取U盘回执"),
    Page(f"{PATH}/zip", together, OFFICE_WORK, noted="取U盘回执"),
)
ACTS = (
    Act(PATH, read, show, "读入U盘", heap_bytes=MOST_BYTES),
    Act(f"{PATH}/clear", clear, show, "清除U盘回执"),
)
