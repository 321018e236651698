"""A district, its township, rooms, sticks, copies and backups as one history leaves them; every step is a method."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from app.clock import SetClock
from app.errors import Refusal
from app.models.register import Register
from app.services import backups, rooms
from sync.client import rotating, sticks
from sync.client.enrolling import enrol
from sync.client.passes import PassReport, SyncPass
from sync.server import own_keys, restoring, revoking
from sync.server import sticks as township_sticks
from sync.server.enrolling import new_code
from sync.server.township import Township, open_township
from tests.sync.machine import beginning
from tests.sync.machine.above import Above
from tests.sync.machine.carrier import Direct, PowerCut, cut_at_commit
from tests.sync.machine.ledger import Ledger
from tests.sync.machine.people import OFFICE_ACTS, VILLAGE_ACTS, desk_of
from tests.sync.stations import PASSPHRASE, no_wait

MOST_PCS = 5
GIVE_UP_S = 20.0
Opened = TypeVar("Opened")


@dataclass
class Pc:
    """One PC: where its register lies, the register while the program runs, its own clock."""

    name: str
    home: Path
    clock: SetClock
    register: Register
    site: str
    codes: list[str] = field(default_factory=list)


class World(Above):
    """One history in ``folder``, a copy of the beginning; ``close`` gives every register back."""

    def __init__(self, beginning_folder: Path, folder: Path) -> None:
        self._beginning = beginning_folder
        self.folder = folder
        beginning.copied(beginning_folder, folder)
        self.office_clock = SetClock(beginning.START)
        self.office_home = folder / "township"
        self.township = self._open_office()
        self.begin_above(folder, SetClock(beginning.START))
        self.pcs = [self._opened(name, folder / name, SetClock(beginning.START)) for name in beginning.PCS]
        self.carrier = Direct(lambda: self.township, reopen=self.reopen_office)
        self.spares = list(beginning.SPARES)
        self.copies: dict[str, list[Path]] = {}
        self.backups: dict[str, list[Path]] = {}
        self.office_backups: list[Path] = []
        self.ledger = Ledger()
        self.heard: dict[str, set[str]] = {}
        """PC → the lives of the township that it has heard of"""
        self.one_number_twice: set[str] = set()
        """sites where a whole folder was copied: nobody can know of the other before they meet"""
        self.count = 0

    def close(self) -> None:
        for register in (*self.registers(), self.district.register):
            register._writing.dispose()  # nothing is learned for a next time
            register._reading.dispose()

    # --- the machinery

    def _open_office(self) -> Township:
        return open_township(self.office_home, self.office_clock, passphrase=PASSPHRASE)

    def _opened(self, name: str, home: Path, clock: SetClock) -> Pc:
        register = rooms.open_room(home, passphrase=PASSPHRASE)
        return Pc(name, home, clock, register, register.site_code)

    def _fresh(self, word: str) -> Path:
        self.count += 1
        return self.folder / f"{word}-{self.count}"

    def word(self) -> str:
        """A word nobody wrote before."""
        self.count += 1
        return f"W{self.count}"

    def pc(self, choice: int) -> Pc:
        return self.pcs[choice % len(self.pcs)]

    def registers(self) -> list[Register]:
        return [self.township.register, *(pc.register for pc in self.pcs)]

    def tick(self) -> None:
        for clock in (self.office_clock, self.above_clock, *(pc.clock for pc in self.pcs)):
            clock.advance(minutes=1)

    def reopen(self, pc: Pc) -> None:
        pc.register.close()
        pc.register = rooms.open_room(pc.home, passphrase=PASSPHRASE)

    def reopen_office(self) -> None:
        self.township.register.close()
        self.township = self._open_office()

    def _surviving(self, pc: Pc, cut: int, work: Callable[[], Opened]) -> Opened | None:
        """``work`` with the power failing at the PC's ``cut``-th commit; the PC is on again afterwards."""
        try:
            with cut_at_commit(pc.register, cut):
                return work()
        except PowerCut:
            self.reopen(pc)
            return None

    # --- people

    def act(self, choice: int, kind: str, about: int, cut: int = 0) -> bool:
        """Somebody at a PC does something; whether the service said that it is done."""
        pc, word = self.pc(choice), self.word()
        with self.ledger.writing(pc.register, cut=cut > 0) as said:
            try:
                with cut_at_commit(pc.register, cut):
                    VILLAGE_ACTS[kind](desk_of(pc.register, pc.clock), about, word)
                said.accepted = True
            except Refusal:
                pass
            except PowerCut:
                self.reopen(pc)
                said.register = pc.register
        return said.accepted

    def office(self, kind: str, about: int) -> bool:
        with self.ledger.writing(self.township.register) as said, suppress(Refusal):
            OFFICE_ACTS[kind](self.township, about, self.word())
            said.accepted = True
        return said.accepted

    def rotate(self, choice: int) -> None:
        """A PC changes its keys, which is an entry in its log. A copy of it that goes on has to enrol anew."""
        pc = self.pc(choice)
        own = pc.register.identity.replica_id
        if sum(one.register.identity.replica_id == own for one in self.pcs) > 1:
            return
        with self.ledger.writing(pc.register) as said, suppress(Refusal):
            rotating.rotate(pc.register, "a" * 32, pc.clock)
            said.accepted = True

    def strange(self, choice: int, kind: str) -> None:
        """A line that only another version, or a broken one, would write."""
        self.ledger.strange(self.pc(choice).register, kind, self.word())

    # --- the wire

    def sync(self, choice: int, faults: tuple[str, ...] = (), cut: int = 0) -> PassReport | None:
        """One pass; what the pass could not do it says by a Refusal, which is kept in ``codes``."""
        pc = self.pc(choice)
        self.carrier.faults[:], self.carrier.asked = faults, 0
        try:
            return self._surviving(pc, cut, lambda: self._pass(pc, self.carrier))
        except Refusal as refusal:
            pc.codes.append(refusal.code)
            if refusal.code in ("unknown-replica", "not-enrolled"):
                self.enrol(pc)
            return None
        finally:
            self.carrier.faults.clear()

    def _pass(self, pc: Pc, carrier: Direct) -> PassReport:
        return SyncPass(pc.register, pc.clock, carrier, GIVE_UP_S, no_wait).run()

    def enrol(self, pc: Pc) -> None:
        self.carrier.asked = 0
        with suppress(Refusal):
            enrol(pc.register, beginning.URL, new_code(self.township, pc.site), self.carrier)

    # --- the stick

    def stick(self, number: int) -> Path:
        folder = self.folder / f"stick{number % 3}"
        folder.mkdir(exist_ok=True)
        return folder

    def stick_out(self, choice: int, number: int) -> None:
        with suppress(Refusal):
            sticks.write_out(self.pc(choice).register, self.stick(number))

    def stick_office(self, number: int) -> None:
        with suppress(Refusal):
            township_sticks.take_in(self.township, self.stick(number))

    def stick_home(self, choice: int, number: int, cut: int = 0) -> None:
        pc = self.pc(choice)
        with suppress(Refusal):
            self._surviving(pc, cut, lambda: sticks.take_in(pc.register, pc.clock, self.stick(number)))

    def stick_kept(self, number: int) -> None:
        """What lies on the stick is copied to another one, to turn up again later."""
        shutil.copytree(self.stick(number), self.stick(number + 1), dirs_exist_ok=True)

    def stick_lost(self, number: int) -> None:
        shutil.rmtree(self.stick(number))

    # --- copies of rooms

    def copy(self, choice: int) -> None:
        """The register's file as a cadre copies it, with the program closed."""
        pc = self.pc(choice)
        pc.register.close()
        to = self._fresh(f"copy-{pc.name}")
        to.mkdir()
        for file in pc.home.glob("register.db*"):
            shutil.copy2(file, to / file.name)
        pc.register = rooms.open_room(pc.home, passphrase=PASSPHRASE)
        self.copies.setdefault(pc.name, []).append(to)

    def put_back(self, choice: int, which: int) -> None:
        """An older file is put in the place of the present one."""
        pc = self.pc(choice)
        kept = self.copies.get(pc.name)
        if not kept:
            return
        pc.register.close()
        for file in pc.home.glob("register.db*"):
            file.unlink()
        for file in kept[which % len(kept)].iterdir():
            shutil.copy2(file, pc.home / file.name)
        pc.register = rooms.open_room(pc.home, passphrase=PASSPHRASE)
        self.heard.pop(pc.name, None)
        self.ledger.forget_lost(self.registers(), pc.site, above=self.district.register)

    def twin(self, choice: int) -> None:
        """The whole folder is copied, and both are used: two PCs with one key."""
        pc = self.pc(choice)
        if len(self.pcs) >= MOST_PCS:
            return
        pc.register.close()
        home = self._fresh(f"twin-{pc.name}")
        shutil.copytree(pc.home, home)
        pc.register = rooms.open_room(pc.home, passphrase=PASSPHRASE)
        self.pcs.append(self._opened(home.name, home, SetClock(pc.clock.at)))
        self.ledger.copied(pc.site)
        self.one_number_twice.add(pc.site)

    def back_up(self, choice: int) -> None:
        pc = self.pc(choice)
        made = backups.back_up(pc.register, self._fresh(f"backup-{pc.name}"), pc.clock)
        self.backups.setdefault(pc.name, []).append(made)

    def restore(self, choice: int, which: int, instead: bool) -> None:
        """``daiban restore`` to a new PC: in place of the old one, which is gone, or beside it."""
        pc = self.pc(choice)
        kept = self.backups.get(pc.name)
        if not kept or not (instead or len(self.pcs) < MOST_PCS):
            return
        home = self._fresh(f"restored-{pc.name}")
        backups.restore(kept[which % len(kept)], home, passphrase=PASSPHRASE, clock=pc.clock)
        new = self._opened(home.name, home, SetClock(pc.clock.at))
        if instead:
            pc.register.close()
            self.pcs[self.pcs.index(pc)] = new
        else:
            self.pcs.append(new)
        self.ledger.copied(pc.site)
        self.ledger.forget_lost(self.registers(), pc.site, above=self.district.register)
        self.enrol(new)

    def replace(self, choice: int) -> None:
        """A PC has died with everything only it had; a new one is set up and enrolled."""
        pc = self.pc(choice)
        if not self.spares or pc.site != beginning.SPARES["s1"][0]:
            return
        name = self.spares.pop()
        shutil.copytree(self._beginning / name, self.folder / name)
        pc.register.close()
        new = self._opened(name, self.folder / name, SetClock(pc.clock.at))
        self.pcs[self.pcs.index(pc)] = new
        self.ledger.forget_lost(self.registers(), pc.site, above=self.district.register)
        self.enrol(new)

    # --- the township's own misfortunes

    def office_back_up(self) -> None:
        made = restoring.back_up(self.township, self._fresh("office-backup"), on_database=False)
        self.office_backups.append(made)

    def office_restore(self, which: int) -> None:
        """The server is gone and comes back from an older backup, as another life."""
        if not self.office_backups:
            return
        self.township.register.close()
        home = self._fresh("office")
        file = self.office_backups[which % len(self.office_backups)]
        restoring.restore(file, home, self.office_clock, passphrase=PASSPHRASE)
        self.office_home = home
        self.township = self._open_office()
        self.ledger.forget_lost(self.registers(), above=self.district.register)

    def office_rotate(self) -> None:
        """New keys; a backup from before is of no more use, as the command says."""
        own_keys.rotate(self.township)
        self.office_backups.clear()

    def office_reopen(self) -> None:
        self.reopen_office()

    def revoke(self, choice: int) -> None:
        with suppress(Refusal):
            revoking.revoke(self.township, self.pc(choice).register.identity.replica_id, "电脑被盗")

    def admit(self, choice: int) -> None:
        with suppress(Refusal):
            revoking.admit(self.township, self.pc(choice).register.identity.replica_id, "找到了")

    def restart(self, choice: int) -> None:
        self.reopen(self.pc(choice))

    def clock(self, choice: int, days: int) -> None:
        """A clock jumps; the last choices are the township's and the district's."""
        clocks = [*(pc.clock for pc in self.pcs), self.office_clock, self.above_clock]
        clocks[choice % len(clocks)].at += timedelta(days=days)


def opened(beginning_folder: Path, folder: Path) -> ExitStack:
    """Keys are cheap while a world is open."""
    stack = ExitStack()
    stack.enter_context(beginning.cheap_keys())
    return stack
