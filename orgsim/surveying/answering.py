"""Who answers what: every person of one department on one survey day, in plain loops over the survey's rules.

The same source runs as plain Python and compiled. Draws have addresses of their own, so asking changes nothing else.
"""

from __future__ import annotations

from typing import Any

from orgsim.model.parameters.survey import Survey
from orgsim.model.random import DEPARTMENT, HALO, RESPONSE, SURVEY_ITEMS, SURVEY_LOCAL, Address, trait, uniforms
from orgsim.model.rules.survey import (
    answer,
    better_ways_content,
    choice_content,
    coloured,
    engagement_content,
    halo,
    intrinsic_content,
    involved_content,
    leadership_content,
    leave_content,
    local_reading,
    my_manager_content,
    responds,
    safe_content,
    trusted_content,
    workload_content,
)


def inclinations(survey: Survey, states: Any, person: int, tendency: float, found: Any) -> None:
    """What a person is inclined to say on each subject, in logits, into `found` in the order of `instrument.CONTENTS`.

    `states` (state, person) are in the order of `states.STATES`.
    """
    engagement, involvement, discretion, voice = states[0, person], states[1, person], states[2, person], states[3, person]
    trust, boss_example, boss_served, own_served = states[4, person], states[5, person], states[6, person], states[7, person]
    team, alignment, together, progress = states[8, person], states[9, person], states[10, person], states[11, person]
    mood = coloured(survey, tendency, engagement)
    led = mood + leadership_content(survey, team, alignment, together)
    managed = mood + my_manager_content(survey, boss_example, boss_served)
    found[0] = survey.engagement_base + engagement_content(survey, engagement) + tendency
    found[1] = survey.involved_base + involved_content(survey, involvement) + mood
    found[2] = survey.choice_base + choice_content(survey, discretion) + mood
    found[3] = survey.better_ways_base + better_ways_content(survey, voice) + mood
    found[4] = survey.safe_base + safe_content(survey, trust, discretion) + mood
    found[5] = survey.leadership_base + led
    found[6] = survey.leaders_lead_base + led
    found[7] = survey.my_manager_base + managed
    found[8] = survey.supervisors_base + managed
    found[9] = survey.intrinsic_base + intrinsic_content(survey, states[12, person], involvement, progress) + mood
    found[10] = survey.workload_base + workload_content(survey, own_served) + mood
    found[11] = survey.trusted_base + trusted_content(survey, trust) + mood
    found[12] = survey.leave_base + leave_content(survey, engagement) - tendency


def survey_day(
    survey: Survey,
    varied: float,
    address: Address,
    week: int,
    states: Any,
    contents: Any,
    offsets: Any,
    of_boss: Any,
    found: Any,
    local: Any,
    answers: Any,
) -> None:
    """Everyone's answers in one week into `answers` (person, item): 1 to 5, or 0 where a person does not answer.

    `contents` and `offsets` (item,) say what each item is about, `of_boss` (item,) whether it is about one's own boss, whom
    the head, person 0, does not have. `found` and `local` are room for the inclinations and the
    unit's own readings, 0 for the first. `varied` is that of the start.
    """
    culture = trait(address, 0, DEPARTMENT, SURVEY_LOCAL)
    for content in range(1, len(found)):  # the engagement items have the department's circumstances
        own = trait(address, 0, DEPARTMENT, SURVEY_LOCAL + content)
        if content == len(found) - 1:  # the intention to leave has the local labour market instead of the culture
            local[content] = local_reading(survey.leave_local_sd, 0.0, varied, own, culture)
        else:
            local[content] = local_reading(survey.local_sd, survey.culture_sd, varied, own, culture)
    for person in range(answers.shape[0]):
        here = states[0, person] == states[0, person]
        asked = uniforms(address, week + 1, person, RESPONSE)[0]
        if not here or responds(survey, asked) < 0.5:
            for item in range(answers.shape[1]):
                answers[person, item] = 0
            continue
        tendency = halo(survey, trait(address, week + 1, person, HALO))
        inclinations(survey, states, person, tendency, found)
        draws = (0.0, 0.0, 0.0, 0.0)
        for item in range(answers.shape[1]):
            if item % 4 == 0:
                draws = uniforms(address, week + 1, person, SURVEY_ITEMS + item // 4)
            given = answer(survey, found[contents[item]] + local[contents[item]] + offsets[item], draws[item % 4])
            answers[person, item] = 0 if person == 0 and of_boss[item] else int(given)


def survey_days(
    survey: Survey,
    varied: float,
    seed: int,
    unit: int,
    first: int,
    weeks: Any,
    states: Any,
    contents: Any,
    offsets: Any,
    of_boss: Any,
    found: Any,
    local: Any,
    answers: Any,
) -> None:
    """Answers (replication, survey, person, item) of replications `first`, `first` + 1, … in the given weeks."""
    for replication in range(answers.shape[0]):
        address = Address(seed, unit, first + replication)
        for moment in range(answers.shape[1]):
            day, given = states[replication, moment], answers[replication, moment]
            survey_day(survey, varied, address, int(weeks[moment]), day, contents, offsets, of_boss, found, local, given)
