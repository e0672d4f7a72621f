"""A comparison as a workbook: options side by side, what each line rests on, rates and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

from exodesk.documents.compared import Compared
from exodesk.documents.comparison_cells import cell
from exodesk.documents.rates_and_sources import write_rates, write_sources
from exodesk.documents.traced import told
from exodesk.documents.workbook import Sheet, Style, Workbook
from exodesk.domain.assumptions import LineKey
from exodesk.domain.comparison import Attribute, Row, line_of
from exodesk.domain.costing import CostLine, CourseCost
from exodesk.domain.dates import age_in_days
from exodesk.domain.entries import DurationRange, Offer
from exodesk.domain.money import UNKNOWN, Bounds, PriceState
from exodesk.domain.trace import Input, trace_of
from exodesk.translation import gettext as _
from exodesk.wording.assumptions import currency_words, in_force
from exodesk.wording.comparison import ComparisonWords
from exodesk.wording.dates import day_text
from exodesk.wording.sentences import place_text, total_text
from exodesk.wording.trace import TraceRow
from exodesk.wording.verdict import reason_sentence, verdict_sentence
from exodesk.wording.vocabulary import word

_HEAD_ROWS = 3
_DAYS = "#,##0.##"
_WORDED = (
    *(Attribute.TAX, Attribute.NOT_COUNTED, Attribute.INTERVAL, Attribute.LASTS),
    *(Attribute.ROUTES, Attribute.EXOSOME_SOURCE, Attribute.INCLUDED),
    *(Attribute.OLDEST_PRICE, Attribute.SOURCES),
)


def comparison_workbook(compared: Compared) -> bytes:
    """The file as bytes; raises NoWorkbookError."""
    words = compared.words()
    book = Workbook(
        _("Cost comparison of {day}").format(day=day_text(compared.today)), compared.today
    )
    _SideBySide(book.sheet(_("Comparison")), compared, words).write()
    _inputs(book.sheet(_("What it rests on")), compared, words)
    _rates_and_sources(book.sheet(_("Rates and sources")), compared, words)
    return book.made()


class _SideBySide:
    """Attributes as rows, and two columns for each entry: the low end and the high one."""

    def __init__(self, sheet: Sheet, compared: Compared, words: ComparisonWords) -> None:
        self._sheet = sheet
        self._compared = compared
        self._words = words
        self._costs = words.comparison.costs
        self._row = _HEAD_ROWS

    def write(self) -> None:
        self._heads()
        self._totals()
        self._figures()
        self._texts()
        self._verdict()
        self._sheet.freeze(_HEAD_ROWS, 1)
        self._sheet.fit()

    def _columns(self) -> Iterator[tuple[int, int, CourseCost]]:
        """The place of each entry, its first column, and its cost."""
        for place, cost in enumerate(self._costs):
            yield place, 1 + 2 * place, cost

    def _heads(self) -> None:
        sheet = self._sheet
        title = _("{total}, amounts in {currency}").format(
            total=self._words.total_title(), currency=currency_words(self._compared.assumptions)
        )
        sheet.texts(0, [title], Style.HEADING)
        sheet.texts(1, [""], Style.HEADING)
        sheet.texts(2, [""], Style.HEADING)
        for _place, column, cost in self._columns():
            sheet.text(0, column, cost.entry.name, Style.HEADING, over=2)
            sheet.text(1, column, place_text(cost.entry), Style.HEADING, over=2)
            sheet.text(2, column, _("low"), Style.NUMBER_HEADING)
            sheet.text(2, column + 1, _("high"), Style.NUMBER_HEADING)

    def _totals(self) -> None:
        first = self._row
        for key in LineKey:
            lines = [line_of(cost, key) for cost in self._costs]
            if not any(lines):
                continue
            self._name(word(key))
            for (_place, column, cost), line in zip(self._columns(), lines, strict=True):
                if line is None:
                    self._both(column, self._no_line(cost))
                else:
                    self._sheet.both_ends(self._row, column, line.bounds, cost.currency)
            self._row += 1
        self._name(_("Total"), Style.STRONG)
        for _place, column, cost in self._columns():
            if cost.total == UNKNOWN:
                self._both(column, total_text(cost), Style.STRONG_WORD)
                continue
            for end, value in enumerate((cost.total.low, cost.total.high)):
                above = first if cost.lines else self._row
                self._sheet.sum_above(self._row, column + end, above, value, cost.currency)
        self._row += 1

    def _figures(self) -> None:
        if totals := self._words.comparison.other_totals:
            self._name(self._row_name(Attribute.OTHER_CURRENCY))
            for place, column, _cost in self._columns():
                total = totals[place]
                if total.bounds == UNKNOWN:
                    self._both(column, self._said(Attribute.OTHER_CURRENCY, place))
                else:
                    self._sheet.both_ends(self._row, column, total.bounds, total.currency)
            self._row += 1
        self._name(self._row_name(Attribute.UNIT_PRICE))
        for place, column, cost in self._columns():
            if cost.unit_per is None or cost.unit_price.state is PriceState.UNKNOWN:
                self._both(column, self._said(Attribute.UNIT_PRICE, place))
            else:
                self._sheet.both_ends(self._row, column, cost.unit_price, cost.currency)
        self._row += 1
        self._numbers(Attribute.SESSIONS, _sessions)
        self._numbers(Attribute.DOWNTIME, lambda cost: _days(cost.entry.downtime), in_days=True)
        self._numbers(Attribute.DOWNTIME_IN_ALL, lambda cost: cost.downtime, in_days=True)

    def _numbers(
        self, attribute: Attribute, read: Callable[[CourseCost], Bounds], *, in_days: bool = False
    ) -> None:
        name = self._row_name(attribute)
        self._name(_("{name}, days").format(name=name) if in_days else name)
        for place, column, cost in self._columns():
            bounds = read(cost)
            if bounds == UNKNOWN:
                self._both(column, self._said(attribute, place))
                continue
            self._sheet.number(self._row, column, bounds.low, _DAYS)
            self._sheet.number(self._row, column + 1, bounds.high, _DAYS)
        self._row += 1

    def _texts(self) -> None:
        for row in self._words.comparison.rows:
            if row.attribute not in _WORDED:
                continue
            self._name(self._words.row_name(row))
            for place, column, _cost in self._columns():
                said = cell(self._words, row, place)
                self._sheet.text(self._row, column, said.text, over=2)
            self._row += 1

    def _verdict(self) -> None:
        self._row += 1
        for sentence in (
            verdict_sentence(self._words),
            reason_sentence(self._words),
            _("Prices are as published on their dates: check before booking."),
            _("Price information, not medical advice"),
        ):
            if sentence:
                # In the second column, so that the first stays narrow.
                self._sheet.text(self._row, 1, sentence, over=2 * len(self._costs))
                self._row += 1

    def _name(self, name: str, style: Style = Style.NAME) -> None:
        self._sheet.text(self._row, 0, name, style)

    def _row_of(self, attribute: Attribute) -> Row:
        rows = self._words.comparison.rows
        return next(row for row in rows if row.attribute is attribute)

    def _row_name(self, attribute: Attribute) -> str:
        return self._words.row_name(self._row_of(attribute))

    def _said(self, attribute: Attribute, place: int) -> str:
        return self._words.cell(self._row_of(attribute), place).text

    def _no_line(self, cost: CourseCost) -> str:
        return _("needs a rate") if cost.state is PriceState.NEEDS_RATE else _("none")

    def _both(self, column: int, word: str, style: Style = Style.WORD) -> None:
        """A word in the place of both ends."""
        for end in (0, 1):
            self._sheet.word(self._row, column + end, word, style)


def _sessions(cost: CourseCost) -> Bounds:
    count = cost.sessions or cost.packs
    if count is None or (count.assumed and count.high is None):
        return UNKNOWN
    low, high = (None if end is None else Fraction(end) for end in (count.low, count.high))
    return Bounds(low, high)


def _days(stated: DurationRange | None) -> Bounds:
    return UNKNOWN if stated is None else Bounds(stated.low_days, stated.high_days)


# What each line rests on


def _inputs(sheet: Sheet, compared: Compared, words: ComparisonWords) -> None:
    headings = [
        *(_("Entry"), _("Line"), _("Figure"), _("Value"), _("Low"), _("High"), _("Currency")),
        *(_("Times, low"), _("Times, high"), _("As printed"), _("Who says so"), _("Source")),
        *(_("Date"), _("Age in days")),
    ]
    sheet.texts(0, headings, Style.HEADING)
    row = 1
    for cost, name in zip(compared.costs, words.columns, strict=True):
        trace = trace_of(cost, compared.assumptions, compared.catalogue)
        for line in told(trace, compared.today).lines:
            for each, said in line.inputs:
                sheet.texts(row, [name, line.row.figure, said.figure, said.value])
                _input(sheet, row, line.traced.line, each, said, compared.today)
                row += 1
    sheet.filter(max(row - 1, 1), len(headings) - 1)
    sheet.freeze(1, 1)
    sheet.fit()


def _input(
    sheet: Sheet, row: int, line: CostLine, each: Input, said: TraceRow, today: date
) -> None:
    if isinstance(offer := each.value, Offer):
        sheet.both_ends(row, 4, offer.price.bounds(), offer.price.currency)
        sheet.text(row, 6, offer.price.currency)
        for column, way in ((7, line.low_way), (8, line.high_way)):
            times = sum(purchase.count for purchase in way if purchase.offer == offer)
            sheet.number(row, column, times if way else None, "0")
    sheet.text(row, 9, said.printed or "")
    sheet.text(row, 10, said.says)
    sheet.text(row, 11, each.stated.source or "")
    sheet.text(row, 12, said.dated)
    if (age := age_in_days(each.date, today)) is not None:
        sheet.number(row, 13, age, "0")


# Rates, sources and assumptions


def _rates_and_sources(sheet: Sheet, compared: Compared, words: ComparisonWords) -> None:
    rates = dict.fromkeys(rate for cost in compared.costs for rate in cost.rates)
    row = write_rates(sheet, 0, rates, compared.rates.on)
    cited = dict.fromkeys(key for cost in compared.costs for key in cost.sources)
    sources = {key: compared.catalogue.source(key) for key in cited}
    row = write_sources(sheet, row + 1, sources, compared.today)
    sheet.text(row + 1, 0, _("Assumptions in force"), Style.TITLE)
    row += 2
    names = dict(zip((cost.entry.id for cost in compared.costs), words.short, strict=True))
    for name, value in in_force(compared.assumptions, names):
        sheet.texts(row, [name, value])
        row += 1
    sheet.text(row + 1, 0, _("Rounding"), Style.TITLE)
    sheet.text(
        row + 2, 0, _("Cells hold exact amounts and show the decimals of their currency."), over=4
    )
    sheet.fit()
