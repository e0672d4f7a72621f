"""The small dialog that asks under which name something is kept."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from exodesk.ui.letters import LetteredDialog
from exodesk.ui.theme import TypeRole, role_font, with_type
from exodesk.wording import gettext as _

LONGEST_NAME = 60


class NameDialog(LetteredDialog):
    """Asks for a name. Of one that is ``taken`` it says what it ``replaces``."""

    named = Signal(str)

    def __init__(
        self,
        title: str,
        spoken: str,
        taken: Collection[str],
        replaces: str,
        parent: QWidget | None = None,
        *,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self._taken = taken
        self._replaces = replaces
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        label = QLabel(_("Name"))
        self.name_edit = QLineEdit()
        self.name_edit.setMaxLength(LONGEST_NAME)
        self.name_edit.setAccessibleName(spoken)
        self.name_edit.setText(name)
        self.name_edit.selectAll()
        label.setBuddy(self.name_edit)
        self._note = QLabel(" ")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setFont(role_font(TypeRole.SMALL))
        self._note.setProperty("secondary", "true")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save_button = buttons.addButton(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setProperty("primary", "true")
        # Or Return would cancel: the one that is disabled when the dialog opens is no default.
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)
        buttons.accepted.connect(self._accept_name)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(label)
        column.addWidget(self.name_edit)
        column.addWidget(self._note)
        column.addSpacing(8)
        column.addWidget(buttons)
        self.setMinimumWidth(with_type(360))
        self.name_edit.textChanged.connect(self._check)
        self.name_edit.setFocus()
        self._check()

    def note(self) -> str:
        """What is said about the name that is typed."""
        return self._note.text().strip()

    def _check(self) -> None:
        name = self.name_edit.text().strip()
        self.save_button.setEnabled(bool(name))
        self.save_button.setDefault(bool(name))
        self.save_button.setToolTip("" if name else _("A name is missing"))
        self._note.setText(self._replaces if name in self._taken else " ")

    def _accept_name(self) -> None:
        self.named.emit(self.name_edit.text().strip())
        self.accept()
