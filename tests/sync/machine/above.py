"""The district above a history's township: its office, the passes upward, its own misfortunes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.clock import SetClock
from app.errors import Refusal
from app.models.register import Register
from sync.server import own_keys, restoring
from sync.server import sticks as server_sticks
from sync.server.township import Township, open_township
from sync.server.upward import sticks as up_sticks
from sync.server.upward.passes import SitePass, sync_upward
from tests.sync.machine.carrier import Direct, PowerCut, cut_at_commit
from tests.sync.machine.ledger import Ledger
from tests.sync.machine.people import ABOVE_ACTS
from tests.sync.stations import PASSPHRASE, no_wait

GIVE_UP_S = 20.0


class Above:
    """What a history can do with the district; the world is a township's and its rooms', too."""

    township: Township
    ledger: Ledger
    registers: Callable[[], list[Register]]
    reopen_office: Callable[[], None]
    word: Callable[[], str]
    stick: Callable[[int], Path]
    _fresh: Callable[[str], Path]

    def begin_above(self, folder: Path, clock: SetClock) -> None:
        self.above_home = folder / "district"
        self.above_clock = clock
        self.district = self._open_above()
        self.above_line = Direct(lambda: self.district, reopen=self.above_reopen)
        self.above_backups: list[Path] = []
        self.above_codes: list[str] = []

    def _open_above(self) -> Township:
        return open_township(self.above_home, self.above_clock, passphrase=PASSPHRASE)

    def above_reopen(self) -> None:
        self.district.register.close()
        self.district = self._open_above()

    def above(self, kind: str, about: int) -> bool:
        """Somebody at the district does something with a case that came up; whether it is done."""
        with self.ledger.writing(self.district.register) as said, suppress(Refusal):
            ABOVE_ACTS[kind](self.district, about, self.word())
            said.accepted = True
        return said.accepted

    def upward(self, faults: tuple[str, ...] = (), cut: int = 0) -> tuple[SitePass, ...]:
        """One pass of every site; what it could not do it says by codes, which are kept in ``above_codes``."""
        line = self.above_line
        line.faults[:], line.asked = faults, 0
        try:
            with cut_at_commit(self.township.register, cut):
                done = sync_upward(
                    self.township, give_up_s=GIVE_UP_S, through=lambda _carrier: line, wait=no_wait
                )
        except PowerCut:
            self.reopen_office()
            return ()
        except Refusal as refusal:
            self.above_codes.append(refusal.code)
            return ()
        finally:
            line.faults.clear()
        self.above_codes += [one.code for one in done if one.code != "ok"]
        return done

    # --- the stick between the two: the same sticks as the rooms'

    def up_out(self, number: int) -> None:
        with suppress(Refusal):
            up_sticks.write_out(self.township, self.stick(number))

    def up_there(self, number: int) -> None:
        with suppress(Refusal):
            server_sticks.take_in(self.district, self.stick(number))

    def up_home(self, number: int, cut: int = 0) -> None:
        with suppress(Refusal):
            try:
                with cut_at_commit(self.township.register, cut):
                    up_sticks.take_in(self.township, self.stick(number))
            except PowerCut:
                self.reopen_office()

    def above_back_up(self) -> None:
        made = restoring.back_up(self.district, self._fresh("above-backup"), on_database=False)
        self.above_backups.append(made)

    def above_restore(self, which: int) -> None:
        """The district's server is gone and comes back from an older backup, as another life."""
        if not self.above_backups:
            return
        self.district.register.close()
        home = self._fresh("above")
        file = self.above_backups[which % len(self.above_backups)]
        restoring.restore(file, home, self.above_clock, passphrase=PASSPHRASE)
        self.above_home = home
        self.district = self._open_above()
        self.ledger.forget_lost(self.registers(), above=self.district.register)

    def above_rotate(self) -> None:
        """New keys; a backup from before is of no more use, as the command says."""
        own_keys.rotate(self.district)
        self.above_backups.clear()
