"""A room, a township and papers to run documented commands in, each made when the first command needs it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from openpyxl import Workbook

from app.__main__ import window_wanted
from tests.architecture.sources import ROOT
from tests.cli import commands_here, documented_walls
from tests.cli.documented_following import FOLLOWING
from tests.cli.documented_requests import RequestThings
from tests.cli.program import PASSPHRASE, ROOM_CODE, request, serving
from tests.cli.shown_commands import ShownCommand
from tests.services.requests import id_number

TOWNSHIP_CODE = "620902101"
CASE_NO = re.compile(r"\d{6}-\d{6}-[A-Z]\d-\d{3}[0-9A-Z]|NO")
WITHOUT_A_ROOM = ("init", "restore", "deadline", "events", "demo-day")
SAID = {
    "completed": '{"result": "已办好"}',
    "delivered": '{"to_whom": "本人"}',
    "rated": '{"level": "satisfied"}',
    "progressed": '{"text": "已联系"}',
}
BEFORE = {
    "delivered": ("completed",),
    "rated": ("completed", "delivered"),
    "followed_up": ("completed", "delivered"),
    "reopened": ("completed",),
    "result_ready": ("escalated",),
    "fetched": ("escalated", "result_ready"),
    "resumed": ("paused",),
}
"""Steps that must have been taken before an event is allowed."""
LACKING = ("supplemented", "notified")
ABOUT_REQUESTS = ("inquiry", "decline", "old-book", "mandate", "join", "unjoin", "reserve", "batch", "tasks")


class DocumentedWorld:
    """Everything a document's commands may speak of; ``folder`` is where they are run."""

    def __init__(self, folder: Path, later: ExitStack) -> None:
        self.folder = folder
        self._later = later
        self._order = count(1)
        self._url = ""
        self._case_no = ""
        self._above = ""
        self._proved: set[str] = set()

    def run(self, command: ShownCommand) -> str:
        """Run the command as shown, with our own names in place of the examples; its complaint, "" when done."""
        if command.program == "daiban" and window_wanted(command.words) is not None:
            return ""
        if command.words[:1] == ("serve",):
            return "" if self.url.startswith("https://") else "does not serve"
        words = self._fitted(command)
        done = self._started(command.program, *words, **dict(command.surroundings))
        return "" if done.returncode == 0 else f"{command} → {words}: {done.stdout}{done.stderr}"

    @property
    def url(self) -> str:
        """Where the township serves, until the document ends."""
        self._have_township()
        self._url = self._url or self._later.enter_context(serving(self._home("daiban-township")))
        return self._url

    def _fitted(self, command: ShownCommand) -> list[str]:
        words = [part for word in command.words for part in _parted(word)]
        name = words[0]
        if name == "init":
            return self._with_home(words, f"new-{next(self._order)}")
        if command.program == "daiban" and name not in WITHOUT_A_ROOM:
            self._have_room()
        if command.program == "daiban-township":
            self._have_township()
        fit = FITTING.get((command.program, name))
        if fit is not None:
            words = fit(self, words)
        elif name in FOLLOWING:
            words = FOLLOWING[name](self, words)
        else:
            words = [self._number() if CASE_NO.fullmatch(word) else word for word in words]
        return self._with_home(words, self._home(command.program).name)

    def ask(self, *words: str) -> dict[str, object]:
        """What the room's own command answers."""
        return self._ask("daiban", *words)

    def accepted(self, **fields: object) -> str:
        """One more case."""
        return self._accepted(**fields)

    def picture(self) -> Path:
        """A new picture, each with other bytes."""
        number = next(self._order)
        place = self.folder / f"{number}.jpg"
        place.write_bytes(b"\xff\xd8\xff\xe0" + str(number).encode() * 100)
        return place

    def ready_for(self, event: str) -> str:
        """A case that the event may be recorded of."""
        return self._ready_for(event)

    def _with_home(self, words: list[str], home: str) -> list[str]:
        shown = "--home" in words
        if shown and words[0] not in ("init", "replace", "restore"):
            at = words.index("--home")
            return [*words[: at + 1], home, *words[at + 2 :]]
        return words if shown else [*words, "--home", home]

    def _home(self, program: str) -> Path:
        return self.folder / ("the-room" if program == "daiban" else "the-township")

    def _have_room(self) -> None:
        if not self._home("daiban").exists():
            words = ("--room-code", ROOM_CODE, "--room-name", "石泉村", "--sample-catalogue")
            self._ask("daiban", "init", *words)

    def _have_township(self) -> None:
        if not self._home("daiban-township").exists():
            self._ask("daiban-township", "init", "--code", TOWNSHIP_CODE, "--name", "下河清镇")
            self._ask("daiban-township", "add-site", "--code", ROOM_CODE, "--name", "石泉村")

    def _have_enrolled(self) -> None:
        self._have_room()
        if not self._ask("daiban", "status")["last_contact"]:
            self._ask("daiban", "enrol", self.url, self._code())
            self._ask("daiban", "sync")

    def _code(self) -> str:
        self._have_township()
        return str(self._ask("daiban-township", "enrol-code", "--site", ROOM_CODE)["code"])

    def _number(self) -> str:
        self._case_no = self._case_no or self._accepted()
        return self._case_no

    def _accepted(self, **fields: object) -> str:
        self._have_room()
        order = next(self._order)
        said = request("GY07", name=f"张{order}", id_number=id_number(order=order)) | fields
        file = self.folder / f"one-{order}.jsonl"
        file.write_text(json.dumps(said), encoding="utf-8")
        return str(self._ask("daiban", "accept", file.name)["case_no"])

    def _ready_for(self, event: str) -> str:
        """A case that the event may be recorded of."""
        number = self._accepted(materials=[]) if event in LACKING else self._accepted()
        for before in BEFORE.get(event, ()):
            extra = ["--reason", "等通知"] if before == "paused" else ["--data", SAID.get(before, "{}")]
            self._ask("daiban", "event", number, before, *extra)
        return number

    def event(self, words: list[str]) -> list[str]:
        event = "progressed" if words[2] == "EVENT" else words[2]
        rest = words[3:] or (["--data", SAID[event]] if event in SAID else [])
        return ["event", self._ready_for(event), event, *rest]

    def township_event(self, words: list[str]) -> list[str]:
        number = self._accepted()
        self._ask("daiban", "event", number, "escalated")
        self._have_enrolled()
        self._ask("daiban", "sync")
        return ["event", number, *words[2:]]

    def tick(self, words: list[str]) -> list[str]:
        self._ready_for("result_ready")
        made = str(self._ask("daiban", "transfer", "make", "up")["list_no"])
        self._ask("daiban", "transfer", "hand", made, "--receiver", "李主任")
        self._have_enrolled()
        self._ask("daiban", "sync")
        return ["tick", made, *words[2:]]

    def rule(self, words: list[str]) -> list[str]:
        self._have_room()
        made = str(self._ask("daiban", "complaint", "add", "门口太滑")["complaint_id"])
        self._have_enrolled()
        for _pass in ("send", "hear that it was taken in"):
            self._ask("daiban", "sync")
        return ["rule", made, *words[2:]]

    def accept(self, words: list[str]) -> list[str]:
        order = next(self._order)
        file = self.folder / words[1]
        if not file.exists():
            line = request("QT09", name=f"李{order}", id_number=id_number(order=order))
            file.write_text(json.dumps(line), encoding="utf-8")
        return words

    def enrol(self, words: list[str]) -> list[str]:
        whole = "#" in words[1]
        said = [f"{self.url}#{self._code()}"] if whole else [self.url, self._code()]
        return ["enrol", *said, *words[2 if whole else 3 :]]

    def replace(self, words: list[str]) -> list[str]:
        self._have_enrolled()
        said = ["replace", "--room-code", ROOM_CODE, f"{self.url}#{self._code()}"]
        return [*said, "--home", f"new-{next(self._order)}"]

    def enrol_code(self, words: list[str]) -> list[str]:
        self._have_enrolled()
        return self.site(words)

    def sync(self, words: list[str]) -> list[str]:
        self._have_enrolled()
        return words

    def restore(self, words: list[str]) -> list[str]:
        self._have_room()
        made = str(self._ask("daiban", "backup", "the-stick")["file"])
        at = words.index("--to")
        return ["restore", made, "--to", f"restored-{next(self._order)}", *words[at + 2 :]]

    def township_restore(self, words: list[str]) -> list[str]:
        made = str(self._ask("daiban-township", "backup", "the-copies")["file"])
        return [words[0], made, "--home", f"restored-{next(self._order)}"]

    def report(self, words: list[str]) -> list[str]:
        book = Workbook()
        book.active["A1"] = "{{室名}} {{月.受理数}}"
        book.save(self.folder / "own-form.xlsx")
        return words

    def catalogue(self, words: list[str]) -> list[str]:
        """A changed catalogue in the file to be read, an own item, a case of an older version."""
        what = words[1]
        if what in ("import", "diff"):
            self._catalogue_file()
        if what in ("add-item", "withdraw"):
            self._own_item_file()
        if what == "withdraw":
            self._ask("daiban", "catalogue", "add-item", "own-item.json")
        if what == "move":
            number = self._number()
            self._ask("daiban", "catalogue", "export", "older.json")
            newer = json.loads((self.folder / "older.json").read_text("utf-8"))
            newer |= {"version": f"moved-{next(self._order)}", "sample": False}
            (self.folder / "newer.json").write_text(json.dumps(newer), encoding="utf-8")
            self._ask("daiban", "catalogue", "import", "newer.json")
            return ["catalogue", "move", number, *words[3:]]
        return words

    def _catalogue_file(self) -> None:
        if not (self.folder / "catalogue.xlsx").exists():
            self._ask("daiban", "catalogue", "export", "catalogue.xlsx")

    def _own_item_file(self) -> None:
        item = {"code": "CUN-1", "name": "借用桌椅", "category": "公益事业", "tier": "village"}
        text = json.dumps(item | {"kind": "immediate", "days": 0})
        (self.folder / "own-item.json").write_text(text, encoding="utf-8")

    def calendar(self, words: list[str]) -> list[str]:
        """The table of a year that was published."""
        shutil.copy(ROOT / "resources" / "calendar" / "2026.json", self.folder / words[-1])
        return words

    def enrol_upward(self, words: list[str]) -> list[str]:
        """A code of a district that serves, the same for every command that needs one."""
        home = self.folder / "the-district"
        self._have_township()
        if not home.exists():
            for said in (
                ("init", "--tier", "district", "--code", TOWNSHIP_CODE[:6], "--name", "肃州区"),
                ("add-site", "--code", TOWNSHIP_CODE, "--name", "下河清镇"),
            ):
                done = self._started("daiban-township", *said, "--home", home.name)
                assert done.returncode == 0, done.stderr
            self._above = self._later.enter_context(serving(home))
        asked = ("enrol-code", "--site", TOWNSHIP_CODE, "--home", home.name, "--json")
        code = json.loads(self._started("daiban-township", *asked).stdout)["code"]
        return [words[0], f"{self._above}#{code}"]

    def upward(self, words: list[str]) -> list[str]:
        self._ask("daiban-township", *self.enrol_upward(["enrol-upward"]))
        return words

    def stick(self, words: list[str]) -> list[str]:
        """What a room has for its township, on a stick."""
        self._have_enrolled()
        (self.folder / "the-stick").mkdir(exist_ok=True)
        self._ask("daiban", "stick", "out", "the-stick")
        return [words[0], "the-stick"]

    def stick_upward(self, words: list[str]) -> list[str]:
        (self.folder / "the-stick").mkdir(exist_ok=True)
        self.upward(words)
        return [words[0], "the-stick"]

    def move_power(self, words: list[str]) -> list[str]:
        self._ask("daiban-township", "publish-catalogue", "--sample")
        return words

    def queue(self, words: list[str]) -> list[str]:
        """A paper that waits for a printer nobody has, and a folder that takes it."""
        if len(words) < 3 or words[2] != "ID":
            return words
        self._printers()
        number = self._accepted()
        self._started(
            "daiban", "print", number, "--paper", "receipt", "--printer", "关着的", *self._at_home()
        )
        waiting = json.loads(self._started("daiban", "queue", "--json", *self._at_home()).stdout)
        return ["queue", words[1], waiting[-1]["id"], *words[3:]]

    def _printers(self) -> None:
        folder = ["--kind", "pdf_folder", "--address", "."]
        self._started("daiban", "printers", "--add", "存档", *folder, *self._at_home())

    def _at_home(self) -> list[str]:
        return ["--home", self._home("daiban").name]

    def import_(self, words: list[str]) -> list[str]:
        """A roster or ledger of one row; what is undone was taken in for it."""
        order = next(self._order)
        file = self.folder / (words[2] if words[1] != "undo" else f"roster-{order}.csv")
        person = f"张{order},{id_number(order=order)}"
        ledger = f"日期,姓名,身份证号,事项\n2020-01-05,{person},办证\n"
        file.write_text(
            ledger if words[1] == "ledger" else f"姓名,身份证号,电话\n{person},\n", encoding="utf-8"
        )
        if words[1] == "undo":
            done = self._ask("daiban", "import", "villagers", file.name)
            return ["import", "undo", str(done["import_id"]), *words[3:]]
        return words

    def check_slip(self, words: list[str]) -> list[str]:
        from app.services import rooms, slip_codes

        number = self._number()
        register = rooms.open_room(self._home("daiban"), passphrase=PASSPHRASE)
        code = slip_codes.code_text(register.keys, number)
        register.close()
        return ["check-slip", code, *words[2:]]

    def about_requests(self, words: list[str]) -> list[str]:
        def ask(*asked: str) -> object:
            done = self._started("daiban", *asked, *self._at_home(), "--json")
            assert done.returncode == 0, done.stdout + done.stderr
            return json.loads(done.stdout)

        return RequestThings(self.folder, ask, lambda: next(self._order)).put(words)

    def site(self, words: list[str]) -> list[str]:
        return [ROOM_CODE if re.fullmatch(r"\d{12}", word) else word for word in words]

    def _ask(self, program: str, *words: str) -> dict[str, object]:
        done = self._started(program, *words, "--home", self._home(program).name, "--json")
        assert done.returncode == 0, done.stdout + done.stderr
        said = json.loads(done.stdout)
        assert isinstance(said, dict)
        return said

    def _started(self, program: str, *words: str, **surroundings: str) -> commands_here.Done:
        """The first command of each program runs in a process of its own, as a person's does; later ones here."""
        run = commands_here.here if program in self._proved else commands_here.apart
        self._proved.add(program)
        return run(program, words, self.folder, surroundings | {"DAIBAN_PASSPHRASE": PASSPHRASE})


