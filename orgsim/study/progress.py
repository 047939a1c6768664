"""A progress bar for anything that takes more than two seconds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from orgsim.spec.study import Progress

_DELAY = 2.0


@contextmanager
def progress_bar(replications: int, enabled: bool = True) -> Iterator[Progress | None]:
    """A bar on stderr over `replications` runs, shown after two seconds; None when it is not wanted.

    >>> with progress_bar(200, enabled=False) as progress:
    ...     print(progress)
    None
    """
    if not enabled:
        yield None
        return
    from tqdm import tqdm

    with tqdm(total=replications, unit="run", delay=_DELAY, file=sys.stderr, leave=False, dynamic_ncols=True) as bar:
        yield bar.update
