"""Why a text was not read as a price, each with texts that would be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from exodesk.domain.entries import Tax
from exodesk.domain.errors import ExodeskError
from exodesk.imports.texts import WayOut, shown
from exodesk.translation import gettext as _

_RATE_ALONE = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2})?) ?%")
_INCLUDED = re.compile(r"(?<!not )\bincl")


class PriceTextError(ExodeskError):
    """A text that is no price, or could be two; ``ways_out`` are texts that are one."""

    def __init__(self, sentence: str, ways_out: Iterable[WayOut] = ()) -> None:
        super().__init__(sentence)
        self.ways_out = tuple(ways_out)


class WhichCurrencyError(PriceTextError):
    def __init__(self, pounds: str, rupees: str) -> None:
        super().__init__(
            _("Which currency? Write {pounds} or {rupees}.").format(
                pounds=shown(pounds), rupees=shown(rupees)
            ),
            [WayOut("£ GBP", pounds), WayOut("₹ INR", rupees)],
        )


class TaxedPriceError(PriceTextError):
    """``price`` is the text without its ``tax``; ``tax_rate`` is in per cent, empty for none."""

    def __init__(self, price: str, tax_words: str) -> None:
        only = WayOut(_("Only “{price}”").format(price=price), price)
        super().__init__(tax_apart(), [only])
        self.price = price
        self.tax = _tax_said(tax_words)
        rate = _RATE_ALONE.search(tax_words)
        self.tax_rate = rate[1] if rate is not None and self.tax is Tax.EXCLUDED else ""


def tax_apart() -> str:
    return _("The tax has a field of its own. Write the price alone.")


def _tax_said(words: str) -> Tax:
    if "exempt" in words:
        return Tax.EXEMPT
    return Tax.INCLUDED if _INCLUDED.search(words) is not None else Tax.EXCLUDED
