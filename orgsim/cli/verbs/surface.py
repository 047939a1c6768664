"""`orgsim surface`: an outcome over two factors of a sweep, or which class of run wins where."""

from __future__ import annotations

import argparse

from orgsim.cli.sampled import read_sample, sample_parser
from orgsim.errors import ConfigurationError

SUMMARY = "an outcome over two factors of a sweep, or which class of run wins where (phase diagram)"
_DESCRIPTION = """\
how an outcome lies over two factors, averaged over all others.

--outcome draws a response surface: means of cells with intervals, those of a grid as they are, scattered
points in bins. A quadratic and a Gaussian process are tried on it and judged by what they say of values
left out one at a time; the better one is drawn when it explains 70 % or more of their variance.
--where draws a phase diagram: the most common class of run in each cell. A cell is decided where its lead
over the second class cannot be chance (binomial test over its runs, or over its points where it has
several, which differ in other factors). Otherwise it is hatched where runs disagree, dotted where they are
too few to decide even if all were alike (6 at 95 %); borders are given with the stretch that is not
decided. With one --where a run meets it or not; with several a run is of the first it meets.
"""
_EXAMPLE = """\
examples:
  orgsim +experiment=phase_diagram output=results/phases
  orgsim surface results/phases --x levers.coaching --y context.style.peers --outcome final_performance
  orgsim surface results/phases --x coaching --y peers --where "plateau_declared > .5" --output results/diagram
"""


def run(arguments: list[str]) -> int:
    """Describe the surface or the phases."""
    parser = sample_parser("surface", _DESCRIPTION, _EXAMPLE)
    parser.add_argument("--x", required=True, metavar="KEY", help="the factor along")
    parser.add_argument("--y", required=True, metavar="KEY", help="the factor upwards")
    parser.add_argument("--outcome", metavar="NAME", help="response surface of this outcome (final_performance)")
    parser.add_argument(
        "--where", action="append", metavar="CONDITION", help="phase diagram: a class of runs; again for others"
    )
    parser.add_argument("--confidence", type=float, default=0.95, help="of intervals and borders (0.95)")
    options = parser.parse_args(arguments)
    if options.outcome and options.where:
        raise ConfigurationError("give --outcome for a response surface or --where for a phase diagram, not both")
    if options.where:
        return _phases(options)

    from orgsim.analysis.surface import surface
    from orgsim.analysis.surface.surface_text import surface_text

    outcome = options.outcome or "final_performance"
    found = surface(
        read_sample(options), options.x, options.y, outcome=outcome, confidence=options.confidence, seed=options.seed
    )
    print(surface_text(found))
    if options.output is not None:
        from orgsim.cli.finished import leave
        from orgsim.figures.surface import surface_figure

        leave(options.output, "surface", found.table(), figure=surface_figure(found))
        print(f"\nTable and figure: {options.output}")
    return 0


def _phases(options: argparse.Namespace) -> int:
    from orgsim.analysis.surface import phases
    from orgsim.analysis.surface.surface_text import phases_text

    found = phases(read_sample(options), options.x, options.y, where=options.where, confidence=options.confidence)
    print(phases_text(found))
    if options.output is not None:
        from orgsim.cli.finished import leave
        from orgsim.figures.surface import phase_figure

        leave(options.output, "phases", found.table(), figure=phase_figure(found))
        print(f"\nTable and figure: {options.output}")
    return 0
