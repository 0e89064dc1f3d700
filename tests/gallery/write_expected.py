"""Writes `expected.yaml` from what is reported now: `python -m tests.gallery.write_expected [CODE…]`.

For use after a wording has been changed on purpose. What it writes is to be read, not trusted.
"""

import sys

import yaml

from tests.gallery.examples import CODES, GALLERY, found


def write(code: str) -> str:
    """Write what is reported for the example of a code; say what was not as it should be, or nothing."""
    reported = found(code)
    text = yaml.safe_dump(reported, allow_unicode=True, sort_keys=False, width=100)
    (GALLERY / code / "expected.yaml").write_text(text, encoding="utf-8")
    others = [str(diagnostic["code"]) for diagnostic in reported]
    if code not in others:
        return f"{code}: not reported; instead: {', '.join(others) or 'nothing'}"
    others.remove(code)
    return f"{code}: also {', '.join(others)}" if others else ""


if __name__ == "__main__":
    for note in filter(None, map(write, sys.argv[1:] or CODES)):
        sys.stdout.write(note + "\n")
