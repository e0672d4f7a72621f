"""What to ask a clinic, in plain words, and what an answer could change. Nothing is advised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exodesk.domain.asking import Ask, AskEffect, AskField, Why
from exodesk.domain.entries import Entry, Kind, Offer, Per, Provider
from exodesk.translation import N_, ngettext
from exodesk.translation import gettext as _
from exodesk.wording.amounts import price_text
from exodesk.wording.vocabulary import country_name, per_text

_EFFECTS = {
    AskEffect.CHEAPEST: N_("could change which is the cheapest"),
    AskEffect.CERTAINTY: N_("could change how sure the verdict is"),
    AskEffect.TOTAL: N_("would change the total"),
    AskEffect.NOTHING: N_("would not change the total"),
}
_PRICE_UNKNOWN = {
    Why.NO_PRICE: N_("no price is published"),
    Why.ON_REQUEST: N_("the price is on request"),
    Why.FROM: N_("the price has no upper figure"),
    Why.UP_TO: N_("the price has no lower figure"),
    Why.PER_NOT_STATED: N_("what the price buys is not stated"),
}
_UNKNOWN = {
    AskField.SESSIONS: N_("the number of sessions is not fully stated"),
    AskField.PACK: N_("how much a pack holds is not stated"),
    AskField.USE: N_("how much is used is not stated"),
    AskField.FEE: N_("how much a fee costs is not fully stated"),
    AskField.REDEEMABLE: N_("whether a fee is taken off the price is not stated"),
    AskField.TAX: N_("whether tax is included is not stated"),
    AskField.TAX_RATE: N_("how much tax is added is not stated"),
    AskField.LASTS: N_("how long it lasts is not stated"),
    AskField.INTERVAL: N_("the time between sessions is not stated"),
    AskField.DOWNTIME: N_("the downtime is not fully stated"),
    AskField.COUNTRY: N_("the country is not stated"),
    AskField.RATE: N_("there is no exchange rate"),
    AskField.INCLUDED: N_("what is included is not stated"),
    AskField.EXOSOME_SOURCE: N_("the source of the exosomes is not stated"),
}
_QUESTIONS = {
    AskField.SESSIONS: N_("How many sessions does a course have?"),
    AskField.PACK: N_("How much does one pack hold?"),
    AskField.USE: N_("How much of it is used in a day?"),
    AskField.LASTS: N_("How long is it until a maintenance session is needed?"),
    AskField.INTERVAL: N_("How much time is there between two sessions?"),
    AskField.DOWNTIME: N_("How long is the downtime, at least and at most?"),
    AskField.COUNTRY: N_("In which country is it offered?"),
    AskField.RATE: N_("What is the exchange rate?"),
    AskField.INCLUDED: N_("What does the price include?"),
    AskField.EXOSOME_SOURCE: N_("What is the source of the exosomes?"),
}
_TAXES = {"GB": N_("VAT"), "IN": N_("GST")}


def effect_text(effect: AskEffect) -> str:
    """What the answer could change: ``could change which is the cheapest``."""
    return _(_EFFECTS[effect])


def unknown_text(ask: Ask) -> str:
    """``whether tax is included is not stated``."""
    if ask.field is AskField.PRICE:
        return _(_PRICE_UNKNOWN[ask.why])
    return _(_UNKNOWN[ask.field])


def why_text(ask: Ask) -> str:
    """``the price is on request: the answer could change which is the cheapest``."""
    return _("{unknown}: the answer {effect}").format(
        unknown=unknown_text(ask), effect=effect_text(ask.effect)
    )


def question_text(ask: Ask) -> str:
    """The question as one would put it to the clinic or the maker."""
    offer = ask.offer
    match ask.field:
        case AskField.PRICE:
            return _price_question(ask)
        case AskField.FEE if offer is not None:
            return _half_known(offer) or _fee_question(offer)
        case AskField.REDEEMABLE if offer is not None:
            return _("Is the {fee} of {price} taken off the price of the course?").format(
                fee=per_text(offer), price=price_text(offer.price)
            )
        case AskField.TAX if offer is None:
            return _("Is {tax} included in the prices?").format(tax=_tax(ask.entry))
        case AskField.TAX if offer is not None and not offer.price.on_request:
            return _("Is {tax} included in the price of {price} ({what})?").format(
                tax=_tax(ask.entry), price=price_text(offer.price), what=per_text(offer)
            )
        case AskField.TAX:
            return _("Is {tax} included in the price?").format(tax=_tax(ask.entry))
        case AskField.TAX_RATE:
            return _("How much {tax} is added to the price?").format(tax=_tax(ask.entry))
        case _:
            return _(_QUESTIONS[ask.field])


def email_text(asks: Iterable[Ask]) -> str:
    """Plain questions as plain text, a letter for each provider; empty where nothing is asked.

    An exchange rate is none of a clinic's business and is left out.
    """
    letters: dict[Provider | None, list[Ask]] = {}
    for ask in asks:
        if ask.field is not AskField.RATE:
            letters.setdefault(ask.entry.provider, []).append(ask)
    if len(letters) == 1:
        return "\n".join(_letter(*letters.values())) + "\n"
    parts = ["\n".join((_addressee(to), "", *_letter(letter))) for to, letter in letters.items()]
    return "\n\n\n".join(parts) + "\n" if parts else ""


def _letter(asks: Sequence[Ask]) -> Iterator[str]:
    by_entry: dict[str, list[Ask]] = {}
    for ask in asks:
        by_entry.setdefault(ask.entry.id, []).append(ask)
    yield _("Hello,")
    yield ""
    yield ngettext(
        "I am comparing prices and have a question:",
        "I am comparing prices and have a few questions:",
        len(asks),
    )
    number = 0
    for of_entry in by_entry.values():
        yield ""
        yield _one_line(of_entry[0].entry.name)
        for question in dict.fromkeys(question_text(ask) for ask in of_entry):
            number += 1
            yield _("{number}. {question}").format(number=number, question=question)
    yield ""
    yield _("Thank you.")


def _addressee(provider: Provider | None) -> str:
    if provider is None:
        return _("To whoever offers it:")
    country = country_name(provider.country) if provider.country else None
    parts = (provider.name, provider.city or country)
    return _("To {provider}:").format(provider=", ".join(_one_line(part) for part in parts if part))


def _price_question(ask: Ask) -> str:
    offer, is_product = ask.offer, ask.entry.kind is Kind.PRODUCT
    if offer is None:
        if is_product:
            return _("What does one pack cost?")
        return _("What does one session cost, and what a whole course?")
    if ask.why is Why.PER_NOT_STATED:
        if is_product:
            return _("What does the price of {price} buy?").format(price=price_text(offer.price))
        return _(
            "Is the price of {price} for one session or for a whole course of how many sessions?"
        ).format(price=price_text(offer.price))
    return _half_known(offer) or _cost_question(offer)


def _cost_question(offer: Offer) -> str:
    match offer.per:
        case Per.SESSION:
            return _("What does one session cost?")
        case Per.COURSE:
            sessions = offer.sessions or 1
            return ngettext(
                "What does a course of {n} session cost?",
                "What does a course of {n} sessions cost?",
                sessions,
            ).format(n=sessions)
        case Per.PACK:
            return _("What does one pack cost?")
        case _:
            return _("What does it cost ({what})?").format(what=per_text(offer))


def _half_known(offer: Offer) -> str:
    """A price is given with one end; empty where it has none or both."""
    low, high = offer.price.low, offer.price.high
    if (low is None) is (high is None):
        return ""
    sentence = (
        _("The price ({what}) is given as “{price}”. What is the highest it can be?")
        if high is None
        else _("The price ({what}) is given as “{price}”. What is the lowest it can be?")
    )
    return sentence.format(what=per_text(offer), price=price_text(offer.price))


def _fee_question(offer: Offer) -> str:
    if offer.per is Per.CONSULTATION:
        return _("What does the consultation cost?")
    if offer.per is Per.PATCH_TEST:
        return _("What does the patch test cost?")
    return _("What does the add-on cost for each session?")


def _tax(entry: Entry) -> str:
    """What the tax is called where the entry is offered."""
    name = _TAXES.get(entry.country or "")
    return _("tax") if name is None else _(name)


def _one_line(text: str) -> str:
    return " ".join(text.split())
