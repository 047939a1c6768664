"""What ids and keys know, and what they do not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from orgsim.sweeps.plan import Sweep
from orgsim.sweeps.store.identity import chunk_key, fingerprint, point_ids, stratum_hashes, values_of
from tests.sweeps.small import KEY, small_sweep


def _ids(sweep: Sweep) -> list[int]:
    return list(point_ids(sweep, stratum_hashes(sweep)).tolist())


def test_an_id_does_not_know_where_its_point_stands() -> None:
    some, more = _ids(small_sweep((0.0, 1.0), leaders=(2,))), _ids(small_sweep((0.0, 0.5, 1.0), leaders=(1, 2, 3)))
    assert [more[3], more[5]] == some
    assert len(set(more)) == 9


def test_ids_know_the_values_the_choices_and_the_scenario_but_not_its_name() -> None:
    sweep = small_sweep((0.0, 1.0), leaders=(1,))
    (stratum,) = sweep.strata
    scenario = stratum.study.scenarios[0]

    def with_scenario(**changes: object) -> Sweep:
        changed = replace(scenario, **changes)
        return replace(sweep, strata=(replace(stratum, study=replace(stratum.study, scenarios=(changed,))),))

    assert _ids(with_scenario(name="another", title="Another")) == _ids(sweep)
    assert _ids(with_scenario(levers=scenario.levers._replace(coaching=9.0))) == _ids(sweep), "coaching is varied"
    assert not set(_ids(with_scenario(levers=scenario.levers._replace(hiring_bar=0.9)))) & set(_ids(sweep))
    assert not set(_ids(small_sweep((0.0, 1.0), leaders=(2,)))) & set(_ids(sweep))


def test_points_that_are_alike_have_ids_of_their_own() -> None:
    ids = _ids(small_sweep((1.0, 1.0, 0.0), leaders=(1,)))
    assert len(set(ids)) == 3
    assert _ids(small_sweep((0.0, -0.0), leaders=(1,)))[0] == ids[2]


def test_a_key_knows_everything_that_decides_numbers_and_not_the_size() -> None:
    sweep = small_sweep()
    hashes, ids, values = stratum_hashes(sweep), point_ids(sweep, stratum_hashes(sweep)), values_of(sweep)
    shared = fingerprint(sweep, "runs")

    def key(first: int = 0, count: int = 3, rows: slice = slice(0, 2), **changes: object) -> str:
        return chunk_key({**shared, **changes}, hashes[:1], ids[rows], values=values[rows], first=first, count=count)

    others = [key(first=3), key(count=4), key(rows=slice(0, 3))]
    others += [key(seed=6), key(weeks=31), key(model_hash="x"), key(keep="series")]
    assert len({key(), *others}) == 8
    assert key(first=0) == chunk_key({**shared, "first": 5}, hashes[:1], ids[:2], values=values[:2], first=0, count=3)
    whole = small_sweep((*sweep.columns[KEY][:5], 9.0))
    assert (point_ids(whole, stratum_hashes(whole))[:2] == ids[:2]).all()
    assert np.array_equal(values_of(whole)[:2], values[:2])
