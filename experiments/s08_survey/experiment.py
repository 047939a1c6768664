"""S8, the survey: whether a questionnaire finds the directed department of six, and nothing once it is led like the others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from orgsim.analysis.across import Floats
from orgsim.claims.experiment import Finding
from orgsim.claims.lab import Lab
from orgsim.claims.scenarios import company_survey
from orgsim.claims.shares import judged_share
from orgsim.claims.verdict import ALSO, CLAIM, CONTROL, Wanted, judged, measured
from orgsim.figures.arms import design_note
from orgsim.figures.page import page, settle
from orgsim.figures.style import QUIET, colour, styled
from orgsim.surveying.departments import department_tests, significantly_lowest

#: Every way in which being led reaches engagement: involvement, support, what becomes of ideas, progress, and overload.
_BLIND = {f"context.engagement.{name}": 0.0 for name in ("involvement", "support", "voice", "progress", "overload")}
_ITEM, _ROLE = "engagement_index", "all"


def _company(
    lab: Lab, arm: str, overrides: dict[str, float] | None = None, names: list[str] | None = None, others: str = "led"
) -> xr.Dataset:
    """The company's surveys, one department led as in `arm`, the others as in `others`; `names` in the departments' order."""
    called = names or [lab.settings["department"], *lab.settings["others"]]
    return company_survey(lab, dict(zip(called, [arm] + [others] * (len(called) - 1), strict=True)), overrides)


def _found(lab: Lab, survey: xr.Dataset) -> pd.DataFrame:
    return significantly_lowest(department_tests(survey, _ITEM, _ROLE), lab.settings["department"])


def _late(lab: Lab, found: pd.DataFrame) -> tuple[Any, Floats]:
    """Lowest in most of the judged surveys (replication,), and the mean gap there (replication,)."""
    late = found[found["year"] >= min(lab.settings["first_year"], found["year"].max())].groupby("replication")
    return (late["lowest"].mean() > 0.5).to_numpy(), late["gap"].mean().to_numpy()


def _changed(lab: Lab, survey: xr.Dataset) -> int:
    """Reported numbers that differ once the departments' names are turned about by one."""
    names = [lab.settings["department"], *lab.settings["others"]]
    renamed = _company(lab, "directed", names=[*names[1:], names[0]])
    return sum(
        int((~np.isclose(survey[each], renamed[each], rtol=0, atol=0, equal_nan=True)).sum())
        for each in ("value", "sd", "answers")
    )


def measure(lab: Lab) -> Finding:
    """The company with the department directed, led like the others, and with engagement blind to how people are led."""
    surveys = {"directed": _company(lab, "directed"), "led": _company(lab, "led"), "blind": _company(lab, "directed", _BLIND)}
    found = {name: _found(lab, survey) for name, survey in surveys.items()}
    (lowest, gap), (as_led, _), (_, blind) = (_late(lab, found[name]) for name in surveys)
    loosely, loose_gap = _late(lab, _found(lab, _company(lab, "directed", others="loosely")))
    verdicts = (
        judged_share(CLAIM, "directed department significantly below every other", lowest, wanted=Wanted(low=80)),
        judged(CLAIM, "mean of the others less the directed department", gap, wanted=Wanted(5, 12, least=2), unit="points"),
        judged_share(CONTROL, "the same department significantly lowest when it is led", as_led, wanted=Wanted(high=15)),
        judged(
            CONTROL,
            "the gap when engagement follows nothing that leading changes",
            blind,
            wanted=Wanted(-1, 1, least=1),
            unit="points",
        ),
        measured(
            CONTROL,
            "reported numbers that change when departments swap names",
            _changed(lab, surveys["directed"]),
            wanted=Wanted(0, 0),
        ),
        judged_share(
            ALSO, "significantly below every other, where only the others' leaders are coached", loosely, wanted=Wanted(low=80)
        ),
        judged(
            ALSO, "the gap where only the others' leaders are coached", loose_gap, wanted=Wanted(5, 12, least=2), unit="points"
        ),
    )
    return Finding(verdicts, {"surveys": surveys, "found": found})


def draw(lab: Lab, finding: Finding) -> Figure:
    """Each department's index by survey, with the department directed, led, and with engagement blind to leading."""
    titles = {
        "directed": "IT is directed",
        "led": "IT is led like the others",
        "blind": "directed, engagement\nblind to being led",
    }
    name = str(lab.settings["department"])
    with styled():
        text = (
            f"{design_note(lab.replications, lab.seed)} Found: significantly lower than each other department "
            "(Welch, Holm, 5 %)."
        )
        figure, _ = page("The survey finds the directed department because it is directed", text, 3.2)
        axes = figure.subplots(1, 3, sharey=True)
        for ax, (key, title) in zip(axes, titles.items(), strict=True):
            _draw_company(ax, finding.data["surveys"][key], name)
            share = finding.data["found"][key].groupby("year")["lowest"].mean().iloc[-1]
            ax.set_title(title.replace("IT", name), pad=5)
            ax.text(0.5, 0.04, f"found in {share:.0%} of last surveys", transform=ax.transAxes, ha="center", color=colour(1))
        axes[0].set_ylabel("engagement index, 0 to 100")
        low, high = axes[0].get_ylim()
        axes[0].set_ylim(low - 0.18 * (high - low), high)
        settle(figure)
    return figure


def _draw_company(ax: Axes, survey: xr.Dataset, name: str) -> None:
    value = survey["value"].sel(item=_ITEM, role=_ROLE).transpose("replication", "year", "unit")
    years = value["year"].to_numpy()
    for unit in value["unit"].to_numpy()[::-1]:
        series = value.sel(unit=unit).to_numpy()
        mine = str(unit) == name
        ink = colour(1) if mine else QUIET
        ax.plot(
            years, series.mean(axis=0), color=ink, linewidth=2.2 if mine else 1.0, marker="o", markersize=4 if mine else 2.5
        )
        if mine:
            low, high = np.quantile(series, (0.1, 0.9), axis=0)
            ax.fill_between(years, low, high, color=ink, alpha=0.15, linewidth=0)
            ax.annotate(name, (years[0], series.mean(axis=0)[0]), (0, -12), textcoords="offset points", color=ink, ha="center")
    others = value.where(value["unit"] != name, drop=True).mean(("replication", "unit")).to_numpy()
    beside: dict[str, Any] = {"xytext": (0, 8), "textcoords": "offset points", "color": QUIET, "ha": "center"}
    ax.annotate("the others", (years[len(years) // 2], others[len(years) // 2]), **beside)
    ax.set_xlabel("survey of year", labelpad=1)
    ax.set_xticks(years)
