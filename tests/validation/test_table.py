"""Pattern tables: what a row may say, and the line that says what it may not."""

from __future__ import annotations

import math

import pytest

from orgsim.errors import ConfigurationError
from orgsim.validation.query import Query
from orgsim.validation.statistics import STATISTICS
from orgsim.validation.table import DEFAULT_TABLES, find_table, read_patterns, shipped_tables
from tests.validation.helpers import HEADER, write

NAMES = ", ".join(STATISTICS)


def read(folder, body):
    return read_patterns(write(folder, HEADER + body))


def test_rows_say_what_is_asked(tmp_path):
    rows = read(
        tmp_path,
        "a,mean,trusted,,,,84,90,\n"
        "b,correlation,involved,engagement_index,,between,.7,.85,2\n"
        "c,standardised_weight,leadership + involved,engagement_index,,,.4,,0\n"
        "d,ordering,a>b>c,,,,0,,\n"
        "e,lag_correlation,index,,3,,,.9,\n"
        "f,share_beyond,index,,,5,0,.2,\n",
    )
    assert [row.query for row in rows] == [
        Query(("trusted",)),
        Query(("involved",), "engagement_index", None, "between"),
        Query(("leadership", "involved"), "engagement_index"),
        Query(("a", "b", "c")),
        Query(("index",), None, 3),
        Query(("index",), None, None, 5.0),
    ]
    assert [row.weight for row in rows] == [1, 2, 0, 1, 1, 1]
    assert (rows[2].high, rows[4].low) == (math.inf, -math.inf)


def test_an_aim_is_a_narrower_range_for_a_search(tmp_path):
    head = "name,statistic,x,low,high,aim_low,aim_high\n"
    rows = read_patterns(write(tmp_path, head + "a,mean,x,5,12,7.5,11.5\nb,mean,x,5,12,,\nc,mean,x,5,12,6,\n"))
    assert [row.aim for row in rows] == [(7.5, 11.5), None, (6, 12)]
    assert [(row.low, row.high) for row in rows] == [(5, 12)] * 3


def test_an_aim_outside_its_range_is_refused(tmp_path):
    path = write(tmp_path, "name,statistic,x,low,high,aim_low,aim_high\na,mean,x,5,12,4,11\n")
    with pytest.raises(ConfigurationError) as caught:
        read_patterns(path)
    assert caught.value.faults == (f"{path.name} row 2: aim_low=4, aim_high=11: must be in order and inside low=5, high=12",)


def test_further_columns_may_stand_beside(tmp_path):
    (row,) = read_patterns(write(tmp_path, "source,name,statistic,x,low,high,role\nsomewhere,a,mean,x,1,2,C\n"))
    assert (row.source, row.weight, row.query) == ("somewhere", 1.0, Query(("x",)))


FAULTS = {
    "a,corelation,x,y,,,0,1,": [
        f"patterns.csv row 2: statistic='corelation': must be one of {NAMES}; did you mean 'correlation'?"
    ],
    "a,correlation,x,,,,0,1,": ["patterns.csv row 2: y must be given: correlation is the Pearson correlation of x and y"],
    "a,mean,,,,,0,1,": ["patterns.csv row 2: x='': must be a column"],
    "a,mean,x,y,2,,0,1,": [
        "patterns.csv row 2: y='y': must be empty: mean has none",
        "patterns.csv row 2: lag='2': must be empty: mean has none",
    ],
    "a,mean,x+y,,,,0,1,": ["patterns.csv row 2: x='x+y': must be one column: mean takes none joined by '+'"],
    "a,ordering,x,,,,0,1,": ["patterns.csv row 2: give either y, or several columns in x with '>' between them"],
    "a,ordering,x>z,y,,,0,1,": ["patterns.csv row 2: give either y, or several columns in x with '>' between them"],
    "a,standardised_weight,x+,y,,,0,1,": [
        "patterns.csv row 2: x='x+': must be a column of the units, or several with '+' between"
    ],
    "a,lag_correlation,x,,,,0,1,": ["patterns.csv row 2: lag='': must be a whole number of years from 1 to 50"],
    "a,lag_correlation,x,,1.5,,0,1,": ["patterns.csv row 2: lag='1.5': must be a whole number of years from 1 to 50"],
    "a,change_sd,x,,0,,0,1,": ["patterns.csv row 2: lag='0': must be a whole number of years from 1 to 50"],
    "a,sd,x,,,unit,0,1,": [
        "patterns.csv row 2: level='unit': must be one of unit_years, units, within, between; did you mean 'units'?"
    ],
    "a,share_beyond,x,,,-1,0,1,": ["patterns.csv row 2: level='-1': must be a number from 0"],
    "a,share_below,x,,,,0,1,": ["patterns.csv row 2: level='': must be a number"],
    "a,quantile,x,,,2,0,1,": ["patterns.csv row 2: level='2': must be a number from 0 to 1"],
    "a,mean,x,,,,,,": ["patterns.csv row 2: low and high are empty: at least one must be a number"],
    "a,mean,x,,,,3,2,": ["patterns.csv row 2: low=3: must not be above high=2"],
    "a,mean,x,,,,low,2,": ["patterns.csv row 2: low='low': must be a number, or empty for none"],
    "a,mean,x,,,,1,2,-1": ["patterns.csv row 2: weight='-1': must be a number from 0 up, or empty for 1"],
    ",mean,x,,,,1,2,": ["patterns.csv row 2: name='': must be given"],
    "a,mean,x,,,,1,2,\na,sd,x,,,,1,2,": ["patterns.csv row 3: name='a': stands in patterns.csv row 2 already"],
}


@pytest.mark.parametrize("body", FAULTS)
def test_messages(tmp_path, body):
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, body + "\n")
    assert list(caught.value.faults) == FAULTS[body]


def test_faults_of_all_tables_come_at_once(tmp_path):
    bad, worse = write(tmp_path, HEADER + "a,mean,x,,,,5,1,\n"), write(tmp_path, "nmae,statistic,x,low,hihg\n", "worse.csv")
    with pytest.raises(ConfigurationError) as caught:
        read_patterns(bad, write(tmp_path, "nmae,statistic,x,low,hihg\na,mean,x,1,2\n", "worse.csv"), tmp_path / "none.csv")
    assert [line.replace(str(tmp_path), "") for line in caught.value.faults] == [
        "patterns.csv row 2: low=5: must not be above high=1",
        "worse.csv: no column 'name' among 'nmae', 'statistic', 'x', 'low', 'hihg'; did you mean 'nmae'?",
        "worse.csv: no column 'high' among 'nmae', 'statistic', 'x', 'low', 'hihg'; did you mean 'hihg'?",
        "/none.csv: no such file",
    ]
    assert worse.exists()


def test_a_misspelt_column_is_not_passed_over(tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        read_patterns(write(tmp_path, "name,statistic,x,low,high,wieght\na,mean,x,1,2,3\n"))
    assert list(caught.value.faults) == ["patterns.csv: no column 'weight' among 'wieght'; did you mean 'wieght'?"]


def test_shipped_tables_are_found_read_and_say_their_source():
    assert set(shipped_tables()) == set(DEFAULT_TABLES)
    rows = read_patterns(*map(find_table, DEFAULT_TABLES))
    assert len(rows) == sum(len(read_patterns(find_table(name))) for name in DEFAULT_TABLES) > 90
    assert all(row.source for row in rows)


def test_no_such_table():
    with pytest.raises(ConfigurationError) as caught:
        find_table("servey")
    assert str(caught.value) == (
        "no table of patterns 'servey': neither a file nor one of evidence, subindices, survey; did you mean 'survey'?"
    )
