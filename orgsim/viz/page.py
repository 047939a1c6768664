"""The page itself, in Mesa's SolaraViz: `solara run orgsim.viz.page` shows it too. Importing it needs the extra `mesa-viz`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from matplotlib.figure import Figure
from mesa.visualization import SolaraViz, make_plot_component
from mesa.visualization.utils import update_counter

from orgsim.analysis.wording import display_of
from orgsim.engines.mesa.model import DepartmentModel
from orgsim.figures.style import COLOURS
from orgsim.model.outcomes import OUTCOMES
from orgsim.viz.asked import asked
from orgsim.viz.model import first_model, model_parameters
from orgsim.viz.tree import draw
from orgsim.web.presentation import mesa_page

#: Not a plain import: types are checked where the extra is not installed, too.
solara: Any = import_module("solara")
_OUTCOMES = {outcome.name: outcome for outcome in OUTCOMES}
_SHOWN = mesa_page()
STUDY = asked()


def _finished(name: str) -> Callable[[Any], None]:
    """What makes Mesa's plot of an outcome readable: its name, its bounds."""

    def finish(axes: Any) -> None:
        axes.set_title(display_of(name).label, loc="left")
        axes.set_ylabel(_OUTCOMES[name].unit)
        axes.set_ylim(_OUTCOMES[name].low, _OUTCOMES[name].high)
        axes.lines[0].set_color(COLOURS[0])

    return finish


def _tree(model: DepartmentModel) -> None:
    """The reporting tree at the end of the week."""
    update_counter.get()
    figure = Figure(figsize=(7, 5.6))
    draw(figure.subplots(), model, _SHOWN["supervisors"], workers=_SHOWN["workers"])
    solara.FigureMatplotlib(figure, bbox_inches="tight")


Tree = solara.component(_tree)


def _page() -> None:
    """Each browser tab has a model of its own."""
    model = solara.use_memo(lambda: first_model(STUDY), [])
    curves = [make_plot_component(name, _finished(name)) for name in _SHOWN["curves"]]
    SolaraViz(
        model,
        components=[Tree, *curves],
        model_params=model_parameters(STUDY),
        name=f"{STUDY.scenarios[0].title or STUDY.scenarios[0].name}: one run on the Mesa engine",
    )


Page = solara.component(_page)
