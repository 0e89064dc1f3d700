"""What the sheet Read me says, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxrules.exchange.workbook.layout import (
    DEVIATIONS,
    FINDINGS,
    INSTANCES,
    JUDGEMENTS,
    TABLES,
    VALUES,
    WAIVERS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxrules.exchange.workbook.form import Form

_SHEETS = {
    "Assessment": "What this assessment is: its id, title, day and scope. Each row is explained.",
    "Assessors": "Who rates. The ids are what the columns Assessor offer.",
    INSTANCES.name: "Projects or products that are looked at one by one; empty where there is only one.",
    "Ratings": "One row for each thing to rate. Grey columns tell what is asked, and are not read.",
    "Evidence": "What was seen or heard, each with an id. Ratings name these ids.",
    FINDINGS.name: "Facts that rules ask for: yes, no, or open. Leave blank what was not looked at.",
    VALUES.name: "Numbers, dates and facts that the model asks for.",
    JUDGEMENTS.name: "What the model leaves to you: an answer, who gave it, and why.",
    TABLES.name: "The files with data that the model reads, in the folder of this workbook or below.",
    WAIVERS.name: "Leave to count something with another rating for a time.",
    DEVIATIONS.name: "Rules that are knowingly not followed, each with a reason.",
}
_RATING = (
    "A blank rating is not rated yet. That is something else than the lowest rating.",
    "Evidence and causes: ids with commas between them. Weaknesses and strengths: one a line (Alt+Enter).",
    "Several assessors, or several instances: copy the row, one for each, and fill in Assessor or Instance.",
    "Something that does not apply: leave the rating blank, and write why under 'Not applicable because'.",
)
_RULES = (
    "Keep the headings and the names of the sheets. Rows and columns may change places.",
    "A column or sheet of your own is not read, and you are told so.",
    "Write values, no formulas: a cell with a formula is refused.",
    "Dates: 2026-11-20, or as your spreadsheet writes dates.",
)
_AFTER = (
    "cxrules check FILE.xlsx      what is wrong, with the name of each cell",
    "cxrules evaluate FILE.xlsx   the levels at any time, with ratings still open",
    "cxrules explain FILE.xlsx ID   why something is as it is",
)


def lines(form: Form, sheets: Sequence[str]) -> Iterator[str]:
    """The lines of the sheet, headings with a ``#`` before them."""
    yield "# An assessment to fill in"
    yield from filter(None, (f"Model: {form.model}" * bool(form.model), form.notice))
    yield from ("", "# The sheets")
    for name in sheets:
        yield f"{name}: {_SHEETS[name]}"
    yield from ("", "# Rating")
    if form.scale:
        yield (
            "Ratings: "
            + ", ".join(f"{name} ({title})" if title else name for name, title in form.scale)
            + "."
        )
    if form.weakness:
        yield f"A rating below {form.weakness} needs a weakness."
    yield from _RATING
    yield from ("", "# What to keep in mind", *_RULES, "", "# When it is filled in, or half way", *_AFTER)
