"""A register that was put back or copied repairs itself: a new identity, and said again what the township lacks (sync 10).

Every step may be cut off and is taken up again: ``sync.repair`` in the register says whose lines are to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app import keystore, paths
from app.clock import Clock
from app.domain import case_numbers
from app.ids import new_record_id, new_secret
from app.models import local_store, outbox
from app.models.copies import copy_file
from app.models.engine import advising
from app.models.feed import TOWNSHIP
from app.models.outbox import Outgoing
from app.models.queries import number_traces, prints
from app.models.register import Register
from app.models.reissue import REPAIR, reissue_missing
from app.models.tables import SlipKey, SyncState
from sync.protocol.answers import Answer
from sync.protocol.codes import refusal_for
from sync.protocol.envelope import NOBODY, read_header
from sync.protocol.rekeying import Introduction, seal_introduction
from sync.protocol.single_words import word_header

_INTRODUCED = "sync.introduced"
REPAIRED = "sync.repaired"
"""What the last repair did: the former identity, the lines said again, when; for the page that shows it."""


def is_under_way(register: Register) -> bool:
    """Whether a repair has begun and not all has been said again yet."""
    with register.reading() as session:
        _known, former = local_store.preference(session, REPAIR)
    return bool(former)


def has_lost_a_change(register: Register) -> bool:
    """Whether the file was put back to before a change of keys: the entry of one does not stand in our log."""
    identity = register.identity
    places = [former.until_seq for former in register.keys.former if former.until_seq]
    if not places:
        return False
    with register.reading() as session:
        found = outbox.own_seqs(session, identity.site_code, identity.replica_id, SlipKey.record_type)
    return not found.issuperset(places)


def become_another(register: Register, clock: Clock) -> None:
    """Keep the file aside and take a new identity at once; ``introduction`` then makes the township know it.

    Each key that the former identity ever had introduces it: the township may not have heard of the last.
    Refusals ``disk-full``, ``disk``: it is still who it was, and tries again at the next pass.
    Nothing of the register is changed but whose it is. Works without any line: the introduction may go by stick.
    """
    with advising():
        former = register.identity
        _keep_aside(register, clock)
        keys = keystore.new_identity(register.keys, _fresh_pc_code(register))
        place = _introduction_file(register, keys.identity.replica_id)
        for number, former_keys in enumerate(reversed(register.keys.former), start=1):
            told = _introduction(register, keys, former_keys.signing)
            keystore.write_whole(place.with_stem(f"{place.stem}-{number}"), told)
        keystore.write_whole(place, _introduction(register, keys, register.keys.signing))
        with register.writing() as session:
            local_store.put_preference(session, REPAIR, former.replica_id)
            state = session.get(SyncState, TOWNSHIP)
            if state is not None:
                state.acked_seq = state.applied_seq = 0
            session.commit()
        keystore.become(
            register.home, keys
        )  # cut off before this, the old self is told again to become another
        register.keys = keys


def introduction(register: Register) -> bytes:
    """What the former identity signed for the present one, for as long as that lasts; b"" where it had no former."""
    place = _introduction_file(register, register.identity.replica_id)
    return place.read_bytes() if place.is_file() else b""


def introductions(register: Register) -> list[bytes]:
    """The present identity's and, before it, those of whom it follows: for a township that knows only an early one."""
    chain: list[bytes] = []
    wire = introduction(register)
    while wire and wire not in chain:
        chain.insert(0, wire)
        place = _introduction_file(register, read_header(wire).sender)
        wire = place.read_bytes() if place.is_file() else b""
    return chain


def earlier_introductions(register: Register) -> list[bytes]:
    """What earlier keys of the former identity signed for the present one, the newest of them first."""
    place = _introduction_file(register, register.identity.replica_id)
    return [one.read_bytes() for one in sorted(place.parent.glob(f"{place.stem}-*{place.suffix}"))]


def must_introduce(register: Register) -> bool:
    """Whether the township has not said yet that it knows the present identity."""
    if not introduction(register):
        return False
    with register.reading() as session:
        return local_store.preference(session, _INTRODUCED) != (True, register.identity.replica_id)


def introduce(register: Register, ask: Callable[[bytes], Answer | None]) -> Answer | None:
    """Say who we are by every key that may be known; the township's word to the last, or to the first it believes."""
    answer = None
    for wire in introductions(register):  # what the former ones' say, the township mostly knows
        answer = ask(wire)
    if answer is None or answer.code != "bad-signature":
        return answer
    told = (ask(wire) for wire in earlier_introductions(register))
    return next((one for one in told if one is not None and one.code == "ok"), answer)


