"""Reading a catalogue file: what is good is kept, what is bad is set aside by name.

The file is never written to. A file that cannot be used at all raises CatalogueFileError.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry, Source
from exodesk.domain.errors import ExodeskError
from exodesk.storage.entry_batches import Batch, entry_batches
from exodesk.storage.entry_reader import EntryReader, is_date, source_of
from exodesk.storage.problems import (
    HALF_A_CHARACTER,
    NO_NUMBER,
    Problem,
    faults,
    keys_twice,
    quoted,
)
from exodesk.storage.text_files import cut_short, reading_json_text
from exodesk.storage.wire import FORMAT, VERSION, EntryShape, SourceShape
from exodesk.translation import gettext as _

_MOST_PROBLEMS = 100_000
_LONG_ENTRY = 1_000_000
_MOST_VALUES = 100_000
_COUNTED = 1 << 23
_NEEDED = ("format", "version", "sources", "entries")
_KEYS = (*_NEEDED, "title", "updated")
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|-?Infinity|NaN', re.DOTALL)
_ESCAPE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
    re.DOTALL,
)
_TOP = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST = msgspec.json.Decoder(list[msgspec.Raw])
_ENTRY = msgspec.json.Decoder(EntryShape)
_ANY = msgspec.json.Decoder()


class CatalogueFileError(ExodeskError):
    """The file cannot be used at all."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """An entry that was left out, with its first problem."""

    name: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class LoadedCatalogue:
    catalogue: Catalogue
    problems: tuple[Problem, ...]
    set_aside: tuple[SetAside, ...]


def read_catalogue(path: Path) -> LoadedCatalogue:
    """Read a whole catalogue file; raises CatalogueFileError where it cannot be used."""
    reading = CatalogueReading(path)
    for _done in reading.slices():
        pass
    return reading.result()


class CatalogueReading:
    """One file being read, in slices short enough for a window to stay alive between them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._problems: list[Problem] = []
        self._set_aside: list[SetAside] = []
        self._entries: list[Entry] = []
        self._sources: dict[str, Source] = {}
        self._title = ""
        self._updated: str | None = None
        self._listed = memoryview(b"[]")
        self._number = 0
        self._catalogue: Catalogue | None = None
        self._places: dict[str, int] = {}

    def slices(self) -> Iterator[float]:
        """Read on, yielding after each slice how much is done, from 0 to 1."""
        for _step in self._reading_file():
            yield 0.0
        reader = EntryReader(self._sources)
        was_collecting = gc.isenabled()
        for batch in entry_batches(self._listed):
            gc.disable()  # thousands of new objects, none of them garbage
            try:
                self._read_batch(batch, reader)
                if batch.done < 1:
                    gc.freeze()  # or each later collection looks through all of them again
            finally:
                if was_collecting:
                    gc.enable()
            yield batch.done
        self._catalogue = self._whole()
        yield 1.0

    def result(self) -> LoadedCatalogue:
        catalogue = self._catalogue or self._whole()
        return LoadedCatalogue(catalogue, tuple(self._problems), tuple(self._set_aside))

    def _whole(self) -> Catalogue:
        return Catalogue(self._title, self._updated, self._sources, tuple(self._entries))

    # The file

    def _reading_file(self) -> Iterator[None]:
        data = yield from reading_json_text(self._path, self._error)
        top = yield from self._top(data)
        self._check_version(top)
        for key in top:
            if key not in _KEYS:
                self._name(
                    quoted(key), _("is not a key that this version knows; the rest was read.")
                )
        self._title = self._text(top, "title") or ""
        self._updated = self._text(top, "updated")
        if self._updated is not None and not is_date(self._updated):
            self._name("updated", _("is not a date: YYYY, YYYY-MM or YYYY-MM-DD."))
            self._updated = None
        for number, raw in enumerate(self._list(top, "sources")):
            self._read_source(number, bytes(raw))
        self._listed = memoryview(self._raw_list(top, "entries"))

    def _top(self, data: bytes) -> Generator[None, None, dict[str, msgspec.Raw]]:
        for text in _readings(data):
            try:
                yield
                top = _TOP.decode(text)
                yield
            except (msgspec.DecodeError, RecursionError) as error:
                failure = self._unusable(text, error)
            else:
                if (yield from _has_key_twice(text, top)):
                    self._judge_twice(text, top)
                return top
        raise failure

    def _judge_twice(self, data: bytes, top: dict[str, msgspec.Raw]) -> None:
        for key in keys_twice(data):
            if key in _NEEDED:
                raise self._error(
                    _("{path} has the key “{key}” twice, so it is not clear what counts.").format(
                        path=self._path, key=key
                    )
                )
            self._name(quoted(key), _("stands twice, so it is not clear what counts."))
            del top[key]

    def _unusable(self, data: bytes, error: Exception) -> CatalogueFileError:
        text = str(error)
        where = re.search(r"byte (\d+)", text)
        line = data[: int(where[1]) if where else len(data)].count(b"\n") + 1
        if "truncated" in text:
            return cut_short(self._path, line, self._error)
        if isinstance(error, msgspec.ValidationError):
            sentence = _("{path} is JSON, but not a catalogue: it must be one object in braces.")
        elif isinstance(error, RecursionError):
            sentence = _("{path} is not a catalogue: its JSON is nested too deeply.")
        else:
            sentence = _("{path} is not JSON: line {line} cannot be read.")
        return self._error(sentence.format(path=self._path, line=line))

    def _check_version(self, top: dict[str, msgspec.Raw]) -> None:
        if self._value(top, "format") != FORMAT:
            raise self._error(
                _("{path} is not an exodesk catalogue: its “format” is not “{format}”.").format(
                    path=self._path, format=FORMAT
                )
            )
        version = self._value(top, "version")
        if isinstance(version, bool) or not isinstance(version, int) or version < 1:
            raise self._error(
                _("{path} does not state its version as a whole number.").format(path=self._path)
            )
        if version > VERSION:
            raise self._error(
                _(
                    "{path} is a catalogue of version {found}; this program reads version {known}."
                    " It was left as it is: open it with a newer exodesk."
                ).format(path=self._path, found=version, known=VERSION)
            )

    def _value(self, top: dict[str, msgspec.Raw], key: str) -> Any:
        try:
            return msgspec.json.decode(top[key]) if key in top else None
        except (msgspec.DecodeError, RecursionError):
            return None

    def _text(self, top: dict[str, msgspec.Raw], key: str) -> str | None:
        value = self._value(top, key)
        if value is None or isinstance(value, str):
            return value
        self._name(key, _("must be text in quotes."))
        return None

    def _list(self, top: dict[str, msgspec.Raw], key: str) -> list[msgspec.Raw]:
        return _LIST.decode(self._raw_list(top, key))

    def _raw_list(self, top: dict[str, msgspec.Raw], key: str) -> msgspec.Raw:
        if key not in top:
            raise self._error(_("{path} has no list of “{key}”.").format(path=self._path, key=key))
        if not bytes(memoryview(top[key])[:1]) == b"[":
            raise self._error(_("{path}: “{key}” must be a list.").format(path=self._path, key=key))
        return top[key]

    def _error(self, sentence: str) -> CatalogueFileError:
        return CatalogueFileError(sentence)

    def _name(self, place: str, sentence: str) -> None:
        self._add([Problem(place, sentence)])

    def _add(self, problems: list[Problem]) -> None:
        self._problems.extend(problems)
        if len(self._problems) > _MOST_PROBLEMS:
            raise self._error(
                _("{path} has more than {most} problems. The first is {problem}").format(
                    path=self._path, most=_MOST_PROBLEMS, problem=self._problems[0]
                )
            )

    # Sources and entries

    def _read_source(self, number: int, raw: bytes) -> None:
        place = f"sources[{number}]"
        problems, shape = faults(raw, SourceShape)
        for problem in problems:
            self._name(place + problem.place, problem.sentence)
        unusable = {problem.place for problem in problems} & {".id", ".kind", ".title", ""}
        if shape is None or unusable:
            return
        for key in _TOP.decode(raw):
            if key not in SourceShape.__struct_fields__:
                self._name(
                    f"{place}.{quoted(key)}",
                    _("is not a key that this version knows; the rest was read."),
                )
        if shape.id in self._sources:
            self._name(f"{place}.id", _("“{id}” is used twice.").format(id=quoted(shape.id)))
            return
        self._sources[shape.id], more = source_of(shape)
        for problem in more:
            self._name(place + problem.place, problem.sentence)

    def _read_batch(self, batch: Batch, reader: EntryReader) -> None:
        for shape in batch.shapes:
            self._read_shape(shape, [], reader)
        for raw in batch.raws:
            self._read_raw(bytes(raw), reader)

    def _read_raw(self, raw: bytes, reader: EntryReader) -> None:
        problems: list[Problem] = []
        shape: EntryShape | None
        try:
            shape = None if _has_too_many_values(raw) else _ENTRY.decode(raw)
        except (msgspec.DecodeError, RecursionError):
            problems, shape = faults(raw, EntryShape)
        else:
            if shape is None:
                words = _("holds more than {most} values.").format(most=_MOST_VALUES)
                problems = [Problem("", words)]
            elif _may_have_key_twice(raw):
                problems, shape = faults(raw, EntryShape)
        self._read_shape(shape, problems, reader, raw)

    def _read_shape(
        self,
        shape: EntryShape | None,
        problems: list[Problem],
        reader: EntryReader,
        raw: bytes = b"",
    ) -> None:
        """Keep the entry if it has no problem; ``problems`` are those of its shape."""
        number = self._number
        self._number += 1
        if shape is not None:
            entry, more = reader.read(shape)
            if shape.id in self._places:
                more.append(
                    Problem(
                        ".id",
                        _("“{id}” is the id of entries[{other}] already.").format(
                            id=quoted(shape.id), other=self._places[shape.id]
                        ),
                    )
                )
            named = {problem.place for problem in problems}
            problems.extend(problem for problem in more if problem.place not in named)
            if not problems and entry is not None:
                self._places[shape.id] = number
                self._entries.append(entry)
                return
        place = f"entries[{number}]"
        placed = [Problem(place + problem.place, problem.sentence) for problem in problems]
        name = quoted(shape.id) if shape is not None and not raw else _name_of(raw, place)
        self._set_aside.append(SetAside(name, placed[0]))
        self._add(placed)


