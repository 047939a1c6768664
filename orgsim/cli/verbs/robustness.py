"""`orgsim robustness`: which levers hold up over many contexts."""

from __future__ import annotations

from orgsim.cli.sampled import read_sample, sample_parser
from orgsim.errors import ConfigurationError

SUMMARY = "which levers of a sweep hold up in many contexts: regret, worst case, good enough"
_DESCRIPTION = """\
which set of levers holds up when the world is not as expected.

Every set of levers is compared with every other in each context. Regret is what a set loses against the
best one of the same context. Measures differ in what they fear: the mean (nothing), the worst context
(maximin), the largest regret (minimax regret), the regret that 90 % of contexts stay below, how often a
set is the best and, with --at-least or --at-most, in what part of contexts it is good enough. Beside each
measure's choice stands how often it is the choice when contexts and replications are drawn anew.

Every set of levers must have run in the same contexts: a grid of levers, crossed with a grid or a sample
of the context (grid factors and intervals in one sweep are crossed).
"""
_EXAMPLE = """\
examples:
  orgsim --multirun levers.coaching=0,1,2,3 'context.style.peers=interval(0,5)' \\
         'context.trust.loss_to_gain=interval(1,4)' points=50 output=results/worlds
  orgsim robustness results/worlds --outcome final_performance --at-least 0.7
  orgsim robustness results/worlds --outcome final_quits --less --levers levers.coaching
"""


def run(arguments: list[str]) -> int:
    """Compare the sets of levers."""
    parser = sample_parser("robustness", _DESCRIPTION, _EXAMPLE)
    parser.add_argument("--outcome", default="final_performance", metavar="NAME", help="what counts (final_performance)")
    parser.add_argument("--levers", nargs="+", metavar="KEY", help="factors that are levers (levers.*, shift.*, timing.*)")
    parser.add_argument("--less", action="store_true", help="less of the outcome is better")
    parser.add_argument("--at-least", type=float, metavar="NUMBER", help="enough of the outcome")
    parser.add_argument("--at-most", type=float, metavar="NUMBER", help="little enough of the outcome; less is better")
    parser.add_argument("--resamples", type=int, default=500, help="of contexts and replications (500)")
    options = parser.parse_args(arguments)
    if options.at_least is not None and (options.at_most is not None or options.less):
        raise ConfigurationError("--at-least: more is better with it; leave out --less and --at-most")

    from orgsim.analysis.robustness import RobustnessSettings, robustness
    from orgsim.analysis.robustness.robustness_text import robustness_text

    less = options.less or options.at_most is not None
    threshold = options.at_most if options.at_least is None else options.at_least
    settings = RobustnessSettings("less" if less else "more", threshold, options.resamples, options.seed)
    found = robustness(read_sample(options), options.outcome, options.levers, settings=settings)
    print(robustness_text(found))
    if options.output is not None:
        from orgsim.cli.finished import leave
        from orgsim.figures.robustness import robustness_figure

        leave(options.output, "robustness", found.whole_table(), figure=robustness_figure(found))
        print(f"\nTable and figure: {options.output}")
    return 0
