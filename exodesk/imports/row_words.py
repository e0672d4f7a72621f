"""What one row says in words: kind, family, route, country, who offers it, remarks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from exodesk.domain.entries import ExosomeSource, Family, Kind, Provider, Remark, Stated
from exodesk.imports.fields import Field
from exodesk.imports.price_text import WayOut
from exodesk.imports.row_cells import RowCells
from exodesk.imports.vocabulary_texts import exosome_source_named, family_named, kind_named, listed
from exodesk.translation import gettext as _
from exodesk.wording.countries import country_named

Value = TypeVar("Value")


class RowWords:
    """Reads the words of the row that ``row`` is at; reasons go to it as well."""

    def __init__(self, row: RowCells) -> None:
        self._row = row

    def kind(self) -> Kind:
        text = self._row.text(Field.KIND)
        if not text:
            is_product = self._row.text(Field.PACK) or self._row.text(Field.USE)
            return Kind.PRODUCT if is_product else Kind.TREATMENT
        kind = kind_named(text)
        if kind is None:
            self._row.refuse(
                Field.KIND,
                _("“{text}” is neither a treatment nor a product.").format(text=text),
                text,
                [WayOut(_("a treatment"), "treatment"), WayOut(_("a product"), "product")],
            )
            return Kind.TREATMENT
        return kind

    def family(self, text: str) -> Family:
        family = family_named(text)
        if family is None:
            self._row.assume(
                _("“{text}” is no family known here: “other”, with a note of it.").format(text=text)
            )
            self._row.note(Field.FAMILY, text)
            return Family.OTHER
        return family

    def several(
        self,
        field: Field,
        named: Callable[[str], tuple[tuple[Value, ...], tuple[str, ...]]],
        _stated: Stated,
    ) -> tuple[Value, ...]:
        if not (text := self._row.short(field)):
            return ()
        found = self._row.reading(field, named, text)
        if found is None:
            return ()
        values, unknown = found
        if unknown:
            joined = "; ".join(unknown)
            self._row.assume(
                _("“{text}” is not known here and kept as a note.").format(text=joined)
            )
            self._row.note(field, joined)
        return values

    def exosome_source(self, _stated: Stated) -> ExosomeSource | None:
        if not (text := self._row.text(Field.EXOSOME_SOURCE)):
            return None
        found = exosome_source_named(text)
        if found is None:
            self._row.refuse(
                Field.EXOSOME_SOURCE,
                _("“{text}” is no source of exosomes known here.").format(text=text),
                text,
            )
        return found

    def country(self) -> str | None:
        text = self._row.text(Field.COUNTRY)
        if not text:
            return None
        code = country_named(text)
        if code is None:
            self._row.refuse(
                Field.COUNTRY,
                _("“{text}” is no country. Write a code such as GB or IN, or its name.").format(
                    text=text
                ),
                text,
            )
        return code

    def provider(self, country: str | None) -> tuple[Provider | None, str | None]:
        name, city = self._row.short(Field.PROVIDER), self._row.short(Field.CITY)
        if name:
            return Provider(name, city or None, country), None
        if city:
            self._row.note(Field.CITY, city)
        return None, country

    def remarks(self, field: Field, stated: Stated) -> tuple[Remark, ...]:
        return tuple(Remark(text, stated) for text in listed(self._row.short(field)))
