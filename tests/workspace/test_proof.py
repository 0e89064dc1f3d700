"""What an attestation says, and what the check of it finds: told case by case."""

from __future__ import annotations

import base64
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey  # type: ignore[attr-defined] # not said to be so

from cxrules import api
from cxrules.exchange.formats import schema
from cxrules.exchange.proof.canonical import canonical
from cxrules.exchange.proof.envelope import sealed
from cxrules.exchange.proof.keys import new_pair, public_text
from cxrules.workspace.proving import Unsigned, sign
from cxrules.workspace.verifying import Unverifiable, Verified, verify
from tests.workspace.proofs import ATTESTATION, KEY, OTHER_KEY, write_signed


@pytest.fixture
def shop(tmp_path: Path, project: Path) -> Path:
    """A folder with a signed assessment."""
    write_signed(tmp_path, project)
    return tmp_path


def check(shop: Path, key: str | None = "signer.pub") -> Verified:
    return verify(shop / ATTESTATION, key=shop / key if key else None)


def told(done: Verified) -> list[str]:
    return [f"{each.kind} {each.name} {each.what}" for each in done.differences]


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def stated(attestation: bytes) -> dict[str, Any]:
    statement: dict[str, Any] = json.loads(base64.b64decode(json.loads(attestation)["payload"]))
    return statement


# ------------------------------------------------------------------------------ what is attested


def test_it_is_an_in_toto_statement_of_the_published_form(shop: Path) -> None:
    envelope = json.loads((shop / ATTESTATION).read_bytes())
    assert envelope["payloadType"] == "application/vnd.in-toto+json"
    assert [len(base64.b64decode(each["sig"])) for each in envelope["signatures"]] == [64]
    statement = stated((shop / ATTESTATION).read_bytes())
    assert statement["_type"] == "https://in-toto.io/Statement/v1"
    Draft202012Validator(schema("attestation")).validate(statement)


def test_it_names_every_file_and_the_result(shop: Path) -> None:
    names = [each["name"] for each in stated((shop / ATTESTATION).read_bytes())["subject"]]
    assert names == [
        "assessment/shop.yaml",
        "evidence/evidence/book.md",
        *(
            f"framework/iso-33020/{each}.cxr"
            for each in ("attributes", "framework", "levels", "methods", "scale")
        ),
        "lock/cxrules.lock",
        "model/bakery/model.cxr",
        "model/bakery/rules/more.cxr",
        "profile/quiet.cxr",
        "table/data/guests.csv",
        "result",
    ]


