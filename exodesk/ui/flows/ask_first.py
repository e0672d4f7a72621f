"""The shipped notes on what to ask before booking, read once the window is on the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from exodesk.domain.ask_first import AskFirst
from exodesk.domain.errors import ExodeskError
from exodesk.storage.ask_first_file import read_ask_first
from exodesk.wording import gettext as _
from exodesk.wording import ngettext


def notes_in(path: Path, warn: Callable[[str], None]) -> AskFirst:
    """What can be read of the notes; what cannot is told in words and costs nothing else."""
    try:
        loaded = read_ask_first(path)
    except ExodeskError as error:
        warn(_("There are no questions to ask before booking: {reason}").format(reason=error))
        return AskFirst()
    if loaded.problems:
        count = len(loaded.problems)
        words = ngettext(
            "{n} problem in the notes on what to ask before booking. {problem}",
            "{n} problems in the notes on what to ask before booking. The first: {problem}",
            count,
        )
        warn(words.format(n=count, problem=loaded.problems[0]))
    return loaded.ask_first
