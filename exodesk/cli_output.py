"""Where the output of the command line goes: the terminal, a pipe, or the file of ``-o``."""

from __future__ import annotations

import argparse
import codecs
import contextlib
import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from typing import Any

import msgspec

from exodesk.domain.errors import ExodeskError
from exodesk.storage.whole_files import write_file
from exodesk.system_reasons import why_not_written
from exodesk.translation import gettext as _

# All control characters but the end of a line, and those that override the direction of text.
# A closed isolate, as an amount is in text from the right, turns round nothing but itself.
_CONTROL = re.compile(
    "(\u2066[^\u202a-\u202e\u2066-\u2069]*\u2069)"
    "|[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)

# For a terminal without these signs: a question mark in their place would leave no amount.
_PLAIN = {
    "£": "GBP ",
    "₹": "INR ",
    "€": "EUR ",
    "¥": "Y",
    "≈": "~",
    "×": "x",
    "→": "->",
    "−": "-",
    "–": "-",
    "—": "-",
    "·": "|",
    "…": "...",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "\u00a0": " ",
    "\u202f": " ",
}
PLAINLY = "exodesk-plainly"
"""How an encoding does without the signs it lacks; a name for ``errors=``."""


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(map(_plain, signs)), error.end


def _plain(sign: str) -> str:
    base = unicodedata.normalize("NFKD", sign)[0]
    return _PLAIN.get(sign) or (base if base.isascii() else "?")


codecs.register_error(PLAINLY, _plainly)


class NotPrintedError(ExodeskError):
    """The terminal, the file or the disk behind the standard output takes no more."""

    def __init__(self, reason: str) -> None:
        super().__init__(_("The output could not be written: {reason}.").format(reason=reason))


class ForNoTerminalError(ExodeskError):
    """A document is no text that a terminal could show."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(
            _("{format} is for no terminal. Say where to: -o {name}.{kind}").format(
                format=kind.upper(), kind=kind, name=name
            )
        )


def write(options: argparse.Namespace, data: bytes) -> None:
    if options.output is not None:
        write_file(options.output, data)
    else:
        print_out(data)


def write_text(options: argparse.Namespace, text: str) -> None:
    if options.output is not None:
        write_file(options.output, text.encode("utf-8"))
    else:
        print_out(text)


def write_json(
    options: argparse.Namespace,
    document: dict[str, Any],
    entries: Iterable[dict[str, Any]] | None = None,
) -> None:
    """``entries`` are encoded one by one: 100,000 of them as objects take gigabytes."""
    if entries is not None:
        encoded = [msgspec.Raw(msgspec.json.encode(entry)) for entry in entries]
        document = {**document, "entries": encoded}
    text = msgspec.json.format(msgspec.json.encode(document), indent=1)
    write(options, text + b"\n")


def print_out(output: str | bytes) -> None:
    """Text in the encoding of the standard output, bytes as they are."""
    if sys.stdout is None:  # closed by whoever started us
        raise NotPrintedError(_("there is no standard output"))
    try:
        if isinstance(output, str):
            sys.stdout.write(_without_control(output))
        else:
            sys.stdout.buffer.write(output)
        sys.stdout.flush()
    except OSError as error:
        # Python's own flush at exit must not fail, and complain, once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise NotPrintedError(why_not_written(error)) from None


def complain(*sentences: str) -> None:
    if sys.stderr is not None:
        lines = (f"exodesk: {_without_control(sentence)}\n" for sentence in sentences)
        with contextlib.suppress(OSError):  # the exit code tells as well
            sys.stderr.write("".join(lines))


def _without_control(text: str) -> str:
    """A name in a catalogue must not steer the terminal it is shown in, or turn a line round."""
    return _CONTROL.sub(lambda found: found[1] or " ", text)
