"""What goes wrong, as pages are told: `{error, field, hint}` with a status, and all faults where there are several."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from orgsim.errors import OrgsimError

#: What a fault is about stands before its first "=" or ": ".
_FIELD = re.compile(r"^([A-Za-z_][\w.-]*)(?==|: )")
_HINTS = {
    404: "the address is not one of this server's",
    405: "the address takes another method",
}
FAULT = 422


def content(error: str, hint: str | None = None, field: str | None = None) -> dict[str, str | None]:
    """What every refusal is made of."""
    return {name: text and sendable(text) for name, text in (("error", error), ("field", field), ("hint", hint))}


def sendable(text: str) -> str:
    """Text as UTF-8 can hold it: half characters, as in names that are not in UTF-8, become \\udc…."""
    return text if text.isascii() else text.encode(errors="backslashreplace").decode()


class Refused(Exception):  # noqa: N818  # it is an answer
    """A request that is not served: the status and what to say."""

    def __init__(self, status: int, error: str, field: str | None = None, *, hint: str | None = None) -> None:
        super().__init__(error)
        self.status, self.said = status, content(error, hint, field)


def said(line: str) -> dict[str, str | None]:
    """A fault's line taken apart: what is wrong, with which field, and what to do; the parts joined by "; " are the line.

    >>> said("levers.coachin=2: unknown key; did you mean 'levers.coaching'?")["hint"]
    "did you mean 'levers.coaching'?"
    """
    error, _, hint = line.rpartition("; ") if "; " in line else (line, "", "")
    field = _FIELD.match(line)
    return content(error, hint or None, field.group(1) if field else None)


def refusal(lines: Sequence[str], status: int = FAULT) -> JSONResponse:
    """The answer to a request with these faults: the first, and all of them as `faults`."""
    faults = [said(line) for line in lines]
    return JSONResponse({**faults[0], "faults": faults}, status)


async def refused(_: Request, error: Exception) -> JSONResponse:
    """The answer to a request that was refused."""
    assert isinstance(error, Refused)
    return JSONResponse(error.said, error.status, headers=_retry(error.status))


async def faulty(_: Request, error: Exception) -> JSONResponse:
    """The answer to a user's fault."""
    assert isinstance(error, OrgsimError)
    return refusal(error.faults)


async def unknown_address(request: Request, error: Exception) -> JSONResponse:
    """The answer to an address or a method that is not there."""
    assert isinstance(error, HTTPException)
    hint = _HINTS.get(error.status_code)
    return JSONResponse(content(f"{request.url.path[:80]}: {error.detail}", hint), error.status_code, headers=error.headers)


async def broken(_: Request, error: Exception) -> JSONResponse:
    """The answer where the server itself is at fault; what happened is told on its terminal alone."""
    return JSONResponse(BROKEN, 500)


BROKEN = content("the server could not answer: a fault of its own", "its terminal says more")
HANDLERS: Mapping[Any, Any] = {
    Refused: refused,
    OrgsimError: faulty,
    HTTPException: unknown_address,
    Exception: broken,
}


def _retry(status: int) -> dict[str, str] | None:
    return {"Retry-After": "1"} if status == 429 else None
