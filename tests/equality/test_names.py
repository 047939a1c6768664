"""One name for one quantity: what a slot of the kernel is called, the agents call it, too."""

from __future__ import annotations

from orgsim import Organization, OrganizationModel
from orgsim.engines.kernel.layout import RECORDED, at, unit_at, worker_at
from orgsim.model.state import PERSON_FIELD_NAMES

#: The kernel alone draws these ahead, or adds them up over a team: nobody has such a thing.
OF_THE_KERNEL = {"quit_ceiling", "team_engagement", "team_experience"}


def test_agents_and_slots_have_the_same_names() -> None:
    model = OrganizationModel(Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3), weeks=1)
    model.run_model()
    team = model.teams[0]
    for slots, owners in ((at, (team.supervisor, team)), (worker_at, (team.workers[0],)), (unit_at, (model,))):
        named = [name for name in slots._fields if not any(hasattr(owner, name) for owner in owners)]
        assert set(named) <= OF_THE_KERNEL, named


def test_slots_are_numbered_from_zero_and_recorded_in_the_order_of_the_fields() -> None:
    for slots in (at, worker_at, unit_at):
        assert tuple(slots) == tuple(range(len(slots)))
    found = {name: at._fields[slot] if slot >= 0 else None for name, slot in zip(PERSON_FIELD_NAMES, RECORDED, strict=True)}
    assert found == {name: None if name in ("experience", "need") else name for name in PERSON_FIELD_NAMES}
