"""`orgsim export`: the name of the file says what it is; the configuration gives the same numbers; one line for every fault."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from orgsim.cli.main import main
from orgsim.config import compose, to_job
from orgsim.export.files import charts_of
from orgsim.export.jobs import job_to_export, report_of_job
from orgsim.study.run_study import run_records
from orgsim.web.leaves_out import leaves_out

QUICK = ["organization.leaders=2", "organization.managers_per_leader=2", "weeks=60", "replications=3"]


def export(*arguments: str) -> int:
    return main(["export", *QUICK, *arguments])


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.html", b"<!doctype html>"),
        ("a.pdf", b"%PDF-"),
        ("a.svg", b"<?xml"),
        ("a.PNG", b"\x89PNG"),
        ("a.csv", b"# orgsim "),
        ("a.yaml", b"# @package _global_"),
    ],
)
def test_each_kind_of_file(name: str, start: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(f"output={tmp_path / name}") == 0
    content = (tmp_path / name).read_bytes()
    assert content.startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    out = capsys.readouterr().out
    assert f"{name}: {len(content):,} bytes" in out
    assert "A: Strong managers keep directing\nB: Direct first" in out
    assert "seed 1" in out


@pytest.mark.parametrize("name", ["a.html", "a.csv", "a.yaml"])
def test_every_file_says_what_the_model_leaves_out(name: str, tmp_path: Path) -> None:
    assert export(f"output={tmp_path / name}") == 0
    content = " ".join(unescape((tmp_path / name).read_text(encoding="utf-8")).split())
    assert [statement for statement in leaves_out() if statement not in content] == []


def test_charts_say_what_the_model_leaves_out() -> None:
    figure = charts_of(report_of_job(job_to_export([*QUICK, "scenario.title='Ours, for $5'"]), ["trust"]))
    words = " ".join(" ".join(text.get_text() for text in figure.findobj(Text)).split())
    assert [statement for statement in leaves_out() if statement not in words] == []
    assert "B: Ours, for $5" in words


def test_the_configuration_gives_the_same_bits(tmp_path: Path) -> None:
    arguments = [
        "scenario=half_hearted",
        "levers.coaching=3",
        "compare=[new_head,early_shift]",
        "weeks=170",
        "context.trust.gain=0.03",
        "seed=7",
    ]
    assert export(*arguments, f"output={tmp_path / 'what.yaml'}") == 0
    asked = job_to_export([*QUICK, *arguments])
    again = to_job(compose([f"scenario={tmp_path / 'what.yaml'}"]))
    assert again.study.design == asked.study.design
    one, other = run_records(asked.study), run_records(again.study)
    assert list(one) == list(other) == ["half_hearted", "new_head", "early_shift"]
    for name in one:
        assert np.array_equal(one[name].outcomes, other[name].outcomes, equal_nan=True)


def test_bands_are_those_of_the_charts_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "bands.csv"
    assert export("--chart", "trust", "--chart", "quits", f"output={path}") == 0
    table = pd.read_csv(path, comment="#")
    assert table.groupby(["outcome", "scenario"], sort=False).size().to_dict() == {
        ("trust", "management_trap"): 60,
        ("trust", "lead_after_turnaround"): 60,
        ("quits", "management_trap"): 60,
        ("quits", "lead_after_turnaround"): 60,
    }
    assert ((table["low"] <= table["median"]) & (table["median"] <= table["high"])).all()


@pytest.mark.parametrize(
    ("arguments", "futures"),
    [
        ([], ["management_trap", "lead_after_turnaround", None]),
        (["scenario=management_trap"], ["management_trap", "lead_after_turnaround", None]),
        (["scenario=early_shift"], ["management_trap", "early_shift", None]),
        (["scenario=early_shift", "compare=[replace_only,half_hearted]"], ["replace_only", "early_shift", "half_hearted"]),
        (["scenario=early_shift", "compare=[]"], ["early_shift", "early_shift", None]),
    ],
)
def test_which_future_has_which_letter(arguments: list[str], futures: list[str | None]) -> None:
    state = report_of_job(job_to_export([*QUICK, *arguments]), ["trust"]).state
    assert [each and each["scenario"] for each in state["futures"].values()] == futures
    assert state["organization"]["own"]["bosses"][0] == -1


def test_an_organization_to_choose_from_is_named() -> None:
    job = job_to_export(["organization.spread=0.8", "organization.seed=1", "weeks=60"])
    assert report_of_job(job, ["trust"]).state["organization"] == {"preset": "uneven"}


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "output: must be given: a file that ends in .html, .pdf, .svg, .png, .csv, .yaml, such as output=page.html"),
        (["output=page.htm"], "output='page.htm': must be a file that ends in .html, .pdf, .svg, .png, .csv, .yaml; did"),
        (["output=/dev/null/folder/a.csv"], "output=/dev/null/folder/a.csv: cannot write there: Not a directory"),
        (["scenario=half_harted", "output=a.csv"], "did you mean 'half_hearted'?"),
        (["levers.coaching=99", "output=a.csv"], "levers.coaching=99: must be a number from -10 to 10 (logit)"),
        (["--chart", "performanse", "output=a.csv"], "outcomes: no outcome 'performanse'; did you mean 'performance'?"),
        (["--note", "performance", "output=a.csv"], "--note='performance': must be WHERE=TEXT"),
        (["--note", "performanse=x", "output=a.csv"], "notes.performanse='…': unknown key; did you mean 'notes.performance'?"),
        (["+experiment=population", "output=a.csv"], "job=population: an export shows one organization"),
        (["departments=2", "output=a.html"], "departments=2: must be 1 in a page, which shows one department"),
        (["weeks=2000", "output=a.html"], "weeks=2000: must be at most 1040 in a page"),
        (["compare=[replace_only,early_shift,half_hearted]", "output=a.csv"], "an export shows three futures; name two"),
    ],
)  # fmt: skip
def test_one_clear_line_for_every_fault(arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(*arguments) == 2
    err = capsys.readouterr().err
    assert line in err
    assert err.count("\n") == 1
