from __future__ import annotations

import csv
import time
from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import numpy as np
import pytest

from orgsim.organization import Organization
from orgsim.organization.organogram import number_of, pay_of
from orgsim.organization.report import Kind

from .helpers import (
    BODIES,
    JUNIOR_HEADER,
    ORGANOGRAMS,
    SENIOR_HEADER,
    bosses_by_id,
    check_invariants,
    needs_organograms,
    organogram,
    write,
)


def body(name: str) -> Organization:
    return Organization.from_organogram(ORGANOGRAMS / f"{name}-senior.csv", ORGANOGRAMS / f"{name}-junior.csv")


def published(name: str, which: str) -> list[dict[str, str]]:
    with open(ORGANOGRAMS / f"{name}-{which}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_small_body_by_hand(tmp_path: Path) -> None:
    senior = "V,SCS1,xx,90000\nA,SCS3,XX,120000\nB,SCS2,A,80000\nC,SCS2,A,80000\nB,SCS2,A,80000\n"
    junior = (
        "B,EO,20000,30000,13\nB,G6,60000,70000,2\n"  # 15: B leads 8, the first G6 leads 7
        "C,EO,20000,30000,1.4\nC,AO,10000,20000,0.6\n"  # 18 in all: the half post to AO
        ",HEO,25000,33000,1\n"
    )
    org = organogram(tmp_path, senior, junior)
    expected: dict[str, str | None] = {"A": None, "V": "A", "B": "A", "C": "A", "unplaced/HEO/1": "A"}
    expected |= {"C/EO/1": "C", "C/AO/1": "C", "B/G6/1": "B", "B/G6/2": "B"}
    expected |= {f"B/EO/{n}": "B" if n <= 6 else "B/G6/1" for n in range(1, 14)}
    assert bosses_by_id(org) == expected
    assert org.ids[:4] == ("A", "B", "C", "B/G6/1")
    report = org.report
    assert (report.senior_rows, report.senior_posts, report.junior_rows) == (5, 4, 5)
    assert (report.junior_fte, report.junior_posts, report.placed, report.unplaced, report.dropped) == (18, 18, 17, 1, 0)
    assert [(row.file, row.row, row.kind) for row in report.rows] == [
        ("senior", 2, Kind.SEVERAL_ROOTS),
        ("senior", 6, Kind.REPEATED),
        ("junior", 6, Kind.NO_SENIOR),
    ]
    assert report.rows[2].repair == "put under the head 'A', posts: 1"
    assert org.name == "s"
    check_invariants(org)


def test_higher_pay_supervises_and_unknown_pay_is_lowest(tmp_path: Path) -> None:
    junior = 'A,odd,N/A,,6\nA,low,"£10,000",20000,6\nA,b,30000,40000,1\nA,a,30000,40000,1\nA,high,30000,50000,2\n'
    org = organogram(tmp_path, "A,SCS2,XX,1\n", junior)
    assert org.ids[:2] == ("A", "A/high/1")
    ranked = ["A/high/1", "A/high/2", "A/a/1", "A/b/1", *(f"A/low/{n}" for n in range(1, 7))]
    ranked += [f"A/odd/{n}" for n in range(1, 7)]
    assert bosses_by_id(org) == {"A": None} | {p: "A" if i < 8 else "A/high/1" for i, p in enumerate(ranked)}


def test_one_large_grade_gets_layers_of_its_own(tmp_path: Path) -> None:
    org = organogram(tmp_path, "A,SCS2,XX,1\n", "A,EO,1,2,145\n")
    assert (len(org), org.supervisors, org.depth) == (146, 13, 2)
    assert sorted(org.spans.tolist()) == [11] * 11 + [12] * 2


def test_a_repeated_reference_without_a_boss_wins(tmp_path: Path) -> None:
    org = organogram(tmp_path, "A,SCS4,B,1\nB,SCS3,A,1\nA,SCS4,XX,1\n", "B,EO,1,2,1\n")
    assert bosses_by_id(org) == {"A": None, "B": "A", "B/EO/1": "B"}
    assert [row.repair for row in org.report.rows] == ["kept as a root; row 2 left out"]


def test_the_head_is_the_root_with_most_people_then_pay(tmp_path: Path) -> None:
    assert organogram(tmp_path, "A,,XX,9\nB,,XX,1\n", "B,EO,1,2,3\n").ids[0] == "B"
    assert organogram(tmp_path, "A,,XX,1\nB,,XX,9\n", "A,EO,1,2,3\nB,EO,1,2,3\n").ids[0] == "B"
    assert organogram(tmp_path, "A,,XX,1\nB,,XX,1\n", "A,EO,1,2,3\nB,EO,1,2,3\n").ids[0] == "A"


def test_unknown_seniors_rows_without_reference_and_bad_numbers(tmp_path: Path) -> None:
    senior = "A,,XX,1\n,SCS1,A,1\nB,,gone,1\n"
    org = organogram(tmp_path, senior, "A,EO,1,2,-3\nA,EO,1,2,many\nA,EO,1,2,\nZZ,EO,1,2,2\nA,EO,1,2,1\n")
    assert bosses_by_id(org) == {"A": None, "B": "A", "unplaced/EO/1": "A", "unplaced/EO/2": "A", "A/EO/1": "A"}
    report = org.report
    assert Counter(row.kind for row in report.rows) == {
        Kind.NO_ID: 1,
        Kind.UNKNOWN_BOSS: 1,
        Kind.BAD_NUMBER: 3,
        Kind.UNKNOWN_SENIOR: 1,
    }
    assert (report.senior_posts, report.junior_posts, report.dropped, report.unplaced) == (3, 3, 1, 2)
    assert len(org) == report.senior_posts + report.junior_posts - report.dropped


def test_many_unplaced_posts_stand_in_even_teams(tmp_path: Path) -> None:
    org = organogram(tmp_path, "A,,XX,1\nB,,A,1\n", "A,G7,9,9,4\nXX,EO,1,2,36\n")
    assert org.report.unplaced == 36
    juniors = [i for i, each in enumerate(org.ids) if "/" in each]
    assert sorted(Counter(org.boss[juniors].tolist()).values()) == [10, 10, 10, 10]


def test_ids_are_unique_even_beside_odd_references(tmp_path: Path) -> None:
    org = organogram(tmp_path, "A,,XX,1\nA/EO/1,,A,1\nA/EO,,A,1\n", "A,EO,1,2,2\nA,,1,2,1\nA/EO,1,1,2,1\n")
    assert set(org.ids) == {"A", "A/EO/1", "A/EO", "A/EO/2", "A/EO/3", "A/no grade/1", "A/EO/1/1"}
    assert len(set(org.ids)) == len(org) == 7


def test_references_as_spreadsheets_write_them(tmp_path: Path) -> None:
    org = organogram(tmp_path, "61,,XX,1\n62,,61.0,1\n", "62.0,EO,1,2,1\n", strict=True)
    assert bosses_by_id(org) == {"61": None, "62": "61", "62/EO/1": "62"}


def test_other_years_and_dialects(tmp_path: Path) -> None:
    senior = "Post reference;Name;Reports to (senior post);FTE\n1;N/D;XX;1,0\n"
    with pytest.raises(Exception, match="Reports to Senior Post"):
        Organization.from_organogram(write(tmp_path, senior.replace("Reports to (senior post)", "Up"), "a.csv"), "b.csv")
    junior = "reporting_senior_post;GRADE;Payscale Minimum (£);Number of Posts (FTE)\n1;Straße;£ 20,000;2\n"
    org = Organization.from_organogram(
        write(tmp_path, senior, "x Senior.csv", "cp1252"), write(tmp_path, junior, "j.csv", "cp1252"), name="Straße"
    )
    assert (org.ids, org.name) == (("1", "1/Straße/1", "1/Straße/2"), "Straße")


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", "1"), ("1.50", "1.5"), ("1,234.5", "1234.5"), (".5", "0.5"), ("-2", "-2"), ("2.", "2")]
    + [(text, None) for text in ("", ".", "-", "x", "1,23", "1e5", "nan", "inf", "1_000", "٣x", "1 2")],
)
def test_numbers(text: str, number: str | None) -> None:
    assert number_of(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "pay"), [("£30,000", 30_000), ("24578", 24_578), ("N/A", -1), ("", -1), ("-5", -1), ("€ 1.5", 1.5)]
)
def test_pay(text: str, pay: float) -> None:
    assert pay_of(text) == pay


