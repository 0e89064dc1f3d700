"""The report as HTML: one file, nothing from outside, every link leads somewhere, and no text is markup."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from cxrules.reports.audit.html import render
from tests.reports.audit.whole import whole

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (
    "</title></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&<svg onload=alert(1)>"
    "</style><base href=//evil.example> [a](javascript:alert(1)) {subject} {{ %s"
)
VOID = {"meta", "input", "br", "img", "link", "base"}
ELEMENTS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "a",
        "dl",
        "div",
    ),
    *(
        "dt",
        "dd",
        "label",
        "span",
        "input",
        "button",
        "output",
        "nav",
        "details",
        "summary",
        "ol",
        "ul",
        "li",
    ),
    *("main", "section", "b", "strong", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure"),
    *(
        "figcaption",
        "footer",
        "script",
        "svg",
        "desc",
        "rect",
        "line",
        "text",
        "g",
        "path",
        "circle",
        "pattern",
    ),
}


class Page(HTMLParser):
    """The elements of a page, and whether each is closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module", params=["en", "de"])
def text(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    return render(whole(tmp_path_factory.mktemp("whole"), "Bread", str(request.param)))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    return render(whole(tmp_path_factory.mktemp("hostile"), HOSTILE))


def test_no_text_of_a_user_is_markup(hostile: str) -> None:
    page = Page(hostile)
    assert {name for name, _ in page.elements} <= ELEMENTS
    assert len(page.all("script")) == len(page.all("style")) == 1
    for _, attributes in page.elements:
        assert not any(name.startswith("on") or name in {"src", "style", "srcdoc"} for name in attributes)
    shown = "".join(page.texts)
    assert "</script><script>alert(1)" in shown
    assert "{subject} {{ %s" in shown


def test_a_hostile_text_changes_no_structure(hostile: str, tmp_path: Path) -> None:
    harmless = Page(render(whole(tmp_path, "Bread")))
    assert [name for name, _ in Page(hostile).elements] == [name for name, _ in harmless.elements]


def test_every_link_leads_to_a_place_in_the_page(text: str) -> None:
    page = Page(text)
    places = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(places) == len(set(places))
    links = [str(each["href"]) for each in page.all("a")]
    assert links
    assert {each for each in links if not each.startswith("#") or each[1:] not in places} == set()


def test_nothing_is_loaded_and_nothing_else_may_act(text: str) -> None:
    page = Page(text)
    policy = next(each for each in page.all("meta") if each.get("http-equiv") == "Content-Security-Policy")
    said = str(policy["content"])
    assert said.startswith("default-src 'none'")
    for tag in ("style", "script"):
        found = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert found is not None
        digest = b64encode(sha256(found[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in said
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)
    assert "@import" not in text
    assert "url(" not in re.sub(r"url\(#[\w-]+\)", "", text)


def test_every_level_and_rating_leads_to_its_reason(text: str) -> None:
    assert 'href="#level-WHO.1"' in text
    assert 'id="level-WHO.1"' in text
    assert 'href="#rating-WHO.1.PA.1.1"' in text
    assert 'href="#evidence-E1"' in text
    assert 'href="#rule-WHO.1.RL.1"' in text


def test_tables_and_pictures_say_what_they_are(text: str) -> None:
    page = Page(text)
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(each.get("scope") in {"col", "row"} for each in page.all("th"))
    pictures = page.all("svg")
    assert pictures
    for each in pictures:
        assert each["role"] == "img"
        assert str(each["aria-labelledby"]).split()
    assert len(page.all("desc")) == len(pictures)


def test_headings_go_down_step_by_step(text: str) -> None:
    depths = [int(name[1]) for name, _ in Page(text).elements if re.fullmatch(r"h[1-6]", name)]
    assert depths[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(depths))


def test_sentences_are_tied_to_ids(text: str) -> None:
    tied = [str(each["data-rests-on"]).split() for _, each in Page(text).elements if "data-rests-on" in each]
    assert ["WHO.1.RL.1", "WHO.1.PA.1.1"] in tied
    assert any("E1" in each for each in tied)
