"""`orgsim discover`: under which conditions something happens in a sweep."""

from __future__ import annotations

from orgsim.cli.sampled import read_sample, sample_parser

SUMMARY = "under which conditions something happens in a sweep: boxes (PRIM) and a tree, in words"
_DESCRIPTION = """\
under which conditions something happens: "plateau if coaching < 1.2 and peers > 2.1".

--where says what: comparisons of outcomes with numbers, joined by 'and', judged on each point's mean
over replications. PRIM peels a box off the space of factors until what is left is dense in such points.
Coverage is the part of all such points that the box has, density the part of its points that are such.
A box counts only when hardly any sample with shuffled cases gives one as good, so that noise gives none;
quasi-p says how likely each single limit is to be chance. Further boxes are sought among what is left.
A cross-validated shallow tree (CART) stands beside them as a second opinion.
The points should fill the space evenly (design=lhs or sobol); 20 on either side are the least.
"""
_EXAMPLE = """\
examples:
  orgsim --multirun 'levers.coaching=interval(0,4)' 'context.style.peers=interval(0,5)' points=2000 output=results/lhs
  orgsim discover results/lhs --where "plateau_declared > .5"
  orgsim discover results/lhs --where "final_performance < 0.65 and final_quits > 0.05" --boxes 2 --output results/why
"""


def run(arguments: list[str]) -> int:
    """Find the conditions."""
    parser = sample_parser("discover", _DESCRIPTION, _EXAMPLE)
    parser.add_argument("--where", required=True, metavar="CONDITION", help='such as "plateau_declared > .5"')
    parser.add_argument("--boxes", type=int, default=3, help="most boxes (3)")
    parser.add_argument("--alpha", type=float, default=0.05, help="part of the points that is peeled at a time (0.05)")
    parser.add_argument("--depth", type=int, default=3, help="of the tree, at most (3)")
    options = parser.parse_args(arguments)

    from orgsim.analysis.discovery import DiscoverySettings, discover
    from orgsim.analysis.discovery.discovery_text import discovery_text

    settings = DiscoverySettings(alpha=options.alpha, boxes=options.boxes, depth=options.depth, seed=options.seed)
    found = discover(read_sample(options), options.where, settings)
    print(discovery_text(found))
    if options.output is not None:
        from orgsim.cli.finished import leave
        from orgsim.figures.discovery import discovery_figure

        leave(options.output, "discovery", found.table(), figure=discovery_figure(found))
        print(f"\nTable and figure: {options.output}")
    return 0