def test_the_same_files_and_key_give_the_same_bytes(
    shop: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "moved"
    shutil.copytree(shop, elsewhere)
    again, _ = sign(elsewhere / "shop.yaml", KEY, None, "1.0.0")
    assert again == (shop / ATTESTATION).read_bytes()
    assert verify(elsewhere / ATTESTATION, key=elsewhere / "signer.pub").fine


def test_the_day_is_the_assessments_unless_it_is_stated(shop: Path) -> None:
    assert stated((shop / ATTESTATION).read_bytes())["predicate"]["date"] == "2026-11-20"
    signed, _ = sign(shop / "shop.yaml", KEY, date(2026, 12, 1), "1.0.0")
    assert stated(signed)["predicate"]["date"] == "2026-12-01"


def test_no_day_is_made_up(shop: Path) -> None:
    change(shop / "shop.yaml", "date: 2026-11-20\n", "")
    signed, _ = sign(shop / "shop.yaml", KEY, None, "1.0.0")
    assert stated(signed)["predicate"]["date"] is None


def test_an_assessment_with_errors_is_not_signed(shop: Path) -> None:
    change(shop / "shop.yaml", "BAK.2.PA.1.1: P", "BAK.2.PA.1.1: X")
    with pytest.raises(Unsigned) as refused:
        sign(shop / "shop.yaml", KEY, None, "1.0.0")
    assert [each.code for each in refused.value.diagnostics] == ["CX0507"]


def test_a_profile_outside_of_the_folder_is_not_read(shop: Path) -> None:
    (shop / "inner").mkdir()
    for name in ("shop.yaml", "bakery", "data", "evidence"):
        shutil.move(shop / name, shop / "inner" / name)
    change(shop / "inner" / "shop.yaml", "profile: quiet.cxr", "profile: ../quiet.cxr")
    with pytest.raises(Unsigned) as refused:
        sign(shop / "inner" / "shop.yaml", KEY, None, "1.0.0")
    assert (
        refused.value.diagnostics[0].message == "The profile ../quiet.cxr is not in the assessment's folder."
    )


@pytest.mark.parametrize("ref", ["../secret.md", "evidence/link.md"])
def test_evidence_outside_of_the_folder_is_not_read(
    shop: Path, ref: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = shop.parent / "secret.md"
    secret.write_text("Nobody's business.\n", encoding="utf-8")
    (shop / "evidence" / "link.md").symlink_to(secret)
    change(shop / "shop.yaml", "ref: evidence/book.md", f"ref: {ref}")
    opened: list[Path] = []
    plainly = Path.open

    def noted(path: Path, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - as Path.open takes them
        opened.append(path)
        return plainly(path, *rest, **more)

    monkeypatch.setattr(Path, "open", noted)
    with pytest.raises(Unsigned) as refused:
        sign(shop / "shop.yaml", KEY, None, "1.0.0")
    assert [each.code for each in refused.value.diagnostics] == ["CX0510"]
    done = check(shop)
    assert "evidence evidence/evidence/book.md missing" in told(done)
    assert told(done)[-1] == "result result failed"
    assert opened
    assert secret not in {each.resolve() for each in opened}


# --------------------------------------------------------------------------- what the check finds


def test_nothing_has_changed(shop: Path) -> None:
    assert told(check(shop)) == []
    assert check(shop).given
    assert told(check(shop, key=None)) == []
    assert not check(shop, key=None).given


def test_rule_text_that_changes_a_level(shop: Path) -> None:
    change(shop / "bakery" / "model.cxr", "L when happiness at least 6", "L when happiness at least 9")
    done = check(shop)
    assert told(done)[0] == "ruleset model/bakery/model.cxr changed"


def test_a_rating_that_changes_a_level(shop: Path) -> None:
    change(shop / "shop.yaml", "BAK.2.PA.1.1: P", "BAK.2.PA.1.1: F")
    done = check(shop)
    assert told(done)[:2] == ["assessment assessment/shop.yaml changed", "result BAK.2 differs"]
    level = done.differences[1]
    assert (level.expected, level.found) == ("level 0", "level 1, 5 possible")


def test_a_table(shop: Path) -> None:
    change(shop / "data" / "guests.csv", "a,9", "a,1")
    assert told(check(shop))[0] == "table table/data/guests.csv changed"
    (shop / "data" / "guests.csv").unlink()
    assert told(check(shop)) == ["table table/data/guests.csv missing", "result result failed"]


def test_evidence(shop: Path) -> None:
    (shop / "evidence" / "book.md").write_text("Another recipe.\n", encoding="utf-8")
    (shop / "evidence" / "lost.md").write_text("Found again.\n", encoding="utf-8")
    assert told(check(shop)) == [
        "evidence evidence/evidence/book.md changed",
        "evidence evidence/evidence/lost.md new",
    ]
    (shop / "evidence" / "book.md").unlink()
    assert told(check(shop))[0] == "evidence evidence/evidence/book.md missing"


def test_a_file_of_rules_more_or_less(shop: Path) -> None:
    (shop / "bakery" / "new.cxr").write_text("", encoding="utf-8")
    (shop / "bakery" / "rules" / "more.cxr").unlink()
    found = told(check(shop))
    assert "ruleset model/bakery/new.cxr new" in found
    assert "ruleset model/bakery/rules/more.cxr missing" in found


def test_a_framework_that_lies_elsewhere_but_is_the_same(shop: Path) -> None:
    shutil.move(shop / "bakery" / "iso-33020", shop / "iso-33020")
    assert told(check(shop)) == []


def test_a_model_that_is_gone(shop: Path) -> None:
    shutil.rmtree(shop / "bakery")
    found = told(check(shop))
    assert found[0] == "package bakery missing"
    assert found[-1] == "result result failed"


def test_the_name_in_the_header_of_the_model(shop: Path) -> None:
    change(shop / "shop.yaml", "./bakery", "bakery")
    signed, _ = sign(shop / "shop.yaml", KEY, None, "1.0.0")
    (shop / ATTESTATION).write_bytes(signed)
    change(shop / "bakery" / "model.cxr", "model bakery", "model bukery")
    assert "ruleset model/bakery/model.cxr changed" in told(check(shop))


def test_the_assessment_may_be_named_and_lie_elsewhere(
    shop: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    proof = tmp_path_factory.mktemp("proofs") / "proof.json"
    shutil.move(shop / ATTESTATION, proof)
    shutil.move(shop / "shop.yaml", shop / "renamed.yaml")
    assert verify(proof, shop / "renamed.yaml", shop / "signer.pub").fine
    with pytest.raises(Unverifiable, match=r"There is no file .*shop\.yaml\. Name the assessment"):
        verify(proof)


# ------------------------------------------------------------------------------ forged attestations


def forged(shop: Path, before: str, after: str, key: Any = None) -> None:  # noqa: ANN401
    """Change what is stated; the old signature stays unless there is a key to sign with anew."""
    envelope = json.loads((shop / ATTESTATION).read_bytes())
    payload = base64.b64decode(envelope["payload"])
    assert before.encode() in payload
    payload = payload.replace(before.encode(), after.encode())
    envelope["payload"] = base64.b64encode(payload).decode()
    (shop / ATTESTATION).write_bytes(sealed(payload, key) if key else canonical(envelope) + b"\n")


def test_a_better_level_in_the_attestation_is_named(shop: Path) -> None:
    forged(shop, '"id":"BAK.2","level":0', '"id":"BAK.2","level":3')
    found = told(check(shop))
    assert found == [f"signature {ATTESTATION} invalid", "result BAK.2 differs"]


def test_a_better_level_signed_anew_by_somebody_else(shop: Path) -> None:
    forged(shop, '"id":"BAK.2","level":0', '"id":"BAK.2","level":3', OTHER_KEY)
    found = told(check(shop))
    assert found == ["key signer.pub differs", f"signature {ATTESTATION} invalid", "result BAK.2 differs"]


def test_without_a_key_a_forger_cannot_hide_behind_the_signers_key(shop: Path) -> None:
    forged(shop, '"title":""', '"title":"Forged"', OTHER_KEY)
    assert f"key {ATTESTATION} differs" in told(check(shop, key=None))


def test_another_key(shop: Path) -> None:
    (shop / "other.pub").write_text(public_text(OTHER_KEY.public_key()), encoding="utf-8")
    assert told(check(shop, "other.pub")) == ["key other.pub differs", f"signature {ATTESTATION} invalid"]


def test_an_attestation_that_is_laid_out_anew(shop: Path) -> None:
    data = json.loads((shop / ATTESTATION).read_bytes())
    (shop / ATTESTATION).write_text(json.dumps(data, indent=2), encoding="utf-8")
    assert told(check(shop)) == [f"attestation {ATTESTATION} changed"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"payload": 1}',
        "[" * 100_000,
        "\x00",
        '{"payload":"e30=","payloadType":"x","signatures":[]}',
    ],
)
def test_what_is_no_attestation(shop: Path, text: str) -> None:
    (shop / ATTESTATION).write_text(text, encoding="utf-8")
    with pytest.raises(Unverifiable, match="is no attestation"):
        check(shop)


@pytest.mark.parametrize("payload", [b"", b"{}", b"\xff", b"[" * 100_000])
def test_a_signed_envelope_about_something_else(shop: Path, payload: bytes) -> None:
    (shop / ATTESTATION).write_bytes(sealed(payload, KEY))
    with pytest.raises(Unverifiable, match="states nothing that this program knows"):
        check(shop)
    with pytest.raises(Unverifiable, match="Give the public key"):
        check(shop, key=None)


def test_an_attestation_leads_to_no_file_elsewhere(shop: Path) -> None:
    forged(shop, '"file":"shop.yaml"', '"file":"/etc/passwd"', KEY)
    with pytest.raises(Unverifiable, match=r"There is no file .*/passwd"):
        check(shop)


def test_another_part_of_the_result_is_named(shop: Path) -> None:
    parts = stated((shop / ATTESTATION).read_bytes())["predicate"]["result"]["parts"]
    forged(shop, f'"measures":"{parts["measures"]}"', f'"measures":"{"0" * 64}"', KEY)
    (difference,) = check(shop).differences
    assert (difference.kind, difference.name, difference.what) == ("result", "measures", "changed")
    assert difference.expected == f"sha256:{'0' * 64}"


def test_another_digest_of_the_result_is_named(shop: Path) -> None:
    own = stated((shop / ATTESTATION).read_bytes())["subject"][-1]["digest"]["sha256"]
    forged(shop, own, "0" * 64, KEY)
    assert told(check(shop)) == ["result result changed"]


def test_more_than_is_found_is_no_proof(shop: Path) -> None:
    forged(shop, '"view":null', '"verdict":"excellent","view":null', KEY)
    assert told(check(shop)) == [f"attestation {ATTESTATION} differs"]


def test_a_capability_told_twice_is_no_proof(shop: Path) -> None:
    before = '{"id":"BAK.2","level":0,"met":null,"possible":0,"state":"rated","target":null}'
    better = before.replace('"level":0', '"level":5')
    forged(shop, before, f"{better},{before}", KEY)
    assert told(check(shop)) == [f"attestation {ATTESTATION} differs"]


def test_from_python(shop: Path) -> None:
    secret, public = new_pair("word")
    attestation = api.sign(shop / "shop.yaml", secret, password="word")  # noqa: S106 - made here
    (shop / ATTESTATION).write_bytes(attestation)
    (shop / "own.pub").write_bytes(public)
    assert api.verify(shop / ATTESTATION, key=shop / "own.pub").fine
    with pytest.raises(api.CxrulesError, match="the key is not a private key"):
        api.sign(shop / "shop.yaml", public)
    with pytest.raises(api.CxrulesError, match="is no attestation"):
        api.verify(shop / "shop.yaml")
    change(shop / "shop.yaml", "BAK.2.PA.1.1: P", "BAK.2.PA.1.1: X")
    with pytest.raises(api.CxrulesError, match=r"cannot be evaluated: 'X' is not a rating"):
        api.sign(shop / "shop.yaml", secret, password="word")  # noqa: S106 - the same


# ------------------------------------------------------------------------------ by somebody who means it


def envelope_of(shop: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shop / ATTESTATION).read_bytes())
    return found


def put(shop: Path, envelope: dict[str, Any]) -> None:
    (shop / ATTESTATION).write_bytes(canonical(envelope) + b"\n")


def test_what_is_signed_is_the_encoding_of_the_specification(shop: Path) -> None:
    """DSSE v1: the signature is over ``DSSEv1 LEN(type) type LEN(body) body``, without the library's help."""
    envelope = envelope_of(shop)
    assert set(envelope) == {"payload", "payloadType", "signatures"}
    body, kind = base64.b64decode(envelope["payload"], validate=True), envelope["payloadType"].encode()
    encoded = b" ".join([b"DSSEv1", str(len(kind)).encode(), kind, str(len(body)).encode(), body])
    (signature,) = envelope["signatures"]
    KEY.public_key().verify(base64.b64decode(signature["sig"], validate=True), encoded)
    read = Envelope.from_dict(envelope_of(shop))
    assert read.pae() == encoded
    trusted = SSlibKey.from_crypto(KEY.public_key(), signature["keyid"])
    assert list(read.verify([trusted], 1)) == [signature["keyid"]]


def test_the_statement_has_what_in_toto_asks_for(shop: Path) -> None:
    """Statement v1: its type, subjects with digests and names that differ, and a type of predicate."""
    statement = stated((shop / ATTESTATION).read_bytes())
    assert set(statement) == {"_type", "subject", "predicateType", "predicate"}
    names = [each["name"] for each in statement["subject"]]
    assert len(set(names)) == len(names) > 0
    assert all(set(each) == {"name", "digest"} for each in statement["subject"])
    digests = [each["digest"]["sha256"] for each in statement["subject"]]
    assert all(len(bytes.fromhex(each)) == 32 and each == each.lower() for each in digests)
    assert statement["predicateType"].startswith("urn:")
    assert isinstance(statement["predicate"], dict)


def test_anything_added_to_the_signature_is_named(shop: Path) -> None:
    envelope = envelope_of(shop)
    envelope["signatures"][0]["cert"] = "trust me"
    put(shop, envelope)
    assert told(check(shop)) == [f"attestation {ATTESTATION} changed"]


def test_anything_added_to_the_envelope_is_named(shop: Path) -> None:
    put(shop, {**envelope_of(shop), "comment": "trust me"})
    assert told(check(shop)) == [f"attestation {ATTESTATION} changed"]


def test_a_second_signature_is_refused(shop: Path) -> None:
    envelope = envelope_of(shop)
    other = json.loads(sealed(base64.b64decode(envelope["payload"]), OTHER_KEY))
    for signatures in (
        [*envelope["signatures"], *other["signatures"]],
        [*other["signatures"], *envelope["signatures"]],
    ):
        put(shop, {**envelope, "signatures": signatures})
        with pytest.raises(Unverifiable, match=f"{ATTESTATION} is no attestation: it has 2 signatures"):
            check(shop)
    put(shop, {**envelope, "signatures": []})
    with pytest.raises(Unverifiable, match="it is not signed"):
        check(shop)


def test_a_signature_twice_is_refused(shop: Path) -> None:
    envelope = envelope_of(shop)
    put(shop, {**envelope, "signatures": envelope["signatures"] * 2})
    with pytest.raises(Unverifiable, match="is no attestation"):
        check(shop)


@pytest.mark.parametrize("key", ["payload", "payloadType", "signatures"])
def test_a_key_twice_in_the_envelope_is_named(shop: Path, key: str) -> None:
    """Programs differ in which of two they read, so both are looked at as a change."""
    text = (shop / ATTESTATION).read_text(encoding="utf-8")
    value = json.dumps(envelope_of(shop)[key], separators=(",", ":"))
    (shop / ATTESTATION).write_text(f'{{"{key}":"e30=",{text[1:]}', encoding="utf-8")
    assert f"attestation {ATTESTATION} changed" in told(check(shop))
    (shop / ATTESTATION).write_text(f'{{"{key}":{value},{text[1:]}', encoding="utf-8")
    assert told(check(shop)) == [f"attestation {ATTESTATION} changed"]


def test_another_key_id_is_named(shop: Path) -> None:
    envelope = envelope_of(shop)
    envelope["signatures"][0]["keyid"] = "0" * 64
    put(shop, envelope)
    assert told(check(shop)) == ["key signer.pub differs"]


def test_a_cut_signature_is_named(shop: Path) -> None:
    envelope = envelope_of(shop)
    raw = base64.b64decode(envelope["signatures"][0]["sig"])
    envelope["signatures"][0]["sig"] = base64.b64encode(raw[:-1]).decode()
    put(shop, envelope)
    assert told(check(shop)) == [f"signature {ATTESTATION} invalid"]


def test_a_statement_with_a_key_twice_is_no_proof(shop: Path) -> None:
    forged(shop, '"view":null', '"view":"x","view":null', KEY)
    assert told(check(shop)) == [f"attestation {ATTESTATION} differs"]


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("shop.yaml", "assessment/shop.yaml"),
        ("quiet.cxr", "profile/quiet.cxr"),
        ("cxrules.lock", "lock/cxrules.lock"),
        ("data/guests.csv", "table/data/guests.csv"),
        ("evidence/book.md", "evidence/evidence/book.md"),
        ("bakery/rules/more.cxr", "model/bakery/rules/more.cxr"),
        ("bakery/iso-33020/levels.cxr", "framework/iso-33020/levels.cxr"),
    ],
)
def test_other_ends_of_lines_are_named(shop: Path, file: str, named: str) -> None:
    content = (shop / file).read_bytes()
    (shop / file).write_bytes(content.replace(b"\n", b"\r\n"))
    changed = [
        each.name for each in check(shop).differences if each.what == "changed" and each.kind != "result"
    ]
    assert changed == [named]


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("bakery/extra.cxr", "model/bakery/extra.cxr"),
        ("bakery/rules/deep/extra.cxr", "model/bakery/rules/deep/extra.cxr"),
        ("bakery/iso-33020/extra.cxr", "framework/iso-33020/extra.cxr"),
        ("evidence/lost.md", "evidence/evidence/lost.md"),
    ],
)
def test_a_file_that_was_added_is_named(shop: Path, file: str, named: str) -> None:
    (shop / file).parent.mkdir(parents=True, exist_ok=True)
    (shop / file).write_text("# nothing but a remark\n", encoding="utf-8")
    (found,) = [each for each in check(shop).differences if each.what == "new"]
    assert found.name == named


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("quiet.cxr", "profile/quiet.cxr"),
        ("cxrules.lock", "lock/cxrules.lock"),
        ("data/guests.csv", "table/data/guests.csv"),
        ("evidence/book.md", "evidence/evidence/book.md"),
        ("bakery/rules/more.cxr", "model/bakery/rules/more.cxr"),
    ],
)
def test_a_file_that_is_gone_or_leads_elsewhere_is_named(
    shop: Path, tmp_path_factory: pytest.TempPathFactory, file: str, named: str
) -> None:
    content = (shop / file).read_bytes()
    (shop / file).unlink()
    assert named in [each.name for each in check(shop).differences if each.what == "missing"]
    away = tmp_path_factory.mktemp("away") / Path(file).name
    away.write_bytes(content + b"\n")
    (shop / file).symlink_to(away)
    assert named in [each.name for each in check(shop).differences]


def test_a_lockfile_that_was_added_is_named(shop: Path) -> None:
    (shop / "cxrules.lock").unlink()
    (shop / ATTESTATION).write_bytes(sign(shop / "shop.yaml", KEY, None, "1.0.0")[0])
    assert check(shop).fine
    drawn = api.lock(shop / "shop.yaml")
    drawn.path.write_text(drawn.text, encoding="utf-8")
    assert told(check(shop)) == ["lock lock/cxrules.lock new"]
