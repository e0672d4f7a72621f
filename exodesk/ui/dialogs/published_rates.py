"""The lower part of the rate dialog: fetching, the last year, and what open quotes were made at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from exodesk.domain.money import round_half_up
from exodesk.domain.quotes.rate_moves import QuoteMove
from exodesk.domain.rates import Rate
from exodesk.ui.charts.chart import Cell, TwinTable, figure_cell, text_cell
from exodesk.ui.charts.rate_line import RateLine
from exodesk.ui.charts.twin_view import TwinView
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole
from exodesk.ui.widgets.comparison_banner import PlainLabel
from exodesk.ui.widgets.rate_update_box import RateUpdateBox
from exodesk.wording import gettext as _
from exodesk.wording import ngettext, pgettext
from exodesk.wording.dates import day_text, rate_source
from exodesk.wording.quotes import quote_called
from exodesk.wording.rate_updates import change_text, shown_value, year_text
from exodesk.wording.rates import old_rates_text, rate_text_like

_ROWS = 5
_BELOW = 4


class PublishedRatesPart(QWidget):
    """Values in, through its ``box`` acts out."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.box = RateUpdateBox(self)
        self.warning = PlainLabel(TypeRole.BODY, wraps=True)
        self._sign = QLabel(self)
        self.line = RateLine(icons.theme, self)
        self.year = PlainLabel(TypeRole.SMALL, secondary=True, wraps=True)
        self.moves_title = PlainLabel(TypeRole.BODY_SELECTED)
        self.moves = TwinView(icons.theme, self)
        self._moves_shown = 0
        self.moves.horizontalScrollBar().rangeChanged.connect(self._fit_moves)
        self.moves_note = PlainLabel(TypeRole.SMALL, secondary=True, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        warned = QHBoxLayout()
        warned.setSpacing(8)
        warned.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        warned.addWidget(self.warning, 1)
        column.addLayout(warned)
        column.addWidget(self.box)
        column.addSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.year)
        column.addSpacing(4)
        column.addWidget(self.moves_title)
        column.addWidget(self.moves)
        column.addWidget(self.moves_note)
        icons.theme.changed.connect(self._paint_sign)
        self._paint_sign()
        self.show_rate(None, date.min)
        self.show_year(())
        self.show_moves((), 0)

    def show_rate(self, rate: Rate | None, today: date) -> None:
        """Warn of ``rate`` if it is old."""
        warning = "" if rate is None else old_rates_text((rate,), today)
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        self._sign.setVisible(bool(warning))

    def show_year(self, rates: Sequence[Rate]) -> None:
        """A year's rates between two currencies, the oldest first."""
        self.line.show_rates(rates)
        self.year.setText(year_text(rates))
        self.year.setVisible(len(rates) > 1)

    def show_moves(self, moves: Sequence[QuoteMove], left_out: int) -> None:
        """Rates that open quotes were made at; ``left_out`` more quotes are not among them."""
        title = _("Since the open quotes were drafted")
        self.moves.show_table(title, moves_table(moves))
        self._moves_shown = min(len(moves), _ROWS)
        self._fit_moves()
        self.moves_title.setText(title)
        self.moves_note.setText(
            ngettext(
                "These are the latest of them; {n} more is open.",
                "These are the latest of them; {n} more are open.",
                left_out,
            ).format(n=left_out)
        )
        for widget in (self.moves_title, self.moves):
            widget.setVisible(bool(moves))
        self.moves_note.setVisible(bool(moves) and left_out > 0)

    def _fit_moves(self) -> None:
        """As high as the rows and the headings are, and the bar that scrolls sideways if any."""
        view = self.moves
        row, bar = view.verticalHeader().defaultSectionSize(), view.horizontalScrollBar()
        around = 2 * view.frameWidth() + _BELOW + (bar.maximum() > 0) * bar.sizeHint().height()
        view.setFixedHeight((self._moves_shown + 1) * row + around)

    def _paint_sign(self) -> None:
        self._icons.show_on(self._sign, "warning", "warning")


def moves_table(moves: Sequence[QuoteMove]) -> TwinTable:
    return TwinTable(
        (
            _("Quote"),
            _("Rate then"),
            _("Date, source"),
            _("Rate now"),
            _("Date, source"),
            pgettext("noun", "Change"),
        ),
        tuple(
            (
                text_cell(quote_called(each.quote)),
                *_rate_cells(each.move.before, each.move.before),
                *_rate_cells(each.move.after, each.move.before),
                figure_cell(change_text(each.move), _plain(each.move.change * 100, 2)),
            )
            for each in moves
        ),
    )


def _rate_cells(rate: Rate, like: Rate) -> tuple[Cell, Cell]:
    """A rate in the direction in which ``like`` is shown, and what it rests on."""
    return (
        figure_cell(rate_text_like(rate, like), _plain(shown_value(rate, like), 6)),
        text_cell(
            _("{date} · {source}").format(date=day_text(rate.date), source=rate_source(rate))
        ),
    )


def _plain(value: Fraction, digits: int) -> str:
    return f"{round_half_up(value, digits):f}"
