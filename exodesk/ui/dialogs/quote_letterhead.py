"""The letterhead of the workspace: what stands at the head and at the foot of each quote."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from exodesk.domain.errors import ExodeskError
from exodesk.domain.quotes.editing import one_line, several_lines
from exodesk.domain.quotes.letterhead import Letterhead, Logo
from exodesk.ui.dialogs.parts_dialog import PartsDialog
from exodesk.ui.dialogs.room import first_size
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole
from exodesk.ui.widgets.comparison_banner import PlainLabel
from exodesk.ui.widgets.form_editors import LineField, LinesField
from exodesk.ui.widgets.logo_label import logo_label
from exodesk.ui.widgets.quote_field import QuoteField
from exodesk.ui.widgets.refusal import Refusal
from exodesk.wording import gettext as _

_SEVERAL = ("address", "contact", "footer")
_WIDTH = 560
_ALL = 10_000  # more than any screen is high


class LetterheadDialog(PartsDialog):
    """Announces the letterhead once it is saved, and a file that is to be the logo.

    Whoever takes ``logo_wanted`` calls ``show_logo`` or ``refuse_logo``.
    """

    letterhead_made = Signal(object)  # Letterhead
    logo_wanted = Signal(object)  # Path

    def __init__(self, letterhead: Letterhead, icons: Icons, parent: QWidget) -> None:
        super().__init__(_("Letterhead"), parent)
        self.setModal(True)
        self._logo = letterhead.logo
        words = PlainLabel(TypeRole.BODY, secondary=True, wraps=True)
        words.setText(
            _("It stands on every quote issued from now on. What has been issued keeps its own.")
        )
        theme = icons.theme
        editors: dict[str, tuple[str, LineField | LinesField]] = {
            "name": (_("Name"), LineField(_("Name of the practice"))),
            "address": (_("Address"), LinesField(_("Address"), theme)),
            "contact": (_("Contact"), LinesField(_("Telephone, e-mail, web"), theme, lines=2)),
            "registration": (_("Registration number"), LineField(_("Registration number"))),
            "tax_number": (_("Tax number"), LineField(_("Tax number"))),
            "footer": (_("Footer"), LinesField(_("Footer"), theme, lines=2)),
        }
        self.fields = {
            key: QuoteField(label, editor, icons) for key, (label, editor) in editors.items()
        }
        for key, field in self.fields.items():
            field.show_raw(getattr(letterhead, key))
        column = self.parts
        column.setSpacing(10)
        column.addWidget(words)
        for key in ("name", "address", "contact"):
            column.addWidget(self.fields[key])
        numbers = QHBoxLayout()
        numbers.setSpacing(16)
        for key in ("registration", "tax_number"):
            numbers.addWidget(self.fields[key])
        column.addLayout(numbers)
        column.addWidget(self.fields["footer"])
        column.addLayout(self._logo_row())
        self._refusal = Refusal(icons, self)
        column.addWidget(self._refusal)
        column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save_button = buttons.addButton(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setProperty("primary", "true")
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        self.stand_on(buttons)
        self._show_logo()
        room = first_size(_WIDTH, _ALL, parent)
        wanted = column.totalHeightForWidth(room.width()) + self.height_around()
        self.resize(room.width(), min(wanted, room.height()))

    def show_logo(self, logo: Logo | None) -> None:
        self._logo = logo
        self._refusal.say("")
        self._show_logo()

    def refuse_logo(self, sentence: str) -> None:
        """Say why the file was not taken; the logo before it stays."""
        self._refusal.say(sentence)
        self.parts.activate()
        self.scroll_area.ensureWidgetVisible(self._refusal)

    def message(self) -> str:
        """Why the logo was not taken."""
        return self._refusal.text()

    def logo(self) -> Logo | None:
        return self._logo

    @Slot()
    def save(self) -> None:
        """Announce the letterhead and close, or say at the fields what cannot be kept."""
        texts: dict[str, str] = {}
        for key, field in self.fields.items():
            read = several_lines if key in _SEVERAL else one_line
            try:
                texts[key] = read(field.editor.raw())
            except ExodeskError as error:
                field.refuse(str(error))
                field.editor.setFocus()
                self.parts.activate()
                self.scroll_area.ensureWidgetVisible(field)
                return
            field.refuse("")
        self.letterhead_made.emit(Letterhead(**texts, logo=self._logo))
        self.accept()

    def _logo_row(self) -> QHBoxLayout:
        self._picture = QWidget()
        self._picture_row = QHBoxLayout(self._picture)
        self._picture_row.setContentsMargins(0, 0, 0, 0)
        self.choose = QPushButton(_("Choose a logo…"))
        self.choose.setToolTip(_("A PNG or SVG picture of at most 1 MB"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._ask_logo)
        self.take_off = QPushButton(_("Without a logo"))
        self.take_off.setAutoDefault(False)
        self.take_off.clicked.connect(lambda: self.show_logo(None))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self.choose)
        row.addWidget(self.take_off)
        row.addStretch(1)
        return row

    def _show_logo(self) -> None:
        while (item := self._picture_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.take_off.setVisible(self._logo is not None)
        self._picture.setVisible(self._logo is not None)
        if self._logo is not None:
            self._picture_row.addWidget(logo_label(self._logo))

    @Slot()
    def _ask_logo(self) -> None:
        dialog = QFileDialog(self, _("Choose a logo"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Pictures (*.png *.svg)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda path: self.logo_wanted.emit(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