def introduced(register: Register, answer: Answer) -> None:
    """The township's answer to the introduction: it has the last word on the PC code. Refusals: its words."""
    if answer.code != "ok":
        raise refusal_for(answer.code)
    former = read_header(introduction(register)).sender
    with register.writing() as session:
        local_store.put_preference(session, _INTRODUCED, register.identity.replica_id)
        local_store.put_preference(session, REPAIR, former)  # the file may have been put back meanwhile
        session.commit()
    if answer.pc_code and answer.pc_code != register.identity.pc_code:
        identity = keystore.change_pc_code(register.home, answer.pc_code)
        register.keys = replace(register.keys, identity=identity)


def vouched_for(register: Register) -> None:
    """A new code let the present identity in: what its former key says is not needed, and may not be believed."""
    if not must_introduce(register):
        return
    place = _introduction_file(register, register.identity.replica_id)
    former = read_header(place.read_bytes()).sender
    with register.writing() as session:
        local_store.put_preference(session, _INTRODUCED, register.identity.replica_id)
        local_store.put_preference(session, REPAIR, former)
        session.commit()
    for one in (*place.parent.glob(f"{place.stem}-*{place.suffix}"), place):
        one.unlink(missing_ok=True)


def introduce_again(register: Register) -> bool:
    """The township does not know us any more (it was put back): whether the introduction can be said again."""
    if not introduction(register):
        return False
    with register.writing() as session:
        local_store.put_preference(session, _INTRODUCED, "")
        session.commit()
    return True


def say_again(register: Register, clock: Clock) -> int:
    """When the feed is drained: every own line that the township has not byte for byte, as the new self."""
    identity = register.identity
    with register.write("", clock) as work:
        _known, former = local_store.preference(work.session, REPAIR)
        count = reissue_missing(work.session, identity.site_code, identity.replica_id)
        if not prints.slip_keys(work.session, identity.key_id):
            work.add(
                SlipKey(
                    id=new_record_id(),
                    key_id=identity.key_id,
                    public_key=identity.signing_public.hex(),
                    made_at=clock.now(),
                )
            )
        local_store.put_preference(work.session, REPAIR, "")
        told = {"former": former, "lines": count, "at": clock.now().isoformat(timespec="seconds")}
        local_store.put_preference(work.session, REPAIRED, told)
        work.commit()
    return count


def acknowledges_ours(register: Register, answer: Answer, sent: Outgoing | None = None) -> bool:
    """Whether the point that an answer acknowledges lies on our own chain: the end of what was ``sent`` does."""
    if sent is not None and (answer.received, answer.head) == (sent.to_seq, sent.head_hash.hex()):
        return True
    identity = register.identity
    with register.reading() as session:
        point = outbox.chain_at(session, identity.site_code, identity.replica_id, answer.received)
    return point is not None and point.hex() == answer.head


def _keep_aside(register: Register, clock: Clock) -> None:
    folder = paths.copies_folder(register.home)
    folder.mkdir(parents=True, exist_ok=True)
    stamp = clock.now().strftime("%Y%m%dT%H%M%S")
    target = folder / f"before-repair-{stamp}-{register.identity.replica_id[:8]}.db"
    if not target.exists():
        copy_file(paths.register_file(register.home), register.keys.register_key, target)


def _fresh_pc_code(register: Register) -> str:
    """One that no number of the room bears, as far as this register knows; the township has the last word."""
    with register.reading() as session:
        seen = number_traces.pc_codes(session, register.site_code)
    taken = {register.identity.pc_code, *seen}
    return case_numbers.random_pc_code(int.from_bytes(new_secret(4), "big"), taken)


def _introduction_file(register: Register, replica_id: str) -> Path:
    """Beside the register, like the identity it belongs to: an older register put back does not take it away."""
    return register.home / f"introduction-{replica_id[:12]}.dbn"


def _introduction(register: Register, keys: keystore.Keys, signing: bytes) -> bytes:
    former, new = register.identity, keys.identity
    with register.reading() as session:
        state = session.get(SyncState, TOWNSHIP)
    header = word_header(
        former.replica_id,
        state.server_replica_id if state is not None else NOBODY,
        former.site_code,
        head_hash=sha256(signing).digest(),  # several lie on one stick under several names
    )
    said = Introduction(new.replica_id, new.pc_code, new.signing_public.hex(), new.receiving_public.hex())
    old_key = Ed25519PrivateKey.from_private_bytes(signing)
    return seal_introduction(header, said, old_key, Ed25519PrivateKey.from_private_bytes(keys.signing))
