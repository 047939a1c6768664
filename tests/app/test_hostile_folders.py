"""Whatever lies under the results costs a row its content, never the shelf: pipes, endless files, links, rings, other people's
files, names and specifications made to break their reader."""

from __future__ import annotations

import json
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orgsim.app import limits
from orgsim.app.folders import _when
from orgsim.sweeps.running import RunOptions, run_sweep
from orgsim.sweeps.store.sealed import seal
from tests.app.helpers import client
from tests.sweeps.small import KEY, small_sweep

VIEWS = ("", "/table", f"/grid?x={KEY}&y=organization.leaders&value=final_performance", "/boxes?value=week&above=1", "/point/0")
#: Seconds within which everything is answered; reading a pipe never is.
SOON = 20.0
FILES = ("sweep.json", "design.parquet", "config/commands.txt", "failed/0.json", "chunks/runs/0.parquet")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "whole"
    options = RunOptions(threads=1, points_per_chunk=5, progress=False, command=("orgsim", "-m", "x=range(1,2)"))
    assert run_sweep(small_sweep(replications=2, weeks=4), folder, options).exit_code == 0
    return folder


@pytest.fixture
def results(whole: Path, tmp_path: Path) -> Path:
    """A sound sweep, and one to be spoiled."""
    for name in ("sound", "bad"):
        shutil.copytree(whole, tmp_path / "results" / name)
    return tmp_path / "results"


def rows(results: Path) -> dict[str, Any]:
    started = time.monotonic()
    answer = client(results).get("/api/sweeps")
    assert answer.status_code == 200, answer.text
    assert time.monotonic() - started < SOON
    return {each["name"]: each for each in answer.json()["sweeps"]}


def check_bad(results: Path, message: str = "", name: str = "bad") -> None:
    """The bad folder is one row that says why, the sound one is as ever, and every view of the bad one is refused."""
    found = rows(results)
    assert found["sound"]["state"] == "complete"
    assert (found[name]["kind"], found[name]["state"], found[name]["readable"]) == ("sweep", "damaged", False)
    assert message in found[name]["message"]
    assert "\n" not in found[name]["message"]
    assert len(found[name]["message"]) < 1000
    views = [client(results).get(f"/api/sweeps/{name}{view}") for view in VIEWS]
    assert [each.status_code for each in views] == [200, 422, 422, 422, 422]
    assert views[0].json()["state"] == "damaged"


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the address of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path.name)
    finally:
        os.chdir(here)


def _folder(path: Path) -> None:
    path.mkdir()


def _outside(path: Path) -> None:
    target = path.parents[path.parts[::-1].index("results")].parent / "outside"
    target.write_text("{}", encoding="utf-8")
    path.symlink_to(target)


def _ring(path: Path) -> None:
    path.symlink_to(path.name)


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**42)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_pipe, "is a pipe; only regular files are read"),
        (_endless, "is a link, and links are not followed; only regular files are read"),
        (_outside, "is a link, and links are not followed"),
        (_ring, "is a link, and links are not followed"),
        (_socket, "is a socket; only regular files are read"),
        (_folder, "is a folder; only regular files are read"),
        (_huge, "MiB; at most "),
    ],
)
@pytest.mark.parametrize("name", FILES)
def test_only_regular_files_of_a_bounded_size_are_read(
    results: Path, name: str, make: Callable[[Path], None], message: str
) -> None:
    path = results / "bad" / name
    path.unlink(missing_ok=True)
    make(path)
    check_bad(results, message)
    assert name in rows(results)["bad"]["message"]


@pytest.mark.parametrize("name", ["chunks", "chunks/runs", "failed", "config"])
def test_folders_inside_a_sweep_lead_nowhere_else(results: Path, name: str) -> None:
    for target in (results / "sound" / name, results):  # another's, and a ring
        path = results / "bad" / name
        if path.is_symlink():
            path.unlink()
        else:
            shutil.rmtree(path)
        path.symlink_to(target)
        check_bad(results, "is a link, and links are not followed; it must be a folder")
    path.unlink()
    os.mkfifo(path)
    check_bad(results, "is a pipe; it must be a folder")


