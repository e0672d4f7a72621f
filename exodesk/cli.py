"""The command line. It needs no display and imports no Qt, except to open the window.

Nor does it import more than it needs: what a start imports is part of how long it takes.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Sequence

from exodesk import displays
from exodesk.cli_output import PLAINLY, complain, print_out
from exodesk.domain.errors import ExodeskError
from exodesk.options import USUAL_CURRENCY, language_asked, parsed, pinned_rates
from exodesk.translation import best_language, languages, system_languages, use_language


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 bad input, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors=PLAINLY)  # type: ignore[union-attr]
    asked = language_asked(arguments)
    use_language(asked or best_language(system_languages(), languages()))
    options = parsed(arguments)
    try:
        code = _run(options)
    except ExodeskError as error:
        complain(str(error))
        return 1
    except BrokenPipeError:
        return 0  # whoever read the output has gone
    except KeyboardInterrupt:
        return 130
    return code


def _run(options: argparse.Namespace) -> int:
    if options.command is None:
        return _window(options)
    from exodesk.cli_commands import run_command

    return run_command(options)


def _window(options: argparse.Namespace) -> int:
    obstacle = displays.obstacle()
    if obstacle is None:
        from exodesk.quick_imports import quick_imports

        with quick_imports():
            from exodesk.start import run
        return run(
            options.catalogue,
            options.currency,
            pinned_rates(options),
            options.on,
            options.workspace,
            options.speak,
        )
    if options.format == "table" and options.output is None:
        print_out(f"{obstacle}\n\n")
    else:  # what reads the list as data must not find a sentence in it
        complain(obstacle)
    given = {**vars(options), "currency": options.currency or USUAL_CURRENCY, "command": "list"}
    return _run(argparse.Namespace(**{**vars(parsed(["list"])), **given}))
