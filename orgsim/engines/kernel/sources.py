"""Every module of the theory and of the stages, made compilable: nothing here is written a second time for the compiler."""

from __future__ import annotations

from itertools import chain

from orgsim.engines.kernel import recording, week
from orgsim.engines.kernel.compiling import make_compilable
from orgsim.engines.kernel.stages import closing, dice, leading, people, results, start
from orgsim.model import arithmetic, random
from orgsim.model.rules import (
    attention,
    department,
    engagement,
    improvement,
    influence,
    learning,
    leaving,
    performance,
    reporting,
    style,
    survey,
    work,
)

BASICS = (arithmetic, random)
RULES = (
    style,
    work,
    attention,
    influence,
    performance,
    improvement,
    learning,
    engagement,
    leaving,
    department,
    reporting,
    survey,
)
STAGES = (dice, start, leading, results, people, closing, week, recording)
for _module in chain(BASICS, RULES, STAGES):
    make_compilable(_module)
