"""The scenario that starts from a team's answers, as a file for the main job: going on as today, beside leading from today."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import yaml

from orgsim.config.building import load_scenario
from orgsim.model.parameters import BY_KEY, LEVERS
from orgsim.questionnaire.answers import Answers
from orgsim.questionnaire.start import NOT_INFERRED, NearestStart, organization_keys

TODAY, FROM_TODAY = "as_today", "leading_from_today"
#: The scenario whose levers a team pulls that begins to lead today.
SHIFT = "lead_after_turnaround"
_WEEKS_AHEAD = 260
_WIDTH = 98


def plan_text(answers: Answers, start: NearestStart, source: str = "answers") -> str:
    """The scenario's file: `orgsim scenario=<its path>` runs what lies ahead of the team for five years.

    Week `burn_in` of the run is today. The scenario goes on as today, without levers; beside it, from today on, a team pulls
    the levers of `lead_after_turnaround`. `source` names what the answers were read from.
    """
    text: str = yaml.safe_dump(plan(answers, start), sort_keys=False, allow_unicode=True, width=120)
    return "\n".join(["# @package _global_", *(f"# {line}".rstrip() for line in _header(start, source)), text])


def plan(answers: Answers, start: NearestStart) -> dict[str, Any]:
    """The sections of the scenario's file."""
    shift = {"week": start.burn_in, "ramp": load_scenario(SHIFT).shift.ramp, "end": None}
    context = [key for key in start.settings if key.startswith("context.")]
    return {
        "defaults": [{"override /organization": "synthetic"}, "_self_"],
        "scenario": {"name": TODAY, "title": "The team of the questionnaire goes on as today"},
        "organization": organization_keys(answers),
        "start": {"habit": start.settings["start.habit"]},
        "context": _nested({key.removeprefix("context."): start.settings[key] for key in context}),
        "shift": shift,
        "weeks": start.burn_in + _WEEKS_AHEAD,
        "compare": [FROM_TODAY],
        "compared": {
            FROM_TODAY: {
                "scenario": {"name": FROM_TODAY, "title": "The same team begins to lead today"},
                "start": {"habit": start.settings["start.habit"]},
                "shift": dict(shift),
                "levers": _levers(),
            }
        },
    }


def _header(start: NearestStart, source: str) -> list[str]:
    """What the file is, where today lies, and what could not be known."""
    lines = [
        f"From {source}: the model is nearest to it with the start below, after {start.burn_in} weeks; "
        f"they differ by {100 * start.misfit:.0f} points (root mean square of decisions released, leading time and agenda).",
        f"Week {start.burn_in} is today. Run it: orgsim scenario=<this file>. Levers move in that week: levers.coaching=2.",
        "Not in the answers, and as the parameter table has it:",
        *(f"- {each}" for each in NOT_INFERRED),
    ]
    return [part for line in lines for part in wrap(line, _WIDTH, subsequent_indent="  " if line.startswith("-") else "")]


def _levers() -> dict[str, float]:
    """The levers that the shift moves."""
    pulled = load_scenario(SHIFT).levers._asdict()
    return {row.name: float(pulled[row.name]) for row in LEVERS if pulled[row.name] != BY_KEY[row.key].default}


def _nested(values: dict[str, float]) -> dict[str, dict[str, float]]:
    groups: dict[str, dict[str, float]] = {}
    for key, value in values.items():
        group, name = key.split(".")
        groups.setdefault(group, {})[name] = value
    return groups
