"""The paper code: readable, forgiving, and bound to everything both sides said."""

from __future__ import annotations

from dataclasses import fields

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refusal
from sync.protocol import enrolment
from sync.protocol.enrolment import FinishAnswer, StartAnswer, StartRequest

START = StartRequest(
    find="7K2M",
    replica_id="a1" * 16,
    site_code="620902101201",
    pc_code="A1",
    signing_public="01" * 32,
    receiving_public="02" * 32,
)
SERVER = StartAnswer(
    salt="03" * 16, server_id="b2" * 16, signing_public="04" * 32, receiving_public="05" * 32
)
PIN = bytes(range(32))


def test_a_code_is_sixteen_characters_that_cannot_be_mistaken() -> None:
    code = enrolment.new_code()
    assert enrolment.read_code(code.written()) == code
    assert len(code.written()) == 19
    assert not set("ILOU") & set(code.written())


@given(st.text(alphabet=enrolment.ALPHABET, min_size=16, max_size=16))
def test_a_code_typed_carelessly_is_read_all_the_same(drawn: str) -> None:
    careless = drawn.lower().replace("0", "o").replace("1", "l")
    spaced = " ".join(careless[i : i + 4] for i in range(0, 16, 4))
    assert enrolment.read_code(f"  {spaced} ").written().replace("-", "") == drawn


@pytest.mark.parametrize(
    "typed", ["", "7K2M", "7K2M-0000-0000-000U", "7K2M-0000-0000-00000", "登记码登记码登记码登记码登记码登"]
)
def test_what_cannot_be_a_code_is_said_before_the_network_is_asked(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        enrolment.read_code(typed)
    assert (caught.value.code, caught.value.field) == ("code-form", "code")


def test_every_fact_changes_the_transcript() -> None:
    said = {enrolment.transcript(START, SERVER, PIN), enrolment.transcript(START, SERVER, bytes(32))}
    for name in START.__struct_fields__:
        said.add(enrolment.transcript(msgspec.structs.replace(START, **{name: "other"}), SERVER, PIN))
    for name in SERVER.__struct_fields__:
        said.add(enrolment.transcript(START, msgspec.structs.replace(SERVER, **{name: "other"}), PIN))
    assert len(said) == 2 + len(START.__struct_fields__) + len(SERVER.__struct_fields__)


def test_neither_proof_can_be_used_as_the_other_or_with_another_secret() -> None:
    said = enrolment.transcript(START, SERVER, PIN)
    key, other = enrolment.stretch("ABCDEFGHJKMN", b"salt"), enrolment.stretch("ABCDEFGHJKMP", b"salt")
    proofs = {
        enrolment.room_proof(key, said),
        enrolment.room_proof(other, said),
        enrolment.server_proof(key, said, ""),
        enrolment.server_proof(other, said, ""),
    }
    assert len(proofs) == 4
    assert enrolment.proof_holds(enrolment.room_proof(key, said), enrolment.room_proof(key, said))
    assert not enrolment.proof_holds(enrolment.room_proof(key, said), "不是")


def test_granted_facts_are_under_the_servers_proof() -> None:
    granted = FinishAnswer(
        proof="", pc_code="A1", township_code="620902101", township_name="下河清镇", epoch="e"
    )
    parts = {enrolment.granted_part(granted)}
    for name in ("pc_code", "township_code", "township_name", "epoch"):
        parts.add(enrolment.granted_part(msgspec.structs.replace(granted, **{name: "other"})))
    assert len(parts) == 5
    assert {field.name for field in fields(enrolment.PaperCode)} == {"find", "secret"}
