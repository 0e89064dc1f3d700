"""What every test may rely on: the hypothesis profiles, the project's folder and the reference data.

Fixtures that only one layer needs live in that layer's own conftest.py.
"""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_ROOT = Path(__file__).resolve().parent.parent

# No deadline in any profile: a slow machine is not a wrong program. bench/ measures time.
settings.register_profile("dev", max_examples=30, deadline=None)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "thorough", max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="module", autouse=True)
def _unburdened() -> Iterator[None]:
    """Spare the garbage collector what earlier tests keep: with it a full collection takes seconds."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the project: where pyproject.toml, grammar/ and rulesets/ lie."""
    return _ROOT


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of reference data, which is not part of the project; without it the test is skipped."""
    folder = _ROOT.parent / "shared" / "reference"
    if not folder.is_dir():
        pytest.skip(f"needs the reference data in {folder.relative_to(_ROOT.parent)}, beside the project")
    return folder
