"""The report on paper: the same bytes for the same report, and on it what must be there."""

from __future__ import annotations

import os
import re
from pathlib import Path

from matplotlib.text import Text

from orgsim.export import report_pdf
from orgsim.export.pdf import figures_of
from orgsim.export.report import report_of
from orgsim.export.sheets import HEIGHT, WIDTH, Sheets
from orgsim.figures.style import styled
from orgsim.web.leaves_out import TITLE, leaves_out

STATE = {
    "organization": {"preset": "small"},
    "futures": {"A": {"scenario": "management_trap"}, "B": {"scenario": "early_shift", "levers": {"coaching": 2.5}}},
    "charts": ["performance", "engagement", "trust", "quits", "ideas"],
    "weeks": 60,
}
NOTES = {
    "title": "Costs $5 or $x^{2",
    "text": "<script>alert(1)</script>",
    "trust": "One line.\nAnother $.",
    "released": "Not shown.",
}


def test_the_same_bytes_without_a_date_or_a_path() -> None:
    first, again = (report_pdf(STATE, NOTES, replications=3) for _ in range(2))
    assert first == again
    assert first.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", first)) == 4
    assert re.search(rb"/MediaBox \[ 0 0 841\.\d+ 595\.\d+ \]", first)
    for strange in (str(Path.cwd()), str(Path(__file__).parents[2]), "CreationDate", os.sep + "tmp"):
        assert strange.encode() not in first


def test_what_is_on_the_pages() -> None:
    report = report_of(STATE, NOTES, replications=3)
    with styled():
        figures = figures_of(report)
        words = [" ".join(text.get_text() for text in figure.findobj(Text)) for figure in figures]
    flat = " ".join(" ".join(words).split())
    assert "Costs $5 or $x^{2" in words[0]
    assert "<script>alert(1)</script>" in words[0]
    assert "Coaching leaders to let go 0 (everyday) 2.5 from week 26" in flat
    assert "B against A" in words[0]
    assert "Median and 10–90 % of 3 replications" in words[1]
    assert "One line. Another $." in flat
    assert f"{TITLE}" in words[-1]
    assert all(statement in flat for statement in leaves_out())
    assert all(f"seed 1  ·  {number} of {len(figures)}" in text for number, text in enumerate(words, 1))


def test_long_texts_flow_on_and_stay_on_their_pages() -> None:
    sheets = Sheets()
    for _ in range(12):
        sheets.heading("A heading")
        sheets.text("word " * 400)
        sheets.table(["", "A"], [["x" * 30, "y " * 200]])
    assert len(sheets.figures) > 3
    for figure in sheets.figures:
        assert tuple(figure.get_size_inches()) == (WIDTH, HEIGHT)
        places = [text.get_position()[1] for text in figure.texts]
        assert min(places) > 0.04
        assert max(places) < 1
