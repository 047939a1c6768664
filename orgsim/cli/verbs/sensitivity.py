"""`orgsim sensitivity`: which factors of a sweep matter, for which outcomes, when, and how much is chance."""

from __future__ import annotations

from pathlib import Path

from orgsim.cli.sampled import read_sample, sample_parser

SUMMARY = "which factors of a sweep matter: Morris, Sobol, or first-order indices of any sample"
_DESCRIPTION = """\
which factors matter for an outcome.

The design of the sweep says how:
  design=morris    screening, r (D + 1) points for D factors, r about 20 to 40. mu* is the mean size of
                   the change when a factor crosses its range; sigma shows how far that depends on the
                   others. Drop what has a small mu*, then take a Saltelli design for the rest.
  design=saltelli  Sobol indices, N (D + 2) points, N about 1,024. S1 is the part of the variance that
                   would go if the factor were known, ST what would be left if all others were: a factor
                   with ST near 0 can be fixed anywhere. ST above S1 means that it works with others.
  any other        S1 alone, from the points as they are: by RBD-FAST; by the means of groups of points for
                   levels, and for numbers with 12 values or fewer.
Indices are of means over replications; missing and infinite values are left out and counted. Beside
them stands how much of the variance is chance, and whether the sample is large enough: intervals narrow
enough (--width), the same ranking in both halves.
"""
_EXAMPLE = """\
examples:
  orgsim +experiment=sensitivity output=results/screening
  orgsim sensitivity results/screening --outcome 'final_*' --output results/why
  orgsim sensitivity results/sobol --outcome final_performance --over-time performance --output results/why
  orgsim sensitivity --design points.csv --runs runs.csv --method given
"""


def run(arguments: list[str]) -> int:
    """Find out which factors matter."""
    parser = sample_parser("sensitivity", _DESCRIPTION, _EXAMPLE)
    parser.add_argument(
        "--outcome",
        action="append",
        metavar="NAME",
        help="this outcome alone, or those of a pattern such as 'final_*'; may be given again (all)",
    )
    parser.add_argument("--method", default="auto", help="sobol, morris or given (what the design is made for)")
    parser.add_argument("--second", action="store_true", help="Sobol indices of pairs too, where the design allows it")
    parser.add_argument(
        "--over-time", action="append", default=[], metavar="NAME", help="a weekly outcome that the sweep kept, week by week"
    )
    parser.add_argument("--weekly", type=Path, metavar="TABLE", help="with --runs: columns point, week and weekly outcomes")
    parser.add_argument("--width", type=float, help="intervals no wider than this are narrow enough (0.1; Morris 0.25)")
    parser.add_argument("--confidence", type=float, default=0.95, help="of the intervals (0.95)")
    parser.add_argument("--resamples", type=int, default=200, help="of the bootstrap (200)")
    parser.add_argument("--most", type=int, default=12, help="factors shown for each outcome (12)")
    options = parser.parse_args(arguments)

    from orgsim.analysis.sensitivity import SensitivitySettings, sensitivity
    from orgsim.analysis.sensitivity.sensitivity_text import sensitivity_text

    sample = read_sample(options, options.outcome, options.over_time, courses=options.weekly)
    settings = SensitivitySettings(options.confidence, options.width, options.resamples, options.second, options.seed)
    found = sensitivity(sample, options.outcome, options.method, settings=settings)
    print(sensitivity_text(found, options.most))
    if options.output is not None:
        from orgsim.analysis.axis import keyed
        from orgsim.cli.finished import leave
        from orgsim.figures.sensitivity import sensitivity_figures

        leave(options.output, "sensitivity", keyed(found.whole_table(), sample.axes), figure=sensitivity_figures(found))
        print(f"\nTable and figure: {options.output}")
    return 0
