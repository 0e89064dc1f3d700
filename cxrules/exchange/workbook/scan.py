"""What python-calamine does not tell of a workbook: its formulas, its percents, and how large it really is.

The parts of the file are XML in a ZIP archive (ECMA-376); they are read with limits, and nothing in them is
followed anywhere else.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from cxrules.exchange import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_UNPACKED = 10 * limits.BYTES
_LETTERS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.')
_PERCENT_FORMATS = {9: True, 10: True}  # built in: 0% and 0.00%
_OLE = b"\xd0\xcf\x11\xe0"

Place = tuple[int, int]
Attributes = dict[str, str]


class UnreadableError(Exception):
    """A file that is no workbook that can be read; says why in a sentence, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep both."""
        super().__init__(message)
        self.message, self.hint = message, hint


class Scan(NamedTuple):
    """The cells of a sheet, by row and column from 0, that hold a formula, an error, or show a percent."""

    formulas: frozenset[Place]
    errors: frozenset[Place]
    percents: frozenset[Place]


def scan(data: bytes) -> dict[str, Scan]:
    """Look through the sheets of a workbook. Raises UnreadableError."""
    if data.startswith(_OLE):
        message = "This workbook is protected by a password, or of the format before 2007."
        raise UnreadableError(message, "Save it as an Excel workbook (.xlsx) without a password.")
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_parts(archive)
            return _sheets(archive)
    except (BadZipFile, LookupError, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise UnreadableError("This file is not an Excel workbook, or it is damaged.") from error
    except (expat.ExpatError, ValueError) as error:
        raise UnreadableError("This workbook is damaged: a part of it is no XML.") from error


def _check_parts(archive: ZipFile) -> None:
    """Refuse an archive that is too large, or a part of which is not what the archive says of it."""
    if sum(each.file_size for each in archive.infolist()) > _UNPACKED:
        raise UnreadableError(f"Unpacked, this workbook has more than {_UNPACKED // 1024 // 1024} MiB.")
    if archive.testzip() is not None:
        raise BadZipFile


def _sheets(archive: ZipFile) -> dict[str, Scan]:
    targets: dict[str, str] = {}
    names: dict[str, str] = {}

    def relation(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship":
            targets[attributes["Id"]] = attributes["Target"]

    def sheet(tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            names[attributes["name"]] = attributes["id"]

    _parse(archive.read("xl/_rels/workbook.xml.rels"), relation)
    _parse(archive.read("xl/workbook.xml"), sheet)
    percents = _percent_styles(archive)
    found = {}
    for name, reference in names.items():
        target = targets[reference]
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if "chartsheet" not in part and "dialogsheet" not in part:
            found[name] = _Cells(percents).read(archive.read(part))
    return found


def _parse(xml: bytes, begin: Callable[[str, Attributes], None]) -> None:
    """Call `begin` for each element with its name and attributes, both without their namespace."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: Attributes) -> None:
        begin(name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def refuse(*_: object) -> None:
        raise UnreadableError("This workbook declares a document type, which none needs.")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(xml, True)  # noqa: FBT003  # so it is called


def _percent_styles(archive: ZipFile) -> Mapping[int, bool]:
    """The styles of cells, by their numbers, that show a number as a percent."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    formats = dict(_PERCENT_FORMATS)
    styles: dict[int, bool] = {}
    inside = ""

    def element(tag: str, attributes: Attributes) -> None:
        nonlocal inside
        if tag == "numFmt":
            formats[int(attributes["numFmtId"])] = "%" in _NOT_SHOWN.sub("", attributes["formatCode"])
        elif tag in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            inside = tag
        elif tag == "xf" and inside == "cellXfs":
            styles[len(styles)] = formats.get(int(attributes.get("numFmtId", "0")), False)

    _parse(archive.read("xl/styles.xml"), element)
    return styles


class _Cells:
    """Goes through the cells of one sheet."""

    def __init__(self, percents: Mapping[int, bool]) -> None:
        self._styles = percents
        self._at: Place = (-1, -1)
        self._most: Place = (0, 0)
        self._formulas: set[Place] = set()
        self._errors: set[Place] = set()
        self._percents: set[Place] = set()
        self._numeric = self._percent = False

    def read(self, xml: bytes) -> Scan:
        _parse(xml, self._element)
        return Scan(frozenset(self._formulas), frozenset(self._errors), frozenset(self._percents))

    def _element(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self._cell(attributes)
        elif tag == "row":
            number = attributes.get("r", "")
            self._at = (int(number) - 1 if number else self._at[0] + 1, -1)
        elif tag in {"f", "v", "is"}:
            self._most = (max(self._most[0], self._at[0]), max(self._most[1], self._at[1]))
            self._check_size()
            if tag == "f":
                self._formulas.add(self._at)
            elif tag == "v" and self._percent and self._numeric:
                self._percents.add(self._at)

    def _cell(self, attributes: Attributes) -> None:
        found = _LETTERS.fullmatch(attributes.get("r", ""))
        self._at = (int(found[2]) - 1, column_number(found[1])) if found else (self._at[0], self._at[1] + 1)
        kind = attributes.get("t", "n")
        self._numeric = kind == "n"
        self._percent = self._styles.get(int(attributes.get("s", "0")), False)
        if kind == "e":
            self._errors.add(self._at)

    def _check_size(self) -> None:
        """Refuse a sheet whose cells lie so far apart that what is between them fills the memory."""
        rows, columns = self._most[0] + 1, self._most[1] + 1
        if rows * columns > limits.NODES:
            message = (
                f"A sheet reaches to {cell_name(*self._at)}; more than {limits.NODES:,} cells are not read."
            )
            raise UnreadableError(message, "Delete the rows and columns that are not needed.")


def column_number(letters: str) -> int:
    """The number of a column from 0: of ``A`` it is 0, of ``AA`` 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def cell_name(row: int, column: int) -> str:
    """The name of a cell, ``A1``, by its row and column from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
