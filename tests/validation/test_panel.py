"""Tables of units: real and simulated ones are recognised, and every fault is one clear line."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.errors import ConfigurationError
from orgsim.validation.panel import UNIT_NAMES, read_units
from tests.validation.helpers import write

TABLE = "year,unit,engagement_index,trusted\n2011,a,50,80\n2012,a,,81\n2014,a,53,82\n2011,b,60,NaN\n"


@pytest.mark.parametrize("name", UNIT_NAMES)
def test_units_go_by_several_names(tmp_path, name):
    units = read_units(write(tmp_path, TABLE.replace("unit", name)))
    (panel,) = units.panels(["engagement_index", "trusted"])
    assert (panel.units, panel.years) == (("a", "b"), (2011, 2012, 2013, 2014))
    nan = np.nan
    np.testing.assert_array_equal(panel["engagement_index"], [[50, nan, nan, 53], [60, nan, nan, nan]])
    np.testing.assert_array_equal(panel["trusted"], [[80, 81, nan, 82], [nan, nan, nan, nan]])


def test_replications_are_panels_of_their_own(tmp_path):
    text = "replication,unit,year,x\n" + "".join(
        f"{r},{u},{y},{100 * r + 10 * u + y}\n" for r in (4, 2) for u in (1, 2) for y in (1, 2)
    )
    first, second = read_units(write(tmp_path, text)).panels(["x"])
    np.testing.assert_array_equal(first["x"], [[411, 412], [421, 422]])
    np.testing.assert_array_equal(second["x"], first["x"] - 200)


def test_semicolons_and_text_beside_the_numbers(tmp_path):
    text = "agency;year;title;x\nA;2019;Air, land;1\nB;2019;Sea;2\n"
    (panel,) = read_units(write(tmp_path, text)).panels(["x"])
    np.testing.assert_array_equal(panel["x"], [[1], [2]])


def test_an_alias_reads_a_column_by_another_name(tmp_path):
    units = read_units(write(tmp_path, TABLE), alias={"leave_12_months": "trusted"})
    assert units.has("leave_12_months")
    assert units.measures == ["engagement_index", "leave_12_months"]
    np.testing.assert_array_equal(units.panels(["leave_12_months"])[0]["leave_12_months"][0], [80, 81, np.nan, 82])
    assert not read_units(write(tmp_path, TABLE)).has("leave_12_months")


def test_units_can_be_left_out(tmp_path):
    assert read_units(write(tmp_path, TABLE), without=["b"]).panels([])[0].units == ("a",)


def test_resampling_and_years(tmp_path):
    (panel,) = read_units(write(tmp_path, TABLE)).panels(["trusted"])
    again = panel.resampled(np.array([1, 0, 0]))
    assert again.units == ("b", "a", "a")
    np.testing.assert_array_equal(again["trusted"][2], panel["trusted"][0])
    np.testing.assert_array_equal(panel.during([2012])["trusted"][0], [np.nan, 81, np.nan, np.nan])


FAULTS = {
    "no unit": (
        "year,x\n2011,1\n",
        {},
        [
            "units.csv: no column unit, organisation, organization, agency, department for the units; "
            "say which with --unit-column, one of 'year', 'x'",
        ],
    ),
    "two units": (
        "year,unit,agency,x\n2011,a,b,1\n",
        {},
        [
            "units.csv: 'unit', 'agency' could all name the units; "
            "say which with --unit-column, one of 'year', 'unit', 'agency', 'x'",
        ],
    ),
    "unit column": (
        TABLE,
        {"unit_column": "untis"},
        [
            "units.csv: no column 'untis' among 'year', 'unit', 'engagement_index', 'trusted'; did you mean 'unit'?",
        ],
    ),
    "no year": ("unit,yeer,x\na,1,1\n", {}, ["units.csv: no column 'year' among 'unit', 'yeer', 'x'; did you mean 'yeer'?"]),
    "rows": (
        "unit,year,x\na,2011,1\n,2011,1\nb,soon,2\nb,2011.5,2\na,2011,3\n",
        {},
        [
            "units.csv row 3: unit='': must be given",
            "units.csv row 4: year='soon': must be a whole number from 0 to 9999",
            "units.csv row 5: year='2011.5': must be a whole number from 0 to 9999",
            "units.csv row 6: 'a' in 2011 stands in row 2 already",
        ],
    ),
    "without": (TABLE, {"without": ["aa"]}, ["units.csv: no unit is called 'aa'; did you mean 'a'?"]),
    "nothing left": (TABLE, {"without": ["a", "b"]}, ["units.csv: no row is left"]),
    "alias": (
        TABLE,
        {"alias": {"leave": "trustd", "trusted": "engagement_index"}},
        [
            "units.csv: no column 'trustd' to read as 'leave'; did you mean 'trusted'?",
            "units.csv: has a column 'trusted' of its own; 'engagement_index' cannot be read as that",
        ],
    ),
    "twice": ("unit,year,x,x\na,1,1,1\n", {}, ["units.csv: 'x' stands more than once in the header"]),
}


@pytest.mark.parametrize("case", FAULTS)
def test_messages(tmp_path, case):
    text, options, lines = FAULTS[case]
    with pytest.raises(ConfigurationError) as caught:
        read_units(write(tmp_path, text, "units.csv"), **options)
    assert list(caught.value.faults) == lines


def test_cells_that_are_no_numbers_matter_only_where_they_are_used(tmp_path):
    units = read_units(write(tmp_path, "unit,year,x,y\na,1,many,1\nb,1,inf,2\n", "units.csv"))
    np.testing.assert_array_equal(units.panels(["y"])[0]["y"], [[1], [2]])
    with pytest.raises(ConfigurationError) as caught:
        units.panels(["x", "y"])
    wanted = "must be a number, or empty where it is unknown"
    assert list(caught.value.faults) == [f"units.csv row 2: x='many': {wanted}", f"units.csv row 3: x='inf': {wanted}"]


def test_no_file(tmp_path):
    with pytest.raises(ConfigurationError, match="no such file"):
        read_units(tmp_path / "none.csv")
