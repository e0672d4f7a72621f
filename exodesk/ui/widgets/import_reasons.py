"""What is to be said of one row: each reason with its cell to correct, and what was assumed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from exodesk.imports.check_words import reason_text
from exodesk.imports.checking import Check, CheckedRow
from exodesk.imports.row_cells import Reason
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font, with_type
from exodesk.ui.widgets.beside_or_below import BesideOrBelow
from exodesk.ui.widgets.refusal import Refusal
from exodesk.wording import gettext as _

_TALLEST = 176
_FIELD_WIDTH = 200
_LEAST_SENTENCE = 200


class RowReasons(QScrollArea):
    """Takes the room that the reasons need, and scrolls where there are many."""

    cell_corrected = Signal(int, int, str)  # row number, column, text

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._fields: list[QLineEdit] = []
        self._stops: list[QWidget] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.show_row(None, None)

    def show_row(self, check: Check | None, row: CheckedRow | None) -> None:
        former = self.takeWidget()
        if former is not None:
            former.deleteLater()  # not at once: the key that corrected a cell is still its own
        self._fields, self._stops = [], []
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if check is not None and row is not None:
            for reason in row.reasons:
                column.addWidget(self._reason(check, row, reason))
            for sentence in remarks_on(row):
                column.addWidget(_remark(sentence))
        column.addStretch(1)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self._fit()

    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        return list(self._stops)

    def focus_first(self) -> bool:
        """Go to the first cell that can be corrected; whether there is one."""
        if not self._fields:
            return False
        self._fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._fields[0].selectAll()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        content = self.widget()
        if content is None:
            return
        layout = content.layout()
        assert layout is not None
        width = self.viewport().width()
        tall = layout.heightForWidth(width) if layout.hasHeightForWidth() else -1
        tall = max(tall, layout.sizeHint().height())
        wanted = min(max(tall, self.fontMetrics().height() + 12), with_type(_TALLEST))
        # Left to Qt, a bar that makes the sentences narrower could come and go for ever.
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if tall > wanted else policy.ScrollBarAlwaysOff
        )
        if self.height() != wanted or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def _reason(self, check: Check, row: CheckedRow, reason: Reason) -> QWidget:
        """The sentence, the cell to correct, and what it could say instead."""
        words, acts = QVBoxLayout(), QHBoxLayout()
        acts.setSpacing(8)
        whole = BesideOrBelow(words, acts, least=_LEAST_SENTENCE)
        sentence = Refusal(self._icons, whole)
        sentence.setFont(role_font(TypeRole.BODY))
        sentence.say(reason_text(check, row, reason))
        words.addWidget(sentence)
        if reason.column is None:
            return whole
        number, column = row.row.number, reason.column
        cells = row.row.cells
        field = QLineEdit(cells[column] if column < len(cells) else reason.text, whole)
        field.setMinimumWidth(with_type(_FIELD_WIDTH))
        field.setAccessibleName(
            _("{reason} Correct the cell, then press Enter.").format(reason=sentence.text())
        )
        field.returnPressed.connect(lambda: self.cell_corrected.emit(number, column, field.text()))
        self._fields.append(field)
        self._stops.append(field)
        acts.addWidget(field, 1)
        for way in reason.ways_out:
            button = _button(way.label)
            button.setAccessibleName(
                _("{way} Writes {text} into the cell.").format(way=way.label, text=way.text)
            )
            button.clicked.connect(
                lambda _on=False, text=way.text: self.cell_corrected.emit(number, column, text)
            )
            acts.addWidget(button)
            self._stops.append(button)
        correct = _button(_("Correct"))
        correct.clicked.connect(lambda: self.cell_corrected.emit(number, column, field.text()))
        acts.addWidget(correct)
        self._stops.append(correct)
        return whole


def remarks_on(row: CheckedRow) -> Sequence[str]:
    """What is worth knowing of a row that can be read, a sentence each."""
    found = list(row.read.assumed)
    relation = row.relation
    if relation.earlier is not None:
        found.append(_("It repeats row {n} and is left out.").format(n=relation.earlier))
    elif relation.like_row is not None:
        found.append(
            _("It is the same as row {n} but for its figures or spelling.").format(
                n=relation.like_row
            )
        )
    if relation.like is not None:
        found.append(
            _("It looks just like “{name}”, which is here already.").format(name=relation.like.name)
        )
    elif relation.twin is not None:
        found.append(_("“{name}” is here already.").format(name=relation.twin.name))
    return found


def _button(words: str) -> QPushButton:
    button = QPushButton(words.replace("&", "&&"))
    button.setAutoDefault(False)
    return button


def _remark(sentence: str) -> QLabel:
    label = QLabel(sentence)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("secondary", "true")
    return label
