"""A line of a form: its editors, what was understood, what is refused, and the ways out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from exodesk.imports.form_problems import FieldWay, Problem
from exodesk.ui.icons import Icons, side
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.refusal import Refusal


class Understood(QWidget):
    """A check sign with what was read, and small lines on what that means."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._what = _plain(TypeRole.BODY_SELECTED, self)
        self._more = _plain(TypeRole.SMALL, self)
        self._more.setProperty("secondary", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(side() + 4, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._what)
        column.addWidget(self._more)
        self.setVisible(False)
        icons.theme.changed.connect(self.update)

    def say(self, what: str, more: Iterable[str] = ()) -> None:
        """Show what was understood; an empty ``what`` hides it."""
        lines = [line for line in more if line]
        self._what.setText(what)
        self._more.setText("\n".join(lines))
        self._more.setVisible(bool(lines))
        self.setVisible(bool(what) and self.parentWidget() is not None)

    def what(self) -> str:
        return self._what.text()

    def more(self) -> str:
        return self._more.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = QFontMetricsF(self._what.font()).height()
        place = QRectF(0, self._what.y(), side(), line)
        self._icons.paint(painter, place, "check", self._icons.theme.tokens.accent)
        painter.end()


class FormField(QWidget):
    """One or more editors side by side, by their keys, with what there is to say below them."""

    way_taken = Signal(object)  # FieldWay

    def __init__(
        self,
        icons: Icons,
        editors: Mapping[str, QWidget],
        *,
        stretch: Sequence[int] = (),
        between: Mapping[str, str] | None = None,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._editors = dict(editors)
        self._words: dict[str, QLabel] = {}
        self._shown: tuple[Problem, ...] = ()
        self.understood = Understood(icons, self)
        self._refusal = Refusal(icons, self)
        self._ways = QWidget(self)
        self._way_row = QHBoxLayout(self._ways)
        self._way_row.setContentsMargins(side() + 4, 0, 0, 0)
        self._way_row.setSpacing(6)
        self._hint = _plain(TypeRole.SMALL, self)
        self._hint.setProperty("secondary", "true")
        row = QHBoxLayout()
        row.setSpacing(8)
        for number, (key, editor) in enumerate(self._editors.items()):
            if between and key in between:
                self._words[key] = QLabel(between[key], self)
                self._words[key].setProperty("secondary", "true")
                row.addWidget(self._words[key])
            row.addWidget(editor, stretch[number] if number < len(stretch) else 0)
        if stretch and not any(stretch):
            row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        for below in (self.understood, self._refusal, self._ways, self._hint):
            column.addWidget(below)
        self._ways.hide()
        self.set_hint(hint)

    def editor_keys(self) -> tuple[str, ...]:
        return tuple(self._editors)

    def rekey(self, keys: Sequence[str]) -> None:
        """The same editors under other keys, when a row has got another number."""
        words = list(self._words.values())
        named = [list(self._editors).index(key) for key in self._words]
        self._editors = dict(zip(keys, self._editors.values(), strict=True))
        self._words = {keys[place]: word for place, word in zip(named, words, strict=True)}

    def editor(self, key: str) -> QWidget:
        return self._editors[key]

    def first(self) -> QWidget:
        return next(iter(self._editors.values()))

    def set_shown(self, key: str, shown: bool) -> None:
        """Whether one of the editors is there to be used."""
        self._editors[key].setVisible(shown)
        if key in self._words:
            self._words[key].setVisible(shown)

    def set_hint(self, hint: str) -> None:
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def problems(self) -> tuple[Problem, ...]:
        """What is shown as refused."""
        return self._shown

    def way_buttons(self) -> list[QPushButton]:
        return self._ways.findChildren(QPushButton)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Mark the editors that are refused and say why; none clears it."""
        if problems == self._shown:
            return
        self._shown = problems
        by_key = {problem.key: problem for problem in problems}
        for key, editor in self._editors.items():
            problem = by_key.get(key)
            editor.setAccessibleDescription("" if problem is None else problem.sentence)
            editor.setProperty("bad", "true" if problem is not None else None)
            editor.style().unpolish(editor)
            editor.style().polish(editor)
        self._refusal.say("\n".join(problem.sentence for problem in problems))
        self._show_ways([way for problem in problems for way in problem.ways])

    def _show_ways(self, ways: list[FieldWay]) -> None:
        while (item := self._way_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()  # or the layout, which shows it later, would show it as a window
                old.setParent(None)
                old.deleteLater()
        for way in ways:
            button = QPushButton(way.label.replace("&", "&&"), self._ways)
            button.setAutoDefault(False)
            button.setAccessibleDescription(self._refusal.text())
            button.clicked.connect(partial(self.way_taken.emit, way))
            self._way_row.addWidget(button)
        self._way_row.addStretch(1)
        self._ways.setVisible(bool(ways))


def _plain(role: TypeRole, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(role_font(role))
    return label
