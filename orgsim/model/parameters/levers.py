"""What leadership can pull: a value for each week. Everything else is context, which it cannot."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from orgsim.model.parameters.number import Number


class Levers(NamedTuple):
    """The levers of one week."""

    coaching: Annotated[float, Number(-10, 10, "logit", "coaching leaders to let go; lowers their inclination to direct")] = 0.0
    coaching_managers: Annotated[float, Number(-10, 10, "logit", "the same for managers")] = 0.0
    protected_time: Annotated[float, Number(0, 0.9, "share", "share of the week that supervisors keep free for leading")] = 0.05
    protected_agenda: Annotated[
        float, Number(0, 1, "share", "share of the leadership meeting kept for strategy", "Mankins 2004")
    ] = 0.0
    agreed_goal: Annotated[float, Number(0, 1, "performance", "the performance that was agreed")] = 0.80
    stretch: Annotated[float, Number(0, 0.1, "1/week", "raising of the aspiration by leaders who lead")] = 0.0
    replace_below: Annotated[float, Number(0, 1, "trust", "managers trusted less than this for long are replaced")] = 0.0
    retrospectives: Annotated[float, Number(0, 1, "share", "regular team reviews: ideas are asked for and acted on")] = 0.0
    hiring_bar: Annotated[float, Number(0, 1, "share", "share of the competence a successor lacks that selection makes up")] = (
        0.0
    )


class Start(NamedTuple):
    """Where a scenario starts from."""

    habit: Annotated[float, Number(0, 1, "share", "habit of directing of every supervisor at the start")] = 0.85
    varied: Annotated[
        float,
        Number(
            0, 1, "share", "0: the mean department under one head; 1: one of a population, with its own circumstances and heads"
        ),
    ] = 0.0
    converted: Annotated[
        float, Number(0, 1, "share", "share of the leadership team that starts with another habit, the head last to count")
    ] = 0.0
    converted_habit: Annotated[float, Number(0, 1, "share", "habit of directing of those converted leaders at the start")] = 0.1


class Shock(NamedTuple):
    """A declared event: performance is lost at once, half of it visibly and half locally."""

    week: Annotated[float, Number(-1, 100_000, "week", "the week it strikes; -1 for never", whole=True)] = -1.0
    size: Annotated[float, Number(0, 1, "performance", "performance lost")] = 0.12


class NewHead(NamedTuple):
    """A declared event: a head from outside takes over."""

    week: Annotated[float, Number(-1, 100_000, "week", "the week of arrival; -1 for never", whole=True)] = -1.0
    disposition: Annotated[float, Number(-5, 5, "logit", "the new head's disposition to direct")] = -1.5
    leading_skill: Annotated[float, Number(0, 1, "skill", "the new head's leading skill")] = 0.7
    habit: Annotated[float, Number(0, 1, "share", "the new head's habit of directing")] = 0.5
