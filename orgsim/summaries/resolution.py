"""How finely the values of each outcome are told apart when they are counted instead of kept."""

from __future__ import annotations

import numpy as np

from orgsim.model.outcomes import OUTCOMES

#: Width of a bin by unit of the outcome, all powers of two, so that scaling is exact.
RESOLUTION_OF_UNIT = {
    "share": 1 / 1024,
    "1/year": 1 / 1024,
    "1/person-year": 1 / 256,
    "levels": 1 / 256,
}
#: The same for each outcome, (outcome,).
RESOLUTION = np.array([RESOLUTION_OF_UNIT[outcome.unit] for outcome in OUTCOMES])
#: Width of a bin for survey indices, which run from 0 to 100.
SURVEY_RESOLUTION = 1 / 16
