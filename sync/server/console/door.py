"""The console's own door: who may pass, that a form came from our page, what is noted, what a fault becomes."""

from __future__ import annotations

import asyncio
import hmac
import logging
import secrets
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from app import assets
from app.errors import Refusal
from sync.protocol.codes import EnvelopeRefused
from sync.server.console import audit, heaps, rendering, sessions, tiers
from sync.server.console.accounts import ROLE_WORDS
from sync.server.console.menu import entries_for
from sync.server.console.visits import Act, Done, File, Page, Shown, Typed, Upload, Visit
from sync.server.gate import Gate
from sync.server.township import Township, name_of

ROOT = "/console"
SESSION_COOKIE = "daiban_console"
VISITOR_COOKIE = "daiban_visitor"
TOKEN_FIELD = "form_token"
SIGN_IN = f"{ROOT}/sign-in"
MAX_FORM_BYTES = 10 << 20
MAX_STRANGERS_BYTES = 64 << 10
REQUESTS_AT_ONCE = 16
HEAPS_AT_ONCE = 4
SAFE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
STATIC = {
    "console.css": ("static", "text/css; charset=utf-8"),
    "htmx.min.js": ("static", "text/javascript; charset=utf-8"),
    "NotoSansSC-Regular.ttf": ("", "font/ttf"),
}

log = logging.getLogger(__name__)
Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass
class _Refused(Exception):
    """A request that gets no page of ours: its status and one sentence."""

    status: int
    sentence: str


def application(township: Township, pages: Iterable[Page], acts: Iterable[Act]) -> Starlette:
    """The console over an opened township, to be mounted under ``ROOT``."""
    logging.getLogger("python_multipart").setLevel(logging.CRITICAL)  # a stranger's broken form is no news
    gate, slow = Gate(limit=REQUESTS_AT_ONCE), Gate(limit=HEAPS_AT_ONCE)
    routes = [Route("/static/{name}", _static, methods=["GET"])]
    routes += [Route(page.path, _endpoint(township, gate, page), methods=["GET"]) for page in pages]
    routes += [
        Route(act.path, _endpoint(township, slow if act.heap_bytes else gate, act), methods=["POST"])
        for act in acts
    ]
    return Starlette(routes=routes, exception_handlers={404: _no_page, 405: _no_page})


