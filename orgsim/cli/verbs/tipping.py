"""`orgsim tipping`: how many leaders must lead before the team does, and whether the way back is another one."""

from __future__ import annotations

from orgsim.cli.simulating import job_of, only_one, simulating_parser

SUMMARY = "how many leaders must lead before the whole team does, and whether the way back is another one"
_DESCRIPTION = """\
tipping and hysteresis of the norm in the leadership team.

J (context.style.peers) is how strongly leaders do as the other leaders do; J = 0 is a leader whom no
team holds back, or holds up. Three views:
  in the mean     which norms can last when habit has caught up: two, inside the cusp, once J + habit > 4
  conversion      teams start with some leaders converted (start.converted_habit) and are left alone for
                  weeks=; the critical share is where half of the teams end leading (Centola et al. 2018
                  found about a quarter, in experiments that are not organizations)
  slow coaching   coaching rises and falls again, so slowly that the norm can follow; a team's norm takes
                  another way back (the loop's area is large), a single leader's does not
The context is that of the tipping experiment (context=tipping), not of an ordinary department;
context=default shows how far that is from tipping.
"""
_EXAMPLE = """\
examples:
  orgsim tipping
  orgsim tipping context=default weeks=520
  orgsim tipping --strength 0 --strength 2 --strength 4 start.converted_habit=.3
"""
_DEFAULTS = ("scenario=management_trap", "context=tipping", "compare=[]", "weeks=260", "replications=48")
_LOOPS = 8


def run(arguments: list[str]) -> int:
    """Convert leaders, and coach them slowly."""
    parser = simulating_parser("tipping", _DESCRIPTION, _EXAMPLE, stem="tipping")
    parser.add_argument("--strength", type=float, action="append", metavar="J", help="strength of the norm (its own and 0)")
    parser.add_argument("--reach", type=float, default=4.0, metavar="LOGITS", help="coaching goes from -this to +this (4)")
    parser.add_argument("--ramp", type=int, default=10_400, metavar="WEEKS", help="weeks that it takes each way (10,400)")
    options = parser.parse_intermixed_args(arguments)

    from orgsim.analysis.hysteresis import hysteresis
    from orgsim.analysis.mechanism_text import hysteresis_text, norms_text, tipping_text
    from orgsim.analysis.tipping import tipping
    from orgsim.cli.job import header

    job = job_of(options.overrides, _DEFAULTS, options.config_dir)
    study, design = job.study, job.study.design
    scenario = only_one(job, "tipping")
    style = scenario.context.style
    strengths = options.strength or [style.peers, 0.0]
    dice = {"seed": design.seed, "unit": design.unit, "confidence": options.confidence, "execution": study.execution}
    print(header(job), flush=True)
    teams = tipping(
        study.organization, scenario, strengths=strengths, weeks=design.weeks, replications=design.replications, **dice
    )
    more = sorted({*strengths, *(style.peers * part / 4 for part in range(1, 6))})
    loops = hysteresis(
        study.organization, scenario, [each for each in more if each <= 10], reach=options.reach, ramp=options.ramp,
        replications=min(_LOOPS, design.replications), **dice,
    )  # fmt: skip
    print(f"\n{norms_text(style, teams)}\n\n{tipping_text(teams)}\n\n{hysteresis_text(loops)}")
    if options.output is not None:
        from orgsim.cli.finished import leave
        from orgsim.figures.tipping import tipping_figure

        leave(options.output, "tipping", teams.table(), figure=tipping_figure(style, teams, loops))
        print(f"\nTable and figure: {options.output}")
    return 0
