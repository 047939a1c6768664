"""Public data too large for the repository: where they lie beside it, and the mark of the few tests that read them.

`pytest -m shared_data` runs these alone. Without the folder they are skipped, and everything else of their rooms runs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

DATA = Path(__file__).parents[1].parent / "shared" / "data"
_Test = TypeVar("_Test", bound=Callable[..., object])


def on_shared_data(path: Path, what: str) -> Callable[[_Test], _Test]:
    """Marks a test that reads what lies at a path under `DATA`, and skips it where it is not there."""

    def marked(test: _Test) -> _Test:
        there = path.exists()
        return pytest.mark.shared_data(pytest.mark.skipif(not there, reason=f"{what} are not here ({path})")(test))

    return marked
