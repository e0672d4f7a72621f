"""A form's texts as an entry, or as the problems that keep it from being one.

A field whose text is still the one that its entry gave keeps that entry's very value, with its
source and its words; only what was changed is read again.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from exodesk.domain.countries import COUNTRIES
from exodesk.domain.entries import (
    Claim,
    Concern,
    DurationRange,
    Entry,
    ExosomeSource,
    Family,
    Kind,
    Pack,
    Provider,
    Remark,
    Route,
    SessionCount,
    Source,
    SourceKind,
    Stated,
)
from exodesk.domain.errors import ExodeskError
from exodesk.domain.workspace import new_entry_id, new_source_id
from exodesk.imports.figure_texts import (
    DateOrder,
    read_duration_range,
    read_measure,
    read_partial_date,
    read_sessions,
    read_use,
)
from exodesk.imports.form_offers import OfferRead, OfferRows
from exodesk.imports.form_problems import FieldWay, Problem, in_form_order, is_field
from exodesk.imports.form_texts import (
    CLAIM_PARTS,
    DURATIONS,
    REMARKS,
    EntryContext,
    main_stated,
    one_line,
    row_numbers,
    texts_of,
)
from exodesk.translation import gettext as _
from exodesk.wording.countries import country_currency, country_named
from exodesk.wording.vocabulary import country_name, word

_LONGEST = 10_000
_LINK = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
Value = TypeVar("Value", bound=Enum)
Figure = TypeVar("Figure")


@dataclass(frozen=True, slots=True)
class FormReading:
    """What a form says. ``entry`` is None while there are problems; ``seen`` is the entry as far
    as it can be read, what is refused left out. ``sources`` are new ones that it cites."""

    entry: Entry | None
    seen: Entry
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    offers: Mapping[int, OfferRead]

    def problem(self, key: str) -> Problem | None:
        return next((problem for problem in self.problems if problem.key == key), None)


def read_form(fields: Mapping[str, str], base: Entry | None, context: EntryContext) -> FormReading:
    return FormReader(fields, base, context).read()


def link_in(text: str) -> str | None:
    """The address where ``text`` is nothing but one."""
    return text.strip() if _LINK.fullmatch(text.strip()) else None


class FormReader:
    """Reads one form once. Its parts read further rows with it."""

    def __init__(
        self, fields: Mapping[str, str], base: Entry | None, context: EntryContext
    ) -> None:
        self.fields = fields
        self.base = base
        self.context = context
        self._base_texts = {} if base is None else texts_of(base, context)
        self._problems: dict[str, Problem] = {}
        self._new_sources: dict[str, Source] = {}
        self._refuse_unstorable()
        self.head = Stated() if base is None else main_stated(base)
        self.main_source = self._main_source()
        self.main_date = self.date("date", self.head.date)

    # What parts of the form use

    def text(self, key: str) -> str:
        return self.fields.get(key, "").strip()

    def same(self, key: str) -> bool:
        """Whether the field still says what the entry gave it."""
        return self.base is not None and self.fields.get(key, "") == self._base_texts.get(key, "")

    def same_row(self, row: str, base_row: str, parts: Iterable[str]) -> bool:
        """Whether a row still says what row ``base_row`` of the entry gave it."""
        return self.base is not None and all(
            self.fields.get(f"{row}.{part}", "") == self._base_texts.get(f"{base_row}.{part}", "")
            for part in parts
        )

    def base_text(self, key: str) -> str:
        return self._base_texts.get(key, "")

    def refuse(
        self, key: str, sentence: str, ways: Iterable[FieldWay] = (), *, missing: bool = False
    ) -> None:
        self._problems.setdefault(key, Problem(key, sentence, tuple(ways), missing))

    def refused(self, key: str) -> bool:
        return key in self._problems

    def read_field(self, key: str, read: Callable[[str], Figure]) -> Figure | None:
        """What ``read`` makes of the field; None where it is empty or refused."""
        text = self.text(key)
        if not text or self.refused(key):
            return None
        try:
            return read(text)
        except ExodeskError as refused:
            ways = getattr(refused, "ways_out", ())
            self.refuse(key, str(refused), [FieldWay(w.label, key, w.text) for w in ways])
            return None

    def date(self, key: str, base: str | None, base_key: str | None = None) -> str | None:
        if self.base is not None and self.fields.get(key, "") == self.base_text(base_key or key):
            return base
        return self.read_field(key, lambda text: read_partial_date(text, DateOrder.DAY_FIRST))

    def value(self, key: str, values: type[Value], default: Value | None) -> Value | None:
        text = self.text(key)
        return next((value for value in values if value.value == text), default)

    def known_source(self, source_id: str) -> bool:
        return any(source.id == source_id for source in self.context.sources)

    @property
    def country(self) -> str | None:
        if self.same("country"):
            return None if self.base is None else self.base.country
        text = self.text("country")
        return country_named(text) if text else None

    @property
    def currency_of_country(self) -> str | None:
        country = self.country
        return None if country is None else country_currency(country)

    # The whole

    def read(self) -> FormReading:
        kind = self.value("kind", Kind, Kind.TREATMENT) or Kind.TREATMENT
        name = self._name()
        provider, own_country = self._provider()
        sessions = self._sessions()
        rows = OfferRows(self, kind, sessions)
        offers = rows.read()
        durations = {key: self._duration(key) for key in DURATIONS}
        entry_id = self.base.id if self.base else new_entry_id(name, self.context.taken)
        entry = Entry(
            id=entry_id,
            kind=kind,
            name=name,
            family=self.value("family", Family, Family.OTHER) or Family.OTHER,
            provider=provider,
            own_country=own_country,
            routes=self._ticked("routes", Route),
            concerns=self._ticked("concerns", Concern),
            exosome_source=self.value("exosome_source", ExosomeSource, None),
            offers=tuple(row.offer for row in offers.values() if row.offer is not None),
            sessions=sessions,
            interval=durations["interval"],
            downtime=durations["downtime"],
            onset=durations["onset"],
            lasts=durations["lasts"],
            pack=self._pack(),
            use=self._figure("use", read_use),
            included=self._remarks("included"),
            cautions=self._remarks("cautions"),
            side_effects=self._remarks("side_effects"),
            notes=self._remarks("notes"),
            claims=self._claims(),
        )
        if self.base is not None and self.head.source is None and self.main_source is not None:
            entry = _sourced(entry, self.main_source)
        problems = in_form_order(self._problems.values())
        return FormReading(
            entry=None if problems else entry,
            seen=entry,
            sources=tuple(self._new_sources.values()),
            problems=problems,
            offers=offers,
        )

    def _refuse_unstorable(self) -> None:
        for key, text in self.fields.items():
            if not is_field(key):
                continue
            if any("\ud800" <= character <= "\udfff" for character in text):
                self.refuse(key, _("There is half a character in it that can't be stored."))
            elif "\x00" in text:
                self.refuse(key, _("There is a character in it that can't be stored."))
            elif len(text) > _LONGEST and key not in REMARKS:
                self.refuse(key, _("This is too long: at most 10,000 characters."))
            elif any(len(line) > _LONGEST for line in text.split("\n")):
                self.refuse(key, _("A line is too long: at most 10,000 characters."))

    def _name(self) -> str:
        if self.base is not None and self.same("name"):
            return self.base.name
        text = self.text("name")
        if not any(unicodedata.category(character)[0] not in "CZ" for character in text):
            self.refuse("name", _("An entry needs a name."), missing=True)
        return text

    def _provider(self) -> tuple[Provider | None, str | None]:
        if self.base is not None and all(map(self.same, ("clinic", "city", "country"))):
            return self.base.provider, self.base.own_country
        country = self.country
        if country is None and (typed := self.text("country")):
            self._refuse_country(typed)
        clinic, city = self.text("clinic"), self.text("city")
        if not clinic:
            if city:
                self.refuse(
                    "clinic",
                    _("Who offers it in {city}? Name the clinic, or leave the city empty.").format(
                        city=city
                    ),
                    [FieldWay(_("Leave the city empty"), "city", "")],
                )
            return None, country
        return Provider(clinic, city or None, country), None

    def _refuse_country(self, typed: str) -> None:
        names = {country_name(code).casefold(): country_name(code) for code in sorted(COUNTRIES)}
        like = difflib.get_close_matches(typed.casefold(), names, n=2)
        ways = [FieldWay(_("{name}?").format(name=names[n]), "country", names[n]) for n in like]
        self.refuse(
            "country",
            _("“{text}” is not a country. Example: India or GB.").format(text=typed),
            ways,
        )

    def _main_source(self) -> str | None:
        text = self.text("source")
        if self.same("source"):
            return self.head.source
        if not text or self.refused("source"):
            return None
        for source_id, label in self.context.labels().items():
            if label.casefold() == text.casefold():
                return source_id
        link = link_in(text)
        kind = self.value("source_kind", SourceKind, SourceKind.PAGE if link else None)
        if kind is None:
            usual = (SourceKind.WRITTEN_QUOTE, SourceKind.PRICE_LIST, SourceKind.PAID)
            self.refuse(
                "source_kind",
                _("What kind of source is that?"),
                [FieldWay(word(kind), "source_kind", kind.value) for kind in usual],
                missing=True,
            )
            return None
        day = None
        if (typed := self.text("date")) and not self.same("date"):
            day = self.read_field("date", lambda t: read_partial_date(t, DateOrder.DAY_FIRST))
        elif typed:
            day = self.head.date
        title = one_line(text)
        source_id = new_source_id(title, self.context.taken)
        self._new_sources[source_id] = Source(source_id, kind, title, date=day, url=link)
        return source_id

    def _sessions(self) -> SessionCount | None:
        count: SessionCount | None = self._figure("sessions", read_sessions)
        return count

    def _duration(self, key: str) -> DurationRange | None:
        stated: DurationRange | None = self._figure(key, read_duration_range)
        return stated

    def _pack(self) -> Pack | None:
        pack: Pack | None = self._figure("pack", lambda text: Pack(read_measure(text)))
        return pack

    def _figure(self, key: str, read: Callable[[str], Any]) -> Any:
        """The entry's own figure while its text is unchanged, else what ``read`` makes of it."""
        if self.base is not None and self.same(key):
            return getattr(self.base, key)
        figure = self.read_field(key, read)
        if figure is None:
            return None
        return replace(figure, stated=Stated(source=self.main_source))

    def _ticked(self, key: str, values: type[Value]) -> tuple[Value, ...]:
        if self.base is not None and self.same(key):
            kept: tuple[Value, ...] = getattr(self.base, key)
            return kept
        ticked = set(self.text(key).split(";"))
        return tuple(value for value in values if value.value in ticked)

    def _remarks(self, key: str) -> tuple[Remark, ...]:
        """One a line; a line that stays as it was keeps its remark, source included."""
        known: list[Remark] = [] if self.base is None else list(getattr(self.base, key))
        if self.base is not None and self.same(key):
            return tuple(known)
        found = []
        for line in self.fields.get(key, "").split("\n"):
            kept = next((each for each in known if one_line(each.text) == line), None)
            if kept is not None:
                known.remove(kept)
                found.append(kept)
            elif line.strip():
                found.append(Remark(line.strip(), Stated(source=self.main_source)))
        return tuple(found)

    def _claims(self) -> tuple[Claim, ...]:
        return tuple(self._each_claim())

    def _each_claim(self) -> Iterator[Claim]:
        known = () if self.base is None else self.base.claims
        for number in row_numbers(self.fields, "claim"):
            row = f"claim.{number}"
            base = self.text(f"{row}.base")
            old = known[int(base)] if base.isdecimal() and int(base) < len(known) else None
            if old is not None and self.same_row(row, f"claim.{base}", CLAIM_PARTS[:3]):
                yield old
                continue
            text, by = self.text(f"{row}.text"), self.text(f"{row}.by")
            if not text:
                if by:
                    self.refuse(f"{row}.text", _("What is claimed is missing."), missing=True)
                continue
            against = tuple(part for part in self.text(f"{row}.against").split(";") if part)
            stated = Stated(source=self.main_source)
            if old is not None and text == one_line(old.text).strip():
                stated, text = old.stated, old.text
            yield Claim(text, by or None, stated, against)


def _sourced(entry: Entry, source: str) -> Entry:
    """The entry, with ``source`` for every figure that had none."""

    def figure(each: Any) -> Any:
        if each is None or each.stated.source is not None:
            return each
        return replace(each, stated=replace(each.stated, source=source))

    changes: dict[str, Any] = {
        **{key: figure(getattr(entry, key)) for key in ("sessions", *DURATIONS, "pack", "use")},
        **{key: tuple(map(figure, getattr(entry, key))) for key in (*REMARKS, "claims")},
    }
    return replace(entry, **changes)
