"""A table of patterns from data: it can be read back, its own data pass, and its ranges say how firm they are."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.errors import ConfigurationError
from orgsim.validation.describing import describe
from orgsim.validation.panel import INDEX, read_units
from orgsim.validation.scoring import score
from orgsim.validation.table import read_patterns
from tests.validation.helpers import as_csv, drifting, panel, write


@pytest.fixture
def units(tmp_path):
    data = drifting()
    return read_units(write(tmp_path, as_csv(panel(**data.values, leadership=data["involved"][::-1] + data[INDEX])), "own.csv"))


def test_what_is_described_can_be_read_and_passes(units, tmp_path):
    table = describe(units)
    path = tmp_path / "patterns.csv"
    table.to_csv(path, index=False)
    patterns = read_patterns(path)
    assert len(patterns) == len(table) > 15
    assert {row.source for row in patterns} == {"own.csv: 40 units, 2000 to 2005"}
    scores = score(patterns, units)
    assert scores["passed"].all()
    assert scores["value"].tolist() == pytest.approx(table["figure"].tolist(), rel=2e-3)


def test_families_weigh_the_same(units):
    table = describe(units)
    assert table.groupby("family")["weight"].sum().to_numpy() == pytest.approx(1, abs=0.01)
    assert {"standardised weight of leadership beside involved", "lag-5 correlation of engagement_index"} <= set(table["name"])


def test_a_range_is_two_errors_of_units_and_of_years_together(units):
    row = describe(units).set_index("name").loc["SD of involved"]
    data = units.panels(["involved"])[0]["involved"]
    assert row["year_sd"] == pytest.approx(data.std(axis=0, ddof=1).std(ddof=1), rel=0.05)
    half = 2 * np.hypot(row["standard_error"], row["year_sd"])
    assert (row["high"] - row["low"]) / 2 == pytest.approx(half, rel=0.05)


def test_one_year_has_no_persistence(tmp_path):
    data = drifting(years=1)
    table = describe(read_units(write(tmp_path, as_csv(data))), [INDEX, "involved"])
    assert set(table["statistic"]) == {"mean", "sd", "correlation", "slope"}
    assert table["year_sd"].isna().all()
    assert (table["source"] == "patterns.csv: 40 units, 2000").all()


def test_only_the_items_asked_for_and_another_index(units):
    table = describe(units, ["involved", "leadership"], index="involved", source="ours")
    assert set(table["x"]) == {"involved", "leadership"}
    assert "slope of involved on leadership" in set(table["name"])
    assert set(table["source"]) == {"ours"}


def test_whole_points_are_compared_half_a_point_further(tmp_path):
    data = drifting()
    rough = panel(**{name: np.round(values) for name, values in data.values.items()})
    levels = [
        describe(read_units(write(tmp_path, as_csv(each), f"{place}.csv")), [INDEX])["level"].dropna().tolist()
        for place, each in enumerate((data, rough))
    ]
    assert levels == [[5.0], [5.5]]


def test_text_columns_are_passed_over(tmp_path):
    text = "unit,year,title,x\n" + "".join(f"{u},{y},Head {u},{u + y % 3}\n" for u in range(5) for y in range(4))
    assert set(describe(read_units(write(tmp_path, text)))["x"]) == {"x"}


def test_messages(units, tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        describe(units, ["invovled", INDEX, "pay"])
    among = "among 'engagement_index', 'involved', 'leadership'"
    assert list(caught.value.faults) == [
        f"own.csv: no column 'invovled' {among}; did you mean 'involved'?",
        f"own.csv: no column 'pay' {among}",
    ]
    two = "replication,unit,year,x\n1,a,1,1\n2,a,1,1\n"
    with pytest.raises(ConfigurationError, match="holds 2 replications; only one set of units can be described"):
        describe(read_units(write(tmp_path, two)))
    with pytest.raises(ConfigurationError, match="has no measures, only units and years"):
        describe(read_units(write(tmp_path, "unit,year\na,1\n")))
