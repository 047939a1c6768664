"""NK landscapes: closed forms at both ends, and the published numbers between."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.docking import nk
from orgsim.model.random import Address

RUNS = 300


def test_without_links_there_is_one_optimum_and_every_climber_finds_it() -> None:
    found = nk.landscapes(0, 50, seed=1)
    assert (found.optima == 1).all()
    assert found.ratio == pytest.approx(np.ones(50), abs=1e-15)


@pytest.mark.parametrize("bits", [4, 7, 10])
def test_with_all_links_the_expected_number_of_optima_is_known(bits: int) -> None:
    """Fitness is then independent between forms: each is the best of N + 1 with the same chance."""
    optima = nk.landscapes(bits - 1, RUNS, seed=4, bits=bits).optima
    assert optima.mean() == pytest.approx(2**bits / (bits + 1), abs=4 * optima.std() / np.sqrt(RUNS))


def test_published_numbers_within_two_per_cent_and_the_sampling_error_of_few_runs() -> None:
    for links, published in nk.OPTIMA.items():
        found = nk.landscapes(links, RUNS, seed=9)
        for values, number in ((found.optima, published), (found.ratio, nk.RATIO[links])):
            assert values.mean() == pytest.approx(number, abs=nk.TOLERANCE * number + 4 * values.std() / np.sqrt(RUNS))


def test_links_are_different_bits_and_all_others_equally_often() -> None:
    counts = np.zeros(10)
    linked = np.zeros(4, dtype=np.int64)
    for run in range(2000):
        nk.link(Address(1, 0, run), 3, 10, linked)
        assert linked[0] == 3
        assert len(set(linked.tolist())) == 4
        counts[linked[1:]] += 1
    expected = 2000 / 3
    assert counts[3] == 0
    assert np.delete(counts, 3) == pytest.approx(np.full(9, expected), abs=5 * np.sqrt(expected))


def test_contributions_are_uniform_and_all_different() -> None:
    contributions = np.zeros(1024)
    nk.contribute(Address(1, 0, 0), 2, contributions)
    assert len(set(contributions)) == 1024
    assert contributions.mean() == pytest.approx(0.5, abs=5 / np.sqrt(12 * 1024))


def test_a_climber_ends_where_no_step_leads_up() -> None:
    fitness = np.random.Generator(np.random.Philox(key=7)).random(16)
    ends = {nk.climbed(Address(1, 0, 0), climber, 4, fitness) for climber in range(40)}
    peaks = {form for form in range(16) if all(fitness[form ^ (1 << bit)] < fitness[form] for bit in range(4))}
    assert ends <= peaks
    assert len(ends) > 1


def test_a_landscape_can_be_drawn_alone() -> None:
    together, alone = nk.landscapes(3, 5, seed=2), nk.landscapes(3, 1, seed=2, first=3)
    assert (alone.optima[0], alone.ratio[0]) == (together.optima[3], together.ratio[3])
