"""Processes to be killed: a room that writes and syncs for ever, a township's office that writes for ever.

    python -m tests.sync.faults.village room HOME SEED
    python -m tests.sync.faults.village office HOME SEED

The passphrase comes in DAIBAN_PASSPHRASE. On standard output, each line only after what it says is so:
``ready``; ``saved SEQ`` once a save has returned; ``acked SEQ`` once a pass has returned and the cadre is shown SEQ.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from app.clock import SystemClock
from app.domain.requests import AcceptRequest, MaterialGiven
from app.errors import Refusal
from app.keystore.environment import passphrase_given
from app.models import outbox
from app.models.register import Register
from app.models.tables import ServiceCase, Villager
from app.services import agents, attachments, cases, rooms, synchronising, villagers
from app.services.desk import Desk
from app.services.villagers import VillagerDraft
from sync.server import sites
from sync.server.township import open_township
from tests.sync.scans import scan_bytes

GIVE_UP_S = 1.0
FORESEEN = frozenset({"no-answer", "busy", "failed", "not-applied", "locked", "conflict"})
"""What a broken line, a killed server or the other process on this register may answer."""


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def live_as_room(home: Path, dice: random.Random) -> None:
    """Accept, change, attach, sync; what the other PC wrote is changed, too."""
    register = rooms.open_room(home, passphrase=passphrase_given())
    desk = Desk(register, agents.first_actor(register), SystemClock())
    say("ready")
    while True:
        for _ in range(dice.choice((1, 1, 2, 5, 20))):
            with foreseen():
                dice.choice(DEEDS)(desk, dice)
            say("saved", _last_seq(register))
        with foreseen():
            say("acked", synchronising.sync_once(register, desk.clock, give_up_s=GIVE_UP_S).at_township)


def live_as_office(home: Path, dice: random.Random) -> None:
    """Names its villages anew for ever: lines of the server's own in every feed."""
    township = open_township(home, SystemClock(), passphrase=passphrase_given())
    say("ready")
    while True:
        for code in sites.site_codes(township):
            with foreseen():
                sites.add_site(township, code, f"村{dice.randrange(10**6)}")
        time.sleep(dice.uniform(0, 0.3))  # an office that does nothing else would keep the rooms out


@contextmanager
def foreseen() -> Iterator[None]:
    """What bad lines do is got over; any other refusal is said: nobody should ever see it."""
    try:
        yield
    except Refusal as refusal:
        if refusal.code not in FORESEEN:
            say("surprise", refusal.code)


def _last_seq(register: Register) -> int:
    with register.reading() as session:
        return outbox.last_seq(session, register.site_code, register.identity.replica_id)


def _accept(desk: Desk, dice: random.Random) -> None:
    request = AcceptRequest(
        name=f"村民{dice.randrange(10**6)}",
        item="MZ05",
        id_missing_reason="证件在外地补办",
        phone=f"139{dice.randrange(10**8):08d}",
        materials=(MaterialGiven("身份证"), MaterialGiven("户口簿")),
    )
    cases.accept(desk, request)


def _change(desk: Desk, dice: random.Random) -> None:
    """Any villager of the room, whichever PC made him: two PCs meet on the same fields."""
    with desk.register.reading() as session:
        found = list(
            session.scalars(select(Villager.id).where(Villager.site_code == desk.register.site_code))
        )
    if not found:
        return _accept(desk, dice)
    with desk.write() as work:
        villager = work.get(Villager, dice.choice(sorted(found)[:4]))
        assert villager is not None
        villager.phone = f"138{dice.randrange(10**8):08d}"
        villager.address = f"{dice.randrange(1000)}号"
        work.commit()
    return None


def _register_one(desk: Desk, dice: random.Random) -> None:
    draft = VillagerDraft(f"新户{dice.randrange(10**6)}", id_missing_reason="未带证件")
    villagers.save(desk, draft)


def _attach(desk: Desk, dice: random.Random) -> None:
    with desk.register.reading() as session:
        query = select(ServiceCase.case_no).where(ServiceCase.site_code == desk.register.site_code)
        numbers = list(session.scalars(query))
    if not numbers:
        return
    file = desk.register.home.with_suffix(".jpg")
    file.write_bytes(scan_bytes(dice.choice((9_000, 300_000)), b"%d" % dice.randrange(10**9)))
    attachments.attach(desk, dice.choice(numbers), file)


DEEDS = (_accept, _change, _change, _change, _register_one, _register_one, _register_one, _attach)


def main(words: Sequence[str]) -> int:
    role, home, seed = words
    live = {"room": live_as_room, "office": live_as_office}[role]
    live(Path(home), random.Random(seed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
