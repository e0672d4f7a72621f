"""The form an entry is written in, with what is understood of it and why it can't be saved yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from exodesk.domain.entries import Entry, Source
from exodesk.imports.form_problems import waiting_text
from exodesk.imports.form_reading import FormReading, read_form
from exodesk.imports.form_texts import DURATIONS, EntryContext, fresh_texts, texts_of
from exodesk.ui.dialogs.entry_form import EntryForm
from exodesk.ui.dialogs.entry_preview import WIDTH, EntryPreview
from exodesk.ui.icons import Icons
from exodesk.ui.letters import LetteredDialog
from exodesk.ui.theme import Scheme, Theme, TypeRole, role_font, with_type
from exodesk.ui.widgets.refusal import Refusal
from exodesk.wording import gettext as _

__all__ = ["EntryContext", "EntryDialog", "MadeEntry"]

DRAFT_MS = 1_000
_PAUSE_MS = 600
_WIDE = 900
_FIGURES = ("offer.0.price", "sessions", *DURATIONS, "pack", "use")
_SIZE = QSize(960, 720)


@dataclass(frozen=True, slots=True)
class MadeEntry:
    """What a form came to. ``sources`` are new ones that the entry cites."""

    entry: Entry
    sources: tuple[Source, ...] = ()


class EntryDialog(LetteredDialog):
    """Makes an entry, or a changed one of ``entry``. ``fields`` are the texts of a draft.

    Whoever takes ``entry_made`` may call ``refuse``: the form then stays open as it is.
    """

    entry_made = Signal(object)  # MadeEntry
    fields_changed = Signal(object)  # Mapping[str, str], within a second of a change
    left_half_done = Signal(object)  # Mapping[str, str]

    def __init__(
        self,
        title: str,
        entry: Entry | None,
        fields: Mapping[str, str] | None,
        context: EntryContext,
        parent: QWidget | None = None,
        *,
        icons: Icons | None = None,
    ) -> None:
        super().__init__(parent)
        self._entry = entry
        self._context = context
        self._icons = icons or _icons_in_use()
        self._untouched = texts_of(entry, context) if entry else fresh_texts(context)
        self._pending: set[str] = set()
        self._marked: set[str] = set()
        self._kept_open = ""
        self._narrow: bool | None = None
        self.setWindowTitle(title)
        self.setSizeGripEnabled(True)
        self.form = EntryForm(context, self._icons)
        self.preview = EntryPreview(context, self._icons)
        self._lay_out(title)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._settle)
        self._draft = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._draft.timeout.connect(self._tell_draft)
        self.form.edited.connect(self._edited)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self.form.set_fields(self._untouched if fields is None else fields)
        if fields is not None:
            self._marked.update(key for key, text in fields.items() if text)
        self.reading = self._read()
        self._show_reading()
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        self.form.editor("name").setFocus()
        self.resize(self.sizeHint())

    # What it says

    def fields(self) -> dict[str, str]:
        """The raw texts of all fields, from which the same form can be made again."""
        return self.form.fields()

    def is_touched(self) -> bool:
        """Whether anything was typed or chosen."""
        return self.fields() != self._untouched

    def refuse(self, sentence: str) -> None:
        """Say why the entry could not be kept; the form stays open, with all that was typed."""
        self._kept_open = sentence
        self._show_footer()

    # What is done

    @Slot()
    def save(self) -> None:
        """Announce the entry; or lead to the first field that keeps it from being one."""
        self.reading = self._read()
        if self.reading.entry is None:
            self._marked.update(problem.key for problem in self.reading.problems)
            self._show_reading()
            self.go_to_first()
            return
        self._kept_open = ""
        self.entry_made.emit(MadeEntry(self.reading.entry, self.reading.sources))
        if self._kept_open:
            return
        self._draft.stop()
        self.accept()

    @Slot()
    def go_to_first(self) -> None:
        """The focus to the first field that is refused."""
        if self.reading.problems:
            first = self.reading.problems[0]
            self._marked.add(first.key)
            self._show_reading()
            self.form.focus_key(first.key)

    def reject(self) -> None:
        """Leave without asking; what was typed is handed over."""
        self._draft.stop()
        touched = self.is_touched()
        fields = self.fields()
        super().reject()
        if touched:
            self.left_half_done.emit(fields)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        # In a field Return goes on to the next one: saving half an entry is no way to end a line.
        focus = self.focusWidget()
        if isinstance(focus, QPushButton):
            focus.click()
        else:
            self.focusNextChild()

    # How it looks

    def sizeHint(self) -> QSize:
        parent = self.parentWidget()
        if parent is not None:
            room = parent.window().size()
        else:
            screen = self.screen()
            room = screen.availableSize() if screen is not None else _SIZE
        wanted = QSize(with_type(_SIZE.width()), with_type(_SIZE.height()))
        return wanted.boundedTo(QSize(room.width() - 32, room.height() - 32))

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._icons.theme.tokens
        painter.fillRect(self.rect(), tokens.window)
        painter.fillRect(0, self._footer.y(), self.width(), 1, tokens.line)
        painter.end()

    def _lay_out(self, title: str) -> None:
        heading = QLabel(title)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setFont(role_font(TypeRole.DIALOG_TITLE))
        heading.setWordWrap(True)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(24, 20, 24, 8)
        self._column.setSpacing(16)
        self._column.addWidget(heading)
        self._column.addWidget(self.form)
        self._scroll = _scroll(inside)
        self._side = QScrollArea()
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        self._side.setWidgetResizable(True)
        self._side.setFixedWidth(with_type(WIDTH))
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._footer = self._make_footer()
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._scroll, 1)
        body.addWidget(self._side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(body, 1)
        whole.addWidget(self._footer)
        self._icons.theme.changed.connect(self.update)
        self._arrange()

    def _make_footer(self) -> QWidget:
        footer = QWidget(self)
        self.why = Refusal(self._icons, footer)
        self.go_to = QPushButton(_("Go to it"), footer)
        self.go_to.setProperty("link", "true")
        self.go_to.setAutoDefault(False)
        self.go_to.clicked.connect(self.go_to_first)
        buttons = QDialogButtonBox(footer)
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(_("Cancel"))
        cancel.setAutoDefault(False)
        self.save_button = buttons.addButton(
            _("Save entry"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.save_button.setProperty("primary", "true")
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self.save)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout(footer)
        row.setContentsMargins(24, 13, 24, 12)
        row.setSpacing(10)
        row.addWidget(self.why, 1)
        row.addWidget(self.go_to)
        row.addStretch(0)
        row.addWidget(buttons)
        return footer

    def _arrange(self) -> None:
        """The preview stands beside the form, or below it where there is no room beside."""
        narrow = self.width() < with_type(_WIDE)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._side.takeWidget()
            self._column.addWidget(self.preview)
        else:
            self._column.removeWidget(self.preview)
            self._side.setWidget(self.preview)
        self.preview.show()
        self._side.setVisible(not narrow)

    # Reading what is typed

    def _read(self) -> FormReading:
        return read_form(self.fields(), self._entry, self._context)

    @Slot(str)
    def _edited(self, key: str) -> None:
        self._kept_open = ""
        self._pending.add(key)
        self._pause.start()
        if not self._draft.isActive():
            self._draft.start()
        self.reading = self._read()
        self._show_reading()

    def _settle(self) -> None:
        """After a pause, or once another field has the focus, say what is refused."""
        self._pause.stop()
        if not self._pending:
            return
        here = self.form.field_of(self.form.key_of(QApplication.focusWidget()) or "")
        for key in self._pending:
            problem = self.reading.problem(key)
            if problem is not None and not problem.missing:
                self._marked.add(key)
            field = self.form.field_of(key)
            if field is not None and field is not here:
                self._marked.update(field.editor_keys())
        self._pending = {
            key for key in self._pending if here is not None and key in here.editor_keys()
        }
        self._show_reading()

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._pending and new is not None and self.isAncestorOf(new):
            self._settle()

    def _show_reading(self) -> None:
        self.form.show_reading(self.reading, self._marked)
        self.form.ask_about_source(self._keeps_an_old_source())
        left_out = sum(not problem.missing for problem in self.reading.problems)
        self.preview.show_entry(self.reading.seen, left_out)
        self._show_footer()

    def _keeps_an_old_source(self) -> bool:
        """Whether a changed figure would be put down to who stated the old one."""
        now, before = self.fields(), self._untouched
        if self._entry is None or not before.get("source"):
            return False
        return all(now.get(key) == before.get(key) for key in ("source", "date")) and any(
            key in before and now.get(key) not in (None, before[key]) for key in _FIGURES
        )

    def _show_footer(self) -> None:
        waits = waiting_text(self.reading.problems)
        self.why.say(self._kept_open or waits)
        self.go_to.setVisible(bool(waits) and not self._kept_open)
        self.save_button.setEnabled(not waits)
        self.save_button.setToolTip(waits)
        self.save_button.setAccessibleDescription(waits)

    def _tell_draft(self) -> None:
        self.fields_changed.emit(self.fields())


def _scroll(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


def _icons_in_use() -> Icons:
    """The program's own icons, in the colours it wears now."""
    app = QApplication.instance()
    found = None if app is None else app.findChild(Icons)
    return found if found is not None else Icons(Theme(Scheme.SYSTEM))
