"""A labelled field of a quote: what is typed is taken over on leaving it and after a pause."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from exodesk.domain.errors import ExodeskError
from exodesk.imports.form_problems import FieldWay, Problem
from exodesk.imports.price_text import PriceTextError
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.form_editors import ChoiceField, LineField, LinesField, TicksField
from exodesk.ui.widgets.form_field import FormField

PAUSE_MS = 1_000

Editor: TypeAlias = LineField | ChoiceField | LinesField | TicksField


class QuoteField(QWidget):
    """Announces each new text once. Refused text stays until it is changed, or Esc is pressed."""

    committed = Signal(str)

    def __init__(
        self,
        label: str,
        editor: Editor,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._shown = editor.raw()
        self._announced = self._shown
        self._loading = False
        self._label = QLabel(label)
        self._label.setFont(role_font(TypeRole.SMALL))
        self._label.setProperty("secondary", "true")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setBuddy(editor)
        self._field = FormField(icons, {"text": editor}, stretch=(1,))
        self._field.way_taken.connect(self._take_way)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._label)
        column.addWidget(self._field)
        column.addStretch(1)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        editor.installEventFilter(self)
        if isinstance(editor, LineField):
            editor.editingFinished.connect(self.commit)
        editor.raw_changed.connect(self._note_change)

    def show_raw(self, raw: str) -> None:
        """What the quote says; text that is being typed, or was refused, stays."""
        typing = self.editor.raw() != self._announced
        self._shown = raw
        if typing or (self._field.problems() and self.editor.raw() != raw):
            return
        self._announced = raw
        self._put(raw)

    def refuse(self, sentence: str, error: ExodeskError | None = None) -> None:
        """Say at the field why its text was not taken; "" takes the mark away."""
        ways: tuple[FieldWay, ...] = ()
        if isinstance(error, PriceTextError):
            ways = tuple(FieldWay(way.label, "text", way.text) for way in error.ways_out)
        problems = (Problem("text", sentence, ways),) if sentence else ()
        self._field.show_problems(problems)

    def message(self) -> str:
        """Why the text is refused; empty while it is not."""
        return "\n".join(problem.sentence for problem in self._field.problems())

    def label(self) -> QLabel:
        return self._label

    def set_hint(self, hint: str) -> None:
        self._field.set_hint(hint)

    def discard(self) -> None:
        """Forget what is typed: another quote is about to be shown."""
        self._go_back()

    def type_again(self, raw: str) -> None:
        """Announce what was typed into a field of another window."""
        self._put(raw)
        self.commit()

    @Slot()
    def commit(self) -> None:
        """Announce what is typed, if it is new."""
        self._pause.stop()
        raw = self.editor.raw()
        if raw == self._announced:
            return
        self._announced = raw
        self.refuse("")
        if raw != self._shown:
            self.committed.emit(raw)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.editor:
            if event.type() == QEvent.Type.FocusOut and isinstance(self.editor, LinesField):
                self.commit()
            elif isinstance(event, QKeyEvent) and self._is_escape(event):
                self._go_back()
                return True
            elif isinstance(event, QKeyEvent) and self._is_for_the_window(event):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _is_escape(self, event: QKeyEvent) -> bool:
        changed = self.editor.raw() != self._shown or bool(self._field.problems())
        pressed = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
        return pressed and changed and not isinstance(self.editor, ChoiceField)

    def _is_for_the_window(self, event: QKeyEvent) -> bool:
        """With nothing half typed, undo and redo are those of the whole quote."""
        wanted = event.matches(QKeySequence.StandardKey.Undo) or event.matches(
            QKeySequence.StandardKey.Redo
        )
        override = event.type() == QEvent.Type.ShortcutOverride
        return override and wanted and self.editor.raw() == self._announced

    def _go_back(self) -> None:
        self._pause.stop()
        self._announced = self._shown
        self.refuse("")
        self._put(self._shown)

    def _put(self, raw: str) -> None:
        self._loading = True
        self.editor.set_raw(raw)
        self._loading = False

    @Slot()
    def _note_change(self) -> None:
        if self._loading:
            return
        if isinstance(self.editor, ChoiceField | TicksField):
            self.commit()
        else:
            self._pause.start()

    @Slot(object)
    def _take_way(self, way: FieldWay) -> None:
        self.editor.set_raw(way.text)
        self.commit()


Taken: TypeAlias = Callable[[str], None]


def reading(field: QuoteField, take: Taken) -> Taken:
    """``take``, with what it raises said at ``field``."""

    def taken(raw: str) -> None:
        try:
            take(raw)
        except ExodeskError as error:
            field.refuse(str(error), error)

    return taken
