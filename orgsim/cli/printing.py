"""What the command prints: a stream that fails or lacks a letter never ends a run whose results are still to be written."""

from __future__ import annotations

import errno
import io
import os
import select
import sys
from typing import Any, TextIO

#: Whoever read it has gone, as `head` does when it has its lines.
_NO_READER = (errno.EPIPE, errno.ECONNRESET)
_out: _Lenient | None = None


class _Lenient(io.RawIOBase):
    """A raw stream that takes everything: after a failure, which it keeps, it writes no more."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self.failure: OSError | None = None

    def writable(self) -> bool:
        """It is."""
        return True

    def fileno(self) -> int:
        """That of the stream beneath."""
        return int(self._raw.fileno())

    def isatty(self) -> bool:
        """Whether a person reads it."""
        return bool(self._raw.isatty())

    def write(self, data: Any) -> int:
        """Write, and wait where the reader is slow and the stream was set not to wait."""
        try:
            while self.failure is None:
                written: int | None = self._raw.write(data)
                if written is not None:
                    return written
                select.select([], [self._raw], [])
        except OSError as error:
            self.failure = error
        return len(data)


def begin() -> None:
    """Put streams that cannot fail in the place of this process's own; letters that one cannot write become question marks."""
    global _out
    _fill_closed()
    sys.stdout, _out = _lenient(sys.stdout, 1, "replace")
    sys.stderr, _ = _lenient(sys.stderr, 2, "backslashreplace")


def end(code: int) -> int:
    """Write what is left, and say where it could not be; returns the exit code, 1 in place of 0 where something was lost."""
    sys.stdout.flush()
    failure = None if _out is None else _out.failure
    if failure is not None and failure.errno not in _NO_READER:
        why = os.strerror(failure.errno) if failure.errno else str(failure)
        print(f"orgsim: error: cannot print: {why}; files are written as they should be", file=sys.stderr)
        code = code or 1
    sys.stderr.flush()
    return code


def _fill_closed() -> None:
    """A stream that was closed before we started goes nowhere; else the next file that is opened would be in its place."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _lenient(stream: TextIO | None, number: int, errors: str) -> tuple[TextIO, _Lenient]:
    """The same stream, its text layer and buffer anew on a raw stream that takes everything."""
    binary = getattr(stream, "buffer", None)
    raw = _Lenient(getattr(binary, "raw", None) or io.FileIO(number, "w", closefd=False))
    encoding = getattr(stream, "encoding", None) or "utf-8"
    by_line = raw.isatty() or number == 2 or bool(getattr(stream, "write_through", False))
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding, errors, line_buffering=by_line), raw
