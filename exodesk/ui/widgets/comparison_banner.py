"""What stands around a comparison: the verdict above, the group in sight, the rates below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font, with_type
from exodesk.ui.widgets.flow_layout import FlowLayout
from exodesk.ui.widgets.tick_boxes import CheckBox
from exodesk.wording import gettext as _

_MARGIN = 20
_BESIDE = 24
_LEAST_WIDTH = 120
_LEAST_VERDICT = 320  # beside the buttons, of type of the usual size


class PlainLabel(QLabel):
    """Shows its text as it is. One that wraps claims no more height than its width needs."""

    def __init__(self, role: TypeRole, *, secondary: bool = False, wraps: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(role_font(role))
        self.setWordWrap(wraps)
        if secondary:
            self.setProperty("secondary", "true")
        if wraps:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().minimumSizeHint()
        return QSize(_LEAST_WIDTH, QFontMetrics(self.font()).lineSpacing())


class VerdictBanner(QWidget):
    """The verdict, its reason, and what can be done with the table."""

    export_requested = Signal()
    copy_requested = Signal()
    reasons_toggled = Signal(bool)
    quote_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = PlainLabel(TypeRole.VERDICT, wraps=True)
        self.reason = PlainLabel(TypeRole.BODY, secondary=True, wraps=True)
        for label in (self.verdict, self.reason):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.waits = PlainLabel(TypeRole.SMALL, secondary=True)
        self.copy = QPushButton(_("Copy table"))
        self.copy.setToolTip(_("Copy what is shown, to be pasted into a spreadsheet"))
        self.copy.clicked.connect(self.copy_requested)
        self.export = QPushButton(_("Export…"))
        icons.wear(self.export, "export", "text")
        self.export.clicked.connect(self.export_requested)
        self.reasons = QPushButton(_("Reasons and questions"))
        self.reasons.setCheckable(True)
        self.reasons.setChecked(True)
        self.reasons.setToolTip(
            _("How sure the verdict is, where it would turn, and what to ask (Ctrl+I)")
        )
        self.reasons.clicked.connect(self.reasons_toggled)
        self._buttons = buttons = FlowLayout()
        buttons.addWidget(self.reasons)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.export)
        self.quote = QPushButton(_("New quote of these"))
        self.quote.setProperty("primary", "true")
        self.quote.clicked.connect(self.quote_requested)
        buttons.addWidget(self.quote)
        self._right = right = QVBoxLayout()
        right.setSpacing(4)
        right.addLayout(buttons)
        right.addWidget(self.waits)
        right.addStretch()
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.verdict)
        left.addWidget(self.reason)
        left.addStretch()
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.set_compact(False)
        row.addLayout(left, 1)
        row.addLayout(right)
        self._place_buttons(beside=True)

    def show_words(self, verdict: str, reason: str) -> None:
        self.verdict.setText(verdict)
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))

    def show_reasons(self, shown: bool) -> None:
        """Whether the panel of reasons stands beside; not announced back."""
        self.reasons.setChecked(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        taken = self._buttons.sizeHint().width() + 2 * _MARGIN + _BESIDE
        self._place_buttons(beside=self.width() - taken >= with_type(_LEAST_VERDICT))

    def _place_buttons(self, *, beside: bool) -> None:
        """Beside the verdict, or below it where it would get too narrow."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._row.setSpacing(_BESIDE if beside else 8)
        self._buttons.at_end = beside
        end = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        self.waits.setAlignment(end | Qt.AlignmentFlag.AlignVCenter)

    def set_compact(self, compact: bool) -> None:
        """Less air above and below, for low windows."""
        air = 8 if compact else 16
        self._row.setContentsMargins(_MARGIN, air, _MARGIN, air - 2)

    def refuse_export(self, because: str) -> None:
        """Why the table cannot be exported now, said beside the button; "" where it can."""
        self.export.setEnabled(not because)
        self.export.setToolTip(because)
        self.waits.setText(because)
        self.waits.setVisible(bool(because))


