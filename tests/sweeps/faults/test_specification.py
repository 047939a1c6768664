"""sweep.json changed, damaged or gone: named as such, no chunk touched for it, and put back as the message says."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from orgsim.cli.main import main
from orgsim.errors import ResultsError
from orgsim.sweeps.checking import check
from orgsim.sweeps.running import RunOptions, run_sweep
from orgsim.sweeps.store.folder import open_folder
from orgsim.sweeps.store.sealed import NO_DIGEST, ChangedError, digest
from orgsim.sweeps.sweep_results import open_sweep
from tests.sweeps.faults.conftest import CHUNKED
from tests.sweeps.faults.processes import chunks
from tests.sweeps.faults.sweeps import make

Captured = pytest.CaptureFixture[str]
Place = tuple[Any, ...]


def _content(folder: Path) -> Any:
    return json.loads((folder / "sweep.json").read_text())


def _write(folder: Path, content: Any) -> None:
    (folder / "sweep.json").write_text(json.dumps(content))


def _places(content: Any, place: Place = ()) -> Iterator[Place]:
    """Where every value stands, sections and lists themselves included."""
    if place:
        yield place
    items = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, value in items:
        yield from _places(value, (*place, key))


def _others(value: Any) -> list[Any]:
    """Values that are not this one, near to it and of another kind."""
    if isinstance(value, bool):
        return [not value, int(value), None]
    if isinstance(value, int | float):
        return [value + 1, -value - 1, str(value), float(value) if isinstance(value, int) else value / 2 + 1]
    if isinstance(value, str):
        return [f"{value}x", value[1:], ("b" if value[:1] == "a" else "a") + value[1:], None] if value else ["x", None]
    return [None, 0, "", {}, []] if value else [None, 0, "x"]


def _changed(content: Any, place: Place, value: Any = None, gone: bool = False) -> Any:
    copy = json.loads(json.dumps(content))
    at = copy
    for key in place[:-1]:
        at = at[key]
    if gone:
        del at[place[-1]]
    else:
        at[place[-1]] = value
    return copy


def test_no_single_change_of_it_passes_a_deep_check(folder: Path) -> None:
    """Every value in every section, changed, of another kind, or taken away: never sound, and never a chunk moved."""
    sound, there = _content(folder), chunks(folder)
    places, tried = list(_places(sound)), 0
    for place in places:
        value = sound
        for key in place:
            value = value[key]
        others = [_changed(sound, place, other) for other in _others(value) if other != value or type(other) is not type(value)]
        for changed in [*others, _changed(sound, place, gone=True)]:
            _write(folder, changed)
            with pytest.raises(ResultsError, match="was changed since it was written") as raised:
                check(folder, deep=True)
            assert "no chunk was touched" in str(raised.value)
            tried += 1
    assert len([place for place in places if place[0] == "sweep"]) > 182
    assert tried > 4 * len(places)
    assert (chunks(folder), list((folder / "quarantine").iterdir())) == (there, [])
    _write(folder, dict(reversed(sound.items())))
    assert check(folder, deep=True, sample=0).sound, "another order of the sections is no change"


def test_it_says_what_was_changed_and_how_it_is_put_back(folder: Path, undisturbed: str, capsys: Captured) -> None:
    content = _content(folder)
    content["shared"]["seed"] = 6
    content["sweep"]["factors"][0]["values"][1] = 0.25
    _write(folder, content)
    assert main(["sweep", "check", str(folder), "--deep"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    back = f"cp {folder}/config/sweep.json {folder}/sweep.json"
    assert line == (
        f"'{folder}/sweep.json' was changed since it was written: shared.seed is 6, was 5; "
        f"sweep.factors[0].values[1] is 0.25, was 0.5; no chunk was touched; put it back: {back}"
    )
    with pytest.raises(ChangedError, match=r"shared\.seed is 6, was 5"):
        run_sweep(make(), folder, RunOptions(**CHUNKED))
    with pytest.raises(ChangedError, match=r"shared\.seed is 6, was 5"):
        open_sweep(folder)
    assert len(chunks(folder)) == 10
    subprocess.run(shlex.split(back), check=True)
    assert main(["sweep", "check", str(folder), "--deep"]) == 0
    assert open_folder(folder).contents().digest == undisturbed


@pytest.mark.parametrize("text", ['{"shared": 1', "", "[1, 2]", '{"a": ' * 100_000, "\x00"])
def test_one_that_cannot_be_read_is_put_back_likewise(folder: Path, text: str, capsys: Captured) -> None:
    (folder / "sweep.json").write_text(text)
    assert main(["sweep", "check", str(folder)]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert "it is damaged" in line
    assert f"put it back: cp {folder}/config/sweep.json" in line


def test_a_sweep_is_not_begun_anew_over_chunks_that_have_lost_it(folder: Path) -> None:
    (folder / "sweep.json").unlink()
    with pytest.raises(ChangedError, match=r"holds chunks, but no sweep\.json; no chunk was touched; put it back: cp "):
        run_sweep(make(), folder, RunOptions(**CHUNKED))
    assert len(chunks(folder)) == 10
    (folder / "config" / "sweep.json").unlink()
    with pytest.raises(ChangedError, match=r"undo the change, or put a copy of sweep\.json in its place"):
        run_sweep(make(), folder, RunOptions(**CHUNKED))


def test_one_of_a_later_orgsim_is_refused_by_its_format(folder: Path) -> None:
    later = {**_content(folder), "format": 3}
    _write(folder, {**later, "digest": digest(later)})
    with pytest.raises(ResultsError, match="has format 3, which this orgsim does not read"):
        open_folder(folder)


def test_values_of_the_design_that_were_changed_send_no_chunk_away(folder: Path, undisturbed: str) -> None:
    path = folder / "design.parquet"
    for name, value in {"levers.coaching": 0.75, "organization.leaders": 7.0, "stratum": 1, "point": 3}.items():
        table = pd.read_parquet(path)
        kept = table.copy()
        table.loc[1, name] = value
        table.to_parquet(path)
        with pytest.raises(ChangedError, match=r"design\.parquet' was changed since it was written; no chunk was touched"):
            check(folder)
        with pytest.raises(ChangedError, match="remove it and run the sweep's command again"):
            run_sweep(make(), folder, RunOptions(**CHUNKED))
        kept.to_parquet(path)
    path.unlink()
    assert run_sweep(make(), folder, RunOptions(**CHUNKED)).before == 60
    assert check(folder, deep=True).sound
    assert open_folder(folder).contents().digest == undisturbed


def _as_of_0_1_0(folder: Path) -> None:
    """Neither version nor digest in sweep.json, no copy of it, and a journal of plain lines."""
    content = _content(folder)
    del content["format"], content["digest"]
    _write(folder, content)
    (folder / "config" / "sweep.json").unlink()
    for path in (folder / "journal").glob("*.jsonl"):
        events = [json.loads(line) for line in path.read_text().splitlines()]
        plain = [{key: value for key, value in event.items() if key not in ("line", "sum")} for event in events]
        path.with_name("of-another-process.jsonl").write_text("".join(f"{json.dumps(event)}\n" for event in plain))
        path.unlink()


def test_a_folder_of_0_1_0_opens_checks_goes_on_and_grows(folder: Path, undisturbed: str, capsys: Captured) -> None:
    _as_of_0_1_0(folder)
    assert len(open_sweep(folder).runs) == 60
    chunks(folder)[0].unlink()
    assert main(["sweep", "status", str(folder)]) == 1
    assert NO_DIGEST in capsys.readouterr().out
    assert run_sweep(make(), folder, RunOptions(**CHUNKED)).before == 54
    assert capsys.readouterr().err.count(NO_DIGEST) == 1
    assert main(["sweep", "check", str(folder), "--deep"]) == 0
    assert capsys.readouterr().out.count(NO_DIGEST) == 1
    assert open_folder(folder).contents().digest == undisturbed
    assert run_sweep(make(replications=8), folder, RunOptions(**CHUNKED)).done == 80
    assert _content(folder)["digest"]
    assert check(folder, deep=True).sound


@pytest.mark.parametrize(("section", "name", "value"), [("shared", "seed", 6), ("blocks", 0, {"points_per_chunk": 3})])
def test_chunks_of_a_changed_folder_of_0_1_0_stay_where_they_are(folder: Path, section: str, name: Any, value: Any) -> None:
    _as_of_0_1_0(folder)
    content = _content(folder)
    old = content[section][name]
    content[section][name] = old | value if isinstance(old, dict) else value
    _write(folder, content)
    with pytest.raises(ResultsError, match="was changed"):
        check(folder, deep=True)
    assert (len(chunks(folder)), list((folder / "quarantine").iterdir())) == (10, [])


def test_a_stratum_of_0_1_0_is_held_to_its_hash(folder: Path) -> None:
    _as_of_0_1_0(folder)
    content = _content(folder)
    content["sweep"]["strata"][1]["scenario"]["shift"]["week"] = 9
    _write(folder, content)
    found = check(folder)
    assert found.faults == ["sweep.json was changed since it was written: stratum 1 is not that of its hash"]
    assert len(chunks(folder)) == 10
