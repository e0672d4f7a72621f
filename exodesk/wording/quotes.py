"""Quotes in words: what they are called, how they stand, what each row says, what a check finds."""

from __future__ import annotations

from decimal import Decimal

from exodesk.domain.assumptions import LineKey
from exodesk.domain.entries import Entry, Per, Tax
from exodesk.domain.money import UNKNOWN
from exodesk.domain.quotes.book import QuoteState
from exodesk.domain.quotes.findings import Finding, FindingKind, TextField
from exodesk.domain.quotes.lines import Discount, LineKind, QuoteLine
from exodesk.domain.quotes.quote import Option, Quote
from exodesk.domain.quotes.rows import ObstacleKind, OptionAmounts, Row
from exodesk.translation import N_, ngettext
from exodesk.translation import gettext as _
from exodesk.wording.amounts import (
    bounds_text,
    bounds_with_decimals,
    plain_number,
    price_text,
)
from exodesk.wording.assumptions import money_words
from exodesk.wording.dates import date_text, day_text
from exodesk.wording.durations import count_text
from exodesk.wording.lists import from_to
from exodesk.wording.rates import quoted_rate_card
from exodesk.wording.sentences import purchase_text
from exodesk.wording.vocabulary import word

_STATES = {
    QuoteState.DRAFT: N_("draft"),
    QuoteState.ISSUED: N_("issued"),
    QuoteState.ACCEPTED: N_("accepted"),
    QuoteState.DECLINED: N_("declined"),
    QuoteState.EXPIRED: N_("expired"),
    QuoteState.SUPERSEDED: N_("superseded"),
}
_FINDINGS = {
    FindingKind.TAX_UNKNOWN: N_("Whether tax is included in the price is not stated."),
    FindingKind.TAX_RATE_UNKNOWN: N_("How much tax is added to the price is not stated."),
    FindingKind.TAX_ASSUMED: N_("Tax is added at the standard rate of the country."),
    FindingKind.NO_SOURCE: N_("The price is given without a source."),
    FindingKind.EXOSOME_SOURCE: N_("The source of the exosomes is not stated."),
    FindingKind.PRICE_OPEN: N_("The price is not fully stated."),
    FindingKind.SESSIONS_OPEN: N_("The number of sessions or packs is not fully stated."),
    FindingKind.ENTRY_GONE: N_("The entry is no longer in the catalogue."),
    FindingKind.NO_VALIDITY: N_("Until when the quote is valid is not stated."),
}
_FIELDS = {
    TextField.TITLE: N_("title"),
    TextField.LINE: N_("text"),
    TextField.NOTE: N_("note"),
    TextField.DEPOSIT: N_("deposit"),
    TextField.PAYMENT: N_("payment terms"),
    TextField.NOTES: N_("notes"),
    TextField.FOOTER: N_("footer of the letterhead"),
}
_FEES = {
    Per.CONSULTATION: N_("a consultation fee"),
    Per.PATCH_TEST: N_("a patch-test fee"),
    Per.ADD_ON: N_("an add-on for each session"),
}
_TAXES = {"GB": N_("VAT"), "IN": N_("GST")}


def state_word(state: QuoteState) -> str:
    return _(_STATES[state])


def quote_called(quote: Quote) -> str:
    """``Q-2026-0001 A. B.``, ``Draft for A. B.``: as menus, lists and file names call it."""
    name = quote.client.name
    if quote.number is not None:
        return f"{quote.number} {name}".strip()
    return _("Draft for {name}").format(name=name) if name else _("Draft quote")


def version_text(quote: Quote) -> str:
    """``Version 2, in place of Q-2026-0001``; empty for a first one."""
    if quote.replaces is None:
        return ""
    return _("Version {n}, in place of {number}").format(
        n=quote.version, number=quote.replaces.number
    )


