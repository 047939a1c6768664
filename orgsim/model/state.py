"""The state of a department, slot by slot: the same names serve the agents, the kernel's memory and the record of people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonField:
    """One weekly value of a person: its name, unit, meaning, and the roles that have it (w worker, s supervisor, t with a team,
    b with a boss who is a supervisor's boss, i.e. every supervisor but the head)."""

    name: str
    unit: str
    meaning: str
    roles: str


PERSON_FIELDS: tuple[PersonField, ...] = (
    PersonField("engagement", "share", "engagement", "ws"),
    PersonField("experience", "share", "experience on the job", "w"),
    PersonField("need", "ratio", "need to be involved (trait)", "w"),
    PersonField("habit", "share", "habit of directing", "s"),
    PersonField("competence", "share", "competence in deciding", "s"),
    PersonField("ability", "share", "competence this person can reach (trait)", "s"),
    PersonField("leading_skill", "share", "skill in leading", "s"),
    PersonField("disposition", "logit", "disposition to direct (trait)", "s"),
    PersonField("directive_share", "share", "share of matters on which the boss directs this supervisor", "b"),
    PersonField("trust", "share", "the boss's trust in this supervisor to decide well", "b"),
    PersonField("authority", "share", "decisions this supervisor takes: released and taken up", "s"),
    PersonField("served", "share", "share of the load that gets attention", "s"),
    PersonField("leading_time", "share", "share of the week left for leading", "s"),
    PersonField("resolution", "share", "share of the own team's exceptions that are resolved", "s"),
    PersonField("hours_deciding", "hours/week", "time spent on exceptions that this supervisor decides", "s"),
    PersonField("hours_reviewing", "hours/week", "time spent on ideas that reach this supervisor", "s"),
    PersonField("hours_overseeing", "hours/week", "time spent directing reports and the team", "s"),
    PersonField("hours_meeting_operational", "hours/week", "operational part of the leadership meeting; leaders only", "s"),
    PersonField("hours_meeting_strategic", "hours/week", "strategic part of the leadership meeting; leaders only", "s"),
    PersonField("hours_leading", "hours/week", "time left for leading", "s"),
    PersonField("hours_undone", "hours/week", "load that the week has no room for; not part of it", "s"),
    PersonField("team_directive_share", "share", "share of matters on which the team is directed", "t"),
    PersonField("visible_gap", "performance", "lost performance that can be seen from above", "t"),
    PersonField("local_gap", "performance", "lost performance that only those who do the work can see", "t"),
    PersonField("process", "share", "would-be exceptions that routines absorb", "t"),
    PersonField("voice_response", "share", "share of ideas acted on, as noticed", "t"),
    PersonField("progress", "1/year", "improvement per year, as noticed", "t"),
    PersonField("team_performance", "share", "performance of the team", "t"),
)
PERSON_FIELD_NAMES: tuple[str, ...] = tuple(field.name for field in PERSON_FIELDS)
