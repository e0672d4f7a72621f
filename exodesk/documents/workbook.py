"""An XLSX workbook: numbers as numbers, text as text that never runs, columns as wide as needed."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.utility import xl_col_to_name

from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import Bounds, minor_digits
from exodesk.translation import gettext as _
from exodesk.wording.amounts import LAKH_CURRENCIES, currency_symbol

LONGEST_CELL = 32_767  # of Excel
_WIDEST, _NARROWEST = 48, 13
_LINE_HEIGHT = 15
_MOST_LINES = 20
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME = 31


class NoWorkbookError(ExodeskError):
    """The workbook could not be made; nothing was written."""

    def __init__(self, reason: str) -> None:
        super().__init__(_("The workbook could not be made: {reason}.").format(reason=reason))


class Style(Enum):
    """How a cell looks."""

    PLAIN = "plain"
    HEADING = "heading"
    NUMBER_HEADING = "number heading"
    NAME = "name"
    WORD = "word"
    STRONG = "strong"
    STRONG_WORD = "strong word"
    TITLE = "title"


_QUIET = "#555D68"
_HEADING = {"bold": True, "bg_color": "#E8EAED", "bottom": 1}
_LOOKS: dict[Style, dict[str, Any]] = {
    Style.PLAIN: {"indent": 1, "align": "left"},
    Style.HEADING: {**_HEADING, "indent": 1, "align": "left"},
    Style.NUMBER_HEADING: {**_HEADING, "indent": 1, "align": "right"},
    Style.NAME: {"font_color": _QUIET},
    Style.WORD: {"font_color": _QUIET, "align": "right", "indent": 1},
    Style.STRONG: {"bold": True, "top": 1, "indent": 1},
    Style.STRONG_WORD: {"font_color": _QUIET, "top": 1, "align": "right", "indent": 1},
    Style.TITLE: {"bold": True, "font_size": 12},
}
"""WORD is for a word in a number's place."""
_WORDS = {Style.STRONG: Style.STRONG_WORD}


def money_format(currency: str) -> str:
    """The number format of a currency, rupees grouped in lakhs."""
    digits = minor_digits(currency)
    end = "." + "0" * digits if digits else ""
    sign = f'"{currency_symbol(currency)}"'
    if currency not in LAKH_CURRENCIES:
        return f"{sign}#,##0{end}"
    # A format has room for two conditions; below a lakh both ways of grouping are the same.
    crores = rf"[>=10000000]{sign}##\,##\,##\,##0{end}"
    lakhs = rf"[>=100000]{sign}##\,##\,##0{end}"
    return f"{crores};{lakhs};{sign}##,##0{end}"


class Workbook:
    """A workbook in memory. ``made`` gives its bytes, the same from the same cells ``on`` a day."""

    def __init__(self, title: str, on: date) -> None:
        self._file = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._file,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_date_format": "d mmm yyyy",
            },
        )
        created = datetime(on.year, on.month, on.day)
        self._book.set_properties({"title": storable(title), "created": created})
        self._formats: dict[tuple[Style, str], Any] = {}

    def sheet(self, name: str) -> Sheet:
        """A new sheet; what no sheet may be called is left out of its name."""
        clean = _NO_SHEET_NAME.sub(" ", name)[:_LONGEST_SHEET_NAME].strip("' ")
        return Sheet(self._book.add_worksheet(clean), self)

    def format(self, style: Style, number: str = "") -> Any:
        key = (style, number)
        if key not in self._formats:
            look = {"valign": "top", "text_wrap": not number, **_LOOKS[style]}
            if number:
                look |= {"num_format": number, "align": "right"}
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]

    def made(self) -> bytes:
        """The whole file; raises NoWorkbookError."""
        try:
            self._book.close()
        except (XlsxWriterException, OSError, ValueError) as error:
            raise NoWorkbookError(str(error)) from None
        return self._file.getvalue()


