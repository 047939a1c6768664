"""Results show themselves: a line and a table at the prompt, the same in a notebook with every text escaped."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

import orgsim
from orgsim.notebook import Shown, sparkline
from tests.study.helpers import LEAD, SMALL, TRAP

RUNS = orgsim.simulate(SMALL, TRAP, replications=3, weeks=104)
LED = orgsim.simulate(SMALL, LEAD, replications=3, weeks=104)


def html(shown: object) -> ElementTree.Element:
    """What a notebook is given, which must be well formed."""
    return ElementTree.fromstring(f"<div>{shown._repr_html_()}</div>")  # type: ignore[attr-defined]


def test_an_organization_shows_its_shape_and_a_small_tree() -> None:
    text = repr(orgsim.Organization.synthetic(10, 1, 2)).splitlines()
    assert text[0] == orgsim.Organization.synthetic(10, 1, 2).describe()
    assert text[1:3] == ["0, the head", "├─ 1: 1 manager, 2 workers"]
    assert text[-1] == "└─ and 2 more leaders"
    own = orgsim.Organization.from_bosses([None, 0, 0, 1], ids=["<b>", "a", "c", "d"], name="x & y")
    assert repr(own).splitlines()[1:] == ["<b>, the head", "├─ 1 worker of the head", "└─ a: 0 managers, 1 worker"]
    assert html(own).find(".//ul/li").text == "<b>, the head"  # type: ignore[union-attr]


def test_managers_below_are_counted_on_all_layers() -> None:
    assert "├─ 1: 6 managers, 8 workers" in repr(orgsim.Organization.synthetic(2, 2, 2, layers=2))


def test_runs_show_three_curves_by_the_year() -> None:
    look = orgsim.show(RUNS)
    lines = repr(look).splitlines()
    assert lines[0] == f"{TRAP.name}: 3 replications of 104 weeks, seed 1"
    assert lines[1].split() == ["year", "1", "year", "2"]
    assert [re.split(r"  +", line)[0] for line in lines[2:]] == ["Performance, %", "Engagement, %", "Quits, % a year"]
    expected = 100 * float(RUNS["performance"].isel(week=slice(39, 52)).mean())
    assert lines[2].split()[2] == f"{expected:.1f}"
    assert [cell.text for cell in html(look).findall(".//tbody/tr/td")][1] == f"{expected:.1f}"
    assert len(html(look).findall(".//svg")) == 3


def test_everything_else_that_has_weeks_shows_its_own() -> None:
    summary = orgsim.summarize(SMALL, TRAP, replications=3, weeks=104)
    assert repr(orgsim.show(summary)).splitlines()[1:] == repr(orgsim.show(RUNS)).splitlines()[1:]
    tree = orgsim.survey(SMALL, TRAP, replications=3, weeks=104)
    assert repr(orgsim.show(tree)) == repr(orgsim.show(RUNS))
    difference = orgsim.show(orgsim.compare(LED, RUNS, ["trust", "quits"]))
    assert difference.headline().startswith(f"{LEAD.name} minus {TRAP.name}: 104 weeks")
    assert [label for label, _, _ in difference.curves] == ["Quits, % a year"]
    assert "Leadership index" in repr(orgsim.show(orgsim.diagnose(RUNS))) or "leadership index, %" in repr(
        orgsim.show(orgsim.diagnose(RUNS))
    )


@pytest.mark.parametrize("wrong", [3, RUNS["trust"].to_dataset()[[]], RUNS[["trust"]]])
def test_what_is_no_result_is_told(wrong: object) -> None:
    with pytest.raises(orgsim.ConfigurationError, match=r"^show: "):
        orgsim.show(wrong)  # type: ignore[arg-type]


def found() -> dict[str, Shown]:
    few = {"replications": 2, "weeks": 26}
    return {
        "plateau": orgsim.plateau(RUNS, resamples=50, trials=5),
        "overtaking": orgsim.overtaking(LED, RUNS, resamples=50),
        "decomposition": orgsim.decompose(SMALL, groups=["habit"], **few),  # type: ignore[arg-type]
        "switching": orgsim.switching(SMALL, weeks=(0, 26), horizon=52, replications=2),
        "tipping": orgsim.tipping(SMALL, shares=(0.0, 1.0), **few),  # type: ignore[arg-type]
    }


def test_analyses_show_what_they_found() -> None:
    for name, result in found().items():
        lines = repr(result).splitlines()
        assert lines[0] == result.headline(), name
        assert len(lines) >= 4, name
        assert max(map(len, lines)) <= 128, name
        assert html(result).find("p").text == result.headline(), name  # type: ignore[union-attr]
        assert "np." not in repr(result), name


def test_a_sweep_shows_its_factors(tmp_path: Path) -> None:
    from orgsim.cli.main import main

    settings = ["replications=1", "weeks=4", f"output={tmp_path / 'grid'}", "organization.workers_per_manager=3"]
    assert main(["-m", "levers.coaching=0,2,4", "context.trust.loss_to_gain=1,3", *settings]) == 0
    lines = repr(orgsim.open_sweep(tmp_path / "grid")).splitlines()
    assert "6 points" in lines[0]
    assert [line.split() for line in lines[1:]] == [
        ["factor", "from", "to", "values"],
        ["levers.coaching", "0.0", "4.0", "3"],
        ["context.trust.loss_to_gain", "1.0", "3.0", "2"],
    ]
    assert len(html(orgsim.open_sweep(tmp_path / "grid")).findall(".//tbody/tr")) == 2


class Hostile(Shown):
    """A result whose texts are HTML."""

    def headline(self) -> str:
        return "<script>1</script>"

    def cells(self) -> tuple[list[str], list[list[str]]]:
        return ["<i>"], [["<b>&"]]


def test_every_text_is_escaped() -> None:
    assert "<script>" not in Hostile()._repr_html_()
    assert html(Hostile()).find(".//td").text == "<b>&"  # type: ignore[union-attr]
    assert repr(Hostile()) == "<script>1</script>\n<i>\n<b>&"


def test_a_curve_leaves_out_what_is_missing() -> None:
    points = re.findall(r"[\d.]+,[\d.]+", sparkline([1.0, np.nan, 3.0], "a<b"))
    assert points == ["0.0,22.0", "120.0,2.0"]
    assert 'aria-label="a&lt;b"' in sparkline([1.0, 2.0], "a<b")
    assert sparkline([np.nan], "") == ""
