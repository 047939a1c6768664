"""The server as a process: a free port, a line with the address, the browser, and a clean end."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from collections.abc import Callable
from threading import Thread
from typing import Any

from orgsim.errors import ConfigurationError

LOOPBACK = "127.0.0.1"
PORT = 8642
#: Ports tried after the usual one before the system may choose any.
_TRIED = 20
_GRACE = 2


def bound(host: str, port: int | None) -> socket.socket:
    """A socket that listens: on `port`, or where it is None on the usual one or the next that is free.

    Raises ConfigurationError where the port is taken or the host is not this computer's.
    """
    wanted = (port,) if port is not None else (*range(PORT, PORT + _TRIED), 0)
    reason: OSError | None = None
    for each in wanted:
        try:
            return _listening(host, each)
        except socket.gaierror as error:
            raise ConfigurationError(f"--host={host}: {error.strerror}") from error
        except OSError as error:
            reason = error
    why = (reason and reason.strerror) or "not free"
    hint = "; without --port a free one is taken" if port is not None else ""
    raise ConfigurationError(f"--port={PORT if port is None else port}: {why}{hint}")


def _listening(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(256)
    except OSError:
        listener.close()
        raise
    return listener


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach a host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def address_of(listener: socket.socket) -> str:
    """Where a browser on this computer finds the server."""
    host, port = listener.getsockname()[:2]
    ip = ipaddress.ip_address(host)
    if ip.is_unspecified:
        host = LOOPBACK
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def answer(listener: socket.socket, application: Any, **settings: Any) -> None:
    """Answer requests to an application, without a word on the terminal; `settings` are further ones of uvicorn's."""
    import uvicorn

    config = uvicorn.Config(
        application,
        loop="asyncio",
        log_level="critical",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
        **settings,
    )
    uvicorn.Server(config).run([listener])


def _on_a_terminal() -> bool:
    """Whether the only browsers that can be there are those which take over the terminal."""
    return sys.platform == "linux" and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def open_browser(address: str, opener: Callable[[str], object] | None = None) -> None:
    """Open the page in the browser, or say that there is none; in a thread, since some systems take their time."""

    def opening() -> None:
        import webbrowser

        try:
            there = not _on_a_terminal() and (opener or webbrowser.open)(address)
        except Exception:  # the variable BROWSER may hold anything, and a browser do anything
            there = False
        if not there:
            print("orgsim: no browser could be opened here; open the address by hand", file=sys.stderr)

    Thread(target=opening, daemon=True, name="orgsim-browser").start()
