"""What stands before every request: is it meant for this server, and does a page of this server send it?"""

from __future__ import annotations

import ipaddress
import re
import sys
import traceback
from asyncio import CancelledError
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from orgsim.app.refusing import BROKEN, content

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_STOPPING = content("the server is being stopped", "start it again: orgsim app")
#: A name, an address, or one of the newer kind in brackets, and perhaps a port.
_HOST = re.compile(r"(\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[^\s:/?#@\[\]]+))(:(?P<port>[0-9]{1,5}))?")
_READING = ("GET", "HEAD")
_OWN = ("same-origin", "none")


class Guard:
    """An application behind its guard: other hosts' names and other pages' requests are refused, every answer has its headers.

    A page of another site may make a browser send requests here, even under a name of its own that leads to this computer (DNS
    rebinding); so the name is checked, which may be `localhost`, an address of the kind served (`anywhere`: any), or one of
    `names`. `Origin` and `Sec-Fetch-Site` say which page asks: pages of other sites can open the first page, and nothing else.
    """

    def __init__(self, application: ASGIApp, names: Iterable[str] = (), anywhere: bool = False) -> None:
        self._application, self._anywhere = application, anywhere
        self._names = {name.lower() for name in names} | {"localhost"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._application(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                MutableHeaders(scope=message).update(HEADERS)
                if scope["path"].startswith("/api/"):
                    MutableHeaders(scope=message).setdefault("Cache-Control", "no-store")
            await send(message)

        why = self._fault(scope["method"], scope["path"], scope["scheme"], Headers(scope=scope))
        try:
            if why is None:
                await self._application(scope, receive, sending)
            else:
                await JSONResponse(content(why), 403)(scope, receive, sending)
        except ClientDisconnect:  # nobody is there to be answered
            pass
        except CancelledError:  # whoever stops the server does not wait for answers
            if not started:
                await JSONResponse(_STOPPING, 503)(scope, receive, sending)
        except Exception as error:
            _tell(scope, error)
            if not started:
                await JSONResponse(BROKEN, 500)(scope, receive, sending)

    def _fault(self, method: str, path: str, scheme: str, headers: Headers) -> str | None:
        """Why a request is refused, or None."""
        host = headers.get("host", "")
        if not self._is_ours(host):
            return "this server does not answer to the name in the request's Host header"
        if method in _READING and not path.startswith("/api/"):
            return None
        own = f"{scheme}://{host}".lower()
        if {*map(str.lower, headers.getlist("origin"))} - {own} or {*headers.getlist("sec-fetch-site")} - {*_OWN}:
            return "only pages of this server may ask this"
        return None

    def _is_ours(self, host: str) -> bool:
        parts = _HOST.fullmatch(host.lower())
        if parts is None or not 0 < int(parts["port"] or 80) < 2**16:
            return False
        name = parts["six"] or parts["name"]
        if name in self._names:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return self._anywhere or address.is_loopback


def _tell(scope: Scope, error: Exception) -> None:
    """A fault of our own, for the terminal: what, and the last place that it went through."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({frames[-1].filename}:{frames[-1].lineno})" if frames else ""
    path = ascii(scope["path"][:80])[1:-1]  # nothing that a terminal would obey
    print(f"orgsim: error: {scope['method']} {path}: {type(error).__name__}: {error}{where}", file=sys.stderr)
