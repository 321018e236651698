"""Every address of a township's server as an OpenAPI document; it is never served, strangers need not read it."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from fastapi import FastAPI

from app.domain.case_events import EVENT_FIELDS
from app.domain.cases import CaseEventKind
from sync.protocol.blobs import ASK_HEADER, BLOB_CODES
from sync.protocol.codes import CODES
from sync.protocol.enrolment import FinishAnswer, FinishRequest, RefusedAnswer, StartAnswer, StartRequest
from sync.protocol.key_changes import PATH as KEYS_PATH
from sync.server.console.door import ROOT, TOKEN_FIELD
from sync.server.console.site import TOWNSHIP_PARTS
from sync.server.console.visits import Act, Page
from sync.server.web import BATCH_TYPE, JSON_TYPE

FORM_TYPE, FILES_TYPE = "application/x-www-form-urlencoded", "multipart/form-data"
Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
_ENROLMENT: dict[str, tuple[type[msgspec.Struct], type[msgspec.Struct]]] = {
    "/v1/enrol/start": (StartRequest, StartAnswer),
    "/v1/enrol/finish": (FinishRequest, FinishAnswer),
}
_ASKED_OF_A_VISIT = ("one", "every", "file", "every_file")
_FILES = {("typed", "file"), ("typed", "every_file")}


def described(app: FastAPI) -> Schema:
    """The document. A route that nobody described fails here, so that none is forgotten."""
    paths = {**_exchange_paths(app), **_console_paths()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "daiban-township", "version": "1"},
        "paths": paths,
        "components": {"schemas": _components()},
    }


def _components() -> Schema:
    structs = [StartRequest, StartAnswer, FinishRequest, FinishAnswer, RefusedAnswer]
    _out, components = msgspec.json.schema_components(structs, ref_template="#/components/schemas/{name}")
    return dict(components)


def _exchange_paths(app: FastAPI) -> dict[str, Schema]:
    paths: dict[str, Schema] = {}
    for path, methods in app.openapi()["paths"].items():
        paths[path] = {method: _exchange_call(method, path) for method in methods}
    return paths


def _exchange_call(method: str, path: str) -> Schema:
    if path == "/healthz":
        return {"responses": {"200": {"description": "alive", "content": {JSON_TYPE: {}}}}}
    call: Schema = {"parameters": _places(path), "responses": _answers(path)}
    if method == "get":
        call["parameters"].append(
            {"name": ASK_HEADER, "in": "header", "required": True, "schema": {"type": "string"}}
        )
    elif path in _ENROLMENT:
        call["requestBody"] = {
            "required": True,
            "content": {JSON_TYPE: {"schema": _of_struct(_ENROLMENT[path][0])}},
        }
    elif path.startswith(
        ("/v1/exchange", "/v1/offer", "/v1/rekey", KEYS_PATH, "/v1/digest", "/v1/upward", "/v1/blobs/")
    ):
        asked = {"type": "string", "format": "binary"}
        call["requestBody"] = {"required": True, "content": {BATCH_TYPE: {"schema": asked}}}
    else:
        raise AssertionError(f"{path} is not described")
    return call


def _of_struct(struct: type[msgspec.Struct]) -> Schema:
    """Every field of a message is text, or another message."""
    properties = {
        one.name: _of_struct(StartRequest) if one.type is StartRequest else dict(TEXT)
        for one in msgspec.structs.fields(struct)
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def _answers(path: str) -> Schema:
    """The statuses that may come back: a signed envelope, or a refusal without one where nobody could sign."""
    codes = [*CODES.values(), *(BLOB_CODES.values() if path.startswith("/v1/blobs") else ())]
    statuses = {code.status for code in codes if code.word not in ("failed", "attachment-damaged")}
    statuses |= {404} if "{" in path else set()  # a slash in a parameter leads elsewhere
    refused = {"$ref": "#/components/schemas/RefusedAnswer"}
    said: Schema = {
        str(status): {
            "description": "refused",
            "content": {JSON_TYPE: {"schema": refused if status != 404 else {}}, BATCH_TYPE: {}},
        }
        for status in sorted(statuses)
    }
    right: Schema = {JSON_TYPE if path == KEYS_PATH else BATCH_TYPE: {}}
    if path in _ENROLMENT:
        right = {JSON_TYPE: {"schema": {"$ref": f"#/components/schemas/{_ENROLMENT[path][1].__name__}"}}}
    return {**said, "200": {"description": "taken in", "content": right}}


def _console_paths() -> dict[str, Schema]:
    paths: dict[str, Schema] = {}
    for part in TOWNSHIP_PARTS:
        for page in part.PAGES:
            paths.setdefault(ROOT + page.path, {})["get"] = _looking(page)
        for act in part.ACTS:
            paths.setdefault(ROOT + act.path, {})["post"] = _acting(act)
    return paths


def _looking(page: Page) -> Schema:
    asked = [
        {"name": name, "in": "query", "required": False, "schema": dict(TEXT)}
        for name in _names_asked(page.show, "asked")
    ]
    return {"parameters": [*_places(page.path), *asked], "responses": _page_answers()}


def _acting(act: Act) -> Schema:
    names = {*_names_asked(act.do, "typed"), *_said_with_steps(act)}
    properties = {name: dict(TEXT) for name in sorted(names)}
    form = {"type": "object", "properties": {TOKEN_FIELD: {"type": "string"}, **properties}}
    files = {name: {"type": "string", "format": "binary"} for name in _files_asked(act.do)}
    content: Schema = {FORM_TYPE: {"schema": form}}
    if files:
        content = {
            FILES_TYPE: {"schema": {"type": "object", "properties": {**form["properties"], **files}}}  # type: ignore[dict-item]
        }
    return {
        "parameters": _places(act.path),
        "requestBody": {"required": True, "content": content},
        "responses": _page_answers(),
    }


def _said_with_steps(act: Act) -> Iterable[str]:
    """A step's form has the fields of its event."""
    if "{event}" not in act.path:
        return ()
    fields = [one for kind in CaseEventKind for one in EVENT_FIELDS[kind]]
    return {one.name for one in fields} | {f"{one.name}_ticked" for one in fields if one.type == "list"}


