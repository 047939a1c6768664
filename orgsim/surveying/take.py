"""Holding the survey: everyone of every replication is asked in the last week of each year."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from orgsim.engines.record import Record
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution
from orgsim.surveying.instrument import CONTENTS, ITEMS
from orgsim.surveying.states import states_of

Answers = NDArray[np.int8]
_ABOUT_BOSS = ("my_manager", "supervisors")


def survey_weeks(weeks: int, after: int = 0) -> tuple[int, ...]:
    """The last week of each full year that a run has after the first `after` weeks."""
    return tuple(range(after + WEEKS_PER_YEAR - 1, weeks, WEEKS_PER_YEAR))


def take_survey(
    record: Record, organization: Organization, scenario: Scenario, *, design: Design, execution: Execution
) -> Answers:
    """Answers (replication, survey, person, item): 1 to 5, or 0 where someone does not answer, is not there or is not asked.

    `record` holds the people of all replications in the weeks of the surveys. The Mesa engine asks in plain Python, the kernel
    compiled; the answers are the same.
    """
    assert record.people is not None
    values, weeks = record.people.values, record.people.weeks
    alignment = record.outcomes[:, list(weeks), OUTCOME_NAMES.index("alignment")]
    states = states_of(values, alignment, organization, context=scenario.context)
    answers = np.zeros((len(values), len(weeks), len(organization), len(ITEMS)), dtype=np.int8)
    ask = _asking(execution.engine)
    ask(
        scenario.context.survey,
        scenario.start.varied,
        design.seed,
        design.unit,
        design.first,
        np.array(weeks, dtype=np.int64),
        states,
        np.array([item.content for item in ITEMS], dtype=np.int64),
        np.array([item.offset for item in ITEMS]),
        np.array([CONTENTS[item.content] in _ABOUT_BOSS for item in ITEMS]),
        np.zeros(len(CONTENTS)),
        np.zeros(len(CONTENTS)),
        answers,
    )
    return answers


def _asking(engine: str) -> Callable[..., None]:
    """The survey of all days for an engine; both give the same answers."""
    if engine == "mesa":
        from orgsim.surveying.answering import survey_days

        return survey_days
    from orgsim.surveying.compiled import survey_days as compiled

    function: Callable[..., None] = compiled()
    return function


def years_of(weeks: Sequence[int]) -> NDArray[np.int64]:
    """The years of surveys held in these weeks, from 1."""
    return np.array([week // WEEKS_PER_YEAR + 1 for week in weeks], dtype=np.int64)
