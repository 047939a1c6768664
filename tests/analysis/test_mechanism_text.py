"""What people read of decompositions, switching and tipping."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from orgsim.analysis.mechanism_text import (
    decomposition_text,
    hysteresis_text,
    mechanisms_text,
    norms_text,
    switching_text,
    tipping_text,
)
from orgsim.model.mechanisms import MECHANISMS
from orgsim.model.parameters import Style
from tests.analysis import made


def test_a_decomposition_has_its_values_its_remainder_and_its_dice() -> None:
    lines = decomposition_text(made.decomposition()).splitlines()
    assert lines[0] == "Performance, %: led 80.0, directed 64.0"
    assert lines[1] == "(mean of the last 13 weeks of 312; 20 replications, seed 7)"
    parts = {line[:24].strip(): line[24:].split() for line in lines[4:]}
    assert parts["norm and habit"][0] == "+10.0"
    assert parts["norm and habit"][-2:] == ["+10.0", "+10.0"]
    assert parts["erosion"][0] == "-2.0"
    assert parts["all groups"][0] == "+13.0"
    assert parts["no switch explains"][0].startswith("+3.")
    assert parts["the whole gap"][4] == "100%"
    assert max(map(len, lines)) <= 100


def test_every_mechanism_is_listed_with_what_switches_it_off() -> None:
    lines = mechanisms_text().splitlines()
    assert len(lines) == len(MECHANISMS)
    assert all(f"{each.key} {each.off:g}" in line for each, line in zip(MECHANISMS, lines, strict=True))


def test_switching_names_the_best_week_and_what_waiting_costs() -> None:
    text = switching_text(made.switching())
    assert "some_plan: means over 312 weeks\n" in text
    assert "best: week 52 (95% interval week 52 to week 52)" in text
    assert "each year of waiting after it costs 1.0 (" in text
    assert "best when only so many years count: 1 never" in text
    assert "first week tried" in switching_text(made.switching(0))
    assert "discounted by 10% a year" in switching_text(replace(made.switching(), discount=0.1))
    assert max(map(len, text.splitlines())) <= 100


def test_tipping_names_the_critical_share() -> None:
    lines = tipping_text(made.tipping()).splitlines()
    assert lines[0] == "Converted leaders: the part of teams that lead after 6 years, and their norm"
    assert lines[3].split() == ["0%", "0%", "0.90", "100%", "0.10"]
    assert lines[-2].startswith("  J 4: critical share 38% (95% interval ")
    assert lines[-1] == "  J 0: critical share 0% (95% interval 0% to 0%)"
    stuck = replace(made.tipping(), norms=np.full((2, 4, 20), 0.9))
    assert tipping_text(stuck).endswith("J 0: critical share none (95% interval none to none)")


def test_norms_in_the_mean() -> None:
    text = norms_text(Style(habit=2.5, peers=4.0), made.tipping())
    assert "J + habit = 6.5" in text
    assert "two norms last in fields from -0.56 to +0.56 logits" in text
    assert "J 4: teams that nobody converts end in a field of -0.20, where 0.04 and 0.93 can last" in text


def test_loops_have_an_area_and_two_ends() -> None:
    lines = hysteresis_text(made.loops()).splitlines()
    assert lines[0] == "Coaching from -4.0 to +4.0 logits and back, 10 years each way"
    assert lines[-2].split() == ["4", "2.00", "2.00", "to", "2.00", "+1.10", "-0.90"]
    assert lines[-1].split()[:2] == ["0", "0.00"]