def test_a_run_whose_files_are_none_is_no_run(results: Path) -> None:
    (results / "run").mkdir()
    os.mkfifo(results / "run" / "manifest.json")
    (results / "run" / "weekly.parquet").symlink_to("/dev/zero")
    os.mkfifo(results / "pipe")
    (results / "ring").symlink_to("ring")
    (results / "all").symlink_to(".")
    assert set(rows(results)) == {"sound", "bad"}


@pytest.fixture
def others(whole: Path) -> Iterator[Path]:
    """Results in a folder that everyone may enter, read by somebody who is not root."""
    root = Path(tempfile.mkdtemp())
    root.chmod(0o755)
    for name in ("sound", "bad"):
        shutil.copytree(whole, root / "results" / name)
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    yield root / "results"
    os.seteuid(before)
    for path in [root, *root.rglob("*")]:
        path.chmod(0o755)
    shutil.rmtree(root)


@pytest.mark.parametrize("name", ["", *FILES[:3], "chunks", "chunks/runs", "failed", "config"])
def test_what_may_not_be_read_is_said(others: Path, name: str) -> None:
    before = os.geteuid()
    os.seteuid(os.getuid())
    (others / "bad" / name).chmod(0)
    os.seteuid(before)
    found = rows(others)
    assert found["sound"]["state"] == "complete"
    assert found["bad"]["state"] == "damaged"
    assert "permission denied" in found["bad"]["message"].lower()
    assert client(others).get("/api/sweeps/bad/table").status_code in (404, 422)


def test_results_that_may_not_be_listed_are_said(others: Path) -> None:
    before = os.geteuid()
    os.seteuid(os.getuid())
    others.chmod(0)
    os.seteuid(before)
    answer = client(others).get("/api/sweeps")
    assert (answer.status_code, "cannot be listed" in answer.json()["error"]) == (422, True)


def deep(depth: int) -> Any:
    found: Any = 1
    for _ in range(depth):
        found = [found]
    return found


#: What takes the place of one value in a specification.
STRANGE = (None, True, -1, 1.5, 1e308, 10**30, "x", "\ud800", [], {}, [None], {"a": 1}, float("nan"), float("inf"), deep(500))


