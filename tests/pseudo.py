"""A language for tests: every word longer, accented and in brackets, every placeholder kept."""

from __future__ import annotations

import gettext
import re

from exodesk.translation import Language

_ACCENTED = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
_KEPT = re.compile(r"(\{[^}]*\}|%L?[0-9]+|%n|&&|&|\n)")
_LONGER_BY = 0.35
_AMOUNT = re.compile("[£₹][0-9][0-9,.]*")


class Pseudo(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return pseudo(message) if message else message  # argparse asks for what it has not

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return pseudo(message)


def pseudo(message: str) -> str:
    """``[Çómpáré~~~]``; what has no letters stays as it is."""
    pieces = _KEPT.split(message)
    said = "".join(
        piece if number % 2 else piece.translate(_ACCENTED) for number, piece in enumerate(pieces)
    )
    letters = sum(map(str.isalpha, "".join(pieces[::2])))
    if not letters:
        return message
    start, end = (message[: len(message) - len(message.lstrip())], "")
    return f"{start}[{said.strip()}{'~' * max(1, round(letters * _LONGER_BY))}]{end}"


class PseudoFromTheRight(Pseudo):
    """Amounts that stand in a message itself hold together, as its translator writes them."""

    def gettext(self, message: str) -> str:
        said = super().gettext(message)  # argparse asks for a None as well
        return said and _AMOUNT.sub("\u2066\\g<0>\u2069", said)


LONG = Language("en_GB", Pseudo())
FROM_THE_RIGHT = Language("ar", PseudoFromTheRight())
