"""Courses sold as a package, in words: from how many sessions one pays, what is paid in advance."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from exodesk.domain.money import Bounds
from exodesk.domain.packages import PackageBreakEven, Prepaid
from exodesk.domain.turning_points import Turn
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.amounts import bounds_text, plain_number
from exodesk.wording.sentences import purchase_text
from exodesk.wording.vocabulary import per_text

_TOLD = 12


def package_sentence(found: PackageBreakEven) -> str:
    """``The course of 6 pays only if you take all 6.``"""
    course, size = per_text(found.course), found.course.sessions or 1
    surely, best = found.surely, found.at_best
    if surely is Turn.NEVER and best is Turn.NEVER:
        return _("The {course} costs no less than as many single sessions.").format(course=course)
    if isinstance(surely, int):
        if surely == size:
            if best == surely or not isinstance(best, int):
                return ngettext(
                    "The {course} pays only if you take all {n}.",
                    "The {course} pays only if you take all {n}.",
                    size,
                ).format(course=course, n=size)
            return _(
                "The {course} surely pays if you take all {n}, and may from {best} on."
            ).format(course=course, n=size, best=best)
        if best == surely or not isinstance(best, int):
            return ngettext(
                "The {course} surely pays from {n} session on.",
                "The {course} surely pays from {n} sessions on.",
                surely,
            ).format(course=course, n=surely)
        return ngettext(
            "The {course} surely pays from {n} session on, and may from {best} on.",
            "The {course} surely pays from {n} sessions on, and may from {best} on.",
            surely,
        ).format(course=course, n=surely, best=best)
    if isinstance(best, int):
        return ngettext(
            "The {course} may pay from {n} session on, or never.",
            "The {course} may pay from {n} sessions on, or never.",
            best,
        ).format(course=course, n=best)
    return _("Whether the {course} pays cannot be told: an end of a price is missing.").format(
        course=course
    )


def prepaid_sentence(found: Prepaid, currency: str) -> str:
    """``Paid in advance, not yet had (course of 3): £400, after 1 session £267, after 2 £133.``

    Of very many sessions the first, and up to how many it goes on.
    """
    first, *others = found.at_risk
    parts = [_risk(first, currency)]
    for number, bounds in enumerate(others[:_TOLD], 1):
        words = ngettext("after {n} session {amount}", "after {n} sessions {amount}", number)
        parts.append(words.format(n=number, amount=_risk(bounds, currency)))
    if len(others) > _TOLD:
        more = _("and so on up to {n} sessions (each in JSON)")
        parts.append(more.format(n=plain_number(Fraction(len(others)))))
    return _("Paid in advance and not yet had ({bought}): {amounts}.").format(
        bought=purchase_text(found.purchases), amounts=", ".join(parts)
    )


def risk_texts(found: Prepaid, currency: str) -> Iterator[tuple[str, str]]:
    """When, and how much is paid by then and not yet had: ``After 1 session``, ``£267``."""
    for number, bounds in enumerate(found.at_risk):
        when = _("Before the first session")
        if number:
            words = ngettext("After {n} session", "After {n} sessions", number)
            when = words.format(n=number)
        yield when, _risk(bounds, currency)


def _risk(bounds: Bounds, currency: str) -> str:
    if bounds.low == bounds.high == 0:
        return _("nothing")
    return bounds_text(bounds, currency)
