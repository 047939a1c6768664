"""Context parameters of people: engagement, experience, leaving and succession."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from orgsim.model.parameters.number import Number

_LOGIT = "logit"
_TIME = "levels respond within the survey year: 8 to 40 weeks (Civil Service People Survey)"


class Engagement(NamedTuple):
    """What engagement drifts toward, and how fast."""

    rate: Annotated[float, Number(0, 1, "1/week", "speed of adjustment", _TIME)] = 0.04
    base: Annotated[float, Number(-5, 5, _LOGIT, "engagement with no involvement, support or progress")] = 0.7198
    involvement: Annotated[float, Number(0, 5, _LOGIT, "effect of being involved in decisions")] = 2.059
    support: Annotated[float, Number(0, 5, _LOGIT, "effect of support by those who lead")] = 2.54
    voice: Annotated[float, Number(0, 5, _LOGIT, "effect of seeing ideas acted on")] = 0.7459
    progress: Annotated[float, Number(0, 5, _LOGIT, "effect of visible progress")] = 1.996
    overload: Annotated[float, Number(0, 5, _LOGIT, "effect of a supervisor who cannot keep up")] = 0.1466
    contagion: Annotated[float, Number(0, 1, "1/week", "pull of the team's mean engagement")] = 0.01527
    mood_sd: Annotated[float, Number(0, 0.2, "engagement", "weekly ups and downs of a person")] = 0.005494
    need_sd: Annotated[float, Number(0, 0.5, "ratio", "spread of the need to be involved")] = 0.5
    table: Annotated[float, Number(0, 1, "share", "involvement of directed leaders: they are in the room")] = 0.9116
    consult: Annotated[float, Number(0, 1, "share", "involvement of directed managers, who are consulted")] = 0.3993
    consult_worker: Annotated[float, Number(0, 1, "share", "involvement of workers from being consulted")] = 0.03066
    worker_share: Annotated[
        float,
        Number(0, 1, "share", "involvement a worker's own manager can give without authority released from above"),
    ] = 0.1024
    start: Annotated[float, Number(0, 1, "engagement", "engagement of workers and managers at the start")] = 0.4255
    start_leaders: Annotated[float, Number(0, 1, "engagement", "engagement of leaders at the start")] = 0.7
    newcomer: Annotated[float, Number(0, 1, "engagement", "engagement of newcomers")] = 0.55


class Climate(NamedTuple):
    """Circumstances that move engagement without anybody's style."""

    circumstances_sd: Annotated[float, Number(0, 2, _LOGIT, "lasting spread between departments")] = 0.4376
    persistence: Annotated[float, Number(0, 0.999, "1/week", "share of the climate that lasts a week")] = 0.995
    sd: Annotated[float, Number(0, 1, _LOGIT, "weekly change of the climate")] = 0.01622


class Experience(NamedTuple):
    """Experience of workers, which prevents exceptions."""

    rate: Annotated[float, Number(0, 1, "1/week", "learning on the job")] = 0.01
    start: Annotated[float, Number(0, 1, "experience", "experience at the start")] = 0.7373
    newcomer: Annotated[float, Number(0, 1, "experience", "experience of a newcomer")] = 0.3


class Leaving(NamedTuple):
    """Quits, vacancies and the succession of heads."""

    rate: Annotated[
        float, Number(0, 0.5, "1/week", "quits at middling engagement", "JOLTS: 2.0 to 2.3 % a month, whole economy")
    ] = 0.002805
    sensitivity: Annotated[
        float, Number(0, 20, "ratio", "fall of quits with engagement", "form: Gallup, by quartile of engagement")
    ] = 2.531
    vacancy: Annotated[float, Number(0, 104, "weeks", "weeks a supervisor's post stays empty", whole=True)] = 4.0
    succession: Annotated[float, Number(0, 0.1, "1/week", "rate at which heads move on")] = 0.004689
    inside: Annotated[float, Number(0, 1, "share", "heads succeeded from inside, who keep the habit")] = 0.104
    outside_habit: Annotated[float, Number(0, 1, "share", "habit of directing of a head from outside")] = 0.5
