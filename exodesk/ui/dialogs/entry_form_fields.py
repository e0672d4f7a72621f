"""The fields that every form of an entry has once, each with its label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from exodesk.domain.countries import COUNTRIES
from exodesk.domain.entries import Concern, ExosomeSource, Family, Kind, Route, SourceKind
from exodesk.ui.icons import Icons
from exodesk.ui.widgets.form_editors import ChoiceField, LineField, LinesField, TicksField
from exodesk.ui.widgets.form_field import FormField
from exodesk.wording import gettext as _
from exodesk.wording.vocabulary import country_name, word

_SHORT = 130
_NARROW = 400  # editors below it, in pixels, are not stretched
_FIRST_COUNTRIES = ("IN", "GB")


def fixed_fields(source_labels: Sequence[str], icons: Icons) -> Iterator[tuple[str, FormField]]:
    """Label and field, in the order of the form; ``source_labels`` are what a source may be.

    The keys of their editors are those that ``imports.form_reading`` reads.
    """
    yield from _what_and_where(icons)
    yield from _course(icons)
    yield from _who_says_so(source_labels, icons)
    yield from _what_it_is(icons)
    yield from _remarks(icons)


def _what_and_where(icons: Icons) -> Iterator[tuple[str, FormField]]:
    codes = sorted(COUNTRIES - set(_FIRST_COUNTRIES), key=country_name)
    countries = [country_name(code) for code in (*_FIRST_COUNTRIES, *codes)]
    yield _("Name"), _field(icons, name=LineField(_("Name")))
    yield (
        _("Kind, family"),
        _field(
            icons,
            kind=ChoiceField(_("Kind"), [(kind.value, word(kind)) for kind in Kind]),
            family=ChoiceField(_("Family"), [(each.value, word(each)) for each in Family]),
        ),
    )
    yield _("Clinic or shop"), _field(icons, clinic=LineField(_("Clinic")))
    yield (
        _("City, country"),
        _field(
            icons,
            city=LineField(_("City")),
            country=LineField(_("Country"), known=countries),
        ),
    )


def _course(icons: Icons) -> Iterator[tuple[str, FormField]]:
    yield (
        _("Sessions"),
        _field(
            icons,
            between={"interval": _("every")},
            sessions=LineField(_("Sessions"), example=_("3 or 3-6"), width=_SHORT),
            interval=LineField(_("Interval"), example=_("4 weeks"), width=_SHORT),
        ),
    )
    yield (
        _("Pack"),
        _field(icons, pack=LineField(_("Pack"), example=_("30 ml"), width=_SHORT)),
    )
    yield _("Use"), _field(icons, use=LineField(_("Use"), example=_("0.5 ml a day"), width=200))
    yield (
        _("Downtime"),
        _field(
            icons,
            hint=_("Per session. Leave it empty if nobody says: it then reads “not stated”."),
            downtime=LineField(_("Downtime"), example=_("1-2 days"), width=220),
        ),
    )


def _who_says_so(source_labels: Sequence[str], icons: Icons) -> Iterator[tuple[str, FormField]]:
    kinds = [(kind.value, word(kind)) for kind in SourceKind]
    example = _("Link, or who told you")
    yield (
        _("Source"),
        _field(
            icons,
            source=LineField(_("Source"), example=example, known=list(source_labels)),
            source_kind=ChoiceField(_("Kind of source"), [("", _("choose…")), *kinds]),
        ),
    )
    yield (
        _("Date"),
        _field(icons, date=LineField(_("Date"), example=_("23 Jun 2026"), width=_SHORT)),
    )


def _what_it_is(icons: Icons) -> Iterator[tuple[str, FormField]]:
    theme = icons.theme
    routes = [(route.value, word(route)) for route in Route]
    concerns = [(concern.value, word(concern)) for concern in Concern]
    origins = [(origin.value, word(origin)) for origin in ExosomeSource]
    yield _("Route"), _field(icons, routes=TicksField(_("Delivery route"), routes, theme))
    yield _("Concerns"), _field(icons, concerns=TicksField(_("Concern"), concerns, theme))
    yield (
        _("Exosomes from"),
        _field(
            icons,
            exosome_source=ChoiceField(
                _("Exosome source"), [("", _("no exosomes, or unknown")), *origins]
            ),
        ),
    )
    yield (
        _("First effect"),
        _field(icons, onset=LineField(_("First effect"), example=_("4-6 weeks"), width=220)),
    )
    yield (
        _("Lasts"),
        _field(icons, lasts=LineField(_("Lasts"), example=_("6 months"), width=220)),
    )


def _remarks(icons: Icons) -> Iterator[tuple[str, FormField]]:
    for key, label in (
        ("included", _("Included")),
        ("cautions", _("Cautions")),
        ("side_effects", _("Side effects")),
        ("notes", _("Notes")),
    ):
        editors: dict[str, QWidget] = {key: LinesField(label, icons.theme, example=_("one a line"))}
        yield label, FormField(icons, editors, stretch=(2,))


def _field(
    icons: Icons,
    *,
    hint: str = "",
    between: Mapping[str, str] | None = None,
    **editors: QWidget,
) -> FormField:
    narrow = all(editor.maximumWidth() < _NARROW for editor in editors.values())
    stretch = [0] * len(editors) if narrow else [2, *[1] * (len(editors) - 1)]
    return FormField(icons, editors, stretch=stretch, between=between, hint=hint)
