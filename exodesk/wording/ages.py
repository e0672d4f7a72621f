"""What has aged since a person was here last, in one line."""

from __future__ import annotations

from exodesk.domain.ages import Ages
from exodesk.domain.quotes.checks import OLD_PRICE_DAYS
from exodesk.translation import ngettext


def ages_text(ages: Ages) -> str:
    """``Rate is 93 days old · 7 figures older than 180 days · 2 quotes expired``."""
    parts = []
    if ages.rate_days is not None:
        parts.append(
            ngettext("Rate is {n} day old", "Rate is {n} days old", ages.rate_days).format(
                n=ages.rate_days
            )
        )
    if ages.old_figures:
        parts.append(
            ngettext(
                "{n} figure older than {days} days",
                "{n} figures older than {days} days",
                ages.old_figures,
            ).format(n=ages.old_figures, days=OLD_PRICE_DAYS)
        )
    if ages.expired:
        count = len(ages.expired)
        parts.append(ngettext("{n} quote expired", "{n} quotes expired", count).format(n=count))
    return " · ".join(parts)
