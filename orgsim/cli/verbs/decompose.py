"""`orgsim decompose`: how much of the plateau and of the engagement gap each mechanism explains."""

from __future__ import annotations

from orgsim.cli.simulating import job_of, simulating_parser
from orgsim.errors import ConfigurationError

SUMMARY = "how much of the plateau and of the engagement gap each mechanism explains"
_DESCRIPTION = """\
how much of the gap between a led and a directed department each mechanism explains.

A mechanism is switched off by a value of a parameter (--list shows the table). Every set of groups of
mechanisms is switched off in turn, in both scenarios and with the same dice, and the gap that is left
is divided among the groups by Shapley values: what a group adds to the gap, averaged over every order
in which the groups could be switched on. The values add up exactly to the gap with everything on less
the gap with everything off, which no switch explains and which is printed beside them. A negative value
means that the mechanism narrows the gap. 'removal' is by how much the gap shrinks when this group alone
is off, 'alone' by how much it grows when this group alone is on.
The led scenario is the one asked about, the directed one the one it is compared with.
"""
_EXAMPLE = """\
examples:
  orgsim decompose
  orgsim decompose scenario=lead_after_turnaround replications=48 --statistic ideas_implemented
  orgsim decompose --mechanism habit --mechanism 'peer norm' --mechanism attribution
"""
_DEFAULTS = ("scenario=led_from_the_start", "compare=[management_trap]", "replications=16")


def run(arguments: list[str]) -> int:
    """Take the gaps apart."""
    parser = simulating_parser("decompose", _DESCRIPTION, _EXAMPLE, stem="decomposition")
    parser.add_argument(
        "--statistic", action="append", metavar="OUTCOME", help="the gap's weekly outcome (performance and engagement)"
    )
    parser.add_argument("--mechanism", action="append", metavar="NAME", help="this one alone, instead of the usual groups")
    parser.add_argument("--list", action="store_true", help="list the mechanisms, and what switches each off")
    options = parser.parse_intermixed_args(arguments)

    from orgsim.analysis.mechanism_text import decomposition_text, mechanisms_text

    if options.list:
        print(mechanisms_text())
        return 0

    import pandas as pd

    from orgsim.analysis.compare import check_outcomes
    from orgsim.analysis.decompose import decompose, simulations
    from orgsim.cli.job import header
    from orgsim.study.progress import progress_bar

    statistics = check_outcomes(options.statistic or ("performance", "engagement"))
    job = job_of(options.overrides, _DEFAULTS, options.config_dir)
    study, design = job.study, job.study.design
    led, *others = study.scenarios
    if len(others) != 1:
        named = ",".join(other.name for other in others)
        raise ConfigurationError(f"compare=[{named}]: name the one directed scenario that the gap is to be measured against")
    total = sum(simulations(options.mechanism, each, design.replications) for each in statistics)
    print(header(job), flush=True)
    with progress_bar(total) as progress:
        found = [
            decompose(
                study.organization,
                others[0],
                led,
                groups=options.mechanism,
                statistic=each,
                replications=design.replications,
                weeks=design.weeks,
                seed=design.seed,
                unit=design.unit,
                confidence=options.confidence,
                execution=study.execution,
                progress=progress,
            )
            for each in statistics
        ]
    for each in found:
        print(f"\n{decomposition_text(each)}")
    if options.output is not None:
        from orgsim.cli.finished import leave
        from orgsim.figures.decomposition import decomposition_figure

        table = pd.concat([each.table().assign(statistic=each.statistic) for each in found])
        leave(options.output, "decomposition", table, figure=decomposition_figure(found))
        print(f"\nTable and figure: {options.output}")
    return 0
