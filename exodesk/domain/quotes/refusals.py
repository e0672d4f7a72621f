"""What a quote refuses, each in one sentence that says what to do instead."""

from __future__ import annotations

from exodesk.domain.errors import ExodeskError
from exodesk.translation import gettext as _
from exodesk.translation import ngettext

_LONGEST_QUOTED = 60


def shortened(text: str) -> str:
    """``text`` on one line and no longer than a sentence has room for."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST_QUOTED else line[:_LONGEST_QUOTED] + "…"


class NotADraftError(ExodeskError):
    def __init__(self, number: str) -> None:
        super().__init__(
            _(
                "{number} has been issued and stays as it is. Make a new version to change it."
            ).format(number=number)
        )


class HasSuccessorError(ExodeskError):
    def __init__(self, number: str) -> None:
        super().__init__(
            _("{number} has a new version already. Go on with that one.").format(number=number)
        )


class QuoteGoneError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(_("This quote is no longer in the workspace."))


class NotIssuedError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(_("This quote is a draft: issue it first."))


class BadDiscountError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(
            _("A discount is an amount above 0, or above 0 and at most 100 per cent. Example: 10 %")
        )


class DiscountAbovePriceError(ExodeskError):
    """``name`` is what is sold, None for a discount on a whole option."""

    def __init__(self, letter: str, name: str | None) -> None:
        sentence = (
            _("Option {letter}: the discount is above the total. Make it smaller.")
            if name is None
            else _("Option {letter}: the discount on “{name}” is above its price. Make it smaller.")
        )
        super().__init__(sentence.format(letter=letter, name=shortened(name or "")))


class BadTaxRateError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(_("A tax rate is between 0 and 100 per cent. Example: 20"))


class BadCountError(ExodeskError):
    def __init__(self, most: int) -> None:
        super().__init__(
            _("A number of sessions, packs or trips is between 1 and {most}.").format(most=most)
        )


class OptionNeedsRateError(ExodeskError):
    """Amounts in two currencies are never added up: each converts, or the option is refused."""

    def __init__(self, letter: str, found: str, wanted: str) -> None:
        super().__init__(
            _(
                "Option {letter} has amounts in {found}, and there is no rate to {wanted}. Set the"
                " rate, or take these amounts out."
            ).format(letter=letter, found=found, wanted=wanted)
        )


class SecondCurrencyNeedsRateError(ExodeskError):
    def __init__(self, currency: str, second: str) -> None:
        super().__init__(
            _(
                "There is no rate from {currency} to {second}. Set it, or leave the second currency"
                " out."
            ).format(currency=currency, second=second)
        )


class NoOptionsError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(_("The quote has no options yet: add an entry first."))


class EmptyOptionError(ExodeskError):
    def __init__(self, letter: str) -> None:
        super().__init__(
            _("Option {letter} is empty: add a line to it, or remove it.").format(letter=letter)
        )


class NoOptionError(ExodeskError):
    def __init__(self, letter: str) -> None:
        super().__init__(_("There is no option {letter}.").format(letter=shortened(letter)))


class TooManyOptionsError(ExodeskError):
    def __init__(self, most: int) -> None:
        super().__init__(_("A quote has at most {most} options.").format(most=most))


class BadLetterError(ExodeskError):
    def __init__(self, letter: str) -> None:
        super().__init__(
            _("“{letter}” does not name an option. Use one letter from A to Z, each once.").format(
                letter=shortened(letter)
            )
        )


class NoClientError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(_("The quote names no client: enter a name."))


class TooLongError(ExodeskError):
    def __init__(self, length: int, most: int) -> None:
        super().__init__(
            _("This text has {length} characters; there is room for {most}. Shorten it.").format(
                length=length, most=most
            )
        )


class SeveralLinesError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(
            _("This text stands on one line: take line ends and control characters out.")
        )


class ControlCharactersError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(_("This text holds control characters. Take them out."))


class HalfACharacterError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(_("This text has half a character in it and cannot be kept. Retype it."))


class PastValidityError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(_("That day is past. A quote is valid until today or a later day."))


class BadValidDaysError(ExodeskError):
    def __init__(self, most: int) -> None:
        super().__init__(
            ngettext(
                "A quote is valid for a number of days between 1 and {most}. Example: 14",
                "A quote is valid for a number of days between 1 and {most}. Example: 14",
                most,
            ).format(most=most)
        )


class LapsedError(ExodeskError):
    """An answer that came after the last day of validity."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("{number} is not valid any more. Make a new version to renew it.").format(
                number=number
            )
        )


class BadDecisionDayError(ExodeskError):
    def __init__(self, number: str) -> None:
        super().__init__(
            _("The answer to {number} came between its day of issue and today.").format(
                number=number
            )
        )


class UnknownNumberError(ExodeskError):
    def __init__(self, number: str) -> None:
        super().__init__(
            _("There is no quote {number} in this workspace.").format(number=shortened(number))
        )


class BadLogoError(ExodeskError):
    def __init__(self, reason: str) -> None:
        super().__init__(_("The logo was not taken: {reason}.").format(reason=reason))
