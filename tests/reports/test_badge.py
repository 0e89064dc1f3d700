"""What a badge shows of a result, and that it can be read."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest

from cxrules.reports.badge import AMBER, BLUE, GREEN, GREY, RED, Badge, badge, to_json, to_svg


def result(*capabilities: dict[str, Any], organisation: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "model": {"id": "bakery"},
        "organisation": organisation,
        "capabilities": [
            {"id": f"A.{place}", "state": "rated", "target": None, "met": None, **each}
            for place, each in enumerate(capabilities, 1)
        ],
    }


def shown(found: dict[str, Any], **asked: Any) -> tuple[str, str]:  # noqa: ANN401 - as badge takes them
    made = badge(found, 0, **{"capability": None, "least": None, "label": None, **asked})
    return made.message, made.colour


def at(level: int | None, possible: int | None, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - keys of a result
    return {"level": level, "possible": possible, **more}


def test_the_lowest_of_all_in_scope() -> None:
    found = result(at(3, 3), at(1, 2), at(None, None, state="out-of-scope"))
    assert shown(found) == ("level 1, 2 possible", BLUE)


def test_what_is_not_rated_counts_as_the_lowest_level() -> None:
    assert shown(result(at(3, 3), at(None, 5, state="not-rated"))) == ("level 0, 3 possible", BLUE)


def test_nothing_is_rated() -> None:
    assert shown(result(at(None, 5, state="not-rated"))) == ("not rated", GREY)
    assert shown(result()) == ("not rated", GREY)


def test_the_level_of_the_organisation_where_there_is_one() -> None:
    found = result(at(1, 1), organisation={"level": 3, "possible": 3})
    assert shown(found) == ("level 3", BLUE)
    assert shown(found, capability="A.1") == ("level 1", BLUE)


def test_what_does_not_apply_has_no_level() -> None:
    found = result(at(None, None, state="not-applicable", target=2))
    assert shown(found, capability="A.1") == ("not applicable", GREY)
    assert shown(found, capability="A.1", least=1) == ("not applicable", RED)


@pytest.mark.parametrize(
    ("level", "possible", "met", "colour"), [(2, 2, True, GREEN), (1, 2, False, AMBER), (1, 1, False, RED)]
)
def test_the_colour_tells_how_the_target_stands(level: int, possible: int, met: bool, colour: str) -> None:  # noqa: FBT001
    assert shown(result(at(level, possible, target=2, met=met)))[1] == colour
    assert shown(result(at(level, possible)), least=2)[1] == colour


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [GREEN, AMBER, RED, BLUE, GREY, "444444"])
def test_white_letters_can_be_read_on_it(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_without_a_label_there_is_no_left_side() -> None:
    made = Badge("", "level 2", GREEN, None)
    assert to_svg(made).count("<text") == 1
    assert "<title>level 2</title>" in to_svg(made)
    assert to_json(made)["label"] == ""


def test_a_badge_tells_screen_readers_what_it_says() -> None:
    svg = to_svg(Badge("<a & b>", 'level "2"', GREEN, None))
    root = ET.fromstring(svg)  # noqa: S314 - what was just written here
    said = '<a & b>: level "2"'
    assert (root.get("role"), root.get("aria-label")) == ("img", said)
    assert root.findtext("{http://www.w3.org/2000/svg}title") == said


def test_the_data_has_the_fields_of_an_endpoint_for_badges() -> None:
    """Shields: schemaVersion is 1, label may be empty, message may not; a colour of six digits; isError."""
    for made in (Badge("", "level 2", GREEN, None), Badge("bakery", "not rated", GREY, reached=False)):
        data = to_json(made)
        assert list(data) == ["schemaVersion", "label", "message", "color", "isError"]
        assert data["schemaVersion"] == 1
        assert data["message"]
        assert len(bytes.fromhex(data["color"])) == 3
        assert data["isError"] is (made.reached is False)
