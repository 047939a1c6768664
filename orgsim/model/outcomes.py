"""What every engine records each week: the table of outcomes, in the order of the engines' records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """One weekly outcome of a department: its name, unit and meaning. `low` and `high` bound it (None: unbounded)."""

    name: str
    label: str
    unit: str
    meaning: str
    low: float | None = 0.0
    high: float | None = 1.0


OUTCOMES: tuple[Outcome, ...] = (
    Outcome("performance", "Performance", "share", "output as a share of what is possible, worker-weighted mean of teams"),
    Outcome("improvement", "Improvement", "1/year", "yearly change of performance, smoothed over 13 weeks", None, None),
    Outcome("engagement", "Engagement", "share", "mean engagement of all people in post"),
    Outcome("engagement_workers", "Engagement of workers", "share", "mean engagement of workers"),
    Outcome("engagement_managers", "Engagement of managers", "share", "mean engagement of managers in post"),
    Outcome("engagement_leaders", "Engagement of leaders", "share", "mean engagement of the leadership team in post"),
    Outcome("involvement", "Involvement", "share", "mean involvement of workers in decisions"),
    Outcome(
        "involvement_leaders",
        "Involvement of leaders",
        "share",
        "mean involvement of the leadership team in decisions, over those who were in post in the week",
    ),
    Outcome("delegation", "Delegation", "share", "mean delegated share over the lines to managers and leaders in post"),
    Outcome("trust", "Trust in managers", "share", "mean trust of bosses in the managers in post"),
    Outcome("competence", "Competence of managers", "share", "mean competence of the managers in post"),
    Outcome("leading_skill", "Leading skill", "share", "mean leading skill of the leadership team in post"),
    Outcome("leading_time", "Leading time", "share", "mean share of the leadership team's week that is left for leading"),
    Outcome("strategic_agenda", "Strategic agenda", "share", "share of the leadership meeting left for strategy"),
    Outcome("escalations", "Escalations", "levels", "levels climbed per exception; 0 when there are none", 0.0, None),
    Outcome(
        "released",
        "Decisions released",
        "share",
        "share of the exceptions below managers that never reach the leadership team; 1 when there are none",
    ),
    Outcome("unresolved", "Unresolved exceptions", "share", "share of exceptions left unresolved; 0 when there are none"),
    Outcome("autopilot", "Auto-pilot", "share", "1 less the exceptions per worker, at least 0"),
    Outcome("ideas", "Ideas offered", "1/person-year", "ideas offered per worker and year", 0.0, None),
    Outcome("ideas_implemented", "Ideas implemented", "1/person-year", "ideas implemented per worker and year", 0.0, None),
    Outcome("quits", "Quits", "1/person-year", "people leaving of their own will, per post and year", 0.0, None),
    Outcome(
        "client_satisfaction",
        "Client satisfaction",
        "share",
        "satisfaction of clients, who compare with what they expect",
    ),
    Outcome("aspiration", "Aspiration", "share", "the performance aimed at"),
    Outcome("directive_norm", "Directive norm", "share", "habit of directing of the leadership team, the head weighted"),
    Outcome("alignment", "Alignment", "share", "alignment of the department with its strategy"),
)
OUTCOME_NAMES: tuple[str, ...] = tuple(outcome.name for outcome in OUTCOMES)