def _places(content: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in nested groups and lists, the first three of a list."""
    if at:
        yield at
    inner = content.items() if isinstance(content, dict) else enumerate(content[:3]) if isinstance(content, list) else ()
    for key, value in inner:
        yield from _places(value, (*at, key))


def sealed(content: dict[str, Any]) -> str:
    """A specification whose digest is right, whatever it says."""
    return json.dumps(seal({key: value for key, value in content.items() if key not in ("format", "digest")}))


def test_no_change_of_a_specification_breaks_the_shelf(results: Path) -> None:
    path = results / "bad" / "sweep.json"
    text = path.read_text(encoding="utf-8")
    places = [each for each in _places(json.loads(text)) if not {"context", "timing"} & {*each}][::3]
    explorer, started = client(results), time.monotonic()
    for number, place in enumerate(places):
        content = json.loads(text)
        *outer, last = place
        group = content
        for key in outer:
            group = group[key]
        group[last] = STRANGE[number % len(STRANGE)]
        path.write_text(sealed(content) if number % 4 else json.dumps(content), encoding="utf-8")
        answers = [explorer.get(f"/api/sweeps{view}") for view in ("", f"/bad{VIEWS[number % len(VIEWS)]}")]
        assert answers[0].status_code == 200, (place, group[last])
        assert answers[1].status_code in (200, 422), (place, group[last])
        assert {each["name"]: each["state"] for each in answers[0].json()["sweeps"]}["sound"] == "complete"
    assert time.monotonic() - started < 90


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "null", "3", '"sweep"', "NaN", "{", "\x00", "[" * 200_000, '{"a":' * 200_000, "9" * 6000,
        '{"shared": ' + "9" * 6000 + "}", '{"x": "\\ud800"}', '{"' + "k" * 500_000 + '": 1}', '{"shared": 1, "sweep": []}',
    ],
)  # fmt: skip
def test_what_is_no_specification_is_one_bad_row(results: Path, text: str) -> None:
    (results / "bad" / "sweep.json").write_text(text, encoding="utf-8")
    check_bad(results, "sweep.json")


@pytest.mark.parametrize(
    "block", [(0, 10**9, 0, 10**9, 1, 1), (0, 10, 0, 10**15, 1, 1), (0, 10, 0, 2, 0, 1), (0, 10.5, 0, 2, 1, 1)]
)
def test_a_plan_that_no_computer_can_hold_is_one_bad_row(results: Path, block: tuple[Any, ...]) -> None:
    path = results / "bad" / "sweep.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["blocks"] = [dict(zip(content["blocks"][0], block, strict=True))]
    path.write_text(sealed(content), encoding="utf-8")
    assert {name: row["state"] for name, row in rows(results).items()} == {"sound": "complete", "bad": "damaged"}
    assert {client(results).get(f"/api/sweeps/bad{view}").status_code for view in VIEWS} <= {200, 422}


def test_a_small_file_that_unpacks_to_more_than_the_memory_is_not_read(results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CELLS", 10_000)
    (table,) = [pq.read_table(results / "bad" / "design.parquet")]
    many = pa.concat_tables([table.slice(0, 1)] * 5_000)
    pq.write_table(many, results / "bad" / "design.parquet")
    check_bad(results, "numbers; at most 10,000 are read here")


def test_names_that_are_not_utf8_or_hold_controls_are_shown(results: Path) -> None:
    for name in (b"caf\xe9", b"a\nb", b"\x1b[31m", b"<b>", "größe".encode(), b"n" * 255):
        shutil.copytree(os.fsencode(results / "bad"), os.path.join(os.fsencode(results), name))
    found = rows(results)
    assert found["caf\\udce9"]["state"] == "damaged"
    assert found["caf\\udce9"]["message"] == "its name is not in UTF-8: rename the folder"
    assert all(found[name]["state"] == "complete" for name in ("a\nb", "\x1b[31m", "<b>", "größe", "n" * 255))


def test_results_whose_own_name_is_not_utf8(results: Path) -> None:
    other = Path(os.fsdecode(os.fsencode(results) + b"\xff"))
    results.rename(other)
    found = client(other)
    assert found.get("/api/sweeps").json()["results"].endswith("\\udcff")
    assert found.get("/api/about").json()["results"].endswith("\\udcff")
    assert {each["name"] for each in found.get("/api/sweeps").json()["sweeps"]} == {"sound", "bad"}
    answer = found.get("/api/sweeps/sound/table")
    assert (answer.status_code, "\\udcff" in answer.json()["error"]) == (422, True), "libraries take no such name"


def test_only_a_call_of_orgsim_is_offered_to_be_pasted(results: Path) -> None:
    commands = results / "bad" / "config" / "commands.txt"
    for said in ("rm -rf /", "orgsim; rm -rf /", "orgsim $(id)", "orgsim x=1 | sh", "", "orgsim 'x", "orgsim a\tb"):
        commands.write_text(f"2026-01-01T00:00:00Z {said}\n", encoding="utf-8")
        row = rows(results)["bad"]
        assert (row["made_by"], row["command"]) == (None, None), said
    assert rows(results)["sound"]["made_by"] == "orgsim -m 'x=range(1,2)'"


def test_of_thousands_of_folders_those_that_take_too_long_are_looked_at_next_time(
    results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1_500):
        folder = results / f"n{number}"
        folder.mkdir()
        (folder / "sweep.json").write_text("{}", encoding="utf-8")
    assert len(found := rows(results)) == 1_502
    assert (found["sound"]["state"], found["n7"]["state"]) == ("complete", "damaged")
    monkeypatch.setattr(limits, "SHELF", 0.0)
    found = rows(results)
    assert len(found) == 1_502
    assert {each["state"] for each in found.values()} == {"unread"}
    assert "look again" in found["sound"]["message"]


@pytest.mark.parametrize("seconds", [-(2**31), 0, 2**33])
def test_dates_of_another_age(results: Path, seconds: int) -> None:
    for path in (results / "bad", results / "bad" / "sweep.json"):
        os.utime(path, (seconds, seconds))
    assert rows(results)["bad"]["state"] == "complete"
    assert _when(1e18) == ""
