"""The table of mechanisms: what each does, the parameter value that switches it off, and which gap it may explain.

A mechanism is switched off by a value, never by a branch: at that value the rule gives the same bits whatever the mechanism
would read. Decomposition, tests and documents read `MECHANISMS`; nothing else says how to switch anything off.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from orgsim.errors import ConfigurationError, suggestion
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing

#: The two gaps between a directed and a led department that mechanisms are held responsible for.
PLATEAU, ENGAGEMENT_GAP = "plateau", "engagement gap"
GAPS = (PLATEAU, ENGAGEMENT_GAP)

NORM, GOAL, TRUST, ATTENTION = "norm and habit", "goal and pressure", "trust", "attention"
INITIATIVE, AGENDA, LEARNING, EROSION = "initiative", "agenda and alignment", "learning and routines", "erosion"
INVOLVEMENT, SUPPORT = "involvement", "support and progress"

#: Groups of mechanisms that are switched together when a gap is taken apart, and the gaps that each may explain.
GROUPS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((NORM, GOAL, TRUST, ATTENTION, INITIATIVE, AGENDA), GAPS),
    **dict.fromkeys((LEARNING, EROSION), (PLATEAU,)),
    **dict.fromkeys((INVOLVEMENT, SUPPORT), (ENGAGEMENT_GAP,)),
}


class Mechanism(NamedTuple):
    """One mechanism: `key` at the value `off` switches it off. `group` is one of `GROUPS`, or empty: in no decomposition."""

    name: str
    key: str
    off: float
    meaning: str
    group: str = ""

    @property
    def explains(self) -> tuple[str, ...]:
        """The gaps (of `GAPS`) that the mechanism may explain, with its group."""
        return GROUPS.get(self.group, ())


MECHANISMS: tuple[Mechanism, ...] = (
    Mechanism("habit", "context.style.habit", 0.0, "people direct as they are used to", NORM),
    Mechanism("peer norm", "context.style.peers", 0.0, "people direct as their peers are used to", NORM),
    Mechanism("cascade", "context.style.boss", 0.0, "those who are directed direct in turn", NORM),
    Mechanism("pressure", "context.style.pressure", 0.0, "bosses direct more while performance is below the goal", GOAL),
    Mechanism("the agreed goal", "levers.agreed_goal", 1.0, "drive stops at the agreed goal", GOAL),
    Mechanism("trust", "context.style.trust", 0.0, "bosses direct those less whom they trust", TRUST),
    Mechanism("trust learning", "context.trust.gain", 0.0, "trust follows the decisions people take", TRUST),
    Mechanism("attribution", "context.trust.attribution", 0.0, "under direction the boss takes the credit", TRUST),
    Mechanism("head's weight", "context.style.head_weight", 0.0, "the head weighs more than other leaders in the norm"),
    Mechanism("dispositions", "context.style.disposition_sd", 0.0, "people differ in their inclination to direct"),
    Mechanism("habit learning", "context.style.habit_rate", 0.0, "habit follows the style in use"),
    Mechanism("time for exceptions", "context.attention.exception", 0.0, "matters decided take a boss's time", ATTENTION),
    Mechanism("time for ideas", "context.attention.idea", 0.0, "ideas reviewed take a boss's time", ATTENTION),
    Mechanism("oversight", "context.attention.oversight", 0.0, "directing people takes a boss's time", ATTENTION),
    Mechanism("loss when climbing", "context.authority.info_loss", 0.0, "knowledge is lost at each level climbed", ATTENTION),
    Mechanism("help from above", "context.authority.info_loss", 1.0, "bosses resolve what climbs to them"),
    Mechanism("uptake", "context.authority.uptake_floor", 1.0, "the disengaged leave authority lying", INITIATIVE),
    Mechanism("silencing", "context.work.idea_floor", 1.0, "directed workers offer fewer ideas", INITIATIVE),
    Mechanism("turning down", "context.improvement.approval", 1.0, "bosses turn ideas down", INITIATIVE),
    Mechanism("noticing voice", "context.improvement.voice_rate", 0.0, "ideas that vanish stop coming", INITIATIVE),
    Mechanism("approval", "context.improvement.approval", 0.0, "bosses approve some ideas that are not the supervisor's"),
    Mechanism("crowding out", "context.attention.item", 0.0, "operations push strategy off the leaders' agenda", AGENDA),
    Mechanism("alignment", "context.direction.alignment_gain", 0.0, "strategic time aligns people", AGENDA),
    Mechanism("drift", "context.direction.alignment_decay", 0.0, "change wears alignment", AGENDA),
    Mechanism("learning by deciding", "context.competence.gain", 0.0, "deciding builds competence", LEARNING),
    Mechanism("learning from support", "context.competence.coaching", 0.0, "support builds competence", LEARNING),
    Mechanism("forgetting", "context.competence.decay", 0.0, "competence wears off", LEARNING),
    Mechanism("learning to lead", "context.leading_skill.gain", 0.0, "leading is learnt by leading", LEARNING),
    Mechanism("building routines", "context.process.gain", 0.0, "support builds routines", LEARNING),
    Mechanism("wear of routines", "context.process.decay", 0.0, "change wears routines", LEARNING),
    Mechanism("erosion", "context.improvement.erosion", 0.0, "gaps that nobody upholds reopen", EROSION),
    Mechanism(
        "upholding", "context.improvement.upholding", 0.0, "practices last where competent supervisors have time", EROSION
    ),
    Mechanism("spread of ability", "context.competence.ability_sd", 0.0, "people differ in the competence they can reach"),
    Mechanism("variety", "start.varied", 0.0, "departments differ in circumstances, skill and disposition, and heads move on"),
    Mechanism("own readings", "context.survey.local_sd", 0.0, "units read each subject of the survey in their own way"),
    Mechanism("culture of answering", "context.survey.culture_sd", 0.0, "units answer all subjects in their own way"),
    Mechanism("halo", "context.survey.halo_sd", 0.0, "a person agrees with everything more, or less, on the day"),
    Mechanism("coloured answers", "context.survey.halo_engagement", 0.0, "engagement colours answers about other things"),
    Mechanism("involvement", "context.engagement.involvement", 0.0, "people who decide are engaged", INVOLVEMENT),
    Mechanism("support", "context.engagement.support", 0.0, "people who are led are engaged", SUPPORT),
    Mechanism("voice", "context.engagement.voice", 0.0, "people who are heard are engaged", SUPPORT),
    Mechanism("progress", "context.engagement.progress", 0.0, "progress engages people", SUPPORT),
    Mechanism("overload", "context.engagement.overload", 0.0, "overloaded bosses disengage", SUPPORT),
    Mechanism("unresolved", "context.authority.unresolved_cost", 0.0, "unresolved exceptions cost performance"),
    Mechanism("spread of competence", "context.competence.sd", 0.0, "people differ in competence"),
    Mechanism("spread of skill", "context.leading_skill.sd", 0.0, "people differ in leading skill"),
    Mechanism("exceptions", "context.work.exceptions", 0.0, "work brings exceptions"),
    Mechanism("turbulence", "context.work.turbulence", 0.0, "the environment changes"),
    Mechanism("ideas", "context.work.ideas", 0.0, "workers have ideas"),
    Mechanism("reach", "context.influence.reach", 0.0, "the leadership team supports people beyond the reporting lines"),
    Mechanism("own boss's support", "context.influence.reach", 1.0, "people are supported by their own boss"),
    Mechanism("copying", "context.influence.copying", 0.0, "teams take over the practice of the best sibling team"),
    Mechanism("drive", "context.improvement.driven", 0.0, "direction closes what can be seen from above"),
    Mechanism("improvement by ideas", "context.improvement.idea_effect", 0.0, "ideas acted on close gaps"),
    Mechanism("noticing progress", "context.improvement.progress_rate", 0.0, "people notice progress"),
    Mechanism("clients' habituation", "context.direction.expectation_rate", 0.0, "clients get used to what they see"),
    Mechanism("clients' surprise", "context.direction.client_surprise", 0.0, "clients compare with what they expect"),
    Mechanism("engagement", "context.engagement.rate", 0.0, "engagement follows how people are led"),
    Mechanism("contagion", "context.engagement.contagion", 0.0, "colleagues pull each other's engagement"),
    Mechanism("the table", "context.engagement.table", 1.0, "leaders feel involved by what they decide themselves"),
    Mechanism("consultation", "context.engagement.consult", 1.0, "managers feel involved by what is delegated to them"),
    Mechanism("authority passed on", "context.engagement.worker_share", 1.0, "managers pass on the authority they have"),
    Mechanism("needs", "context.engagement.need_sd", 0.0, "people differ in their need to be involved"),
    Mechanism("climate", "context.climate.sd", 0.0, "moods of the whole department come and go"),
    Mechanism("memory of the climate", "context.climate.persistence", 0.0, "the climate lasts"),
    Mechanism("experience", "context.experience.rate", 0.0, "workers learn on the job"),
    Mechanism("colouring", "context.diagnosis.colouring", 0.0, "leaders judge their leading by their own involvement"),
    Mechanism("leaving", "context.leaving.rate", 0.0, "people quit"),
    Mechanism("loyalty", "context.leaving.sensitivity", 0.0, "the engaged quit less"),
    Mechanism("stretch", "levers.stretch", 0.0, "leaders raise the goal"),
    Mechanism("replacing", "levers.replace_below", 0.0, "managers who are not trusted are replaced"),
    Mechanism("reviews", "levers.retrospectives", 0.0, "team reviews ask for ideas and act on them"),
    Mechanism("hiring bar", "levers.hiring_bar", 0.0, "successors are selected"),
)
BY_NAME: dict[str, Mechanism] = {each.name: each for each in MECHANISMS}


def groups_of(gap: str) -> dict[str, tuple[str, ...]]:
    """The groups that are candidates for a gap (one of `GAPS`), each with the names of its mechanisms, in their order."""
    groups: dict[str, tuple[str, ...]] = {}
    for each in MECHANISMS:
        if gap in each.explains:
            groups[each.group] = (*groups.get(each.group, ()), each.name)
    return groups


def check_mechanisms(names: Iterable[str]) -> list[str]:
    """A line for each name that is no mechanism's, and for each two mechanisms that want one parameter at two values."""
    names = list(dict.fromkeys(names))
    faults = [f"mechanism {name!r}: unknown{suggestion(name, BY_NAME)}" for name in names if name not in BY_NAME]
    first: dict[str, Mechanism] = {}
    for each in (BY_NAME[name] for name in names if name in BY_NAME):
        other = first.setdefault(each.key, each)
        if other.off != each.off:
            faults.append(
                f"mechanisms {other.name!r} and {each.name!r}: cannot both be off; "
                f"they want {each.key} at {other.off:g} and {each.off:g}"
            )
    return faults


def switched_off(scenario: Scenario, names: Iterable[str]) -> Scenario:
    """The scenario with some mechanisms switched off from the first week to the last. Raises ConfigurationError.

    Only the values in the table change; a lever that is one of them keeps its value from week 0, whenever the scenario shifts.

    >>> switched_off(Scenario(), ["peer norm"]).context.style.peers
    0.0
    """
    names = list(names)
    faults = check_mechanisms(names)
    if faults:
        raise ConfigurationError(faults)
    context, start, levers, timing = scenario.context, scenario.start, scenario.levers, dict(scenario.timing)
    for each in (BY_NAME[name] for name in names):
        *groups, name = each.key.split(".")
        if groups == ["levers"]:
            levers = levers._replace(**{name: each.off})
            timing[name] = Timing()
        elif groups == ["start"]:
            start = start._replace(**{name: each.off})
        else:
            group = getattr(context, groups[-1])._replace(**{name: each.off})
            context = context._replace(**{groups[-1]: group})
    return replace(scenario, context=context, start=start, levers=levers, timing=timing)
