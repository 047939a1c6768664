"""Whatever is written on the command line or into a file: lines that begin with `orgsim: error:`, exit 2, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orgsim.cli.main import main
from orgsim.config.places import GROUPS
from orgsim.config.schema import known_keys
from orgsim.errors import LONGEST_LINE, MOST_FAULTS

HEAD = "# @package _global_\n"
NO_RUN = "weeks=0"  # whatever else is asked for, nothing runs
PREFIX = "orgsim: error: "

BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{place}: &a{place} [{', '.join([f'*a{place - 1}'] * 10)}]\n" for place in range(1, 10)
)
#: Files, and what their one line says; of many lines the first.
FILES: dict[str, tuple[str, str]] = {
    "anchor": ("levers: &a\n  coaching: *a\n", "scenario={path}, line 3: '*a' stands inside what it refers to"),
    "nested": ("levers: " + "{a: " * 150 + "1" + "}" * 150, "scenario={path}, line 2: more than 50 groups inside each other"),
    "brackets": ("levers: " + "[" * 100_000, "scenario={path}, line 2: more than 50 groups inside each other"),
    "digits": ("levers: {coaching: " + "9" * 5000 + "}", "{path}, line 2: a number of 5,000 characters"),
    "hexadecimal": ("levers: {coaching: 0x" + "f" * 5000 + "}", "{path}, line 2: a number of 5,002 characters"),
    "nul in a title": ('scenario: {title: "a\\0b"}', "{path}, line 2: the control character U+0000; leave it out"),
    "escape in a name": ('scenario: {name: "a\\e[31m"}', "{path}, line 2: the control character U+001B; leave it out"),
    "nul in a key": ('"a\\0": 1', "{path}, line 2: the control character U+0000; leave it out"),
    "number as key": ("levers: {1: 2}", "{path}, line 2: the key 1 is no text but a value; put it in quotes"),
    "year as name": (
        "compared: {2024: {levers: {coaching: 1}}}",
        "{path}, line 2: the key 2024 is no text but a value; put it in quotes",
    ),
    "truth as key": ("levers: {no: 2}", "{path}, line 2: the key no is no text but a value; put it in quotes"),
    "list as key": ("levers: {? [a] : 2}", "{path}, line 2: a key must be text, not a group or a list"),
    "list": ("- a\n- b", "{path}: a scenario's file holds keys such as 'levers:' and 'shift:'"),
    "empty": ("", "{path}: a scenario's file holds keys such as 'levers:' and 'shift:'"),
    "tab": ("levers:\n\tcoaching: 1", "{path}, line 3, column 1: found character that cannot start any token"),
    "twice": ("levers: {coaching: 1}\nlevers: {}", "{path}, line 3: the key 'levers' is there twice, first in line 2"),
    "tag": (
        "levers: !!python/object/apply:os.system [x]",
        "{path}, line 2: the tag '!!python/object/apply:os.system' is not known; leave it out",
    ),
    "documents": ("---\na: 1\n---\nb: 2", "{path}, line 4, column 1: but found another document"),
    "bomb": (BOMB, "scenario={path}, line 6: more than 100,000 values, aliases written out"),
    "small bomb": (
        "\n".join(["compared:", *("  " + line for line in BOMB.splitlines()[:4])]),
        "{path}: more than 10,000 values",
    ),
    "many keys": (
        "levers:\n" + "".join(f"  k{place}: 1\n" for place in range(20_000)),
        "{path}: levers.k0=1: unknown key; did you mean 'levers.stretch'?",
    ),
    "huge": ("# " + "x" * 3_000_000, "scenario={path}: is larger than 2 MiB"),
    "executor": (
        "executor: 3",
        "{path}: executor=3: must be a group of keys, such as executor.processes; executor=<name> chooses one",
    ),
    "executor's key": ("executor: {processez: 3}", "executor.processez=3: unknown key; did you mean 'executor.processes'?"),
    "list as group": ("context: []", "{path}: context=[]: must be a group of keys"),
    "interpolation": ('levers: {coaching: "${levers.coaching}"}', "levers.coaching: Recursive interpolation detected"),
    "open interpolation": ('levers: {coaching: "${a"}', "levers.coaching: no viable alternative at input '${{a'"),
    "member": (
        "calibration: {ensemble: [3]}\nmember: 0",
        "calibration.ensemble[0]=3: must be parameters of the context with values",
    ),
    "way out": (
        "scenario: {name: ../../x}",
        "scenario.name='../../x': must be a name without / \\ : * ? \" < > |, for folders are called by it",
    ),
    "long name": (
        f"scenario: {{name: {'x' * 101}}}",
        f"scenario.name='{'x' * 59}…': must be a name of at most 100 characters (200 bytes)",
    ),
    "name of a compared one": (
        'compare: ["a/b"]\ncompared: {"a/b": {levers: {coaching: 1}}}',
        "scenario.name='a/b': must be a name without / \\ : * ? \" < > |, for folders are called by it",
    ),
    "department": (
        'job: company\ncompany: {departments: {"a/b": {}, c: {}}}',
        "company.departments: 'a/b' is no department's name: must be a name without / \\ : * ? \" < > |, "
        "for folders are called by it",
    ),
}
RESERVED = "a name that every system takes for a folder: no dot or space at its ends, and not CON, NUL, COM1 and the like"
VALUES = (
    "[a]",
    "[a,b]",
    "[default]",
    "{a:1}",
    "3",
    "null",
    "true",
    "[]",
    "{}",
    "[[a]]",
    "1.5",
    "''",
    "nan",
    "???",
    "${a}",
    "x" * 5000,
)


def told(capsys: pytest.CaptureFixture[str], arguments: list[str], at_most: int = MOST_FAULTS + 1) -> list[str]:
    """The lines that arguments cost; exit 2, and nothing else on either stream."""
    assert main(arguments) == 2, arguments
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert out == ""
    assert 1 <= len(lines) <= at_most, lines[:3]
    assert all(line.startswith(PREFIX) and len(line) <= LONGEST_LINE + len(PREFIX) for line in lines), lines
    return [line.removeprefix(PREFIX) for line in lines]


def write(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD + text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", FILES)
def test_a_file_costs_its_line(tmp_path, capsys, name):
    text, line = FILES[name]
    path = write(tmp_path, text)
    before = time.process_time()
    lines = told(capsys, [f"scenario={path}"])
    assert lines[0] == line.format(path=path)
    assert time.process_time() - before < 2
    if name == "many keys":
        assert lines[-1] == f"{path}: and 19,980 more unknown keys"
        assert len(lines) == 21
    else:
        assert len(lines) == 1


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ((HEAD + "levers: {}").encode("utf-16"), "{path}, line 1: not in UTF-8; save the file in that encoding"),
        ((HEAD + "scenario: {title: é}").encode("latin-1"), "{path}, line 2: not in UTF-8; save the file in that encoding"),
        (b"", "{path}: a scenario's file holds keys such as 'levers:' and 'shift:'"),
    ],
)
def test_bytes_cost_their_line(tmp_path, capsys, data, line):
    path = tmp_path / "mine.yaml"
    path.write_bytes(data)
    assert told(capsys, [f"scenario={path}"]) == [line.format(path=path)]


def test_what_is_no_regular_file_is_not_read(tmp_path, capsys):
    pipe, folder = tmp_path / "pipe.yaml", tmp_path / "folder.yaml"
    os.mkfifo(pipe)
    folder.mkdir()
    assert told(capsys, [f"scenario={pipe}"]) == [f"scenario={pipe}: is not a regular file"]
    assert told(capsys, [f"scenario={folder}"]) == [f"scenario={folder}: is a folder"]


@pytest.mark.parametrize("stem", ["CON", "nul", "com1"])
def test_a_file_may_not_be_called_what_no_folder_is(tmp_path, capsys, stem):
    path = write(tmp_path, "levers: {}", f"{stem}.yaml")
    assert told(capsys, [f"scenario={path}", "compare=[]"]) == [f"scenario.name='{stem}': must be {RESERVED}"]


@pytest.mark.parametrize("value", VALUES)
def test_every_group_is_chosen_by_a_name(capsys, value):
    for group in GROUPS:
        if (group, value) not in (("experiment", "null"), ("experiment", "")):
            (line,) = told(capsys, [f"{group}={value}", NO_RUN], at_most=2)[:1]
            assert line.startswith(f"{group}=")


@pytest.mark.parametrize("value", VALUES)
def test_every_kind_of_value_has_its_line(capsys, value):
    keys = (
        "organization.kind",
        "job",
        "engine",
        "replications",
        "series",
        "compare",
        "compared",
        "levers",
        "shift.end",
        "member",
    )
    for key in keys:
        told(capsys, [f"{key}={value}", NO_RUN], at_most=3)


def test_a_number_of_5000_digits_is_one_line(capsys):
    (line,) = told(capsys, [f"levers.coaching={'9' * 5000}"])
    assert line.endswith("has a number of more than 300 digits")


@pytest.mark.parametrize("line", ["dice=[a]", "keep=quantiles", "second_order=true", "keep={}"])
def test_a_single_run_is_not_told_how_a_sweep_should_be(capsys, line):
    (fault,) = told(capsys, [line])
    assert fault.endswith("belongs to a sweep; add --multirun, or design=") or "unknown key" in fault


@pytest.mark.parametrize("name", ["anchor", "nested", "bomb", "executor"])
def test_files_of_the_own_folder_are_looked_at_before_hydra_is(tmp_path, capsys, name):
    path = write(tmp_path / "scenario", FILES[name][0])
    (line,) = told(capsys, ["--config-dir", str(tmp_path), "scenario=mine"])
    assert line == FILES[name][1].format(path=path).removeprefix("scenario=")


def test_files_of_the_own_folder_that_name_each_other(tmp_path, capsys):
    write(tmp_path / "scenario", "defaults: [other, _self_]\n")
    write(tmp_path / "scenario", "defaults: [mine, _self_]\n", "other.yaml")
    (line,) = told(capsys, ["--config-dir", str(tmp_path), "scenario=mine"])
    assert line == "the configuration refers to itself without end; look at the 'defaults' of your files"


KEYS = st.sampled_from([*known_keys(), "defaults", "executor", "hydra", "experiment", "calibration", "x"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)
BOUNDED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@BOUNDED
@given(st.lists(st.tuples(KEYS, ANYTHING), max_size=4))
def test_any_file_has_its_lines(tmp_path, capsys, pairs):
    content: dict[str, object] = {}
    for key, value in pairs:
        *groups, last = key.split(".")
        place = content
        for group in groups:
            place = place.setdefault(group, {})
            if not isinstance(place, dict):
                break
        else:
            place[last] = value
    path = write(tmp_path, yaml.safe_dump(content))
    told(capsys, [f"scenario={path}", NO_RUN])


@BOUNDED
@given(KEYS | st.sampled_from(GROUPS), st.text(alphabet="ab1-.,:=[]{}()'\"$~+ \\\x1bé\ud800", max_size=12))
def test_any_override_has_its_lines(capsys, key, value):
    told(capsys, [f"{key}={value}", NO_RUN])


@pytest.mark.parametrize("line", ["population=3", "population.leaders=[a]", "population.vary=3", "company.departments=3"])
def test_sections_that_a_job_does_not_use_are_looked_at(capsys, line):
    (fault,) = told(capsys, [line])
    assert fault.startswith(f"{line.partition('=')[0]}=")


TYPED = [
    ["organization.kind=[a]"],
    ["scenario={a:1}"],
    ["scenario=mine.yaml"],
    ["experiment=[a,b]", "-m"],
    ["scenario.name=../../x"],
    ["scenario.name=../../x", "-m", "levers.coaching=1,2"],
]


@pytest.mark.parametrize("arguments", TYPED)
def test_as_it_is_typed(tmp_path, arguments):
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    write(folder, BOMB)
    command = [sys.executable, "-m", "orgsim", *arguments, "replications=1", "weeks=2"]
    found = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert (found.returncode, found.stdout) == (2, "")
    assert [line[: len(PREFIX)] for line in found.stderr.splitlines()] == [PREFIX]
    assert {path.name for path in tmp_path.rglob("*")} == {"a", "b", "mine.yaml"}
