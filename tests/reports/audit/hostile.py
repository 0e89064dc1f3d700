"""Texts that a careless renderer would take for markup, for formulas, or could not lay out."""

HOSTILE = (
    '=HYPERLINK("http://evil.example","x") #panic("x") $1+1$ *bold* _slanted_ `raw` <label> @reference '
    "\"'& \\n [x] ]] {{x}} //c /*d*/ <w:p/> </w:t> ]]> %s"
)
LONG = (
    f"{'W' * 300} {'very/long/path/' * 20} שלום مرحبا \N{GRINNING FACE} 漢字 e\u0301 "
    "\u202ereverse\u202c \U000f0000"
)
