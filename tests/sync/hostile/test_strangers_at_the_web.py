"""Whatever a stranger sends to any address of a township, it answers as described and tells nothing about itself.

More of it, or another beginning:  DAIBAN_FUZZ_EXAMPLES=500 python3 dev.py test tests/sync/hostile
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.verify import verify
from app.services import complaints, transfer_lists
from sync.protocol.answers import unseal_answer
from sync.protocol.blobs import BLOB_CODES, unseal_message
from sync.protocol.codes import CODES, EnvelopeRefused
from sync.protocol.envelope import Kind, read_header
from sync.server.console import accounts, sessions
from sync.server.console.door import SESSION_COOKIE, TOKEN_FIELD, VISITOR_COOKIE
from sync.server.web import BATCH_TYPE, create_app
from tests.sync.console.offices import PASSWORD, account, desk_of, escalated
from tests.sync.hostile.description import described
from tests.sync.hostile.effort import examples
from tests.sync.hostile.envelopes import BAD_TEXTS, Sender, wires
from tests.sync.stations import VILLAGE, Room, RunningTownship

pytestmark = pytest.mark.needs("unix")

INSIDES = re.compile(
    rb"Traceback|File \"|\.py\b|sqlalchemy|sqlcipher|sqlite3|psycopg|pydantic|starlette|msgspec\.|sync\.server|"
    rb"app\.models|SELECT .* FROM|INSERT INTO|/home/|/tmp/",
    re.IGNORECASE,
)
"""What only a program's insides say."""
ROUTES_UNFUZZED = frozenset({"/console/people/disable"})
"""Would end the very account that asks; its own tests are in tests/sync/console."""


def header(answer: Any, name: str) -> str:
    """What an answer says under a name written small, "" where it says nothing."""
    return ", ".join(answer.headers.get(name, []))


@dataclass
class Strangers:
    """A township with something in it, its description, and how to ask."""

    township: RunningTownship
    document: dict[str, Any]
    known: dict[str, tuple[str, ...]]
    """What really stands in the township, by the name of a parameter or field."""
    by: Sender
    line: Any
    """One connection for all requests; it keeps nobody's cookies."""

    def calls(self) -> Iterator[tuple[str, Any]]:
        """Every operation of the description, with a strategy for its requests."""
        import schemathesis

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the fuzzer says about itself
            schemathesis.serializer.alias(BATCH_TYPE, "application/octet-stream")
            schema = schemathesis.openapi.from_dict(self.document)
            for found in schema.get_all_operations():
                operation: Any = found.ok()  # type: ignore[union-attr]
                yield operation.path, operation.as_strategy()

    def refill(self, case: Any, data: st.DataObject) -> None:
        """Mostly what exists, here and there what breaks programs: noise alone never gets past the first check."""
        message = case.body if isinstance(case.body, dict) else {}
        inner = message.get("start")
        for held in (case.path_parameters, case.query, message, inner if isinstance(inner, dict) else {}):
            for name in sorted(held or {}):
                if not isinstance(name, str):
                    continue
                way = data.draw(st.sampled_from(("good", "good", "good", "bad", "noise")))
                if way == "good" and name in self.known:
                    held[name] = data.draw(st.sampled_from(self.known[name]))
                elif way == "bad" and not (held is case.path_parameters and name == "i"):
                    held[name] = data.draw(
                        st.sampled_from(BAD_PLACES if held is case.path_parameters else BAD_VALUES)
                    )

    def answered(self, case: Any, **how: Any) -> Any:
        """Ask the running server, and hold its answer to the description and to silence about itself."""
        from schemathesis.checks import not_a_server_error
        from schemathesis.specs.openapi import checks

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.line.cookies.clear()
            how |= {"session": self.line, "verify": False, "allow_redirects": False}
            answer = case.call(base_url=self.township.url, **how)
            said = (checks.status_code_conformance, checks.content_type_conformance)
            case.validate_response(
                answer, checks=[not_a_server_error, *said, checks.response_schema_conformance]
            )
        assert not INSIDES.search(answer.content), answer.content[:400]
        assert self.township.home.as_posix().encode() not in answer.content
        for name, value in answer.headers.items():
            assert not INSIDES.search(f"{name}: {value}".encode())
        if header(answer, "content-type") == BATCH_TYPE:
            self.signed(answer.content)
        return answer

    def signed(self, body: bytes) -> None:
        """An envelope that comes back is signed by the township and says one of its words."""
        public = self.township.register.identity.signing_public
        if read_header(body).kind is Kind.BLOBS:
            said = unseal_message(body, lambda _header: public).message
        else:
            said = unseal_answer(body, lambda _header: public).answer  # type: ignore[assignment]
        word = getattr(said, "code", "ok")
        assert word in CODES.keys() | BLOB_CODES.keys() and word != "failed"


BAD_VALUES = (
    *(text for text in BAD_TEXTS if "\ud800" not in text),
    "%00",
    "0",
    "-1",
    "99999999999999999999",
    "9999-12-31",
    "0001-01-01",
    "2026-02-30",
    "١٢٣",
    "１２３",
)
BAD_PLACES = tuple(text for text in BAD_VALUES if text and "/" not in text and len(text) < 99)