def _readings(data: bytes) -> Iterator[bytes]:
    """The text as it stands, then with what JSON does not know fenced."""
    yield data
    if any(mark in data for mark in (b"NaN", b"Infinity", b"\\u")):
        yield _TOKEN.sub(_fenced, data)


def _fenced(token: re.Match[bytes]) -> bytes:
    """Turn what some programs write but JSON does not know into numbers that are refused in place.

    That is NaN, Infinity and text with half a surrogate pair.
    """
    text = token[0]
    if not text.startswith(b'"'):
        return repr(NO_NUMBER).encode()
    half = any(escape["half"] for escape in _ESCAPE.finditer(text))
    return repr(HALF_A_CHARACTER).encode() if half else text


def _has_too_many_values(raw: bytes) -> bool:
    """No honest entry has; a few megabytes of them would fill gigabytes of memory."""
    return len(raw) > _LONG_ENTRY and raw.count(b",") > _MOST_VALUES


def _name_of(raw: bytes, place: str) -> str:
    if _has_too_many_values(raw):
        return place
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        return place
    if isinstance(value, dict):
        for key in ("id", "name"):
            if isinstance(value.get(key), str) and value[key]:
                return quoted(value[key])
    return place


def _has_key_twice(data: bytes, top: dict[str, msgspec.Raw]) -> Generator[None, None, bool]:
    """Whether quotation marks are left over; also True where a top key holds an escape."""
    left_over = -2 * len(top)
    for first in range(0, len(data), _COUNTED):
        left_over += data.count(b'"', first, first + _COUNTED)
        yield
    for raw in top.values():
        value = memoryview(raw)
        for first in range(0, len(value), _COUNTED):
            left_over -= bytes(value[first : first + _COUNTED]).count(b'"')
            yield
    return left_over != 0


def _may_have_key_twice(raw: bytes) -> bool:
    """Whether quotation marks get lost when ``raw`` is read and written again.

    A key that stands twice loses its own; only a mark in disguise could make up for them.
    """
    return b"\\u0022" in raw or msgspec.json.encode(_ANY.decode(raw)).count(b'"') != raw.count(b'"')
