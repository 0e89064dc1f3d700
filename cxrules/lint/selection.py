"""Which rules of advice are to run: those that run by default, those chosen, without those left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxrules.lint.rule import Rule


class Selection(NamedTuple):
    """Codes to look for and codes to leave out; the beginning of a code stands for all that begin with it.

    Without `select`, the rules that run by default. Where both name a code, the longer beginning counts; of
    two equally long ones, `ignore`.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, rule: Rule) -> bool:
        """Whether a rule is to run."""
        chosen = _longest(rule.code, self.select)
        left_out = _longest(rule.code, self.ignore)
        if not self.select and rule.by_default and not left_out:
            return True
        return chosen > left_out


def _longest(code: str, beginnings: tuple[str, ...]) -> int:
    return max((len(each) for each in beginnings if code.startswith(each)), default=0)
