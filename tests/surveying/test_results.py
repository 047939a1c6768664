"""From answers to what is reported: indices, percent favourable, spreads and small groups, against slow twins."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from orgsim.organization import Role
from orgsim.surveying.instrument import ITEM_NAMES, ITEMS, REPORTED, SINGLE, SUB_INDICES
from orgsim.surveying.results import ROLES, by_role, scores, to_answers, to_survey
from tests.surveying.made_up import LARGE, SMALL, random_answers


def one_person(**given: int) -> dict[str, float]:
    """The scores of a person who answers 3 but where told otherwise; a subject stands for its items."""
    answers = np.array([next((value for key, value in given.items() if name.startswith(key)), 3) for name in ITEM_NAMES])
    return dict(zip(REPORTED, scores(answers.astype(np.int8)[None])[0].tolist(), strict=True))


def test_the_index_is_the_mean_of_five_items_from_0_to_100() -> None:
    assert one_person()["engagement_index"] == 50.0
    assert one_person(engagement=1)["engagement_index"] == 0.0
    assert one_person(engagement=5)["engagement_index"] == 100.0
    mixed = one_person(engagement_1=1, engagement_2=2, engagement_3=4, engagement_4=5, engagement_5=5)
    assert mixed["engagement_index"] == pytest.approx((0 + 25 + 75 + 100 + 100) / 5, rel=1e-15)


@pytest.mark.parametrize("name", SINGLE)
def test_a_single_item_counts_favourable_answers(name: str) -> None:
    assert [one_person(**{name: answer})[name] for answer in (1, 2, 3, 4, 5)] == [0.0, 0.0, 0.0, 100.0, 100.0]


def test_sub_indices_are_means_of_percent_favourable_and_the_index_is_theirs() -> None:
    found = one_person(leaders_lead_1=4, leaders_lead_2=5, supervisors=4, intrinsic_work_5=5)
    assert [found[name] for name in SUB_INDICES] == pytest.approx([40.0, 100.0, 20.0], rel=1e-15)
    assert found["us_index"] == pytest.approx(160 / 3, rel=1e-15)


def test_who_does_not_answer_has_no_score() -> None:
    assert np.isnan(scores(np.zeros((1, len(ITEMS)), dtype=np.int8))).all()
    head = scores(random_answers(SMALL, 3))[:, :, 0]
    about_boss = [REPORTED.index(name) for name in ("my_manager", "supervisors", "us_index")]
    assert np.isnan(head[..., about_boss]).all()


@pytest.mark.parametrize("organization", [SMALL, LARGE], ids=["small", "large"])
def test_means_spreads_and_counts_by_role_against_pandas(organization) -> None:  # type: ignore[no-untyped-def]
    values = scores(random_answers(organization, 11))
    mean, spread, count = by_role(values, organization)
    roles = [Role(role).name.lower() + "s" for role in organization.role]
    for replication in range(2):
        for survey in range(2):
            frame = pd.DataFrame(values[replication, survey], columns=list(REPORTED))
            for place, role in enumerate(ROLES):
                group = frame if role == "all" else frame[[each == role for each in roles]]
                at = (replication, survey, place)
                assert mean[at] == pytest.approx(group.mean().to_numpy(), rel=1e-12, nan_ok=True)
                assert spread[at] == pytest.approx(group.std().to_numpy(), rel=1e-9, abs=1e-5, nan_ok=True)
                assert count[at].tolist() == group.count().tolist()


def test_small_groups_are_not_reported_but_counted() -> None:
    answers = random_answers(LARGE, 5)
    survey = to_survey(answers, LARGE, np.array([3, 4]), first=7, unit="it", threshold=10.0)
    assert survey["value"].dims == ("replication", "year", "unit", "role", "item")
    assert survey["replication"].to_numpy().tolist() == [7, 8]
    assert survey["year"].to_numpy().tolist() == [3, 4]
    small = survey["answers"] < 10
    assert small.any()
    assert not small.all()
    assert (survey["value"].isnull() == small).all()
    assert (survey["sd"].isnull() == small).all()
    assert small.sel(role=["managers", "leaders"]).all()
    everything = to_survey(answers, LARGE, np.array([3, 4]), first=7, unit="it", threshold=1.0)
    xr_same = everything["value"].where(~small)
    assert xr_same.equals(survey["value"].where(~small))
    assert everything["value"].sel(role="managers", item="engagement_index").notnull().all()


def test_everyone_s_answers_have_names() -> None:
    answers = random_answers(SMALL, 2)
    found = to_answers(answers, SMALL)
    assert found.dims == ("replication", "year", "person", "question")
    assert found.sel(question="trusted").to_numpy().tolist() == answers[..., ITEM_NAMES.index("trusted")].tolist()
