"""Does a curve level off, when and where: a hinge, how sure it is, and how often the same rule cries wolf."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from orgsim.analysis.across import mean_of, quantile
from orgsim.analysis.bootstrap import RESAMPLES, percentile_interval, resampled_means
from orgsim.analysis.compare import check_confidence, check_outcomes
from orgsim.analysis.hinge import EDGE, SHORTEST, Floats, Hinges, evidence, fit_hinges
from orgsim.analysis.results import check_kept
from orgsim.analysis.synthetic_curves import HINGE_NOISE, NULL_NOISE, WITHOUT_PLATEAU, Noise, draw_noise, fit_noise, hinge
from orgsim.analysis.timing import lever_weeks
from orgsim.errors import ConfigurationError
from orgsim.naming import named
from orgsim.notebook import Shown, interval, number, sparkline
from orgsim.summaries.hinge import PlateauRule

TRIALS = 400


class Rates(NamedTuple):
    """How often the rule says "plateau": of curves as noisy as the mean over replications, and as one replication."""

    mean: float
    replication: float


@dataclass(frozen=True, repr=False)
class Plateau(Shown):
    """What the hinge through an outcome's mean curve says; weeks are those of the run, slopes by the week.

    `curve` (the mean), `low` and `high` (10 % and 90 % of replications are below) cover the run, `fit` the weeks `first` to
    `last` that were looked at (NaN outside), each of the shape (weeks,). `start`, `height` and `final` are fitted values in
    `first`, at the hinge and in `last`. Intervals hold at `confidence`, over resampled replications. `share_declared` is the
    share of replications whose own curve is declared a plateau, `resamples_declared` that of resampled means,
    `replication_weeks` (replication,) each replication's hinge, NaN where none is declared. `false_alarms` are measured on
    curves without a plateau that run from `start` to `final`, `hits` on curves that get there by `week` and stay; both with
    autocorrelated noise as in the residuals, `noise` of the mean's and of the replications'. `moves` are the weeks in which
    levers begin to move.
    """

    scenario: str
    title: str
    outcome: str
    replications: int
    first: int
    last: int
    curve: Floats
    low: Floats
    high: Floats
    fit: Floats
    declared: bool
    evidence: float
    week: float
    start: float
    height: float
    final: float
    before: float
    after: float
    week_interval: tuple[float, float]
    height_interval: tuple[float, float]
    confidence: float
    resamples_declared: float
    share_declared: float
    replication_weeks: Floats
    false_alarms: Mapping[str, Rates]
    hits: Rates
    noise: tuple[Noise, Noise]
    moves: Sequence[int]
    rule: PlateauRule
    seed: int

    def headline(self) -> str:
        """Whether it levels off, and when."""
        found = f"levels off in week {interval(self.week, self.week_interval)}" if self.declared else "does not level off"
        return (
            f"{self.outcome} of {self.scenario} {found}; weeks {self.first} to {self.last}, {self.replications:,} replications"
        )

    def cells(self) -> tuple[Sequence[str], Iterable[Sequence[str]]]:
        """The hinge, how often replications level off, how often the rule errs, and the curve."""
        rows = (
            ("height at the hinge", interval(self.height, self.height_interval)),
            ("slope a week before, after", f"{number(self.before)}, {number(self.after)}"),
            ("replications that level off", f"{self.share_declared:.0%}"),
            *((f"false alarms, {name}", f"{rates.mean:.0%}") for name, rates in self.false_alarms.items()),
            ("true plateaus found", f"{self.hits.mean:.0%}"),
            ("mean by week", sparkline(self.curve, f"{self.outcome} by week")),
        )
        return ("", "value"), rows


@named()
def plateau(
    dataset: xr.Dataset,
    outcome: str = "performance",
    *,
    weeks: tuple[int, int | None] | None = None,
    rule: PlateauRule | None = None,
    confidence: float = 0.95,
    resamples: int = RESAMPLES,
    trials: int = TRIALS,
    seed: int = 1,
) -> Plateau:
    """Find where an outcome of a result of `simulate` levels off, and measure how far that can be trusted.

    A continuous hinge is fitted to the mean curve and to every replication. The same rule is then applied to synthetic curves
    without a plateau, and to true plateaus. The noise comes from the residuals of the hinge, which hold what the hinge does
    not follow, so it is rather too strong than too weak.

    Parameters
    ----------
    dataset : xarray.Dataset
        A result of `simulate` or `read_results`.
    outcome : str, default "performance"
        The outcome by name.
    weeks : tuple of int and (int or None), optional
        The weeks looked at, from the first up to but without the second (None: the end), 27 at least. By default the run until
        a lever first moves, or all of it when that is never or before week 27.
    rule : PlateauRule, optional
        What is called a plateau; by default the rule of the project.
    confidence : float, default 0.95
        Confidence of intervals, between 0 and 1.
    resamples : int, default 1000
        How often replications are drawn again.
    trials : int, default 400
        Synthetic curves of each kind.
    seed : int, default 1
        The dice of drawing and of noise.

    Returns
    -------
    Plateau
        Whether it levels off, when and at which height, with intervals, and how often the rule is wrong.

    Raises
    ------
    ConfigurationError
        For an unknown outcome, weeks that are not in the run or fewer than 27, or an outcome with gaps.

    Examples
    --------
    >>> import orgsim
    >>> department = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    >>> runs = orgsim.simulate(department, "management_trap", replications=4, weeks=104)
    >>> found = orgsim.plateau(runs, "performance", resamples=100, trials=20)
    >>> 0 <= found.week <= 103, found.declared in (True, False)
    (True, True)
    """
    (name,) = check_outcomes(outcome)
    check_kept(dataset, "plateau: the result")
    check_confidence(confidence)
    chosen = PlateauRule() if rule is None else rule
    moves = lever_weeks(dataset).starts
    run = np.asarray(dataset[name].transpose("replication", "week").to_numpy(), dtype=np.float64)
    first, values = _window(run, name, _until_a_move(moves, run.shape[1]) if weeks is None else weeks)
    length = values.shape[1]
    mean = values.mean(axis=0)[None]
    of_mean, of_each = fit_hinges(mean), fit_hinges(values)
    means = resampled_means(values, resamples, seed)
    resampled = fit_hinges(means)
    noise = (fit_noise(mean - of_mean.fitted(length)), fit_noise(values - of_each.fitted(length)))
    best = Hinges(*(part[0] for part in of_mean))
    low, high = percentile_interval(resampled.week + first, confidence)
    declared = declare(values, of_each, chosen)
    return Plateau(
        scenario=str(dataset.attrs.get("scenario", "?")),
        title=str(dataset.attrs.get("title", "?")),
        outcome=name,
        replications=len(values),
        first=first,
        last=first + length - 1,
        curve=mean_of(run, axis=0),
        low=quantile(run, 0.1),
        high=quantile(run, 0.9),
        fit=_within(of_mean.fitted(length)[0], first, run.shape[1]),
        declared=bool(declare(mean, of_mean, chosen)[0]),
        evidence=float(evidence(mean, of_mean)[0]),
        week=float(best.week) + first,
        start=float(best.start),
        height=float(best.height),
        final=float(best.final),
        before=float(best.before),
        after=float(best.after),
        week_interval=(low, high),
        height_interval=percentile_interval(resampled.height, confidence),
        confidence=float(confidence),
        resamples_declared=float(declare(means, resampled, chosen).mean()),
        share_declared=float(declared.mean()),
        replication_weeks=np.where(declared, of_each.week + first, np.nan),
        false_alarms=_false_alarms(best, length, noise, chosen, trials, seed),
        hits=_rates(_true_plateau(best, length), noise, chosen, trials, (seed, HINGE_NOISE)),
        noise=noise,
        moves=moves,
        rule=chosen,
        seed=seed,
    )


def declare(curves: Floats, hinges: Hinges, rule: PlateauRule) -> NDArray[np.bool_]:
    """Which of `curves` (curves, weeks) level off by the rule, given their hinges; shape (curves,)."""
    levels = np.abs(hinges.after) <= rule.late_share * np.abs(hinges.before)
    return np.asarray(levels & (evidence(curves, hinges) >= rule.margin))


def _until_a_move(moves: Sequence[int], length: int) -> tuple[int, int]:
    """The weeks before a lever first moves, where those are enough for a hinge; else the whole run."""
    first = min(moves, default=length)
    return (0, first if SHORTEST <= first <= length else length)


def _within(fitted: Floats, first: int, length: int) -> Floats:
    """Fitted values in their place in the run, NaN elsewhere."""
    whole = np.full(length, np.nan)
    whole[first : first + len(fitted)] = fitted
    return whole


def _window(values: Floats, outcome: str, weeks: tuple[int, int | None]) -> tuple[int, Floats]:
    """First week and values (replication, week) of the weeks asked for."""
    length = values.shape[1]
    first, stop = weeks[0], length if weeks[1] is None else weeks[1]
    if not 0 <= first < stop <= length:
        raise ConfigurationError(f"weeks={first} to {stop}: must lie within the run, 0 to {length}, the first below the second")
    if stop - first < SHORTEST:
        wanted = f"{SHORTEST} at least, {EDGE} on either side of it"
        raise ConfigurationError(f"weeks={first} to {stop}: a hinge needs {wanted}")
    chosen = values[:, first:stop]
    if not np.isfinite(chosen).all():
        raise ConfigurationError(f"outcome={outcome}: has no value in some weeks (an empty role), so no hinge can be fitted")
    return first, chosen


def _false_alarms(
    best: Hinges, weeks: int, noise: tuple[Noise, Noise], rule: PlateauRule, trials: int, seed: int
) -> dict[str, Rates]:
    ends = (float(best.start), float(best.final))
    return {
        name: _rates(make(weeks, *ends), noise, rule, trials, (seed, NULL_NOISE + place))
        for place, (name, make) in enumerate(WITHOUT_PLATEAU.items())
    }


def _true_plateau(best: Hinges, weeks: int) -> Floats:
    """The curve that runs from the fitted start to the fitted end until the hinge, and stays there."""
    return hinge(weeks, float(best.week), float(best.start), height=float(best.final), final=float(best.final))


def _rates(curve: Floats, noise: tuple[Noise, Noise], rule: PlateauRule, trials: int, key: tuple[int, int]) -> Rates:
    """How often noisy copies of a curve are declared plateaus, under the mean's noise and a replication's."""
    shares = []
    for each in noise:
        noisy = curve + draw_noise(each, (trials, len(curve)), key)
        shares.append(float(declare(noisy, fit_hinges(noisy), rule).mean()))
    return Rates(*shares)
