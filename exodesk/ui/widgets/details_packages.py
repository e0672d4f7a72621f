"""The lines on courses sold as a package: whether they pay, and what is at risk meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.costing import CourseCost
from exodesk.domain.packages import Prepaid, package_break_evens, prepaid
from exodesk.domain.rates import RateTable
from exodesk.ui.widgets.details_lines import Line, Part, Run, Tone
from exodesk.wording import gettext as _
from exodesk.wording.packages import package_sentence, risk_texts
from exodesk.wording.sentences import purchase_text

_SHOWN = 3


def packages_part(cost: CourseCost, assumptions: Assumptions, rates: RateTable | None) -> Part:
    """Empty where no course is on offer beside single sessions, and none is paid in advance."""
    if rates is None:
        return Part(_("Packages"), ())
    lines = [
        Line((Run(package_sentence(found)),))
        for found in package_break_evens(cost.entry, assumptions, rates)
    ]
    for found in prepaid(cost, assumptions, rates):
        lines += _at_risk(found, cost.currency)
    return Part(_("Packages"), tuple(lines))


def _at_risk(found: Prepaid, currency: str) -> Iterator[Line]:
    """How it starts; the trace has it session by session."""
    bought = (Run(purchase_text(found.purchases), Tone.SECONDARY),)
    yield Line((Run(_("Paid in advance and not yet had")),), below=(bought,), apart=True)
    for when, amount in islice(risk_texts(found, currency), _SHOWN):
        yield Line((Run(when, Tone.SECONDARY),), (Run(amount, Tone.STRONG),), mark="·")
    if len(found.at_risk) > _SHOWN + 1:  # in the end nothing is left
        more = _("and so on: see how this came about")
        yield Line((Run(more, Tone.SECONDARY),), mark="·", small=True)
