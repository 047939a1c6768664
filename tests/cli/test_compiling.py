"""The list of what there is to compile, and a cache that loses only what is stale and its own."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from orgsim.cli.compiling import Compilable, Warmed, clear, compilables, size_of, stale_folders, warm
from orgsim.engines.kernel import cache
from orgsim.engines.kernel.blocks import DRIVERS
from orgsim.engines.kernel.run import DEFAULT_LANES
from orgsim.spec.bounds import LANES
from orgsim.summaries.compiled import NAMES

MINE, STALE = f"kernel-{'a' * 20}", f"kernel-{'b' * 20}"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with the folder in use, a stale one, and what is none of ours."""
    for name in (MINE, STALE, "kernel-notes", f"old-{STALE}", "results"):
        (tmp_path / name / "deep").mkdir(parents=True)
        (tmp_path / name / "deep" / "code").write_bytes(b"1234567")
    (tmp_path / f"kernel-{'c' * 20}").write_text("a file")
    (tmp_path / f"kernel-{'d' * 20}").symlink_to(tmp_path / "results")
    monkeypatch.setattr(cache, "folder", lambda: tmp_path / MINE)
    return tmp_path


def test_the_usual_lanes_by_default_and_every_number_on_request() -> None:
    usual, every = compilables(), compilables(every=True)
    others = ["survey", *(f"summaries, {name}" for name in NAMES)]
    assert [each.what for each in usual] == [*(f"kernel, {driver}, lanes={DEFAULT_LANES}" for driver in DRIVERS), *others]
    assert [each.what for each in every] == [*(f"kernel, {d}, lanes={width}" for width in LANES for d in DRIVERS), *others]
    assert len({each.name for each in every}) == len(every)


@pytest.mark.parametrize("misses", [{}, {"(int64,)": 1}])
def test_numba_tells_whether_it_compiled(root: Path, misses: dict[str, int]) -> None:
    made = SimpleNamespace(stats=SimpleNamespace(cache_misses=misses))
    found = warm(Compilable("deep", "something", lambda: made))
    assert isinstance(found, Warmed)
    assert found.compiled is bool(misses)
    assert found.seconds >= 0
    assert found.size == 7


def test_what_is_listed_lies_in_the_cache_under_its_name() -> None:
    """The survey, which compiles in two seconds, stands for all."""
    survey = compilables()[-1]
    found = warm(survey)
    assert cache.is_compiled(survey.name)
    assert found.size == size_of(cache.folder() / survey.name) > 0


def test_only_folders_of_the_caches_own_kind_are_stale(root: Path) -> None:
    assert list(stale_folders()) == [root / STALE]


def test_clearing_leaves_everything_else(root: Path) -> None:
    before = set(root.iterdir())
    assert clear() == (1, 7)
    assert before - set(root.iterdir()) == {root / STALE}
    assert (root / "results" / "deep" / "code").exists()
    assert clear() == (0, 0)


def test_a_folder_that_is_not_there_has_no_bytes(tmp_path: Path) -> None:
    assert size_of(tmp_path / "none") == 0
