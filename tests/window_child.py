"""Run as a program: adds entries through the window's own form until somebody kills it.

Prints ``added NAME`` once the form has closed. With ``typing`` it leaves the form half filled and
prints ``kept TEXT`` once the draft stands in the workspace.
"""

from __future__ import annotations

import datetime
import itertools
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication, QLineEdit

from exodesk.app import Desk
from exodesk.domain.rates import RateTable
from exodesk.storage.settings_file import SettingsFile
from exodesk.ui.application import application
from exodesk.ui.dialogs.entry_dialog import EntryDialog

TODAY = datetime.date(2026, 11, 22)


def main(catalogue: Path, workspace: Path, profile: Path, typing: bool) -> None:
    app = application()
    desk = Desk(
        app,
        catalogue_file=catalogue,
        settings=SettingsFile(profile),
        today=TODAY,
        rates=RateTable(TODAY),
        shipped_file=catalogue,
        workspace=workspace,
    )
    desk.show()
    while not desk.own_work.workspace.writable:
        app.processEvents()
    if typing:
        type_on(app, desk)
    for number in itertools.count():
        add(app, desk, f"Entry {os.getpid()}-{number}")
        if number % 3 == 2:
            desk.own_work.actions.undo.trigger()
            app.processEvents()
            say(f"undone Entry {os.getpid()}-{number}")


def type_on(app: QApplication, desk: Desk) -> None:
    """Half fill the form for ever, telling each text once it has been kept."""
    dialog = desk.own_work.entries.new()
    assert dialog is not None
    for number in itertools.count():
        name = f"PRP, Pu {number}"
        put(dialog, "name", name)
        put(dialog, "offer.0.price", "₹1.5 la")
        while desk.own_work.workspace.drafts().get("new") is None or (
            desk.own_work.workspace.drafts()["new"].fields.get("name") != name
        ):
            app.processEvents()
        say(f"kept {name}")


def add(app: QApplication, desk: Desk, name: str) -> None:
    dialog = desk.own_work.entries.new()
    assert dialog is not None
    put(dialog, "name", name)
    put(dialog, "offer.0.price", "£120–£180")
    put(dialog, "sessions", "3")
    app.processEvents()
    say(f"adding {name}")
    dialog.save()
    app.processEvents()
    say(f"added {name}")


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def put(dialog: EntryDialog, key: str, text: str) -> None:
    editor = dialog.form.editor(key)
    field = editor if isinstance(editor, QLineEdit) else editor.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    field.insert(text)


if __name__ == "__main__":
    places = [Path(argument) for argument in sys.argv[1:4]]
    main(places[0], places[1], places[2], "typing" in sys.argv[4:])
