"""Connections that keep the server waiting: closed after a while, and the longest waiting one as soon as there are too many."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from starlette.responses import JSONResponse
from uvicorn.protocols.http.h11_impl import H11Protocol

from orgsim.app import limits
from orgsim.app.guard import HEADERS
from orgsim.app.refusing import content

#: Connections that are open, the one that waits longest first; all of them belong to one event loop.
_OPEN: dict[Connection, None] = {}


class Connection(H11Protocol):
    """A connection of uvicorn's that ends where no request comes for `limits.PATIENCE` seconds, or an answer is not taken.

    A browser opens six at most. Whoever opens more than there is room for, closes the oldest that has not sent all its request.
    """

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """A client has come."""
        super().connection_made(transport)
        _OPEN[self] = None
        self._patience()
        if len(_OPEN) > limits.CONNECTIONS:
            next((each for each in _OPEN if each._waits or each.cycle.more_body), self)._end()

    def connection_lost(self, exc: Exception | None) -> None:
        """It has gone."""
        _OPEN.pop(self, None)
        self._stop()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """An answer was given; the next request may come."""
        _OPEN[self] = _OPEN.pop(self, None)
        self._patience()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """The client does not take what it is given."""
        super().pause_writing()
        self._stop()
        self._timer = self.loop.call_later(limits.SECONDS, self._end)

    def resume_writing(self) -> None:
        """It does again."""
        super().resume_writing()
        self._patience()

    def send_400_response(self, msg: str) -> None:
        """What is no request of HTTP is told so as everything is, if it can be."""
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            self._end()
            return
        said = JSONResponse(content(msg), headers={**HEADERS, "Connection": "close"})
        start = h11.Response(status_code=400, headers=said.raw_headers)
        for event in (start, h11.Data(data=bytes(said.body)), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    @property
    def _waits(self) -> bool:
        """Whether nothing is being answered here."""
        return self.cycle is None or self.cycle.response_complete

    def _patience(self) -> None:
        self._stop()
        self._timer = self.loop.call_later(limits.PATIENCE, self._late)

    def _late(self) -> None:
        if self._waits:
            self._end()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _end(self) -> None:
        self._stop()
        self.transport.abort()
