"""Taking an act back and doing it again, long ones between the events of the window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Slot

from exodesk.domain.errors import ExodeskError
from exodesk.ui.sliced_work import SlicedWork
from exodesk.ui.widgets.message_bar import MessageBar
from exodesk.ui.workspace import Workspace
from exodesk.wording import gettext as _

_PARTS = 4  # in which very long work says how far it is


class Undoing(QObject):
    """Says what was taken back or done again, and of long work how far it is."""

    def __init__(self, workspace: Workspace, message: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._message = message
        self._work = SlicedWork(self)

    @Slot()
    def undo(self) -> None:
        name = self._workspace.undo_stack.undoText()
        said = _("Undone: {name}").format(name=name)
        if (steps := self._workspace.long_undo()) is not None:
            self._slowly(steps, _("Undoing: {name}").format(name=name), said)
        elif self._workspace.undo():
            self._message.say(said)

    @Slot()
    def redo(self) -> None:
        name = self._workspace.undo_stack.redoText()
        said = _("Done again: {name}").format(name=name)
        if (steps := self._workspace.long_redo()) is not None:
            self._slowly(steps, _("Doing again: {name}").format(name=name), said)
        elif self._workspace.redo():
            self._message.say(said)

    def _slowly(self, steps: Iterator[float], doing: str, done: str) -> None:
        """Go through ``steps`` between the events of the window; *Cancel* gives them up."""

        def going() -> Iterator[None]:
            shown, begun = 0, False
            try:
                for share in steps:
                    begun = True
                    if (part := int(_PARTS * share)) > shown:
                        shown = part
                        self._say_part(doing, part)
                    yield
            except ExodeskError as error:
                self._message.say(str(error), warning=True)
            else:
                if begun:
                    self._message.say(done)

        self._say_part(doing, 0)
        self._work.start(going(), at_once=False)

    def _say_part(self, doing: str, part: int) -> None:
        """The last part can't be given up any more."""
        sentence = _("{doing}: {percent} %").format(doing=doing, percent=100 * part // _PARTS)
        cancel = _("Cancel") if part < _PARTS else ""
        self._message.say(sentence, action=cancel, act=self._give_up)

    def _give_up(self) -> None:
        if self._work.busy:
            self._work.stop()
            self._message.say(_("Given up. Everything is as it was."))
