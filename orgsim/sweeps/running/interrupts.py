"""Who hears of an interrupt: the client alone. Its workers are started deaf to it, and end when the client does."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process, resource_tracker
from multiprocessing.connection import wait
from threading import Thread


@contextmanager
def held_back() -> Iterator[None]:
    """Threads and processes that are started meanwhile never see Ctrl-C; one of this process comes afterwards."""
    _start_tracker()  # which would let it through again when it is started meanwhile
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_tracker() -> None:
    """multiprocessing's helper, which is not to speak of what is left when all is ended at once."""
    sys.warnoptions.append("ignore:resource_tracker")
    try:
        resource_tracker.ensure_running()
    finally:
        sys.warnoptions.remove("ignore:resource_tracker")


def end_with_client() -> None:
    """End this worker process at once when the one that started it ends: what it has not committed is not there."""
    client = parent_process()
    if client is not None:
        Thread(target=_watch, args=(client.sentinel,), daemon=True).start()


def _watch(client: int) -> None:
    wait([client])
    os._exit(1)
