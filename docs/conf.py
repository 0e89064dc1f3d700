"""How Sphinx builds the documentation: MyST pages, and colours for ruleset text.

Warnings are errors. New pages appear by themselves: index.md collects them by folder.
"""

import logging
import sys
from pathlib import Path

from sphinx.application import Sphinx

_DOCS = Path(__file__).resolve().parent
sys.path[:0] = [str(_DOCS), str(_DOCS.parent)]

import cxrules  # noqa: E402 - the checkout's, whatever else is installed
from ruleset_lexer import RulesetLexer  # noqa: E402 - beside this file

project = "cxrules"
author = "The cxrules authors"
project_copyright = "The cxrules authors"
version = release = cxrules.__version__

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
nitpicky = True
# A folder without pages of its own is no mistake. Sphinx gives this warning no type to suppress it by.
logging.getLogger("sphinx.sphinx.directives.other").addFilter(
    lambda record: getattr(record, "subtype", None) != "empty_glob"
)

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"cxrules {release}"
html_copy_source = False
html_show_sphinx = False


def setup(app: Sphinx) -> None:
    """Called by Sphinx: makes ```cxr blocks known."""
    app.add_lexer("cxr", RulesetLexer)
