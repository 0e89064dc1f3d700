"""`sign` and `verify`, as people use them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from cxrules.exchange.formats import schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

PROOF = "shop.attestation.json"


@pytest.fixture
def signed(run: Run, bakery: Path) -> Path:
    """The bakery with a pair of keys and a signed assessment."""
    assert run("sign", "--new-key", "lead").code == 0
    assert run("sign", "shop.yaml", "--key", "lead.key", "-o", PROOF).code == 0
    return bakery


def test_keys_are_made_once_and_are_private(run: Run, bakery: Path) -> None:
    ran = run("sign", "--new-key", "lead")
    assert ran.code == 0
    assert ran.out.splitlines()[:2] == [
        "lead.key signs: keep it to yourself.",
        "lead.pub verifies: give it to everybody.",
    ]
    assert (bakery / "lead.key").stat().st_mode & 0o777 == 0o600
    again = run("sign", "--new-key", "lead")
    assert (again.code, again.err) == (2, "Error: lead.key exists already. A key is never overwritten.\n")


def test_a_key_that_others_can_read_is_not_used(run: Run, signed: Path) -> None:
    (signed / "lead.key").chmod(0o644)
    ran = run("sign", "shop.yaml", "--key", "lead.key")
    assert ran.code == 2
    assert ran.err == (
        "Error: Anybody on this machine can read or change lead.key. Make it private: chmod 600 lead.key\n"
    )


def test_signing_twice_gives_the_same_bytes(run: Run, signed: Path) -> None:
    ran = run("sign", "shop.yaml", "--key", "lead.key")
    assert ran.out == (signed / PROOF).read_text(encoding="ascii")
    assert run("sign", "shop.yaml", "--key", "lead.key", "-o", PROOF).code == 2
    assert run("sign", "shop.yaml", "--key", "lead.key", "-o", PROOF, "--force").code == 0


def test_everything_is_as_it_was_signed(run: Run, signed: Path) -> None:
    ran = run("verify", PROOF, "--key", "lead.pub")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "corner-shop is as it was signed."
    assert lines[1].endswith("(the one given)")
    assert lines[3] == "Unchanged: the assessment and 6 files of rules"
    assert "(its own; with --key FILE you learn" in run("verify", PROOF).out.replace("\n", " ")


def test_a_changed_rating_is_named_with_the_level_it_changes(run: Run, signed: Path) -> None:
    text = (signed / "shop.yaml").read_text(encoding="utf-8")
    (signed / "shop.yaml").write_text(text.replace("BAK.2.PA.1.1: P", "BAK.2.PA.1.1: F"), encoding="utf-8")
    ran = run("verify", PROOF, "--key", "lead.pub")
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[0].startswith("corner-shop is not as it was signed: ")
    assert lines[1] == "  assessment/shop.yaml has changed."
    assert lines[2].startswith("    signed: sha256:")
    assert lines[3].startswith("    now: sha256:")
    assert "  BAK.2 was signed as level 0, target 1 not met, and is evaluated as level 1, 5" in lines[4]


def test_a_changed_rule_is_named(run: Run, signed: Path) -> None:
    path = signed / "bakery" / "model.cxr"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("at most P", "at most L"), encoding="utf-8")
    ran = run("verify", PROOF)
    assert ran.code == 1
    assert "  model/bakery/model.cxr has changed." in ran.out.splitlines()


def test_a_changed_signature_is_named(run: Run, signed: Path) -> None:
    data = json.loads((signed / PROOF).read_text(encoding="ascii"))
    signature = data["signatures"][0]
    signature["sig"] = ("B" if signature["sig"][0] != "B" else "C") + signature["sig"][1:]
    (signed / PROOF).write_text(json.dumps(data, separators=(",", ":"), sort_keys=True) + "\n", "ascii")
    ran = run("verify", PROOF)
    assert ran.code == 1
    text = " ".join(ran.out.split())
    assert "The signature of shop.attestation.json does not fit" in text


def test_the_key_of_somebody_else(run: Run, signed: Path) -> None:
    run("sign", "--new-key", "other")
    ran = run("verify", PROOF, "--key", "other.pub")
    assert ran.code == 1
    assert "The key other.pub is not the key that the attestation names as its signer's." in ran.out


def test_json_has_the_published_form(run: Run, signed: Path) -> None:
    fine = run("verify", PROOF, "--key", "lead.pub", "--format", "json")
    (signed / "bakery" / "model.cxr").unlink()
    broken = run("verify", PROOF, "--format", "json")
    assert (fine.code, broken.code) == (0, 1)
    for ran in (fine, broken):
        Draft202012Validator(schema("verification")).validate(json.loads(ran.out))
    assert json.loads(fine.out)["fine"] is True
    first = json.loads(broken.out)["differences"][0]
    assert (first["kind"], first["name"], first["what"]) == ("package", "bakery", "missing")


def test_what_cannot_be_read_ends_with_2(run: Run, signed: Path) -> None:
    assert run("verify", "nothing.json").code == 2
    assert run("verify", "shop.yaml").code == 2
    assert run("verify", PROOF, "--key", "lead.key").err.startswith("Error: lead.key is a private key, which")
    assert run("verify", PROOF, "--key", "shop.yaml").err == (
        "Error: shop.yaml is not a public key, or was damaged.\n"
    )
    (signed / "shop.yaml").rename(signed / "moved.yaml")
    assert run("verify", PROOF).err == "Error: There is no file shop.yaml. Name the assessment after it.\n"
    assert run("verify", PROOF, "moved.yaml").code == 0


def test_wrong_usage_of_sign(run: Run, signed: Path) -> None:
    assert run("sign").code == 2
    assert run("sign", "shop.yaml").code == 2
    assert run("sign", "shop.yaml", "--new-key", "more").code == 2
    assert not (signed / "more.key").exists()
    assert run("sign", "shop.yaml", "--key", "lead.pub").err == (
        "Error: lead.pub is not a private key. It is a public key; sign with the private one.\n"
    )


def test_an_assessment_with_errors_is_not_signed(run: Run, signed: Path) -> None:
    text = (signed / "shop.yaml").read_text(encoding="utf-8")
    (signed / "shop.yaml").write_text(text.replace("BAK.2.PA.1.1: P", "BAK.2.PA.1.1: X"), encoding="utf-8")
    ran = run("sign", "shop.yaml", "--key", "lead.key")
    assert (ran.code, ran.out) == (2, "")
    assert "CX0507" in ran.err
    assert ran.err.endswith("Not signed: shop.yaml cannot be evaluated.\n")


def test_a_locked_key_needs_its_password(run: Run, bakery: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("sign", "--new-key", "safe", "--password").code == 2
    monkeypatch.setenv("CXRULES_KEY_PASSWORD", "open sesame")
    assert run("sign", "--new-key", "safe", "--password").code == 0
    assert b"ENCRYPTED" in (bakery / "safe.key").read_bytes()
    assert run("sign", "shop.yaml", "--key", "safe.key", "-o", PROOF).code == 0
    assert run("verify", PROOF, "--key", "safe.pub").code == 0
    monkeypatch.setenv("CXRULES_KEY_PASSWORD", "wrong")
    assert run("sign", "shop.yaml", "--key", "safe.key").err == (
        "Error: safe.key cannot be opened with this password.\n"
    )
    monkeypatch.delenv("CXRULES_KEY_PASSWORD")
    assert run("sign", "shop.yaml", "--key", "safe.key").err == (
        "Error: safe.key is locked with a password. Give it in CXRULES_KEY_PASSWORD.\n"
    )


def test_without_the_extra_it_is_said_what_to_install(
    run: Run, bakery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    for name in [each for each in sys.modules if each.startswith("cxrules.exchange.proof.keys")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    for name in [each for each in sys.modules if each.startswith("cryptography.")]:
        monkeypatch.setitem(sys.modules, name, None)
    ran = run("sign", "--new-key", "lead")
    assert ran.code == 2
    assert "pip install 'cxrules[sign]'" in ran.err