async def _no_page(_request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 404
    return _plain(status, "没有这个页面。请返回，从左边的菜单进入。")


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        return _plain(404, "没有这个文件。")
    folder, media_type = STATIC[name]
    parts = ("console", folder, name) if folder else ("fonts", name)
    content = await asyncio.to_thread(assets.data, *parts)
    return Response(
        content, media_type=media_type, headers={**SAFE_HEADERS, "Cache-Control": "max-age=86400"}
    )


def _endpoint(township: Township, gate: Gate, of: Page | Act) -> Endpoint:
    async def answer(request: Request) -> Response:
        typed = Typed()
        try:
            with gate.entered():
                who = await asyncio.to_thread(_known, township, request)
                if not of.open_to_all and who is None:
                    return _to_sign_in(request)
                if isinstance(of, Act):
                    typed = await _brought_along(gate, request, of, who)
                return await asyncio.to_thread(_answered, township, of, request, typed)
        except _Refused as refused:
            return _plain(refused.status, refused.sentence)
        except EnvelopeRefused as refused:
            return _unread(refused)
        except ClientDisconnect:
            return _plain(400, "连接断开了，没有改动。")
        except Exception as fault:  # noqa: BLE001 - the outermost door; the text may quote a villager
            log.error("console request failed: %s at %s", type(fault).__name__, of.path)
            return _plain(
                500, "程序出错了，这一步没有完成，已有的数据没有影响。请返回再试，一直如此请联系管理员。"
            )
        finally:
            for one in typed.brought:
                one.file.close()

    return answer


def _known(township: Township, request: Request) -> sessions.SignedIn | None:
    """Who is signed in: before somebody is, nobody's long form is read."""
    cookie = request.cookies.get(SESSION_COOKIE, "")
    return sessions.of_cookie(township, cookie, takes_said=False, keeps_awake=False)


async def _brought_along(gate: Gate, request: Request, act: Act, who: sessions.SignedIn | None) -> Typed:
    """The form of an act; a heap of files is read only from somebody who may bring it."""
    if act.heap_bytes and heaps.is_one(request):
        if who is None or who.account.role not in act.roles:
            return Typed()
        try:
            texts, brought = await heaps.read(gate, request, act.heap_bytes)
        except heaps.Unreadable:
            raise _Refused(
                400, f"表单读不出来，没有改动。一次最多 {heaps.MOST_FILES} 个文件，多的请分几次。"
            ) from None
        return Typed(_several(texts), brought=brought)
    return await _typed(gate, request, MAX_STRANGERS_BYTES if act.open_to_all else MAX_FORM_BYTES)


def _answered(township: Township, of: Page | Act, request: Request, typed: Typed) -> Response:
    is_whole_page = isinstance(of, Page) and request.headers.get("HX-Request") != "true"
    cookie = request.cookies.get(SESSION_COOKIE, "")
    awake = of.keeps_awake if isinstance(of, Page) else True
    signed_in = sessions.of_cookie(township, cookie, takes_said=is_whole_page, keeps_awake=awake)
    visit = Visit(
        township,
        {name: _storable(str(value)) for name, value in request.path_params.items()},
        Typed(_several(request.query_params.multi_items())),
        signed_in,
        typed,
        visitor=request.cookies.get(VISITOR_COOKIE, "") or secrets.token_urlsafe(16),
        address=f"{request.url.scheme}://{request.url.netloc}",
    )
    if not of.open_to_all:
        if signed_in is None:
            return _to_sign_in(request)
        if signed_in.account.role not in of.roles:
            audit.note(township, signed_in.account, _words(of), outcome="role")
            raise _Refused(403, "您的角色不能做这件事。需要的话，请找管理员。")
    if isinstance(of, Act):
        return _acted(visit, of, request)
    return _looked(visit, of)


def _looked(visit: Visit, page: Page) -> Response:
    try:
        shown = page.show(visit)
    except Refusal as refusal:
        return _page(visit, Shown("refused.html", {"title": "没有显示"}), refusal, status=404)
    if page.noted:
        audit.note(visit.township, visit.account, page.noted, shown.about)
    return _answer(visit, shown)


def _acted(visit: Visit, act: Act, request: Request) -> Response:
    """Do it, once the form is known to be ours; a refusal shows the page again with what was typed."""
    _require_own_form(visit, request)
    account = visit.signed_in.account if visit.signed_in else None
    try:
        done = act.do(visit)
    except Refusal as refusal:
        if act.words:
            audit.note(visit.township, account, act.words, _about(visit), refusal.code or "refused")
        again = visit.refused(refusal)
        try:
            return _answer(again, act.page(again), status=422)
        except Refusal as hidden:  # the page itself may not be seen
            return _page(visit, Shown("refused.html", {"title": "没有显示"}), hidden, status=404)
    if act.words:
        by = done.by if isinstance(done, Done) and done.by is not None else account
        audit.note(visit.township, by, act.words, done.about)
    if isinstance(done, (Shown, File)):
        return _answer(visit, done)
    if visit.signed_in is not None and done.sentence:
        sessions.say(visit.township, visit.signed_in.digest, done.sentence)
    response = RedirectResponse(f"{ROOT}{done.to}", 303, SAFE_HEADERS)
    if done.cookie:
        _set_cookie(response, SESSION_COOKIE, done.cookie)
    elif done.cookie == "":
        response.delete_cookie(SESSION_COOKIE, path=ROOT)
    return response


def _answer(visit: Visit, shown: Shown | File, status: int = 200) -> Response:
    if isinstance(shown, File):
        how = "inline" if shown.inline else "attachment"
        where = f"{how}; filename*=UTF-8''{quote(shown.name)}"
        return Response(
            shown.content, 200, {**SAFE_HEADERS, "Content-Disposition": where}, media_type=shown.media_type
        )
    return _page(visit, shown, visit.refusal, status)


def _page(visit: Visit, shown: Shown, refusal: Refusal | None, status: int = 200) -> Response:
    """The page with what every page says: who is signed in, the menu, the form's token, what was done last."""
    account = visit.signed_in.account if visit.signed_in else None
    token = visit.signed_in.form_token if visit.signed_in else _visitor_token(visit)
    facts = {
        "root": ROOT,
        "tier": tiers.words(visit.township),
        "account": account,
        "role_words": ROLE_WORDS[account.role] if account else "",
        "menu": entries_for(tiers.tier(visit.township), account.role) if account else (),
        "form_token": token,
        "office": _office(visit.township) if account else "",
        "said": visit.signed_in.said if visit.signed_in else "",
        "refusal": refusal,
        "typed": visit.typed,
        **shown.facts,
    }
    response = HTMLResponse(rendering.rendered(shown.template, facts), status, SAFE_HEADERS)
    if visit.signed_in is None:
        _set_cookie(response, VISITOR_COOKIE, visit.visitor)
    return response


def _office(township: Township) -> str:
    with township.register.reading() as session:
        return name_of(session, township.register)


def _require_own_form(visit: Visit, request: Request) -> None:
    """Against forms on other people's pages: the token, the cookie's own rule, and what the browser says."""
    wanted = visit.signed_in.form_token if visit.signed_in else _visitor_token(visit)
    brought = visit.typed.one(TOKEN_FIELD) or request.headers.get("X-Form-Token", "")
    elsewhere = request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")
    if elsewhere or not hmac.compare_digest(wanted.encode(), brought.encode("utf-8", "replace")):
        raise _Refused(403, "这张表单已经失效，没有改动。请返回上一页，刷新后再填一次。")


def _visitor_token(visit: Visit) -> str:
    return sessions.form_token(visit.township, f"visitor|{visit.visitor}")


def _to_sign_in(request: Request) -> Response:
    if request.headers.get("HX-Request") == "true":
        return Response(status_code=204, headers={**SAFE_HEADERS, "HX-Redirect": SIGN_IN})
    return RedirectResponse(SIGN_IN, 303, SAFE_HEADERS)


def _set_cookie(response: Response, name: str, value: str) -> None:
    response.set_cookie(name, value, path=ROOT, secure=True, httponly=True, samesite="strict")


async def _typed(gate: Gate, request: Request, most_bytes: int) -> Typed:
    """The form, read whole under a limit of size and time, then taken apart."""
    body = await gate.read(request.stream(), most_bytes)
    kind = request.headers.get("Content-Type", "")
    try:
        if kind.startswith("multipart/form-data"):
            form = await MultiPartParser(request.headers, _once(body), max_files=4, max_fields=400).parse()
        elif kind.startswith("application/x-www-form-urlencoded"):
            form = await FormParser(request.headers, _once(body)).parse()
        else:
            raise _Refused(415, "这不是本页的表单，没有改动。")
        texts = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
        files = {
            name: Upload(value.filename or "", await value.read())
            for name, value in form.multi_items()
            if isinstance(value, UploadFile)
        }
        await form.close()
    except (MultiPartException, UnicodeError, KeyError):
        raise _Refused(400, "表单读不出来，没有改动。请返回再试。") from None
    return Typed(_several(texts), files)


async def _once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body
    yield b""


def _several(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        found[name] = (*found.get(name, ()), _storable(value))
    return found


def _storable(text: str) -> str:
    """Without what no store keeps as text: PostgreSQL refuses a zero byte, neither takes half a character."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _about(visit: Visit) -> str:
    """The number in the address, never a link's token."""
    return next((value for name, value in visit.path.items() if name in ("case_no", "list_no")), "")


def _words(of: Page | Act) -> str:
    return of.words if isinstance(of, Act) else of.noted or of.path


def _unread(refused: EnvelopeRefused) -> Response:
    if refused.code == "too-large":
        return _plain(413, "一次送来的内容太大，没有读，没有改动。请返回，分几次送。")
    return _plain(503 if refused.code == "busy" else 413, "这次没有读完，没有改动。请稍后再试。")


def _plain(status: int, sentence: str) -> Response:
    facts = {"sentence": sentence, "root": ROOT}
    return HTMLResponse(rendering.rendered("plain.html", facts), status, SAFE_HEADERS)
