"""`import orgsim` is quick and loads nothing heavy; its names load on first use."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import orgsim

HEAVY = (
    "numba",
    "llvmlite",
    "mesa",
    "pandas",
    "matplotlib",
    "scipy",
    "xarray",
    "numpy",
    "pyarrow",
    "hydra",
    "omegaconf",
    "yaml",
)
PROGRAM = """
import json, sys, time
before = time.process_time()
import orgsim
took = time.process_time() - before
print(json.dumps({"took": took, "modules": sorted(sys.modules)}))
"""


def imported() -> dict:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_import_loads_none_of_the_heavy_libraries():
    modules = set(imported()["modules"])
    assert "orgsim" in modules
    assert not modules.intersection(HEAVY)


def test_import_takes_less_than_a_tenth_of_a_second():
    assert min(imported()["took"] for _ in range(5)) <= 0.1


@pytest.mark.parametrize("name", [name for name in orgsim.__all__ if name != "OrganizationModel"])
def test_public_names_load_and_are_listed(name):
    assert getattr(orgsim, name) is not None
    assert name in dir(orgsim)


def test_every_public_name_has_a_home():
    assert set(orgsim._HOMES) | {"__version__"} == set(orgsim.__all__)
    assert orgsim.__all__ == sorted(orgsim.__all__, key=lambda name: (name[0].islower() * 2 + (name[0] == "_"), name))


def test_unknown_names_are_refused():
    with pytest.raises(AttributeError, match="module 'orgsim' has no attribute 'simulat'"):
        _ = orgsim.simulat


def test_using_a_light_name_loads_no_engine_and_no_plots():
    program = "import orgsim, sys; orgsim.Organization.synthetic(); print([m for m in sys.modules if '.' not in m])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"numba", "mesa", "matplotlib", "pandas", "xarray"}.intersection(eval(done.stdout))
