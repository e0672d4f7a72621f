"""Tax on a price: which rates it may stand at, as factors of the price (0.2 for 20 per cent)."""

from __future__ import annotations

from fractions import Fraction

from exodesk.domain.assumptions import UnknownTax
from exodesk.domain.entries import Entry, Kind, Offer, Tax
from exodesk.domain.money import Bounds

# The standard rates that an offer without a rate of its own is taxed at, in per cent:
# United Kingdom VAT (gov.uk/vat-rates) and India GST on services; treatments only.
STANDARD_TAX = {"GB": Fraction(20), "IN": Fraction(18)}
NO_TAX = Bounds(Fraction(0), Fraction(0))


def standard_tax(entry: Entry) -> Fraction | None:
    """The standard rate in per cent where ``entry`` is offered; None where none is known."""
    if entry.kind is Kind.PRODUCT:
        return None
    return STANDARD_TAX.get(entry.country or "")


def tax_of(offer: Offer, entry: Entry, unknown_tax: UnknownTax) -> Bounds:
    """What the tax adds to the price, as parts of it; the high is None where no rate is known."""
    if offer.tax is Tax.EXCLUDED:
        rate = _rate(offer, entry)
        return Bounds(rate or Fraction(0), rate)
    if offer.tax is Tax.UNKNOWN and unknown_tax is UnknownTax.WIDEN:
        return Bounds(Fraction(0), _rate(offer, entry))
    return NO_TAX


def may_be_taxed(offer: Offer, unknown_tax: UnknownTax) -> bool:
    """Whether tax may come on top of the printed price, as far as it is counted."""
    return offer.tax is Tax.EXCLUDED or (
        offer.tax is Tax.UNKNOWN and unknown_tax is UnknownTax.WIDEN
    )


def _rate(offer: Offer, entry: Entry) -> Fraction | None:
    per_cent = standard_tax(entry) if offer.tax_rate is None else Fraction(offer.tax_rate)
    return None if per_cent is None else per_cent / 100
