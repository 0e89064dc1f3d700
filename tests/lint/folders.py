"""The folders of the rules of advice: examples, what is said about them, pages. Tests nothing itself."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from cxrules.diagnostics import CATALOGUE, text as as_text
from cxrules.lint import Selection, rules as rules_folder
from cxrules.lint.mending import mend
from cxrules.lint.rules import RULES
from cxrules.workspace.checking import check_path

if TYPE_CHECKING:
    from cxrules.diagnostics import Diagnostic
    from cxrules.lint.rule import Rule

RULES_FOLDER = Path(str(rules_folder.__file__)).parent
PAGES = Path(__file__).resolve().parents[2] / "docs" / "diagnostics"
FOLDERS = {rule.code: RULES_FOLDER / str(rule.check.__module__).rpartition(".")[2] for rule in RULES}
BY_CODE = {rule.code: rule for rule in RULES}
_ROUNDS = 10
_READS = {
    "text": "any text that can be read, also one with errors in it",
    "model": "a model without errors",
    "allowances": "what all others have found",
}


def found(rule: Rule, example: str) -> list[Diagnostic]:
    """What is said about an example by the rules that run by default, and by this one."""
    with contextlib.chdir(FOLDERS[rule.code]):  # so that messages name the file as its reader would
        return check_path(Path(example), advice=_selection(rule))


def _selection(rule: Rule) -> Selection:
    return Selection() if rule.by_default else Selection(select=(rule.code,))


def shown(rule: Rule, example: str) -> str:
    """The same as people see it."""
    return as_text.render(found(rule, example))


def mended(rule: Rule, folder: Path) -> str:
    """What mending makes of the bad example, unsafe changes included, round after round in a copy."""
    copy = folder / "bad.cxr"
    copy.write_text((FOLDERS[rule.code] / "bad.cxr").read_text("utf-8"), "utf-8")
    for _ in range(_ROUNDS):
        done = mend(check_path(copy, advice=_selection(rule)), unsafe=True)
        if not done.texts:
            break
        (text,) = done.texts.values()
        copy.write_text(text, "utf-8")
    return copy.read_text("utf-8")


def safety(rule: Rule) -> str:
    """How safe its changes are; empty where it offers none."""
    fixes = {each.fix.safety for each in found(rule, "bad.cxr") if each.fix is not None}
    return "safe and unsafe" if len(fixes) > 1 else next(iter(fixes), "")


def page(rule: Rule) -> str:
    """The page of a rule: what stands in its folder, and what can be looked up."""
    folder = FOLDERS[rule.code]
    meaning, sep, mending = (folder / "page.md").read_text("utf-8").partition("## How to mend it")
    where = f"../../cxrules/lint/rules/{folder.name}"
    level = CATALOGUE[rule.code].severity if rule.by_default else f"off (`--select {rule.code}` turns it on)"
    fixes = {"": "none", "safe": "`--fix`", "unsafe": "`--unsafe-fixes`"}.get(
        safety(rule), "`--fix` for some, `--unsafe-fixes` for others"
    )
    return f"""# {rule.code}: {CATALOGUE[rule.code].title}

{meaning.strip()}

## Example

```{{literalinclude}} {where}/bad.cxr
:language: cxr
```

What cxrules says:

```{{literalinclude}} {where}/expected.txt
:language: text
```

This is not reported:

```{{literalinclude}} {where}/good.cxr
:language: cxr
```

{sep}

{mending.strip()}

| level | mended by | looks at |
|---|---|---|
| {level} | {fixes} | {_READS[rule.reads]} |

[How to choose and to allow advice](../guide/advice.md)
"""
