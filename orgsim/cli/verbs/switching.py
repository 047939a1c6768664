"""`orgsim switching`: the best week to shift from directing to leading, and what waiting costs."""

from __future__ import annotations

from orgsim.cli.simulating import job_of, only_one, simulating_parser

SUMMARY = "the best week to shift from directing to leading, and what a year of waiting costs"
_DESCRIPTION = """\
the best week to shift, and what waiting costs.

The scenario's shift is tried in week after week, on the same replications, and the outcomes are
averaged from the first week to the last (weeks=). The interval of the best week is a bootstrap over
replications; 'loss' is how much less a week yields than the best one, with its paired interval, and
'a year more' what shifting a year later still changes. What is best when only the first years count
comes from the same runs: who looks one year ahead may be right never to shift.
"""
_EXAMPLE = """\
examples:
  orgsim switching
  orgsim switching scenario=coached_for_a_year weeks=520 --every 26 --until 312
  orgsim switching weeks=260 --discount .1 --outcome performance --outcome client_satisfaction
"""
_DEFAULTS = ("compare=[]", "weeks=416", "replications=100")
_UNTIL = 260


def run(arguments: list[str]) -> int:
    """Try the weeks."""
    parser = simulating_parser("switching", _DESCRIPTION, _EXAMPLE, stem="switching")
    parser.add_argument("--every", type=int, default=13, metavar="WEEKS", help="weeks from one try to the next (13)")
    parser.add_argument("--until", type=int, metavar="WEEK", help=f"the last week tried ({_UNTIL}, or the run's last try)")
    parser.add_argument("--discount", type=float, default=0.0, help="yearly rate at which later weeks count less (0)")
    parser.add_argument("--outcome", action="append", help="weekly outcomes (performance and engagement)")
    options = parser.parse_intermixed_args(arguments)

    from orgsim.analysis.mechanism_text import switching_text
    from orgsim.analysis.switching import OUTCOMES, simulations, switching
    from orgsim.cli.job import header
    from orgsim.study.progress import progress_bar

    if options.every < 1:
        parser.error(f"--every={options.every}: must be a whole number of weeks from 1")
    job = job_of(options.overrides, _DEFAULTS, options.config_dir)
    study, design = job.study, job.study.design
    scenario = only_one(job, "switching")
    last = min(_UNTIL, design.weeks - 1) if options.until is None else options.until
    weeks = tuple(range(0, last + 1, options.every))
    print(header(job), flush=True)
    with progress_bar(simulations(weeks, design.replications)) as progress:
        found = switching(
            study.organization,
            scenario,
            weeks=weeks,
            horizon=design.weeks,
            outcomes=options.outcome or OUTCOMES,
            discount=options.discount,
            replications=design.replications,
            seed=design.seed,
            unit=design.unit,
            confidence=options.confidence,
            execution=study.execution,
            progress=progress,
        )
    print(f"\n{switching_text(found)}")
    if options.output is not None:
        from orgsim.cli.finished import leave
        from orgsim.figures.switching import switching_figure

        leave(options.output, "switching", found.table(), figure=switching_figure(found))
        print(f"\nTable and figure: {options.output}")
    return 0
