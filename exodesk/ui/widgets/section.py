"""A part of a panel that can be folded away below its heading."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from exodesk.ui.icons import Icons, side
from exodesk.ui.menu_acts import without_mnemonic
from exodesk.ui.theme import TypeRole, role_font
from exodesk.wording import gettext as _

_ABOVE = 12
_BELOW = 4


class Section(QWidget):
    """A heading with a chevron and the one widget it shows or hides. Folds at once.

    ``ruled`` draws the line that parts it from what stands above. Heading and line stand in by
    ``inset`` at both sides, the content does not.
    """

    open_changed = Signal(bool)

    def __init__(
        self,
        title: str,
        icons: Icons,
        *,
        ruled: bool = True,
        inset: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._ruled = ruled
        self._inset = inset
        self._content: QWidget | None = None
        self._heading = _Heading(title, icons, self)
        self._heading.toggled.connect(self._fold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, _ABOVE if ruled else 0, 0, _ABOVE)
        self._column.setSpacing(_BELOW)
        frame = QHBoxLayout()
        frame.setContentsMargins(inset, 0, inset, 0)
        frame.addWidget(self._heading)
        self._column.addLayout(frame)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        icons.theme.changed.connect(self.update)

    def title(self) -> str:
        return without_mnemonic(self._heading.text())

    def heading(self) -> QAbstractButton:
        """What folds the part away and back."""
        return self._heading

    def set_note(self, note: str) -> None:
        """A few words at the right end of the heading, such as how many are ticked below."""
        self._heading.show_note(note)

    def set_content(self, content: QWidget) -> None:
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()  # or what the layout is still to show would be a window
            self._content.setParent(None)
        self._content = content
        self._column.addWidget(content)
        content.setVisible(self.is_open())

    def is_open(self) -> bool:
        return self._heading.isChecked()

    def set_open(self, is_open: bool) -> None:
        self._heading.setChecked(is_open)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._ruled:
            return
        painter = QPainter(self)
        line = QRectF(self._inset, 0, self.width() - 2 * self._inset, 1)
        painter.fillRect(line, self._icons.theme.tokens.line)
        painter.end()

    def _fold(self, is_open: bool) -> None:
        if self._content is not None:
            self._content.setVisible(is_open)
        self._heading.describe()
        self.updateGeometry()
        self.open_changed.emit(is_open)


class _Heading(QAbstractButton):
    def __init__(self, title: str, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self._note = ""
        self.setText(title)
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        icons.theme.changed.connect(self.update)
        self.describe()

    def describe(self) -> None:
        """Say the heading and whether it is open to whoever cannot see the chevron."""
        title = without_mnemonic(self.text())
        self.setAccessibleName(
            _("{title}, {note}").format(title=title, note=self._note) if self._note else title
        )
        self.setAccessibleDescription(_("unfolded") if self.isChecked() else _("folded"))

    def show_note(self, note: str) -> None:
        self._note = note
        self.describe()
        self.update()

    def sizeHint(self) -> QSize:
        title = QFontMetricsF(role_font(TypeRole.SECTION))
        note = QFontMetricsF(role_font(TypeRole.SMALL)).horizontalAdvance(self._note)
        words = title.size(int(Qt.TextFlag.TextShowMnemonic), self.text()).width()
        width = side() + 4 + words + (note + 12 if note else 0)
        return QSize(round(width) + 1, max(24, round(title.height() + 8)))

    def minimumSizeHint(self) -> QSize:
        return QSize(side() * 4, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self.setChecked(False)
            case Qt.Key.Key_Right:
                self.setChecked(True)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.toggle()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._icons.theme.tokens
        painter = QPainter(self)
        chevron = "chevron-down" if self.isChecked() else "chevron-right"
        self._icons.paint(
            painter, QRectF(-1, 0, side(), self.height()), chevron, tokens.text_secondary
        )
        note = QFontMetricsF(role_font(TypeRole.SMALL)).horizontalAdvance(self._note)
        middle = Qt.AlignmentFlag.AlignVCenter
        if self._note:
            painter.setFont(role_font(TypeRole.SMALL))
            painter.setPen(tokens.text_secondary)
            painter.drawText(
                QRectF(self.width() - note - 1, 0, note + 1, self.height()),
                middle | Qt.AlignmentFlag.AlignRight,
                self._note,
            )
        painter.setFont(role_font(TypeRole.SECTION))
        painter.setPen(tokens.text)
        metrics = QFontMetricsF(painter.font())
        room = self.width() - side() - 4 - (note + 12 if note else 0)
        painter.drawText(
            QRectF(side() + 2, 0, room + 2, self.height()),
            int(middle | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic),
            metrics.elidedText(
                self.text(), Qt.TextElideMode.ElideRight, room, int(Qt.TextFlag.TextShowMnemonic)
            ),
        )
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()
