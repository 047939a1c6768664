"""A folder with what printed commands speak of: charts, answers, tables, a finished run, sweeps and shards."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import yaml

from tests.organization.helpers import JUNIOR_HEADER, SENIOR_HEADER
from tests.packaging.shortened import EXPERIMENTS, FEW, replaced
from tests.questionnaire.helpers import GIVEN

Run = Callable[[list[str], Path], subprocess.CompletedProcess[str]]
#: A questionnaire as a team fills it in.
ANSWERS = yaml.safe_dump(GIVEN)
#: The same, typed in question by question.
TYPED = "".join(f"{', '.join(map(str, each)) if isinstance(each, list) else each}\n" for each in GIVEN.values())
PLAN = "# @package _global_\nscenario: {name: my_plan, title: My plan}\nshift: {week: 26}\nlevers: {coaching: 3}\n"
PEOPLE = ["employee_id,manager_id", "ceo,", *(f"{each},ceo" for each in "abc")]
PEOPLE += [f"{boss}{place},{boss}" for boss in "abc" for place in range(4)]
SENIOR = "1,SCS3,,150000\n2,SCS2,1,100000\n3,SCS2,1,100000\n"
JUNIOR = "2,HEO,30000,40000,6\n3,HEO,30000,40000,5\n1,EO,20000,30000,2\n"
_SHARDED = ["-m", "levers.coaching=0,1,2", *FEW]
_RANGES = ["levers.coaching=interval(0,4)", "context.style.peers=interval(0,4)"]
MADE = (
    ["scenario=lead_after_turnaround", *FEW, "output=results/my_run"],
    ["-m", *_RANGES, "design=saltelli", "points=32", "keep=quantiles", *FEW, "output=results/sobol"],
    ["-m", "levers.coaching=0,2", "context.style.peers=interval(0,4)", "points=16", *FEW, "output=results/crossed"],
    *([*_SHARDED, f"shard={part}/3", f"output=shards/{part}"] for part in (1, 2, 3)),
    replaced(["+experiment=population", "output=population"], [*EXPERIMENTS["population"][1:], "population.units=6"]),
)


def furnish(folder: Path, run: Run) -> None:
    """Make everything in a folder, runs and sweeps with the command itself."""
    for words in MADE:
        done = run(words, folder)
        assert done.returncode == 0, f"orgsim {' '.join(words)}\n{done.stderr}"
    shutil.copytree(folder / "results" / "my_run", folder / "results" / "pilot")
    shutil.copytree(folder / "results" / "sobol", folder / "results" / "phase_diagram-3f2a9c81")
    for name, text in _texts().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    units = pd.read_csv(folder / "population" / "survey_units.csv")
    units.to_csv(folder / "survey_units.csv", index=False)
    units.to_csv(folder / "csps_2009_2015.csv", index=False)
    whole = units[units["unit"] == 0].assign(unit="ALL")
    pd.concat([units, whole]).rename(columns={"leave_12_months": "leave_any"}).to_csv(folder / "fevs_2019.csv", index=False)
    own = units[["unit", "year", "answers", "engagement_index", "involved"]]
    own.rename(columns={"unit": "site"}).to_csv(folder / "our_survey.csv", index=False)


def _texts() -> dict[str, str]:
    """What people write themselves."""
    points = [f"{place},{place % 16},{place // 16}" for place in range(128)]
    runs = [f"{place},{copy},{place % 16 + 0.1 * copy}" for place in range(128) for copy in (0, 1)]
    return {
        "people.csv": "\n".join(PEOPLE),
        "senior.csv": SENIOR_HEADER + SENIOR,
        "junior.csv": JUNIOR_HEADER + JUNIOR,
        "team.yaml": ANSWERS,
        "mine/scenario/my_plan.yaml": PLAN,
        "plans/my_plan.yaml": PLAN,
        "plans/two_years.yaml": PLAN,
        "my.csv": "levers.coaching,start.habit\n1,.5\n2,.6\n",
        "points.csv": "\n".join(["point,dose,norm", *points]),
        "runs.csv": "\n".join(["point,replication,gain", *runs]),
    }