class Sheet:
    """Rows and columns count from 0. A missing number is the word unknown."""

    def __init__(self, sheet: Any, book: Workbook) -> None:
        self._sheet = sheet
        self._book = book
        self._widths: dict[int, int] = {}
        self._texts: list[tuple[int, int, int, str]] = []

    def text(
        self, row: int, column: int, text: str, style: Style = Style.PLAIN, *, over: int = 1
    ) -> None:
        """``text`` in a cell, or ``over`` several columns."""
        cell = storable(text)
        look = self._book.format(style)
        if over > 1:
            self._sheet.merge_range(row, column, row, column + over - 1, "", look)
        else:
            self._widen(column, cell)
        self._texts.append((row, column, over, cell))
        self._sheet.write_string(row, column, cell, look)

    def texts(self, row: int, texts: Sequence[str], style: Style = Style.PLAIN) -> None:
        """A text in each column from the first."""
        for column, text in enumerate(texts):
            self.text(row, column, text, style)

    def number(
        self,
        row: int,
        column: int,
        value: Fraction | Decimal | int | None,
        number_format: str = "General",
        style: Style = Style.PLAIN,
    ) -> None:
        if value is None:
            self.word(row, column, _("unknown"), _WORDS.get(style, Style.WORD))
            return
        self._widen(column, f"{float(value):,.2f}  ")
        look = self._book.format(style, number_format)
        self._sheet.write_number(row, column, float(value), look)

    def money(
        self,
        row: int,
        column: int,
        value: Fraction | None,
        currency: str,
        style: Style = Style.PLAIN,
    ) -> None:
        """Not rounded: the cell shows as many decimals as its currency has."""
        self.number(row, column, value, money_format(currency), style)

    def both_ends(self, row: int, column: int, bounds: Bounds, currency: str) -> None:
        """The low end in a cell, the high end in the next."""
        self.money(row, column, bounds.low, currency)
        self.money(row, column + 1, bounds.high, currency)

    def sum_above(
        self,
        row: int,
        column: int,
        first: int,
        value: Fraction | None,
        currency: str,
        *,
        less: bool = False,
    ) -> None:
        """The sum of the rows from ``first`` to the one above, which is known to be ``value``.

        ``less``: the one above is taken off the others.
        """
        last = row - 1 if less else row
        if value is None or first >= last:
            self.money(row, column, value, currency, Style.STRONG)
            return
        name = xl_col_to_name(column)
        off = f"-{name}{row}" if less else ""
        formula = f"SUM({name}{first + 1}:{name}{last}){off}"
        self._formula(row, column, formula, value, currency, Style.STRONG)

    def two_together(
        self,
        row: int,
        column: int,
        columns: tuple[int, int],
        value: Fraction,
        currency: str,
        *,
        less: bool = False,
    ) -> None:
        """The sum of two cells of the row, which is known to be ``value``.

        ``less``: the second is taken off the first.
        """
        one, other = (f"{xl_col_to_name(each)}{row + 1}" for each in columns)
        formula = f"{one}{'-' if less else '+'}{other}"
        self._formula(row, column, formula, value, currency, Style.PLAIN)

    def sum_where(
        self,
        row: int,
        column: int,
        other: Sheet,
        summed: int,
        alike: Sequence[tuple[int, int]],
        last: int,
        value: Fraction | None,
        currency: str,
    ) -> None:
        """The sum of column ``summed`` of another sheet, from its second row to ``last``, where its
        columns hold what this row holds: of ``alike`` the first each is of that sheet. It is known
        to be ``value``."""
        if value is None:
            self.money(row, column, None, currency)
            return

        def over(each: int) -> str:
            name = xl_col_to_name(each)
            sheet = other._sheet.get_name().replace("'", "''")
            return f"'{sheet}'!${name}$2:${name}${last + 1}"

        where = (f"{over(one)},${xl_col_to_name(own)}{row + 1}" for one, own in alike)
        formula = f"SUMIFS({over(summed)},{','.join(where)})"
        self._formula(row, column, formula, value, currency, Style.PLAIN)

    def _formula(
        self, row: int, column: int, formula: str, value: Fraction, currency: str, style: Style
    ) -> None:
        self._widen(column, f"{float(value):,.2f}  ")
        look = self._book.format(style, money_format(currency))
        self._sheet.write_formula(row, column, f"={formula}", look, float(value))

    def day(self, row: int, column: int, day: date) -> None:
        self._widen(column, "30 Sep 2026")
        look = self._book.format(Style.PLAIN, "d mmm yyyy")
        self._sheet.write_datetime(row, column, datetime(day.year, day.month, day.day), look)

    def word(self, row: int, column: int, word: str, style: Style = Style.WORD) -> None:
        """A word in a number's place."""
        self.text(row, column, word, style)

    def freeze(self, row: int, column: int) -> None:
        """Keep what stands above ``row`` and before ``column`` in sight."""
        self._sheet.freeze_panes(row, column)

    def filter(self, last_row: int, last_column: int) -> None:
        self._sheet.autofilter(0, 0, last_row, last_column)

    def fit(self) -> None:
        """Make each column as wide and each row as high as what stands in it."""
        for column in self._widths:
            self._sheet.set_column(column, column, self._width(column))
        lines: dict[int, int] = {}
        for row, column, over, text in self._texts:
            room = sum(map(self._width, range(column, column + over))) - 2
            needed = sum(max(1, -(-len(part) // room)) for part in text.split("\n"))
            lines[row] = max(lines.get(row, 1), min(needed, _MOST_LINES))
        for row, needed in lines.items():
            if needed > 1:
                self._sheet.set_row(row, _LINE_HEIGHT * needed)
        self._sheet.set_paper(9)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)

    def _width(self, column: int) -> int:
        return min(max(self._widths.get(column, 0) + 3, _NARROWEST), _WIDEST)

    def _widen(self, column: int, text: str) -> None:
        longest = max(map(len, text.split("\n")))
        self._widths[column] = max(self._widths.get(column, 0), longest)


def storable(text: str) -> str:
    """``text`` as a cell can hold it: no half letters, and not beyond the length of a cell."""
    clean = _NO_XML.sub(lambda match: f"[U+{ord(match.group()):04X}]", text)
    return clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…"
