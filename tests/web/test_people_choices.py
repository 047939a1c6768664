"""What the chart of people shows is of the model, or a message says what is not."""

from __future__ import annotations

from typing import Any

import pytest

from orgsim.errors import ConfigurationError
from orgsim.web import presentation


def test_names_that_are_not_the_models_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    choices: dict[str, Any] = {
        "colours": [{"field": "trusts", "label": "trust"}],
        "workers": {"field": "engagement", "label": "engagement"},
        "outcomes": ["performence"],
    }
    monkeypatch.setattr(presentation, "_read", lambda _: choices)
    with pytest.raises(ConfigurationError) as caught:
        presentation.people()
    assert caught.value.faults == (
        "app/people.yaml: fields: 'trusts': unknown; did you mean 'trust'?",
        "app/people.yaml: outcomes: 'performence': unknown; did you mean 'performance'?",
    )
