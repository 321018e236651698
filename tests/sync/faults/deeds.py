"""What a room and its township do while every system call is written down; each line is said only once it is so.

    python -m tests.sync.faults.deeds FOLDER ROUNDS [tolerant | careless-register | careless-files]

FOLDER holds a township and an enrolled room, made before (``power_cuts.prepared``). Said on standard output:
``saved N`` the room's line N; ``acked N`` the room shows N as at the township; ``fed N``; ``held SHA`` the room
shows a scan as being there; ``town N`` the office's own feed line N; ``file NAME`` a file stands under this name; ``restored 1`` a backup was put back.
``careless-…``: faults planted to see that they are found: registers that do not flush each commit, files that are
never flushed. ``tolerant``: a refusal is said (``refused CODE``) and the next thing is done; anything else that fails ends it.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from app import keystore
from app.clock import SystemClock
from app.errors import Refusal
from app.models import engine, outbox
from app.models.register import Register
from app.models.tables import JournalHead
from app.services import agents, attachments, backups, sticks, synchronising
from app.services.desk import Desk
from sync.server import restoring, sites
from sync.server import sticks as township_sticks
from tests.services.requests import accepted
from tests.sync.scans import scan_bytes
from tests.sync.stations import PASSPHRASE, VILLAGE, RunningTownship

CHECKPOINT_PAGES = 30
"""A checkpoint every few lines: otherwise a short run would see none."""


def say(*words: object) -> None:
    """One system call, so that it stands in the record as one."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def do(folder: Path, rounds: int, how: str) -> None:
    if how == "careless-files":
        os.fsync = lambda fd: None
    township = RunningTownship(folder / "township", RunningTownship.still_clock())
    township.url = (folder / "address").read_text()
    township.start()
    home = folder / "room"
    (folder / "stick").mkdir(exist_ok=True)
    register = Register.open(home, keystore.open(home, passphrase=PASSPHRASE))
    desk = Desk(register, agents.first_actor(register), SystemClock())
    for one in (register, township.register):
        with one.writing() as session:
            session.connection().exec_driver_sql(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
        if how == "careless-register":
            engine._wait_for_the_disk = lambda connection, waits: None
            _without_flushing(one)
    try:
        for number in range(rounds):
            try:
                _round(desk, township, folder, number)
            except Refusal as refusal:
                if how != "tolerant":
                    raise
                say("refused", refusal.code)
    finally:
        register.close()
        township.stop()


def _without_flushing(register: Register) -> None:
    """WAL+NORMAL: what a register was opened with, but for the flush of each commit."""
    with closing(register._writing.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA synchronous=NORMAL")


def _round(desk: Desk, township: RunningTownship, folder: Path, number: int) -> None:
    case_no = accepted(
        desk, name=f"村民{number}", id_number="", id_missing_reason="未带证件", phone=f"139{number:08d}"
    )
    _say_saved(desk)
    scan = folder / "scan.jpg"
    content = scan_bytes(3_000, b"%d" % number)
    scan.write_bytes(content)
    attachments.attach(desk, case_no, scan)
    _say_saved(desk)
    sites.add_site(township.township, VILLAGE, f"槐树村{number}")
    with township.register.reading() as session:
        say("town", session.get_one(JournalHead, VILLAGE).n)
    if number % 2:
        _by_stick(desk, township, folder / "stick")
    else:
        for _contact in range(2):  # the second has nothing to bring, and what it notes may be forgotten
            say("acked", synchronising.sync_once(desk.register, desk.clock, give_up_s=3.0).at_township)
    if all(row.at_township for row in attachments.rows(desk.register, case_no)):
        say("held", sha256(content).hexdigest())
    _say_fed(desk.register)
    if number % 3 == 1:
        backup = backups.back_up(desk.register, folder / "backups", desk.clock)
        say("file", backup.relative_to(folder))
        if not (folder / "restored").exists():
            backups.restore(backup, folder / "restored", passphrase=PASSPHRASE)
            say("restored 1")
        made = restoring.back_up(township.township, folder / "backups", on_database=False)
        say("file", made.relative_to(folder))


def _by_stick(desk: Desk, township: RunningTownship, stick: Path) -> None:
    written = sticks.write_out(desk, stick)
    for name in written.files:
        say("file", f"{stick.name}/{name}")
    for place in township_sticks.take_in(township.township, stick).answers:
        say("file", f"{stick.name}/{place.name}")
    say("acked", sticks.read_in(desk, stick).at_township)


def _say_saved(desk: Desk) -> None:
    register = desk.register
    with register.reading() as session:
        say("saved", outbox.last_seq(session, register.site_code, register.identity.replica_id))


def _say_fed(register: Register) -> None:
    with register.reading() as session:
        state = outbox.township_of(session)
    assert state is not None
    say("fed", state.feed_n)


if __name__ == "__main__":
    do(Path(sys.argv[1]), int(sys.argv[2]), "".join(sys.argv[3:]))
