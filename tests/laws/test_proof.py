"""Whichever byte of whichever file is changed, the check finds it and names the file."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given, settings, strategies as st

from cxrules.exchange.proof.canonical import canonical
from cxrules.exchange.proof.envelope import sealed
from cxrules.workspace.verifying import Unverifiable, verify
from tests.workspace.proofs import ATTESTATION, KEY, write_signed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EVERY_FILE = [
    "shop.yaml",
    "quiet.cxr",
    "bakery/model.cxr",
    "bakery/rules/more.cxr",
    "bakery/iso-33020/framework.cxr",
    "bakery/iso-33020/levels.cxr",
    "data/guests.csv",
    "evidence/book.md",
    ATTESTATION,
    "cxrules.lock",
    "signer.pub",
]


class Shop(NamedTuple):
    folder: Path
    attestation: Path
    key: Path


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Shop:
    folder = tmp_path_factory.mktemp("shop")
    return Shop(folder, write_signed(folder, project), folder / "signer.pub")


def test_untouched_everything_is_fine(shop: Shop) -> None:
    done = verify(shop.attestation, key=shop.key)
    assert done.fine
    assert done.checked == {"assessment": 1, "table": 1, "evidence": 1, "profile": 1, "lock": 1, "ruleset": 7}


def told(shop: Shop) -> set[str]:
    """The files that a check finds fault with, by their names without folders."""
    try:
        done = verify(shop.attestation, key=shop.key)
    except Unverifiable as error:
        return {name for name in map(_name, EVERY_FILE) if name in str(error)}
    assert done.fine == (not done.differences)
    return {_name(each.name) for each in done.differences if each.kind != "result"}


def _name(path: str) -> str:
    return path.rpartition("/")[2]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(EVERY_FILE), st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_a_changed_byte_is_named(shop: Shop, name: str, place: float, change: int) -> None:
    path = shop.folder / name
    content = path.read_bytes()
    at = int(place * len(content))
    path.write_bytes(content[:at] + bytes([content[at] ^ change]) + content[at + 1 :])
    try:
        found = told(shop)
    finally:
        path.write_bytes(content)
    if name == "signer.pub":
        assert found & {"signer.pub", ATTESTATION}
    else:
        assert _name(name) in found


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(EVERY_FILE), st.floats(0, 1, exclude_max=True))
def test_a_file_that_was_cut_is_named(shop: Shop, name: str, place: float) -> None:
    path = shop.folder / name
    content = path.read_bytes()
    path.write_bytes(content[: int(place * len(content))])
    try:
        assert _name(name) in told(shop)
    finally:
        path.write_bytes(content)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    """The ways to all parts of some data."""
    yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        yield from leaves(each, (*path, key))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_else_is_stated_and_signed_is_found_or_refused(shop: Shop, data: st.DataObject) -> None:
    content = shop.attestation.read_bytes()
    statement = json.loads(base64.b64decode(json.loads(content)["payload"]))
    way = data.draw(st.sampled_from([each for each in leaves(statement) if each]))
    odd = st.one_of(st.text(), st.none(), st.integers(-9, 9), st.just("../" * 40), st.just("\0"), st.just([]))
    target = statement
    for key in way[:-1]:
        target = target[key]
    before, target[way[-1]] = target[way[-1]], data.draw(odd)
    shop.attestation.write_bytes(sealed(canonical(statement), KEY))
    try:
        done = verify(shop.attestation, key=shop.key)
    except Unverifiable:
        return
    finally:
        shop.attestation.write_bytes(content)
    stated_by_signer = way in {("predicate", "date"), ("predicate", "cxrules")} or way[-1] == "place"
    assert not done.fine or stated_by_signer or before == target[way[-1]]
