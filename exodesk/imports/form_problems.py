"""Why a form's field is refused, where that leads, and what each field is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exodesk.translation import gettext as _

_ORDER = (
    *("name", "kind", "family", "clinic", "city", "country", "offer.0"),
    *("sessions", "interval", "pack", "use", "downtime", "source", "source_kind", "date"),
    *("routes", "concerns", "exosome_source", "offer", "onset", "lasts"),
    *("included", "cautions", "side_effects", "claim", "notes"),
)


@dataclass(frozen=True, slots=True)
class FieldWay:
    """A way out, on a button called ``label``: ``text`` goes into the field ``key``.

    ``also`` are other fields, by key, and what goes into them.
    """

    label: str
    key: str
    text: str
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why ``key`` can't be saved as it is. ``missing``: nothing is wrong, something lacks."""

    key: str
    sentence: str
    ways: tuple[FieldWay, ...] = ()
    missing: bool = False


def in_form_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """As they stand in the form, from its first field to its last."""
    return tuple(sorted(problems, key=lambda problem: _place(problem.key)))


def field_name(key: str) -> str:
    """What a field is called in a sentence: ``Downtime``, ``Price 2``."""
    row, _dot, part = key.rpartition(".")
    if not row:
        return _names()[key]
    kind, _dot, number = row.partition(".")
    name = _names()[f"{kind}.{part}"]
    if number == "0":
        return name
    return _("{field} {n}").format(field=name, n=int(number) + 1)


def is_field(key: str) -> bool:
    """Whether ``key`` is a field that a person can see."""
    row, _dot, part = key.rpartition(".")
    return (f"{row.partition('.')[0]}.{part}" if row else part) in _names()


def waiting_text(problems: tuple[Problem, ...]) -> str:
    """What saving waits for: ``Save waits for one field: Downtime``; empty for nothing."""
    names = list(dict.fromkeys(field_name(problem.key) for problem in problems))
    match names:
        case []:
            return ""
        case [name]:
            return _("Save waits for one field: {field}").format(field=name)
        case [first, second]:
            return _("Save waits for two fields: {first} and {second}").format(
                first=first, second=second
            )
        case _:
            return _("Save waits for {n} fields: {first} is the first").format(
                n=len(names), first=names[0]
            )


def _place(key: str) -> tuple[int, int, str]:
    kind, _dot, rest = key.partition(".")
    number = int(rest.partition(".")[0]) if rest else 0
    head = "offer.0" if kind == "offer" and number == 0 else kind
    return _ORDER.index(head), number, (key.rpartition(".")[2] != "price" and key) or ""


def _names() -> dict[str, str]:
    return {
        "name": _("Name"),
        "kind": _("Kind"),
        "family": _("Family"),
        "clinic": _("Clinic"),
        "city": _("City"),
        "country": _("Country"),
        "sessions": _("Sessions"),
        "interval": _("Interval"),
        "downtime": _("Downtime"),
        "onset": _("First effect"),
        "lasts": _("Lasts"),
        "pack": _("Pack"),
        "use": _("Use"),
        "source": _("Source"),
        "source_kind": _("Kind of source"),
        "date": _("Date"),
        "routes": _("Delivery route"),
        "concerns": _("Concern"),
        "exosome_source": _("Exosome source"),
        "included": _("Included"),
        "cautions": _("Cautions"),
        "side_effects": _("Side effects"),
        "notes": _("Notes"),
        "offer.price": _("Price"),
        "offer.per": _("What the price buys"),
        "offer.size": _("Sessions of the course"),
        "offer.every": _("Interval of payments"),
        "offer.times": _("Number of payments"),
        "offer.redeemable": _("Taken off the course"),
        "offer.tax": _("Tax"),
        "offer.tax_rate": _("Tax rate"),
        "offer.source": _("Source of the price"),
        "offer.date": _("Date of the price"),
        "claim.text": _("Claim"),
        "claim.by": _("Who claims it"),
        "claim.against": _("Contradicted by"),
    }
