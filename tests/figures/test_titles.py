"""Whatever a title may hold, the picture is a well-formed file and the title stands in it as it was given."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from orgsim.config import apply_overrides
from orgsim.errors import ConfigurationError
from orgsim.figures.files import as_bytes
from orgsim.figures.outcomes import outcome_curves
from tests.study.helpers import LEAD, make_results, make_study

TITLES = [
    "😀 é ß",
    "שלום عالم",
    "<&>\"'",
    "$x_1$",
    r"$\frac{1$",
    "100 % \\n",
    "two\nlines",
    "_begins so",
    "=1+1",
    "]]>",
    "<!--",
]


@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize("title", TITLES)
def test_titles_stand_as_they_are(title):
    figure = outcome_curves(make_results(make_study(replace(LEAD, title=title), replications=2, weeks=60)))
    (legend,) = figure.legends
    assert " ".join(legend.get_texts()[0].get_text().split()) == " ".join(title.split())
    ElementTree.fromstring(as_bytes(figure, "svg"))


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x7f", "\x9b", "\ud800", "\ufffe"])
@pytest.mark.parametrize("field", ["name", "title"])
def test_what_no_file_could_hold_is_refused(field, sign):
    with pytest.raises(ConfigurationError, match=f"scenario.{field}=.*without control characters"):
        apply_overrides(replace(LEAD, **{field: f"a{sign}b"}), {})
