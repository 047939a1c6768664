"""The static pages: files of `orgsim/web` that a browser may have, each with its type and a mark of its content."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from orgsim import web

ROOT = Path(web.__file__).resolve().parent
INDEX = "index.html"
#: Types by what a name ends in; nothing else is given out. They stand here since what the system says differs between systems.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
_LONGEST, _DEEPEST = 100, 20
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*")


async def static(request: Request) -> Response:
    """A file, or 304 where the browser has it. Raises HTTPException 404 for everything that is not to be had."""
    path = file_of(request.path_params.get("path", ""))
    status = path.stat()
    content, mark = _read(path, status.st_mtime_ns, status.st_size)
    headers = {"ETag": mark, "Cache-Control": "no-cache"}
    if mark in (each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=TYPES[path.suffix])


def file_of(path: str, root: Path = ROOT) -> Path:
    """The file under `root` that an address names. Raises HTTPException 404; links that lead out of the folder are no files."""
    parts = (path or INDEX).split("/")
    file = root.joinpath(*parts) if all(map(_PART.fullmatch, parts)) else root
    if file.suffix in TYPES and max(map(len, parts)) <= _LONGEST and len(parts) < _DEEPEST:
        found = file.resolve()
        if found.is_relative_to(root) and found.is_file() and found.suffix == file.suffix:
            return found
    raise HTTPException(404, "no such file")


@lru_cache(maxsize=256)
def _read(path: Path, changed: int, size: int) -> tuple[bytes, str]:
    """The content and its mark, read again when the file has changed."""
    content = path.read_bytes()
    return content, f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
