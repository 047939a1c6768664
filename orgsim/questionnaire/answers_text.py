"""What a team is told about its answers."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from orgsim.analysis.diagnose import LABELS, PARTS
from orgsim.analysis.diagnosis_text import share_text
from orgsim.questionnaire.answers import Answers
from orgsim.questionnaire.assessment import Assessment
from orgsim.questionnaire.start import NOT_INFERRED, NearestStart
from orgsim.text_table import aligned

_FAR = 0.1
_WIDTH = 100


def answers_text(answers: Answers, assessment: Assessment, start: NearestStart) -> str:
    """The verdict, its parts beside those of the nearest model team, what was said against what is done, and the start."""
    parts = (_verdict(assessment), _table(assessment, start), _said(answers, assessment), _start(start))
    return "\n\n".join("\n".join(part for line in lines for part in wrap(line, _WIDTH) or [""]) for lines in parts)


def paragraphs(answers: Answers, assessment: Assessment, start: NearestStart) -> dict[str, list[str]]:
    """The same sentences without the table, for pages: `verdict`, `said` and `start`."""
    return {"verdict": list(_verdict(assessment)), "said": list(_said(answers, assessment)), "start": list(_start(start))}


def _verdict(found: Assessment) -> Iterator[str]:
    yield f"{found.verdict.capitalize()}, as far as ten decisions and five agendas can tell."
    yield (
        f"Leadership index {share_text(found.index)} % ({found.confidence:.0%} interval {share_text(found.low)} to "
        f"{share_text(found.high)} %); probability of a leadership team {share_text(found.probability)} %"
    )


def _table(found: Assessment, start: NearestStart) -> list[str]:
    rows = [(LABELS[name], share_text(found.parts[name]), share_text(start.parts[name])) for name in PARTS]
    return aligned([("per cent", "answered", "model"), *rows])


def _said(answers: Answers, found: Assessment) -> Iterator[str]:
    side = "above" if found.gap >= 0 else "below"
    yield (
        f"You say {share_text(found.said)} %, which is {100 * abs(found.gap):.0f} points {side} what you do. Where leaders "
        "direct, the gap is wide: they are involved in whatever is decided, and their people are not."
    )
    if answers.survey_gap is not None:
        yield (
            f"Survey gap {answers.survey_gap:+g} points: shown, not used. A gap has other causes too, and between two units of "
            "60 to 100 people chance alone makes one of 6 to 7 points."
        )


def _start(start: NearestStart) -> Iterator[str]:
    yield (
        f"The model is nearest to you after {start.burn_in} weeks from a habit of {start.habit:.2f}, with work that takes "
        f"{start.workload:.2g} times the hours of the parameter table. It differs from you by {100 * start.misfit:.0f} points "
        f"(root mean square; {start.replications} replications, seed {start.seed})."
    )
    if start.misfit > _FAR:
        yield f"More than {100 * _FAR:.0f} points is far: what it shows for later weeks may not be your future."
    yield "Not in your answers, and as the parameter table has it:"
    yield from (f"- {each}" for each in NOT_INFERRED)
