"""A small assessment with everything that can be attested, and keys that are the same in every run."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cxrules.exchange.proof.keys import public_text
from cxrules.workspace.locking import draw
from cxrules.workspace.proving import sign

if TYPE_CHECKING:
    from pathlib import Path

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))

MODEL = """\
model bakery version 1.2.0
  title "Small bakery model"
  uses framework iso-33020 version ^2019

table guests "What guests say" {
  id : text
  happy : number
}

metric happiness "How happy guests are" from guests : number {
  mean of happy
  needs 2 rows
}

capability BAK.1 "Bread" {
  criterion BP1 "Choose the flour" {
    rate
      F when happiness at least 8
      L when happiness at least 6
      otherwise P
  }
  criterion BP2 "Knead the dough"
}

capability BAK.2 "Cake" {
  criterion BP1 "Beat the eggs"
}
"""
MORE = 'rule BAK.1.RL.1 cap BAK.1.PA.1.1 at L when BAK.1.BP2 at most P\n  because "Kneading matters"\n'
PROFILE = 'profile quiet of bakery {\n  drop BAK.1.RL.1 because "Nobody listens"\n}\n'
ASSESSMENT = """\
cxrules: 1
assessment: corner-shop
model: ./bakery
profile: quiet.cxr
date: 2026-11-20
tables: {guests: data/guests.csv}
evidence:
  E1: {kind: document, ref: evidence/book.md}
  E2: {kind: document, ref: evidence/lost.md}
  E3: {kind: document, ref: "https://example.org/page"}
ratings:
  BAK.1.BP2: {rating: L, evidence: [E1, E2, E3]}
  BAK.1.PA.1.1: F
  BAK.2.PA.1.1: P
"""
GUESTS = "id,happy\na,9\nb,8\nc,10\nd,7\n"
ATTESTATION = "shop.attestation.json"


def write_shop(folder: Path, project: Path) -> Path:
    """Write the assessment with its model, framework and all into a folder; where its file is."""
    files = {
        "shop.yaml": ASSESSMENT,
        "quiet.cxr": PROFILE,
        "bakery/model.cxr": MODEL,
        "bakery/rules/more.cxr": MORE,
        "data/guests.csv": GUESTS,
        "evidence/book.md": "A recipe.\n",
        "signer.pub": public_text(KEY.public_key()),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copytree(project / "rulesets" / "iso-33020", folder / "bakery" / "iso-33020")
    shutil.rmtree(folder / "bakery" / "iso-33020" / "tests", ignore_errors=True)
    drawn, problems = draw(folder, update=False)
    assert drawn is not None, problems
    drawn.path.write_text(drawn.text, encoding="utf-8")
    return folder / "shop.yaml"


def write_signed(folder: Path, project: Path) -> Path:
    """As `write_shop`, with an attestation of it; where that is."""
    attestation, _ = sign(write_shop(folder, project), KEY, None, "1.0.0")
    (folder / ATTESTATION).write_bytes(attestation)
    return folder / ATTESTATION
