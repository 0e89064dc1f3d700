"""Fixtures for the tests of the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine.small import HEADER, Small

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.engine.small import Make


@pytest.fixture(autouse=True, scope="module")
def without_stored_plans() -> Iterator[None]:
    """Nothing is read from a cache or left in one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CXRULES_CACHE", "off")
        yield


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory, without_stored_plans: None) -> Make:
    """Make a model from text. The header is that of a model on ISO/IEC 33020 unless another is given.

    Within a test file the same text gives the same model, loaded once.
    """
    made: dict[tuple[str, str], Small] = {}

    def small(text: str, header: str = HEADER) -> Small:
        if (text, header) not in made:
            made[text, header] = Small(tmp_path_factory.mktemp("model"), text, header)
        return made[text, header]

    return small