def forever(found: Callable[..., None]) -> Callable[..., None]:
    """Many requests to one running township are one test's example each."""
    quiet = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
    return settings(
        max_examples=examples(3),
        deadline=None,
        database=None,
        suppress_health_check=[*quiet, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )(found)


@pytest.fixture
def strangers(township: RunningTownship, village: Room) -> Iterator[Strangers]:
    import requests

    number = escalated(village, "王秀英")
    bag = transfer_lists.make(desk_of(village), "up", receiver="镇便民中心", window="3号窗口")
    transfer_lists.hand_over(desk_of(village), bag.list_no)
    complaint = complaints.file(desk_of(village), {"case_no": number, "text": "没人管", "channel": "phone"})
    village.sync()
    account(township, "赵主任", "admin")
    identity = village.register.identity
    known = {
        "case_no": (number,),
        "site": (VILLAGE, township.register.site_code),
        "list_no": (bag.list_no,),
        "complaint_id": (str(getattr(complaint, "complaint_id", complaint)),),
        "event": ("received", "returned", "assigned", "completed", "commented", "extended"),
        "pc": (identity.replica_id,),
        "item": ("MZ05",),
        "period": ("2026-11", "2026年", "2026-Q4"),
        "tray": ("new", "working"),
        "role": ("clerk", "supervisor"),
        "tier": ("village", "township"),
        "from_on": ("2026-11-23",),
        "answer_due_on": ("2026-12-23",),
        "sha256": ("ab" * 32,),
        "i": ("0", "1"),
        "replica_id": (identity.replica_id, "ab" * 16),
        "site_code": (VILLAGE,),
        "pc_code": ("A1", "B7"),
        "signing_public": (identity.signing_public.hex(),),
        "receiving_public": ("cd" * 32,),
        "find": (township.new_code()[:4],),
        "proof": ("ef" * 32,),
    }
    by = Sender(
        Ed25519PrivateKey.from_private_bytes(village.register.keys.signing),
        identity.replica_id,
        township.township.server_id,
        VILLAGE,
        township.register.identity.receiving_public,
    )
    with requests.Session() as line:
        yield Strangers(township, described(create_app(township.township)), known, by, line)


def test_the_description_names_every_address_and_is_served_at_none(strangers: Strangers) -> None:
    app = create_app(strangers.township.township)
    served = {str(getattr(route, "path", "")) for route in app.routes if hasattr(route, "methods")}
    assert served == {path for path in strangers.document["paths"] if not path.startswith("/console")}
    assert "/openapi.json" not in served and "/docs" not in served


def test_strangers_get_a_described_answer_at_every_address(strangers: Strangers) -> None:
    for path, requests in strangers.calls():

        @given(requests, st.data())
        @forever
        def ask(case: Any, data: st.DataObject) -> None:
            if data.draw(st.booleans()):
                strangers.refill(case, data)
            strangers.answered(case)

        _run(ask, path)
    assert verify(strangers.township.register).problems == ()


def test_a_known_pcs_signed_nonsense_is_answered_by_a_word(strangers: Strangers) -> None:
    """Behind a true signature every further check is reached."""
    for path, requests in strangers.calls():
        if not path.startswith("/v1/") or path.startswith("/v1/enrol"):
            continue

        @given(requests, wires(strangers.by))
        @forever
        def ask(case: Any, wire: bytes) -> None:
            from base64 import b64encode

            if case.method.upper() == "GET":
                case.headers["Daiban-Ask"] = b64encode(wire).decode()
            else:
                case.body, case.media_type = wire, BATCH_TYPE
            strangers.answered(case)

        _run(ask, path)
    assert verify(strangers.township.register).problems == ()


def test_whatever_somebody_signed_in_fills_in_is_a_page_never_a_fault(strangers: Strangers) -> None:
    """Forms with a true token, so that what is typed is really looked at; even an administrator's hand slips."""
    township = strangers.township.township
    holder = accounts.prove(township, "赵主任", PASSWORD)
    for path, requests in strangers.calls():
        if not path.startswith("/console") or path in ROUTES_UNFUZZED:
            continue

        @given(requests, st.data())
        @forever
        def ask(case: Any, data: st.DataObject) -> None:
            strangers.refill(case, data)
            cookie = sessions.begin(township, holder)
            signed_in = sessions.of_cookie(township, cookie, takes_said=False)
            assert signed_in is not None
            if isinstance(case.body, dict) and data.draw(st.integers(0, 9)):
                case.body[TOKEN_FIELD] = signed_in.form_token
            cookies = {SESSION_COOKIE: cookie, VISITOR_COOKIE: "visitor"}
            answer = strangers.answered(case, cookies=cookies)
            if header(answer, "content-type").startswith("text/html"):
                assert header(answer, "content-security-policy").startswith("default-src 'none'")

        _run(ask, path)
    assert verify(strangers.township.register).problems == ()


def _run(ask: Callable[[], None], path: str) -> None:
    try:
        ask()
    except EnvelopeRefused as refused:
        raise AssertionError(f"{path}: an answer that is not ours: {refused.code}") from refused
