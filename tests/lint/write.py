"""Writes `expected.txt`, `fixed.cxr` and the page of rules of advice: `python -m tests.lint.write [CODE…]`.

For use after a wording has been changed on purpose. What it writes is to be read, not trusted.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.lint.folders import BY_CODE, FOLDERS, PAGES, mended, page, shown


def write(code: str) -> None:
    """Write what is said about the bad example of a rule, what mending makes of it, and its page."""
    rule, folder = BY_CODE[code], FOLDERS[code]
    (folder / "expected.txt").write_text(shown(rule, "bad.cxr"), "utf-8")
    with TemporaryDirectory() as place:
        text = mended(rule, Path(place))
    if text != (folder / "bad.cxr").read_text("utf-8"):
        (folder / "fixed.cxr").write_text(text, "utf-8")
    (PAGES / f"{code}.md").write_text(page(rule), "utf-8")


if __name__ == "__main__":
    for each in sys.argv[1:] or BY_CODE:
        write(each)
