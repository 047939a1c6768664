"""Context parameters of the work itself: exceptions and ideas, attention, improvement and erosion."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from orgsim.model.parameters.number import Number


class Work(NamedTuple):
    """Exceptions that routines do not absorb, and ideas that people offer."""

    exceptions: Annotated[float, Number(0, 10, "1/week", "scale of exceptions per worker")] = 0.7582
    turbulence: Annotated[float, Number(0, 10, "ratio", "how restless the environment is; 1 is ordinary")] = 1.0
    floor: Annotated[float, Number(0, 1, "share", "exceptions that remain with no gap at all")] = 0.1
    ideas: Annotated[float, Number(0, 1, "1/week", "ideas a week of a fully engaged, fully involved worker")] = 0.05881
    idea_floor: Annotated[float, Number(0, 1, "share", "ideas that remain under full direction")] = 0.02872
    voice_reference: Annotated[
        float, Number(0.01, 1, "share", "share of ideas acted on that people find normal, and start from")
    ] = 0.3822


class Attention(NamedTuple):
    """A supervisor's week as a queue: what fills it, and what is left for leading."""

    hours: Annotated[
        float,
        Number(1, 100, "hours/week", "working week of a supervisor", "Porter & Nohria 2018: 40 to 55 for leaders"),
    ] = 40.0
    exception: Annotated[float, Number(0, 20, "hours", "time to deal with one exception")] = 0.6
    idea: Annotated[float, Number(0, 20, "hours", "time to review one idea")] = 1.21
    oversight: Annotated[float, Number(0, 20, "hours/week", "time to direct one report, or one's team, fully")] = 2.5
    meeting: Annotated[float, Number(0.1, 40, "hours/week", "length of the leadership meeting; range 1 to 5")] = 2.0
    item: Annotated[float, Number(0, 5, "hours", "meeting time that one operational matter takes")] = 0.1424


class Influence(NamedTuple):
    """The second channel: influence reaches beyond the reporting lines."""

    reach: Annotated[float, Number(0, 1, "share", "share of support that comes from the leadership team as a whole")] = 0.95
    copying: Annotated[float, Number(0, 0.5, "1/week", "how fast a team takes over the practice of the best sibling team")] = (
        0.005
    )


class Improvement(NamedTuple):
    """Two gaps to what is possible: seen from above, and seen only by those who do the work."""

    visible_start: Annotated[float, Number(0, 1, "performance", "visible gap at the start")] = 0.1562
    local_start: Annotated[float, Number(0, 1, "performance", "local gap at the start")] = 0.2597
    visible_max: Annotated[float, Number(0, 1, "performance", "visible gap of a neglected team")] = 0.32
    local_max: Annotated[float, Number(0, 1, "performance", "local gap of a neglected team")] = 0.34
    driven: Annotated[
        float,
        Number(0, 0.5, "1/week", "how fast direction closes the visible gap", "half-life 1 to 22 months: Schneiderman 1988"),
    ] = 0.02553
    driven_scale: Annotated[
        float, Number(0.01, 1, "performance", "shortfall against the aspiration that calls for full drive")
    ] = 0.1199
    idea_effect: Annotated[float, Number(0, 0.5, "share", "share of the local gap that one idea closes in a team of eight")] = (
        0.01499
    )
    approval: Annotated[
        float, Number(0, 1, "share", "ideas that a boss approves when they are not the supervisor's to decide")
    ] = 0.3129
    erosion: Annotated[
        float,
        Number(
            0,
            0.1,
            "1/week",
            "reopening of gaps that nobody upholds",
            "150 to 800 weeks: Bloom, Mahajan, McKenzie & Roberts 2020",
        ),
    ] = 0.002781
    upholding: Annotated[
        float,
        Number(
            0,
            2,
            "ratio",
            "how far a competent supervisor with time upholds what was improved",
            "practices go where managers left or had no time: Bloom, Mahajan, McKenzie & Roberts 2020",
        ),
    ] = 1.774
    voice_rate: Annotated[float, Number(0, 1, "1/week", "how fast people notice what becomes of ideas")] = 0.1
    progress_rate: Annotated[float, Number(0, 1, "1/week", "how fast people notice progress")] = 0.08


class Process(NamedTuple):
    """The auto-pilot: routines and management systems that absorb would-be exceptions."""

    start: Annotated[float, Number(0, 1, "share", "exceptions absorbed at the start")] = 0.3965
    gain: Annotated[float, Number(0, 0.5, "1/week", "building of routines with support")] = 0.006
    decay: Annotated[float, Number(0, 0.5, "1/week", "wear of routines in a changing environment")] = 0.004


class Direction(NamedTuple):
    """The department as a whole: alignment, how performance is reported, and what clients expect."""

    alignment_start: Annotated[float, Number(0, 1, "share", "alignment with the strategy at the start")] = 0.329
    alignment_gain: Annotated[float, Number(0, 1, "1/week", "alignment from strategic agenda time")] = 0.01736
    alignment_decay: Annotated[float, Number(0, 1, "1/week", "loss of alignment in a changing environment")] = 0.012
    highest_aspiration: Annotated[float, Number(0, 1, "performance", "aspiration that stretching approaches")] = 0.97
    reporting_rate: Annotated[float, Number(0.01, 1, "1/week", "smoothing of reported performance")] = 0.2
    expectation_rate: Annotated[
        float, Number(0, 1, "1/week", "how fast clients get used to what they see", "form: Oliver 1980")
    ] = 0.015
    client_base: Annotated[
        float, Number(-10, 10, "logit", "client satisfaction when nothing surprises", "form: Oliver 1980")
    ] = 0.5
    client_surprise: Annotated[
        float, Number(0, 50, "logit", "effect of performance above expectation", "form: Oliver 1980")
    ] = 8.0
    client_level: Annotated[float, Number(0, 50, "logit", "effect of the level of performance", "form: Oliver 1980")] = 2.0