@needs_organograms
@pytest.mark.parametrize("name", BODIES)
def test_public_bodies_count_every_head(name: str) -> None:
    org = body(name)
    seniors = {row["Post Unique Reference"].strip() for row in published(name, "senior")}
    fte = sum(Decimal(row["Number of Posts in FTE"]) for row in published(name, "junior"))
    posts = int(fte.to_integral_value(ROUND_HALF_UP))
    report = org.report
    assert len(org) == len(seniors) + posts - report.dropped
    assert (report.senior_posts, report.junior_posts, report.dropped) == (len(seniors), posts, 0)
    assert report.placed + report.unplaced == posts
    assert report.junior_fte == float(fte)
    assert (report.senior_rows, report.junior_rows) == tuple(len(published(name, w)) for w in ("senior", "junior"))
    assert seniors < set(org.ids)


@needs_organograms
@pytest.mark.parametrize("name", BODIES)
def test_public_bodies_have_even_junior_spans_of_at_most_twelve(name: str) -> None:
    org = body(name)
    seniors = {row["Post Unique Reference"].strip() for row in published(name, "senior")}
    posts: defaultdict[str, int] = defaultdict(int)
    spans: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for each, boss in zip(org.ids, org.boss.tolist(), strict=True):
        if each not in seniors:
            top = boss
            while org.ids[top] not in seniors:
                top = org.boss[top]
            posts[org.ids[top]] += 1
            spans[org.ids[top]][boss] += 1
    for senior, sizes in spans.items():
        assert max(sizes.values()) <= 12
        assert max(sizes.values()) - min(sizes.values()) <= 1
        assert len(sizes) == -(-posts[senior] // 12)


@needs_organograms
@pytest.mark.parametrize("name", BODIES)
def test_public_bodies_keep_published_lines_and_grades(name: str) -> None:
    org = body(name)
    lines = bosses_by_id(org)
    rows = published(name, "senior")
    known = {row["Post Unique Reference"].strip() for row in rows}
    repaired = {row.reference for row in org.report.rows if row.file == "senior"}
    for row in rows:
        reference, boss = row["Post Unique Reference"].strip(), row["Reports to Senior Post"].strip()
        if reference not in repaired:
            assert lines[reference] == (boss if boss in known else None)
    pay: defaultdict[str, list[float]] = defaultdict(list)
    for row in published(name, "junior"):
        senior = row["Reporting Senior Post"].strip()
        pay[f"{senior if senior in known else 'unplaced'}/{row['Grade'].strip()}"].append(float(row["Payscale Minimum (£)"]))
    for each, above in lines.items():
        if each not in known and above not in known:
            assert above is not None
            assert max(pay[above.rpartition("/")[0]]) >= min(pay[each.rpartition("/")[0]])


@needs_organograms
def test_what_is_known_of_the_public_bodies() -> None:
    orgs = {name: body(name) for name in BODIES}
    assert {name: len(org) for name, org in orgs.items()} == {
        "decc": 1479,
        "dwp": 89120,
        "hm_treasury": 1109,
        "hydrographic_office": 845,
        "mhra": 1239,
        "natural_england": 2264,
    }
    heads = {"decc": "1", "dwp": "DWP135", "hm_treasury": "19678", "hydrographic_office": "60000381"}
    assert {name: org.ids[0] for name, org in orgs.items()} == heads | {"mhra": "P1054", "natural_england": "1"}
    assert orgs["mhra"].report.counts == {
        "no senior post": 892,
        "several roots": 16,
        "repeated row": 2,
        "conflicting row": 1,
    }
    assert orgs["dwp"].report.counts == {"repeated row": 3, "conflicting row": 1}
    assert orgs["decc"].report.counts == {"repeated row": 2}
    assert orgs["hm_treasury"].report.counts == {"conflicting row": 1}
    assert [orgs[name].report.rows for name in ("natural_england", "hydrographic_office")] == [(), ()]


@needs_organograms
@pytest.mark.parametrize("name", BODIES)
def test_reading_twice_gives_the_same(name: str) -> None:
    one, two = body(name), body(name)
    assert (one.fingerprint(), one.ids, one.report, one.name) == (two.fingerprint(), two.ids, two.report, name)


@needs_organograms
def test_the_largest_body_loads_in_a_moment() -> None:
    started = time.perf_counter()
    org = body("dwp")
    assert time.perf_counter() - started < 3
    assert np.median(org.spans) == 12


def test_files_are_taken_as_text_paths_too(tmp_path: Path) -> None:
    senior = write(tmp_path, SENIOR_HEADER + "A,,XX,1\n", "our_senior.csv")
    junior = write(tmp_path, JUNIOR_HEADER + "A,EO,1,2,1\n", "our_junior.csv")
    org = Organization.from_organogram(str(senior), str(junior))
    assert (org.name, len(org)) == ("our", 2)