def _page_answers() -> Schema:
    page: Schema = {"description": "a page of ours", "content": {"text/html": {}}}
    shown = ("400", "403", "413", "415", "422", "503")
    return {
        **dict.fromkeys(shown, page),
        "404": {"description": "no such page, or none at all under this address", "content": {"*/*": {}}},
        "200": {"description": "a page or a file", "content": {"*/*": {}}},
        "204": {"description": "sign in first"},
        "303": {"description": "leads on"},
    }


def _places(path: str) -> list[Schema]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    return [{"name": name, "in": "path", "required": True, "schema": dict(TEXT)} for name in names]


def _names_asked(work: Callable[..., object], whose: str) -> set[str]:
    return {name for held, asked, name in _asked(work) if held == whose and "file" not in asked}


def _files_asked(work: Callable[..., object]) -> set[str]:
    files = {name for held, asked, name in _asked(work) if (held, asked) in _FILES}
    return files & set(
        _literals(inspect.getsource(work))
    )  # its own files, not those of the page's other acts


def _asked(work: Callable[..., object]) -> set[tuple[str, str, str]]:
    """(typed or asked, how, name) of every field that the module of ``work`` reads by name."""
    module = inspect.getmodule(work)
    assert module is not None
    found = set()
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        held, name = node.func.value, node.args[0]
        whose = (
            held.attr if isinstance(held, ast.Attribute) else held.id if isinstance(held, ast.Name) else ""
        )
        if node.func.attr not in _ASKED_OF_A_VISIT or whose not in ("asked", "typed"):
            continue
        if isinstance(name, ast.Constant) and isinstance(name.value, str):
            found.add((whose, node.func.attr, name.value))
    return found


def _literals(source: str) -> Iterable[str]:
    for node in ast.walk(ast.parse(textwrap.dedent(source))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
