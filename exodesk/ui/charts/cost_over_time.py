"""What has been paid by when, month by month, for a course against packs and payments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QSizeF

from exodesk.domain.costing import CourseCost
from exodesk.domain.money import Bounds
from exodesk.ui.charts.chart import Cell, Spot, TwinTable, amount_cell, figure_cell, text_cell
from exodesk.ui.charts.track import Track
from exodesk.ui.charts.tracks_plan import TracksPlan, height_of_tracks
from exodesk.wording import gettext as _
from exodesk.wording.amounts import plain_number
from exodesk.wording.charts import paid_sentence, time_words, total_sentence
from exodesk.wording.lists import in_sentences
from exodesk.wording.sentences import total_text


@dataclass(frozen=True, slots=True)
class CostOverTime:
    """All tracks end at the same day, the horizon."""

    title: str
    currency: str
    tracks: tuple[Track, ...]
    notes: tuple[str, ...] = ()

    def counts(self) -> tuple[int, ...]:
        return tuple(len(track.points) if track.known else 1 for track in self.tracks)

    def words(self, spot: Spot) -> str:
        row, number = spot
        track = self.tracks[row]
        if not track.known:
            return total_sentence(track.name, track.words)
        return paid_sentence(track.name, *track.points[number], self.currency)

    def overview(self) -> str:
        return in_sentences(self.words((row, count - 1)) for row, count in enumerate(self.counts()))

    def table(self) -> TwinTable:
        rows: list[tuple[Cell, ...]] = []
        for track in self.tracks:
            why = "" if track.known else track.words
            points = track.points if track.known else track.points[-1:]
            rows += [
                (
                    text_cell(track.name),
                    figure_cell(time_words(days), plain_number(days * 12 / 365)),
                    text_cell(self.currency),
                    amount_cell(paid.low, self.currency, why),
                    amount_cell(paid.high, self.currency, why),
                )
                for days, paid in points
            ]
        headings = (_("Entry"), _("Month"), _("Currency"), _("Paid, low"), _("Paid, high"))
        return TwinTable(headings, tuple(rows))

    def height(self, width: float) -> float:
        return height_of_tracks(self.tracks, width)

    def plan(self, size: QSizeF) -> TracksPlan:
        return TracksPlan(self.tracks, self.currency, size)


def cost_over_time_chart(
    costs: Sequence[CourseCost],
    names: Sequence[str],
    points: Sequence[Sequence[tuple[Fraction, Bounds]]],
    title: str,
    *,
    notes: Sequence[str] = (),
) -> CostOverTime:
    """The chart of ``costs`` with what ``over_time`` says of each."""
    return CostOverTime(
        title,
        costs[0].currency,
        tuple(
            Track(name, tuple(own), total_text(cost))
            for cost, name, own in zip(costs, names, points, strict=True)
        ),
        tuple(notes),
    )
