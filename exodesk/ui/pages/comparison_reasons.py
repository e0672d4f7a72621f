"""Fills the panel beside a comparison: at once what is known, the rest once that is painted."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from exodesk.domain.ask_first import AskFirst, asked
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.pages.comparison_decision import (
    Weighing,
    decision_parts,
    journey_sentence,
    settling_sentence,
    weighing,
)
from exodesk.ui.sliced_work import SlicedWork
from exodesk.ui.widgets.decision_panel import DecisionPanel
from exodesk.wording.asking import email_text
from exodesk.wording.comparison import ComparisonWords


class ComparisonReasons(QObject):
    """``reckoned``: break-evens and questions stand. ``letter_written`` carries a text."""

    reckoned = Signal()
    letter_written = Signal(str)

    def __init__(self, panel: DecisionPanel, document: CatalogueDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel
        self._document = document
        self._words: ComparisonWords | None = None
        self._weighing: Weighing | None = None
        self._weighed: tuple[str, ...] = ()  # the entries that it weighs, by id
        self.ask_first = AskFirst()  # the notes that the questions rest on
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._reckon)
        self._work = SlicedWork(self)
        panel.email_requested.connect(self._write_letter)

    def show(self, words: ComparisonWords | None) -> None:
        """Speak of another comparison, or of none; what was said stays until it is reckoned."""
        self._words = words
        self._work.stop()
        if words is None:
            self._weighing = None
            self._soon.stop()
            return
        if self._weighing is None:
            self.fill()
        self._soon.start()

    def show_ask_first(self, ask_first: AskFirst) -> None:
        self.ask_first = ask_first
        self.fill()

    def sentences(self, words: ComparisonWords) -> tuple[str, str]:
        """On travel, and on what would settle the verdict; both empty until they are known."""
        found = self._known(words)
        return journey_sentence(words, found.turns), settling_sentence(words, found.asks)

    def fill(self) -> None:
        """Say what is known, where the panel is shown."""
        words = self._words
        if words is None or self._panel.isHidden():
            return
        self._panel.show_parts(decision_parts(words, self._known(words)))
        costs = words.comparison.costs
        names = {cost.entry.id: name for cost, name in zip(costs, words.short, strict=True)}
        topics = asked([cost.entry for cost in costs], self.ask_first)
        self._panel.ask_first.show_topics(topics, names, self._document.today)

    def _known(self, words: ComparisonWords) -> Weighing:
        """What was last reckoned; nothing where that was of other entries, or in another order."""
        known = self._weighing if self._weighed == _ids(words) else None
        return known or Weighing()

    @Slot()
    def _reckon(self) -> None:
        if self._words is not None:
            self._work.start(self._reckoning(self._words))

    def _reckoning(self, words: ComparisonWords) -> Iterator[None]:
        document = self._document
        for found in weighing(words, document.assumptions, document.rates):
            yield
            if found is not None:
                self._weighing, self._weighed = found, _ids(words)
                self.fill()
                self.reckoned.emit()

    @Slot()
    def _write_letter(self) -> None:
        if self._weighing is not None:
            self.letter_written.emit(email_text(self._weighing.asks))


def _ids(words: ComparisonWords) -> tuple[str, ...]:
    return tuple(cost.entry.id for cost in words.comparison.costs)