def _parted(word: str) -> list[str]:
    return word.split("=", 1) if word.startswith("--home=") else [word]


Fitting = Callable[[DocumentedWorld, list[str]], list[str]]

FITTING: dict[tuple[str, str], Fitting] = {
    ("daiban", "accept"): DocumentedWorld.accept,
    ("daiban", "event"): DocumentedWorld.event,
    ("daiban", "enrol"): DocumentedWorld.enrol,
    ("daiban", "replace"): DocumentedWorld.replace,
    ("daiban", "sync"): DocumentedWorld.sync,
    ("daiban", "restore"): DocumentedWorld.restore,
    ("daiban", "catalogue"): DocumentedWorld.catalogue,
    ("daiban", "calendar"): DocumentedWorld.calendar,
    ("daiban-township", "publish-calendar"): DocumentedWorld.calendar,
    ("daiban-township", "move-power"): DocumentedWorld.move_power,
    ("daiban", "import"): DocumentedWorld.import_,
    ("daiban", "check-slip"): DocumentedWorld.check_slip,
    **dict.fromkeys([("daiban", name) for name in ABOUT_REQUESTS], DocumentedWorld.about_requests),
    ("daiban", "queue"): DocumentedWorld.queue,
    ("daiban", "report"): DocumentedWorld.report,
    ("daiban", "posting"): documented_walls.posting,
    ("daiban", "form"): documented_walls.form,
    ("daiban-township", "publish-form"): DocumentedWorld.report,
    ("daiban-township", "publish-paper"): documented_walls.form,
    ("daiban-township", "event"): DocumentedWorld.township_event,
    ("daiban-township", "restore"): DocumentedWorld.township_restore,
    ("daiban-township", "enrol-code"): DocumentedWorld.enrol_code,
    ("daiban-township", "enrol-upward"): DocumentedWorld.enrol_upward,
    ("daiban-township", "sync-upward"): DocumentedWorld.upward,
    ("daiban-township", "upward"): DocumentedWorld.upward,
    ("daiban-township", "stick"): DocumentedWorld.stick,
    ("daiban-township", "stick-upward"): DocumentedWorld.stick_upward,
    ("daiban-township", "tick"): DocumentedWorld.tick,
    ("daiban-township", "rule"): DocumentedWorld.rule,
}
"""What must be put in place of an example's own numbers, codes and files, by command."""
