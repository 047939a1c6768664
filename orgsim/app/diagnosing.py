"""The diagnosis page: the questions, and what a team's answers say, in the words of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from orgsim.analysis.diagnose import LABELS, LINE, PARTS
from orgsim.app.body import read_body
from orgsim.app.plain import answer
from orgsim.app.pool import ALONE, Pool
from orgsim.config.building import load_scenario, to_scenario
from orgsim.errors import ConfigurationError
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.questionnaire.answers import to_answers
from orgsim.questionnaire.answers_text import paragraphs
from orgsim.questionnaire.assessment import assess
from orgsim.questionnaire.plan import FROM_TODAY, SHIFT, plan, plan_text
from orgsim.questionnaire.questions import QUESTIONS
from orgsim.questionnaire.start import NOT_INFERRED, find_start, organization_keys
from orgsim.spec.bounds import DESIGN
from orgsim.spec.values import fault, number_faults
from orgsim.web.futures import future_of

#: The scenario in which nothing is pulled: what a team that goes on as today is told apart from.
_TODAY = "management_trap"


async def questions(_: Request) -> JSONResponse:
    """`GET /api/questions`: each with its id, text, unit and bounds, in their order."""
    found = [
        {
            "id": each.id,
            "text": each.number.meaning,
            "unit": each.number.unit,
            "low": each.number.low,
            "high": each.number.high,
            "whole": each.number.whole,
            "most": each.most,
            "optional": each.optional,
            "wanted": each.wanted,
        }
        for each in QUESTIONS.values()
    ]
    return answer({"questions": found})


async def diagnose(request: Request) -> JSONResponse:
    """`POST /api/diagnose {answers, seed}`."""
    body = await read_body(request, ("answers", "seed"))
    pool: Pool = request.app.state.pool
    return answer(await pool.run(lambda: diagnosed(body)))


def diagnosed(body: Mapping[str, Any]) -> dict[str, Any]:
    """The index with its parts, what the team says of itself, and the futures that begin where it stands today.

    Raises ConfigurationError with a line for every fault.
    """
    given, seed = body.get("answers"), body.get("seed", 1)
    faults = number_faults("seed", seed, DESIGN["seed"])
    if not isinstance(given, Mapping):
        faults.append(fault("answers", given, "answers by the ids of the questions"))
    if faults:
        raise ConfigurationError(faults)
    assert isinstance(given, Mapping)
    answers = to_answers(given)
    assessment = assess(answers)
    with ALONE:  # once composed, a scenario is kept
        for name in (_TODAY, SHIFT):
            load_scenario(name)
    start = find_start(answers, assessment, int(seed))
    sections = plan(answers, start)
    today = to_scenario(sections)
    leading = to_scenario({**sections, **sections["compared"][FROM_TODAY]})
    parts = [
        {"name": name, "label": LABELS[name], "answered": assessment.parts[name], "model": start.parts[name]} for name in PARTS
    ]
    organization = Organization.synthetic(**organization_keys(answers))
    return {
        **{key: value for key, value in asdict(assessment).items() if key != "parts"},
        "line": LINE,
        "parts": parts,
        "text": paragraphs(answers, assessment, start),
        "not_inferred": list(NOT_INFERRED),
        "start": {**asdict(start), "seed": int(seed)},
        "organization": {"own": {"name": "Your department", "bosses": organization.boss.tolist()}},
        "organization_keys": organization_keys(answers),
        "futures": {"A": _future(today, _TODAY), "B": _future(leading, SHIFT)},
        "titles": {"A": today.title, "B": leading.title},
        "today": start.burn_in,
        "weeks": sections["weeks"],
        "seed": int(seed),
        "yaml": plan_text(answers, start),
    }


def _future(scenario: Scenario, base: str) -> dict[str, Any]:
    """A scenario as what differs from one of the catalog."""
    return future_of(replace(scenario, name=base))
