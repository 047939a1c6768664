"""Ctrl-C, and SIGTERM, which does the same: the first ends the command in good order, the second at once; one line says so."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, NoReturn

INTERRUPTED = 130
_LINE = "orgsim: interrupted"
_answered: list[signal.Signals] = []
_heard = False


def listen() -> None:
    """Answer the signals of a process of our own; one that it was started to ignore, as by nohup or in a script, stays so."""
    _answered[:] = [each for each in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(each) is not signal.SIG_IGN]
    _answer(_interrupted)
    sys.unraisablehook = _unraisable


def heard() -> bool:
    """Whether the command was interrupted."""
    return _heard


def say() -> None:
    """Say so. From here on a signal ends our own process in silence."""
    _answer(signal.SIG_IGN)
    print(_LINE, file=sys.stderr, flush=True)
    _answer(_leave)


def _answer(how: Callable[[int, FrameType | None], Any] | signal.Handlers) -> None:
    for number in _answered:
        signal.signal(number, how)


def _interrupted(number: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt; where that was done before, leave. What is not finished by then has a temporary name."""
    global _heard
    if _heard:
        with suppress(OSError):
            os.write(2, f"{_LINE}\n".encode())
        _leave()
    _heard = True
    raise KeyboardInterrupt


def _leave(*_: object) -> NoReturn:
    os._exit(INTERRUPTED)


def _unraisable(unraisable: Any) -> None:
    """An interrupt that came where none can be raised, as in a destructor, is not told as an error."""
    if not (_heard and issubclass(unraisable.exc_type, KeyboardInterrupt)):
        sys.__unraisablehook__(unraisable)
