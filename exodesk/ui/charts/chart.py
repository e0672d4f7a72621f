"""What every chart is to the widgets that show it: rows of marks, a table, and a plan to paint."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from exodesk.exports.plain_numbers import money
from exodesk.ui.tokens import Tokens
from exodesk.wording import gettext as _
from exodesk.wording.amounts import amount_text

Spot: TypeAlias = tuple[int, int]
"""A mark of a chart: its row, and its number in that row, both from 0."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``text`` as a person reads it, ``plain`` as it is copied: a number without sign or commas.

    ``figure`` stands at the right; one that is not ``known`` is a word.
    """

    text: str
    plain: str
    figure: bool = False
    known: bool = True


@dataclass(frozen=True, slots=True)
class TwinTable:
    """The numbers of a chart, with the currency of each row in a column of its own."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def plain_rows(self) -> list[list[str]]:
        """Headings and rows as they are copied."""
        return [list(self.headings), *([cell.plain for cell in row] for row in self.rows)]


class Plan(Protocol):
    """A chart laid out for one size: where each mark is, and how all is painted there."""

    def place(self, spot: Spot) -> QRectF:
        """Where the mark is; an empty rectangle for one that there is not."""

    def spot_at(self, point: QPointF) -> Spot | None:
        """The mark that a person means who points there."""

    def paint(
        self, painter: QPainter, tokens: Tokens, current: Spot | None = None, *, ring: bool = False
    ) -> None:
        """Paint all from the painter's origin; ``ring`` shows that the current mark has focus."""


class Chart(Protocol):
    """A frozen value. Its words stand ready; its figures are exact until they are painted."""

    @property
    def title(self) -> str:
        """What the figures are, over which time and in which currency."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Lines that belong below the picture wherever it goes."""

    def counts(self) -> tuple[int, ...]:
        """How many marks each row has."""

    def words(self, spot: Spot) -> str:
        """What a mark says, as a sentence of its own."""

    def overview(self) -> str:
        """All of the chart for whoever cannot see it."""

    def table(self) -> TwinTable:
        """The same numbers."""

    def height(self, width: float) -> float:
        """How high it must be at that width for nothing to be cut."""

    def plan(self, size: QSizeF) -> Plan:
        """Lay it out."""


def text_cell(text: str) -> Cell:
    return Cell(text, text)


def amount_cell(value: Fraction | None, currency: str, unknown: str = "") -> Cell:
    """An end of a range. Where it is not known the table says why, what is copied ``unknown``."""
    if value is None:
        return unknown_cell(unknown)
    return figure_cell(amount_text(value, currency), money(value, currency) or "")


def figure_cell(text: str, plain: str) -> Cell:
    return Cell(text, plain, figure=True)


def unknown_cell(why: str = "") -> Cell:
    return Cell(why or _("unknown"), _("unknown"), figure=True, known=False)
