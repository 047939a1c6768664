"""One week over arrays: the stages in the order of the model description."""

from __future__ import annotations

from typing import Any

from orgsim.engines.kernel.layout import Run
from orgsim.engines.kernel.stages.closing import closing, note_department, note_leadership, note_people, note_week
from orgsim.engines.kernel.stages.leading import attention, events, meeting, norms, styles, working
from orgsim.engines.kernel.stages.people import feeling, learning, subtrees, succession, supervisors_leave, workers_week
from orgsim.engines.kernel.stages.results import best_siblings, improving, performing


def simulate_week(run: Run, week: int, notes: Any, recorded: bool) -> None:
    """One week of one run, or of as many runs as there are lanes; `notes` takes the outcomes `[outcome, 0]`.

    `recorded` says whether people are read off afterwards.
    """
    events(run, week)
    norms(run)
    styles(run)
    working(run, week)
    attention(run, recorded)
    meeting(run, recorded)
    performance = performing(run)
    best_siblings(run)
    improving(run)
    learning(run)
    subtrees(run)
    feeling(run, week)
    workers_week(run, week)
    supervisors_leave(run, week)
    succession(run, week)
    closing(run, week, performance)
    note_department(run, notes)
    note_people(run, notes)
    note_leadership(run, notes)
    note_week(run, notes)