def validity_text(quote: Quote) -> str:
    """``valid until 29 Jan 2026``; of a draft also ``valid for 14 days after issue``."""
    if quote.until is not None:
        return _("valid until {day}").format(day=day_text(quote.until))
    if isinstance(quote.validity, int) and quote.is_draft:
        return ngettext(
            "valid for {n} day after issue", "valid for {n} days after issue", quote.validity
        ).format(n=quote.validity)
    return _("no validity stated")


def option_name(option: Option) -> str:
    """``Option A``, ``Option A: Skin renewal``."""
    if option.title:
        return _("Option {letter}: {title}").format(letter=option.letter, title=option.title)
    return _("Option {letter}").format(letter=option.letter)


# Rows


def line_name(line: QuoteLine) -> str:
    """What a line sells; a travel cost without words of its own is called so."""
    if line.kind is LineKind.TRAVEL and not line.text:
        return _("Travel")
    return line.name


def row_name(line: QuoteLine, row: Row) -> str:
    """``Exosome + microneedling, Leeds``, and for what comes with it ``Consultation``."""
    if row.part in (None, LineKey.SESSIONS, LineKey.PACKS, LineKey.TRAVEL):
        return line_name(line)
    return word(row.part)


def row_count_text(row: Row) -> str:
    """``3 sessions``, ``4 – 6 sessions``, ``7 packs``, ``1 trip``; a bare number of pieces."""
    number = count_text(row.count)
    if row.count is None or (row.count.assumed and row.count.high is None):
        return number
    many = 1 if row.count.low == row.count.high == 1 else 2
    match row.part:
        case LineKey.SESSIONS | LineKey.MAINTENANCE | LineKey.ADD_ON:
            return ngettext("{n} session", "{n} sessions", many).format(n=number)
        case LineKey.PACKS:
            return ngettext("{n} pack", "{n} packs", many).format(n=number)
        case LineKey.TRAVEL:
            return ngettext("{n} trip", "{n} trips", many).format(n=number)
        case _:
            return number


def bought_text(row: Row) -> str:
    """``course of 3 + one session`` where more than single sessions are bought, else empty."""
    ways = [way for way in (row.low_way, row.high_way) if way]
    if not any(offer.sessions for offer in row.offers()) and len(row.offers()) < 2:
        return ""
    return from_to(map(purchase_text, ways))


def unit_text(row: Row) -> str:
    """The price of one, as printed; empty where several are bought."""
    if row.unit is not None:
        return price_text(row.unit)
    return _("no price published") if row.price == UNKNOWN and not row.offers() else ""


def tax_name(country: str | None) -> str:
    """``VAT``, ``GST``, else ``tax``."""
    name = _TAXES.get(country or "")
    return _("tax") if name is None else _(name)


def row_tax_text(row: Row, entry: Entry | None) -> str:
    """How tax stands to the price: ``excl. VAT 20 %``, ``incl. VAT``, ``VAT not stated``.

    Empty where there is no price that could hold tax.
    """
    name = tax_name(None if entry is None else entry.country)
    match row.tax:
        case Tax.INCLUDED:
            return _("incl. {tax}").format(tax=name)
        case Tax.EXEMPT:
            return _("exempt from {tax}").format(tax=name)
        case Tax.EXCLUDED if row.tax_rate is not None:
            return _("excl. {tax} {rate} %").format(tax=name, rate=_percent(row.tax_rate))
        case Tax.EXCLUDED:
            return _("excl. {tax}, rate not stated").format(tax=name)
        case Tax.UNKNOWN:
            return _("{tax} not stated").format(tax=name)
        case None if row.offers():
            return _("{tax} as each price says").format(tax=name)
        case None:
            return ""