class GroupBar(QWidget):
    """Names the group whose rows are in sight, and narrows the table to what differs."""

    differences_only_changed = Signal(bool)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._lines: list[int] = []
        self._group = PlainLabel(TypeRole.SECTION, secondary=True)
        self.differences = CheckBox("", icons.theme)
        self.differences.setFont(role_font(TypeRole.SMALL))
        self.differences.toggled.connect(self.differences_only_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 2, _MARGIN, 2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row.addWidget(self._group, 1)
        row.addWidget(self.differences)
        self._group.setMinimumHeight(26)
        icons.theme.changed.connect(self.update)

    def place_lines(self, lines: Sequence[int]) -> None:
        """Where the columns of the table below begin."""
        self._lines = list(lines)
        self.update()

    def show_group(self, name: str) -> None:
        self._group.setText(name)

    def group(self) -> str:
        return self._group.text()

    def show_differences(self, words: str, *, only: bool) -> None:
        """Show how many rows differ, without announcing the state back."""
        self.differences.blockSignals(True)
        self.differences.setText(words)
        self.differences.setChecked(only)
        self.differences.blockSignals(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._icons.theme.tokens
        painter.fillRect(self.rect(), tokens.window)
        painter.fillRect(0, 0, self.width(), 1, tokens.line)
        words = self.differences.geometry().left() - 8
        for left in (left for left in self._lines if left < words):
            painter.fillRect(left, 0, 1, self.height(), tokens.line)
        painter.end()


class RatesFooter(QWidget):
    """Every rate behind a converted figure, with its date and who states it."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.left = PlainLabel(TypeRole.SMALL, secondary=True)
        self.rates = PlainLabel(TypeRole.SMALL, secondary=True, wraps=True)
        self.rates.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(_MARGIN, 4, _MARGIN, 4)
        row.addWidget(self.left)
        row.addWidget(self.rates, 1)
        self.setMinimumHeight(28)
        icons.theme.changed.connect(self.update)

    def show_words(self, compared: str, rates: str) -> None:
        self.left.setText(compared)
        self.rates.setText(rates)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The rates stand below where one line cannot hold both."""
        # Not by their hints: these change as the labels wrap, and so would the answer, for ever.
        labels = (self.left, self.rates)
        wide = sum(QFontMetrics(each.font()).horizontalAdvance(each.text()) + 2 for each in labels)
        beside = wide + _BESIDE + 2 * _MARGIN <= self.width()
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._row.setSpacing(_BESIDE if beside else 2)
        end = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        self.rates.setAlignment(end | Qt.AlignmentFlag.AlignVCenter)
        self.left.setWordWrap(not beside)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._icons.theme.tokens
        painter.fillRect(self.rect(), tokens.window)
        painter.fillRect(0, 0, self.width(), 1, tokens.line)
        painter.end()


class ScaleLegend(QWidget):
    """What the chart beside it shows."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel(TypeRole.SECTION, wraps=True)
        self.words = PlainLabel(TypeRole.SMALL, secondary=True, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 12, 12, 4)
        column.setSpacing(3)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addStretch()


class NothingCompared(QWidget):
    """Stands in for a comparison of fewer than two entries."""

    catalogue_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel(TypeRole.EMPTY_TITLE, wraps=True)
        self.words = PlainLabel(TypeRole.BODY, secondary=True, wraps=True)
        self.button = QPushButton(_("Go to the catalogue"))
        self.button.setProperty("primary", "true")
        self.button.clicked.connect(self.catalogue_requested)
        block = QWidget()
        block.setMaximumWidth(with_type(460))
        column = QVBoxLayout(block)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(block, 3, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)

    def show_words(self, title: str, words: str) -> None:
        self.title.setText(title)
        self.words.setText(words)


class Rule(QWidget):
    """A line of one pixel between two parts, one above the other unless ``upright``."""

    def __init__(
        self, icons: Icons, parent: QWidget | None = None, *, upright: bool = False
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        icons.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._icons.theme.tokens.line)
        painter.end()
