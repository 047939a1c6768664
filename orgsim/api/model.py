"""The Mesa engine's model as Python is offered it: `orgsim.OrganizationModel`, made from names and overrides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from orgsim.api.asking import checked_study
from orgsim.config.changes import by_key
from orgsim.config.schema import scenario_keys
from orgsim.engines.mesa.model import DepartmentModel
from orgsim.engines.mesa.people import Person, person_reporters
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.bounds import DESIGN
from orgsim.spec.values import number_faults, unknown

_ARGUMENTS = ("organization", "scenario", "overrides", "seed", "rng", "replication", "unit", "climate", "weeks")
_ONE_RUN = {"replications": 1, "departments": 1, "first": 0}


class OrganizationModel(DepartmentModel):
    """One department under one scenario as a Mesa model; its numbers are the kernel's, bit for bit.

    `step()` simulates a week and `run_model()` all of them. After a step `outcomes` holds the week's outcomes by name,
    `datacollector` all weeks'. `agents` are all people, `agents_by_type` those who are a `Leader`, `Manager` or `Worker`,
    and each answers every field of people by its name. What subclasses of the model and of the agents change is yours.

    Parameters
    ----------
    organization : Organization, optional
        Who reports to whom. Default: the synthetic department of 277.
    scenario : str, Path or Scenario, optional
        The way of leading: a name (`orgsim scenarios` lists them), a file, or a `Scenario`. Default: everything as in the
        table of parameters.
    overrides : mapping or sequence of str, optional
        What is changed in the scenario: `{"levers.coaching": 2}` or `["levers.coaching=2"]`.
    seed : int, optional
        The dice, with `replication` and `unit`: the same three give the same run. None, which Mesa's `batch_run` gives, is 1.
    rng : int, optional
        The seed by the name that Mesa's `batch_run` has for it. Default: `seed`.
    replication : int, default 0
        The number of the run.
    unit : int, default 0
        The department's number in a company.
    climate : int, optional
        The unit whose climate the department shares. Default: its own.
    weeks : int, default 312
        The number of weeks after which the model is no longer `running`.
    **kwargs
        Changes by full key, as factors of `batch_run` and inputs of Mesa's page give them: `**{"levers.coaching": 2}`.

    Raises
    ------
    ConfigurationError
        With one line for each fault: the key, its value and what is allowed.

    Examples
    --------
    >>> import orgsim
    >>> small = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    >>> model = orgsim.OrganizationModel(small, "half_hearted", overrides=["levers.coaching=2"], weeks=4)
    >>> model.run_model()
    >>> model.running, len(model.agents), model.plan.levers.coaching
    (False, 19, 2.0)
    """

    def __init__(
        self,
        organization: Organization | None = None,
        scenario: str | Path | Scenario | None = None,
        *,
        overrides: Mapping[str, Any] | Sequence[str] | None = None,
        seed: int | None = None,
        rng: int | None = None,
        replication: int = 0,
        unit: int = 0,
        climate: int | None = None,
        weeks: int = 312,
        **kwargs: Any,
    ) -> None:
        changes, known = by_key(overrides or ()), scenario_keys()
        faults = [*_given_wrongly(changes, kwargs, known)]
        if seed is not None and rng is not None:
            faults.append(f"rng={rng!r}: is the seed, which is given as {seed!r}")
        faults += number_faults("replication", replication, DESIGN["unit"])
        faults += [] if climate is None else number_faults("climate", climate, DESIGN["unit"])
        dice = seed if rng is None else rng
        study = checked_study(
            Organization.synthetic() if organization is None else organization,
            Scenario() if scenario is None else scenario,
            overrides=changes | {key: value for key, value in kwargs.items() if key in known},
            numbers={**_ONE_RUN, "weeks": weeks, "seed": 1 if dice is None else dice, "unit": unit},
            execution=("mesa", None, None),
            also=faults,
        )
        design = replace(study.design, climate=climate)
        super().__init__(study.organization, study.scenarios[0], design, int(replication))

    @staticmethod
    def person_reporters(*names: str) -> dict[str, Callable[[Person], float]]:
        """Agent reporters for Mesa's `DataCollector`: fields of people as results have them.

        Parameters
        ----------
        *names : str
            Fields of people, such as `"engagement"` and `"trust"`. Default: all of them.

        Returns
        -------
        dict
            A reporter for each name. It gives what `people.parquet` has: not a number for a field that a person of this kind
            does not have, and for the fields of a supervisor while the post is vacant.

        Raises
        ------
        ConfigurationError
            For a name that is no field of people, with the nearest.

        Examples
        --------
        >>> import mesa, orgsim
        >>> collector = mesa.DataCollector(agent_reporters=orgsim.OrganizationModel.person_reporters("engagement", "trust"))
        """
        return person_reporters(*names)


def _given_wrongly(changes: Mapping[str, Any], kwargs: Mapping[str, Any], known: Sequence[str]) -> Iterator[str]:
    """A line for each keyword that is neither an argument nor a key of scenarios, or that overrides give too."""
    for key, value in kwargs.items():
        if key not in known:
            yield unknown(key, value, [*_ARGUMENTS, *known])
        elif key in changes:
            yield f"{key}: given twice, as {changes[key]!r} and as {value!r}"
