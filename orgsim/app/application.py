"""The application: which address leads where."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable, Iterable
from importlib import import_module
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route, Router

from orgsim.app.guard import Guard
from orgsim.app.pool import Pool
from orgsim.app.refusing import HANDLERS
from orgsim.app.static import static
from orgsim.web.serving import answer

Endpoint = Callable[[Request], Awaitable[Response]]
#: Address, method, and the function that answers, in a module of this package that is loaded when it is asked for.
_API = (
    ("about", "GET", "about.about"),
    ("questions", "GET", "diagnosing.questions"),
    ("diagnose", "POST", "diagnosing.diagnose"),
    ("export/html", "POST", "exporting.html"),
    ("export/pdf", "POST", "exporting.pdf"),
    ("sweeps", "GET", "sweeps.shelf"),
    ("sweeps/{name}", "GET", "sweeps.sweep"),
    ("sweeps/{name}/table", "GET", "sweeps.table"),
    ("sweeps/{name}/grid", "GET", "sweeps.grid"),
    ("sweeps/{name}/phases", "GET", "sweeps.phases"),
    ("sweeps/{name}/sensitivity", "GET", "sweeps.sensitivity"),
    ("sweeps/{name}/boxes", "GET", "sweeps.boxes"),
    ("sweeps/{name}/point/{point}", "GET", "sweeps.point"),
)


def application(results: Path, names: Iterable[str] = (), anywhere: bool = False, *, pool: Pool | None = None) -> Guard:
    """The server's application behind its guard; `results` is the folder whose sweeps it shows, the others are `Guard`'s."""
    api = [Route(f"/{path}", _loaded(where), methods=[method]) for path, method, where in _API]
    routes = [Mount("/api", app=Router(api, redirect_slashes=False)), Route("/{path:path}", static, methods=["GET"])]
    served = Starlette(routes=routes, exception_handlers=HANDLERS)
    served.router.redirect_slashes = False
    served.state.results, served.state.pool = results, pool or Pool()
    return Guard(served, names, anywhere)


def _loaded(where: str) -> Endpoint:
    """An endpoint whose module is loaded by its first request, so that the first page does not wait for what others need."""
    module, name = where.rsplit(".", 1)

    async def endpoint(request: Request) -> Response:
        answer: Endpoint = getattr(import_module(f"orgsim.app.{module}"), name)
        return await answer(request)

    return endpoint


def serve(listener: socket.socket, results: Path, names: tuple[str, ...], *, anywhere: bool) -> None:
    """Answer requests until interrupted; KeyboardInterrupt then comes out as it does everywhere."""
    from orgsim.app.connections import Connection

    answer(listener, application(results, names, anywhere), http=Connection, ws="none", lifespan="off")
