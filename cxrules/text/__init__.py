"""Text and places in it: sources, spans, positions, near names.

What a piece of text means lives above; reading it from a file lives in the workspace.
"""

from cxrules.text.names import near
from cxrules.text.source import Position, Source, Span

__all__ = ["Position", "Source", "Span", "near"]