def option_tax_text(option: Option, amounts: OptionAmounts) -> str:
    """What a total says of tax: ``incl. VAT``, ``VAT partly not stated``; empty where exempt."""
    paid = [row for row in amounts.rows if row.price.low != 0 or row.price.high != 0]
    entries = (option.lines[row.line].entry for row in paid)
    names = {tax_name(entry.country) for entry in entries if entry is not None}
    name = names.pop() if len(names) == 1 else _("tax")
    taxes = {offer.tax for row in paid for offer in row.offers()}
    taxes |= {row.tax for row in paid if row.tax is not None}
    if Tax.UNKNOWN in taxes:
        if taxes == {Tax.UNKNOWN}:
            return _("{tax} not stated").format(tax=name)
        return _("{tax} partly not stated").format(tax=name)
    if taxes & {Tax.INCLUDED, Tax.EXCLUDED}:
        return _("incl. {tax}").format(tax=name)
    return ""


def total_text(option: Option, amounts: OptionAmounts) -> str:
    """``£720.00 – £1,008.00 incl. VAT``; ``needs a rate`` in words."""
    if any(each.kind is ObstacleKind.NEEDS_RATE for each in amounts.obstacles):
        return _("needs a rate")
    total = bounds_with_decimals(amounts.total, amounts.currency)
    return f"{total} {option_tax_text(option, amounts)}".rstrip()


def second_text(amounts: OptionAmounts) -> str:
    """The total in the second currency: ``₹86,400 – ₹1,20,960``; empty without one.

    In whole units: a converted amount is no more exact for its decimals.
    """
    if amounts.second_currency is None:
        return ""
    if amounts.second is None:
        return _("needs a rate")
    return bounds_text(amounts.second, amounts.second_currency)


def discount_text(discount: Discount | None) -> str:
    """``10 %``, ``£50``, ``none``."""
    if discount is None:
        return _("none")
    if discount.per_cent is not None:
        return _("{rate} %").format(rate=_percent(discount.per_cent))
    assert discount.amount is not None
    return money_words(discount.amount)


def rounding_rule() -> str:
    """What every quote says of its amounts."""
    return _(
        "Each line is rounded half up to the smallest unit of the currency, tax on the rounded net"
        " amount; totals are the sums of the lines as shown."
    )


def not_advice() -> str:
    return _("Price information, not medical advice")


# What a check finds


def finding_place(finding: Finding) -> str:
    """``Option A · Leeds``; empty for the whole quote."""
    if finding.letter is None:
        return ""
    option = _("Option {letter}").format(letter=finding.letter)
    return " · ".join(part for part in (option, finding.name) if part)


def finding_text(finding: Finding) -> str:
    """One sentence; on the quote it reads the same."""
    match finding.kind:
        case FindingKind.PRICE_OLD if finding.date is None:
            return _("The price is undated.")
        case FindingKind.PRICE_OLD:
            return _("The price is of {date}: more than 180 days old.").format(
                date=date_text(finding.date)
            )
        case FindingKind.FEE_LEFT_OUT:
            return _("Not in the total: {fee}.").format(fee=_fee(finding))
        case FindingKind.FEE_OPEN:
            return _("Not fully stated: {fee}.").format(fee=_fee(finding))
        case FindingKind.OUTSIDE_RANGE:
            return _("The price is outside the published range, and no reason is given.")
        case FindingKind.RATE_OLD if finding.rate is not None:
            return _("The exchange rate is more than a week old: {rate}.").format(
                rate=quoted_rate_card(finding.rate)
            )
        case FindingKind.PRESSURE if finding.field is not None:
            return _("This rushes the reader ({field}): “{phrase}”.").format(
                field=_(_FIELDS[finding.field]), phrase=finding.phrase
            )
        case _:
            return _(_FINDINGS[finding.kind])


def finding_line(finding: Finding) -> str:
    """``Option A · Leeds: The source of the exosomes is not stated.``"""
    place = finding_place(finding)
    text = finding_text(finding)
    return _("{place}: {finding}").format(place=place, finding=text) if place else text


def _fee(finding: Finding) -> str:
    """``a consultation fee (£50)``."""
    if finding.per not in _FEES or finding.price is None:
        return _("a fee")
    what, price = _(_FEES[finding.per]), price_text(finding.price)
    return _("{what} ({price})").format(what=what, price=price)


def _percent(rate: Decimal) -> str:
    return plain_number(rate, most_decimals=12)
