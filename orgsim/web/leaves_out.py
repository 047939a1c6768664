"""What the model leaves out, as every export and every page says it."""

from __future__ import annotations

from functools import cache

import yaml

from orgsim.config.places import conf_folder

TITLE = "What this model leaves out"


@cache
def leaves_out() -> tuple[str, ...]:
    """The statements of `conf/app/leaves_out.yaml`, a sentence or two each."""
    texts = yaml.safe_load((conf_folder() / "app" / "leaves_out.yaml").read_text(encoding="utf-8"))
    return tuple(" ".join(str(text).split()) for text in texts)
