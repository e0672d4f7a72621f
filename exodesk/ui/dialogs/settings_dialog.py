"""The settings: what can be chosen in several places of the window, gathered and explained."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from exodesk.ui.announcing import announce
from exodesk.ui.dialogs.parts_dialog import PartsDialog
from exodesk.ui.dialogs.room import first_size
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Scheme, TypeRole
from exodesk.ui.widgets.comparison_banner import PlainLabel, Rule
from exodesk.ui.widgets.details_lines import as_shown
from exodesk.ui.widgets.form_editors import ChoiceField, Choices
from exodesk.ui.widgets.refusal import Refusal
from exodesk.ui.widgets.tick_boxes import CheckBox
from exodesk.ui.widgets.wrapped_text import breakable, plain_tip, shortened
from exodesk.wording import gettext as _

_WIDTH = 600
_HEIGHT = 840
_LETTERS = 18
_LONGEST_NOTE = 600


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chooses. ``home`` is a country by its code, None for none.

    ``may_fetch``: a person has agreed to the server being asked for rates. ``hints_again``: what
    was closed is to be shown once more. ``laid_out_anew``: sizes, columns and panels are to be
    those of a first start.
    """

    language: str
    scheme: Scheme
    compact: bool
    currency: str
    home: str | None
    may_fetch: bool
    hints_again: bool = False
    laid_out_anew: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to choose from, by key and words, and what is said beside it.

    ``places`` are the names of files and where each is; one that is not there yet has no path.
    """

    languages: Choices
    schemes: Choices
    compact: str
    currencies: Choices
    countries: Choices
    guessed: str
    host: str
    rate: str
    hints_closed: bool
    places: Sequence[tuple[str, str]]


class SettingsDialog(PartsDialog):
    """Announces what was chosen once it is taken with OK; anything else leaves all as it was.

    ``show_folder`` shows where a path is, and says whether it could.
    """

    chosen = Signal(object)  # Settings

    def __init__(
        self,
        now: Settings,
        usual: Settings,
        offered: Offered,
        show_folder: Callable[[Path], bool],
        icons: Icons,
        parent: QWidget,
    ) -> None:
        super().__init__(_("Settings"), parent)
        self._usual = usual
        self._show_folder = show_folder
        self._icons = icons
        self._room = parent
        self._add_appearance(offered)
        self._add_beginning(offered)
        self._add_rates(offered)
        self._add_remembered(offered)
        self._add_places(offered)
        self._line_up()
        self.parts.addStretch(1)
        self.stand_on(self._buttons())
        self.show_settings(now)
        self.language.setFocus()

    def settings(self) -> Settings:
        """What is chosen in the dialog now."""
        return Settings(
            language=self.language.raw(),
            scheme=Scheme(self.scheme.raw()),
            compact=self.compact.isChecked(),
            currency=self.currency.raw(),
            home=self.home.raw() or None,
            may_fetch=self.may_fetch.isChecked(),
            hints_again=self.hints_again.isChecked(),
            laid_out_anew=self.laid_out_anew.isChecked(),
        )

    def show_settings(self, settings: Settings) -> None:
        self.language.set_raw(settings.language)
        self.scheme.set_raw(settings.scheme.value)
        self.compact.setChecked(settings.compact)
        self.currency.set_raw(settings.currency)
        self.home.set_raw(settings.home or "")
        self.may_fetch.setChecked(settings.may_fetch)
        self.hints_again.setChecked(settings.hints_again)
        self.laid_out_anew.setChecked(settings.laid_out_anew)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    @Slot()
    def show_usual(self) -> None:
        """Choose what a first start has; it counts once it is taken."""
        now = self.settings()
        self.show_settings(
            replace(self._usual, hints_again=now.hints_again, laid_out_anew=now.laid_out_anew)
        )

    @Slot()
    def _take(self) -> None:
        self.chosen.emit(self.settings())
        self.accept()

    def _fit(self) -> None:
        """Be as high as the parts want, or as there is room for: they can be scrolled."""
        self.parts.activate()
        least = self.parts.totalMinimumSize().width()
        self.scroll_area.setMinimumWidth(least)
        size = first_size(_WIDTH, _HEIGHT, self._room).expandedTo(QSize(least, 0))
        wanted = self.parts.totalHeightForWidth(size.width()) + self.height_around()
        self.resize(size.width(), min(size.height(), wanted))

    def _line_up(self) -> None:
        """Give what is named one edge, through all parts."""
        names = [
            each for each in self.scroll_area.findChildren(PlainLabel) if each.buddy() is not None
        ]
        widest = max(name.sizeHint().width() for name in names)
        for name in names:
            name.setMinimumWidth(widest)

    # Parts

    def _add_appearance(self, offered: Offered) -> None:
        part = self._part(_("Language and appearance"))
        self.language = ChoiceField(_("Language"), offered.languages)
        self.scheme = ChoiceField(_("Colours"), offered.schemes)
        self.compact = CheckBox(offered.compact, self._icons.theme)
        _add_field(part, _("Language"), self.language)
        _add_note(part, _("Words, numbers and dates follow it at once."), self.language)
        _add_field(part, _("Colours"), self.scheme)
        _add_note(
            part,
            _("“{system}” follows the desktop, where it tells.").format(
                system=dict(offered.schemes)[Scheme.SYSTEM.value]
            ),
            self.scheme,
        )
        part.addWidget(self.compact, part.rowCount(), 1)

    def _add_beginning(self, offered: Offered) -> None:
        part = self._part(_("Currency and home"))
        self.currency = ChoiceField(_("Show amounts in"), offered.currencies)
        self.home = ChoiceField(_("Home country"), offered.countries)
        _add_field(part, _("Show amounts in"), self.currency)
        _add_field(part, _("Home country"), self.home)
        _add_note(
            part,
            _(
                "They count now, and the next start begins with them. Travel counts outside the"
                " home country."
            ),
            self.currency,
        )
        _add_note(part, offered.guessed, self.home)

    def _add_rates(self, offered: Offered) -> None:
        part = self._part(_("Exchange rates"))
        self.may_fetch = CheckBox(_("Rates may be fetched"), self._icons.theme)
        part.addWidget(self.may_fetch, part.rowCount(), 0, 1, 3)
        _add_note(
            part,
            _(
                "Only when you choose “{update}”, and from {host} alone. That server sees the"
                " address of your connection, as with any page you visit. Nothing about you, your"
                " clients or your prices is sent. Without the tick you are asked first."
            ).format(update=_("Update rate"), host=offered.host),
            self.may_fetch,
            whole=True,
        )
        _add_note(part, offered.rate, whole=True)

    def _add_remembered(self, offered: Offered) -> None:
        part = self._part(_("What is remembered"))
        self.laid_out_anew = CheckBox(
            _("Lay the window out as at a first start"), self._icons.theme
        )
        part.addWidget(self.laid_out_anew, part.rowCount(), 0, 1, 3)
        _add_note(
            part,
            _(
                "Size, columns, their order and widths, and the panels, of every catalogue."
                " Filters, ticks and saved filters stay."
            ),
            self.laid_out_anew,
            whole=True,
        )
        self.hints_again = CheckBox(_("Show closed hints again"), self._icons.theme)
        self.hints_again.setEnabled(offered.hints_closed)
        part.addWidget(self.hints_again, part.rowCount(), 0, 1, 3)
        about = (
            _(
                "Where the prices come from, and how old your figures and quotes are."
                " “{news}” stands in the Help menu at any time."
            )
            if offered.hints_closed
            else _("None has been closed. “{news}” stands in the Help menu at any time.")
        )
        _add_note(part, about.format(news=_("What's new")), self.hints_again, whole=True)

    def _add_places(self, offered: Offered) -> None:
        part = self._part(_("Where your files are"))
        self.places: list[QLineEdit] = []
        self.folder_buttons: list[QPushButton] = []
        for name, path in offered.places:
            field = QLineEdit(path)
            field.setReadOnly(True)
            field.setCursorPosition(0)
            field.setPlaceholderText(_("not open"))
            field.setAccessibleName(name)
            field.setToolTip(plain_tip(path))
            field.setAccessibleDescription(path)
            _add_field(part, name, field)
            part.addWidget(self._folder_button(name, path), part.rowCount() - 1, 2)
            self.places.append(field)
        _add_note(part, _("They stay on this computer. Ctrl+A and Ctrl+C copy a path."))
        self.refusal = Refusal(self._icons, self)
        part.addWidget(self.refusal, part.rowCount(), 0, 1, 3)

    def _folder_button(self, name: str, path: str) -> QPushButton:
        button = QPushButton(_("Show in folder"))
        button.setProperty("link", "true")
        button.setAutoDefault(False)
        button.setAccessibleName(_("Show in folder: {name}").format(name=name))
        button.setEnabled(bool(path))
        button.setToolTip("" if path else _("There is no such file yet."))
        button.clicked.connect(lambda: self._show_place(name, path))
        self.folder_buttons.append(button)
        return button

    def _show_place(self, name: str, path: str) -> None:
        shown = self._show_folder(Path(path))
        sentence = _(
            "The folder of “{name}” could not be shown: it is not there yet, or no file manager"
            " answers. The path can be copied."
        )
        self.refusal.say("" if shown else sentence.format(name=name))
        if not shown:
            self.scroll_area.ensureWidgetVisible(self.refusal)
            announce(self.refusal, self.refusal.text())

    def _part(self, title: str) -> QGridLayout:
        if self.parts.count():
            self.parts.addWidget(Rule(self._icons))
        heading = PlainLabel(TypeRole.SECTION)
        heading.setText(title)
        part = QGridLayout()
        part.setHorizontalSpacing(16)
        part.setVerticalSpacing(6)
        part.setColumnStretch(1, 1)
        part.addWidget(heading, 0, 0, 1, 3)
        self.parts.addLayout(part)
        return part

    def _buttons(self) -> QDialogButtonBox:
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel, self)
        self.ok, cancel = buttons.button(kinds.Ok), buttons.button(kinds.Cancel)
        self.ok.setProperty("primary", "true")
        self.ok.style().unpolish(self.ok)  # the box of buttons has dressed it already
        self.ok.style().polish(self.ok)
        self.ok.setDefault(True)
        self.usual = QPushButton(_("Back to the usual"), self)
        self.usual.setAccessibleDescription(_("Chooses what a first start has; OK takes it."))
        buttons.addButton(self.usual, QDialogButtonBox.ButtonRole.ResetRole)
        for button in (cancel, self.usual):
            button.setAutoDefault(False)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        self.usual.clicked.connect(self.show_usual)
        return buttons


def _add_field(part: QGridLayout, name: str, field: QWidget) -> None:
    row = part.rowCount()
    label = PlainLabel(TypeRole.BODY)
    label.setText(name)
    label.setBuddy(field)
    if isinstance(field, ChoiceField):
        field.setMinimumContentsLength(_LETTERS)
    part.addWidget(label, row, 0)
    part.addWidget(field, row, 1, 1, 1 if isinstance(field, QLineEdit) else 2)


def _add_note(
    part: QGridLayout, text: str, about: QWidget | None = None, *, whole: bool = False
) -> None:
    """A sentence below a field; whoever hears the window hears it with the field."""
    note = PlainLabel(TypeRole.SMALL, secondary=True, wraps=True)
    shown = shortened(as_shown(text), _LONGEST_NOTE)  # a source may be called anything
    note.setText(breakable(shown))
    column, columns = (0, 3) if whole else (1, 2)
    part.addWidget(note, part.rowCount(), column, 1, columns)
    if about is not None:
        about.setAccessibleDescription(text)
