"""A request's body: JSON of a bounded size, an object with known keys."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import Any, NoReturn

from starlette.requests import Request

from orgsim.app import limits
from orgsim.app.refusing import Refused
from orgsim.errors import ConfigurationError
from orgsim.spec.values import fault, unknown

_JSON = "application/json"


async def read_body(request: Request, known: Iterable[str]) -> dict[str, Any]:
    """The object in a request's body.

    Raises Refused with 413 where it is too large, 408 where it does not come, 415 where it does not call itself JSON (another
    site's page cannot without asking first), 400 where it is none; ConfigurationError for keys that are not `known`.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _JSON:
        raise Refused(415, f"Content-Type: must be {_JSON}", "Content-Type")
    try:
        content = _parsed(await asyncio.wait_for(_bytes(request), limits.PATIENCE))
    except TimeoutError:
        raise Refused(408, f"the request's body did not come within {limits.PATIENCE:g} seconds") from None
    if not isinstance(content, dict):
        raise ConfigurationError(fault("body", content, "an object of keys"))
    check_names(content, known)
    return content


def check_names(given: Iterable[str], known: Iterable[str]) -> None:
    """Raise ConfigurationError for names that are not `known`: a line for each of the first."""
    names = list(known)
    strange = [name for name in dict.fromkeys(given) if name not in names][: limits.TOLD]
    if strange:
        raise ConfigurationError([unknown(name, "…", names) for name in strange])


async def _bytes(request: Request) -> bytes:
    """The whole body, unless it is too large."""
    announced = request.headers.get("content-length", "")
    content = bytearray()
    too_large = announced.isdigit() and int(announced) > limits.BODY
    if not too_large:
        async for part in request.stream():
            content += part
            if len(content) > limits.BODY:
                too_large = True
                break
    if too_large:
        raise Refused(413, f"the request is larger than {limits.BODY:,} bytes", hint="an organization may be too large")
    return bytes(content)


def _parsed(text: bytes) -> Any:
    try:
        content = json.loads(text, parse_constant=_constant)
        if b"\\u" in text:  # half a character can be escaped, but neither written nor sent
            json.dumps(content, ensure_ascii=False).encode()
        return content
    except (ValueError, RecursionError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise Refused(400, f"the request is no JSON: {why}") from None


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
