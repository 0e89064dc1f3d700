"""Where the folders that ship with cxrules lie: the rulesets and the grammar.

An installed package holds them inside itself; in a checkout they lie beside it. What is in them is
read elsewhere.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """The folder that ships under `name`: "rulesets" or "grammar".

    Raises FileNotFoundError where the installation lacks it, which no finished installation does.
    """
    for place in (_PACKAGE, _PACKAGE.parent):
        folder = place / name
        if folder.is_dir():
            return folder
    raise FileNotFoundError(
        f"cxrules ships a folder {name!r}, but neither {_PACKAGE} nor {_PACKAGE.parent} has it"
    )
