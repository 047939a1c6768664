"""The questionnaire: every item, what it is about, and the indices made from items."""

from __future__ import annotations

from typing import NamedTuple

#: What items are about, in the order of the inclinations that `orgsim.surveying.answering` works out for a person.
CONTENTS = (
    "engagement",
    "involved",
    "choice",
    "better_ways",
    "safe_to_challenge",
    "leadership",
    "leaders_lead",
    "my_manager",
    "supervisors",
    "intrinsic_work",
    "workload",
    "trusted",
    "leave_12_months",
)
#: The five items of one subject are a little harder or easier to agree with, in logits around the subject's base.
_FIVE = (-0.5, -0.25, 0.0, 0.25, 0.5)
_OF_FIVE = ("engagement", "leaders_lead", "supervisors", "intrinsic_work")


class Item(NamedTuple):
    """One five-point item: its name, the place of what it is about in `CONTENTS`, and its own offset in logits."""

    name: str
    content: int
    offset: float


def _items() -> tuple[Item, ...]:
    found = []
    for place, name in enumerate(CONTENTS):
        if name in _OF_FIVE:
            found += [Item(f"{name}_{number}", place, offset) for number, offset in enumerate(_FIVE, start=1)]
        else:
            found.append(Item(name, place, 0.0))
    return tuple(found)


ITEMS: tuple[Item, ...] = _items()
ITEM_NAMES: tuple[str, ...] = tuple(item.name for item in ITEMS)

#: Sub-indices of the US survey: mean percent favourable over five items each; its index is their mean.
SUB_INDICES = ("leaders_lead", "supervisors", "intrinsic_work")
#: Single items, reported as percent favourable (for `leave_12_months`: percent who intend to leave).
SINGLE = tuple(name for name in CONTENTS if name not in _OF_FIVE)
#: Everything that is reported for a group, in the order of columns.
REPORTED = ("engagement_index", *SINGLE, *SUB_INDICES, "us_index")

LABELS = {
    "engagement_index": "Engagement index (UK), 0 to 100",
    "involved": "Involved in decisions that affect my work",
    "choice": "A choice in deciding how I do my work",
    "better_ways": "Encouraged to come up with better ways",
    "safe_to_challenge": "Safe to challenge the way things are done",
    "leadership": "The department is led well",
    "my_manager": "My manager is good at leading me",
    "workload": "An acceptable workload",
    "trusted": "Trusted to do my job",
    "leave_12_months": "Intend to leave within 12 months",
    "leaders_lead": "Leaders lead (US sub-index)",
    "supervisors": "Supervisors (US sub-index)",
    "intrinsic_work": "Intrinsic work experience (US sub-index)",
    "us_index": "Engagement index (US)",
}


def items_of(content: str) -> list[int]:
    """Places in `ITEMS` of the items on one subject."""
    return [place for place, item in enumerate(ITEMS) if CONTENTS[item.content] == content]
