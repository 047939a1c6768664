"""From which week does one scenario stay ahead of another, how far was it behind before, and how sure is that?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr

from orgsim.analysis.across import Floats
from orgsim.analysis.bootstrap import RESAMPLES, percentile_interval, resampled_means
from orgsim.analysis.compare import check_confidence, check_outcomes, check_pair, paired_differences
from orgsim.errors import ConfigurationError
from orgsim.model.calendar import LEVEL_WEEKS
from orgsim.naming import named
from orgsim.notebook import Shown, interval, number, sparkline

#: Outcomes of which less is better: ahead is who has less.
LOWER_IS_BETTER = frozenset({"escalations", "unresolved", "quits"})
SMOOTHED_OVER = LEVEL_WEEKS


@dataclass(frozen=True, repr=False)
class Overtaking(Shown):
    """When the first scenario passes the second, by the smoothed mean of paired differences; weeks are those of the run.

    `week` is the first week from which the first stays ahead to the end; NaN when it is not ahead at the end, or has been for
    less than `over` weeks. `deficit` is the largest distance by which it was behind before (over the whole run when it never
    overtakes), 0 or above in the outcome's unit, and `deficit_week` its week, NaN when it was never behind; as the largest of
    noisy values it is rather too large. Each interval holds at `confidence` over resampled replications; an upper end that is
    NaN means "or never within the run". `share` is the share of replications that overtake, each by its own smoothed
    difference (`replication_weeks`, NaN: never), `share_resamples` that of resampled means. `difference` (weeks,) is the
    smoothed mean difference, positive where the first is better; `low` and `high` are its band.
    """

    first: str
    second: str
    outcome: str
    replications: int
    over: int
    week: float
    week_interval: tuple[float, float]
    deficit: float
    deficit_week: float
    deficit_interval: tuple[float, float]
    share: float
    share_resamples: float
    replication_weeks: Floats
    difference: Floats
    low: Floats
    high: Floats
    confidence: float
    seed: int

    def headline(self) -> str:
        """Who passes whom, and when."""
        when = f"stays ahead of {self.second} from week {interval(self.week, self.week_interval)}"
        never = f"does not get ahead of {self.second} for good"
        return f"{self.outcome}: {self.first} {when if self.week == self.week else never}; {self.replications:,} replications"

    def cells(self) -> tuple[Sequence[str], Iterable[Sequence[str]]]:
        """How far it was behind, in how many replications it passes, and the difference by week."""
        rows = (
            ("largest deficit", interval(self.deficit, self.deficit_interval)),
            ("in week", number(self.deficit_week)),
            ("replications that overtake", f"{self.share:.0%}"),
            ("difference by week", sparkline(self.difference, "difference by week")),
        )
        return ("", "value"), rows


@named()
def overtaking(
    a: xr.Dataset,
    b: xr.Dataset,
    outcome: str = "performance",
    *,
    over: int = SMOOTHED_OVER,
    confidence: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = 1,
) -> Overtaking:
    """The week in which the first of two results of `simulate` overtakes the second for good.

    Differences are taken replication by replication, turned so that positive is better (less, for quits, escalations and
    unresolved exceptions), averaged, and smoothed. Smoothing keeps one noisy week from deciding; "for good" keeps an early
    lead that is lost again from counting.

    Parameters
    ----------
    a, b : xarray.Dataset
        Results of `simulate` that `compare` could pair.
    outcome : str, default "performance"
        The outcome by name.
    over : int, default 13
        Weeks, an odd number, that the moving mean around each week takes in, fewer at both ends.
    confidence : float, default 0.95
        Confidence of intervals, between 0 and 1.
    resamples : int, default 1000
        How often replications are drawn again.
    seed : int, default 1
        The dice of drawing them.

    Returns
    -------
    Overtaking
        The week, by how much the first was behind before, and the interval of both.

    Raises
    ------
    ConfigurationError
        For results that cannot be paired (see `compare`), an unknown outcome, an outcome with gaps, or `over` that is no odd
        number within the run.

    Examples
    --------
    >>> import orgsim
    >>> department = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    >>> led, trap = (
    ...     orgsim.simulate(department, name, replications=4, weeks=104) for name in ("led_from_the_start", "management_trap")
    ... )
    >>> found = orgsim.overtaking(led, trap, "engagement", resamples=100)
    >>> found.first, 0 <= found.share <= 1
    ('led_from_the_start', True)
    """
    check_pair(a, b)
    (name,) = check_outcomes(outcome)
    check_confidence(confidence)
    differences = _differences(a, b, name)
    if over < 1 or over % 2 == 0 or over > differences.shape[1]:
        raise ConfigurationError(f"over={over}: must be an odd number of weeks, at most the {differences.shape[1]} of the run")
    parted = int((differences != 0).any(axis=0).argmax())  # the same company until then: smoothing must not reach across
    smooth = np.concatenate([np.zeros_like(differences[:, :parted]), smoothed(differences[:, parted:], over)], axis=1)
    mean = smooth.mean(axis=0)
    means = resampled_means(smooth, resamples, seed)
    week = lasting_lead(mean[None], over)
    weeks = lasting_lead(means, over)
    each = lasting_lead(smooth, over)
    tail = 0.5 - 0.5 * confidence
    deficit, deficit_week = (float(part[0]) for part in deepest_deficit(mean[None], week))
    return Overtaking(
        first=str(a.attrs["scenario"]),
        second=str(b.attrs["scenario"]),
        outcome=name,
        replications=len(smooth),
        over=over,
        week=float(week[0]),
        week_interval=percentile_interval(weeks, confidence),
        deficit=deficit,
        deficit_week=deficit_week,
        deficit_interval=percentile_interval(deepest_deficit(means, weeks)[0], confidence),
        share=float(np.isfinite(each).mean()),
        share_resamples=float(np.isfinite(weeks).mean()),
        replication_weeks=each,
        difference=mean,
        low=np.quantile(means, tail, axis=0),
        high=np.quantile(means, 1 - tail, axis=0),
        confidence=float(confidence),
        seed=seed,
    )


def smoothed(curves: Floats, over: int) -> Floats:
    """Centred moving mean of `curves` (curves, weeks) over an odd number of weeks; at the ends over those there are, evenly."""
    weeks = curves.shape[1]
    place = np.arange(weeks)
    reach = np.minimum(np.minimum(place, weeks - 1 - place), over // 2)
    running = np.concatenate([np.zeros((len(curves), 1)), np.cumsum(curves, axis=1)], axis=1)
    return np.asarray((running[:, place + reach + 1] - running[:, place - reach]) / (2 * reach + 1))


def lasting_lead(differences: Floats, hold: int) -> Floats:
    """First week from which each of `differences` (curves, weeks) stays above zero to the end, for `hold` weeks at least.

    NaN where there is none; shape (curves,).
    """
    weeks = differences.shape[1]
    behind = ~(differences > 0)
    first = np.where(behind.any(axis=1), weeks - behind[:, ::-1].argmax(axis=1), 0)
    return np.where(first <= weeks - hold, first, np.nan).astype(np.float64)


def deepest_deficit(differences: Floats, overtaken: Floats) -> tuple[Floats, Floats]:
    """How far each of `differences` (curves, weeks) is below zero at most before the week `overtaken` (curves,), and when.

    Over all weeks where that is NaN. The depth is 0 and its week NaN for a curve that is never below zero.
    """
    before = np.arange(differences.shape[1]) < np.where(np.isnan(overtaken), np.inf, overtaken)[:, None]
    depth = np.where(before, np.maximum(-differences, 0.0), 0.0)
    deepest = depth.max(axis=1)
    return deepest, np.where(deepest > 0, depth.argmax(axis=1), np.nan)


def _differences(a: xr.Dataset, b: xr.Dataset, outcome: str) -> Floats:
    """Paired differences (replication, week), positive where the first is better."""
    differences = paired_differences(a, b, outcome)
    if not np.isfinite(differences).all():
        raise ConfigurationError(f"outcome={outcome}: has no value in some weeks (an empty role), so nobody overtakes")
    return -differences if outcome in LOWER_IS_BETTER else differences
