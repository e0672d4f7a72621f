"""Reading a catalogue file: what is good is kept, what is bad is set aside by name.

The file is never written to. A file that cannot be used at all raises CatalogueFileError.
"""

from __future__ import annotations

import gc
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.dates import parse_partial
from exodesk.domain.entries import Entry, Source
from exodesk.domain.errors import ExodeskError
from exodesk.storage.entry_reader import EntryReader
from exodesk.storage.problems import Problem, faults
from exodesk.storage.wire import FORMAT, VERSION, EntryShape, SourceShape
from exodesk.translation import gettext as _

_LARGEST = 1 << 30
_SLICE = 200
_KEYS = ("format", "version", "title", "updated", "sources", "entries")
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|-?Infinity|NaN', re.DOTALL)
_PAIR = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_SURROGATE = re.compile(rb"(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_KEY_MARK = re.compile(rb'"\s*:')


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
        self._raw_entries: list[msgspec.Raw] = []

    def slices(self) -> Iterator[float]:
        """Read on, yielding after each slice how much is done, from 0 to 1."""
        self._read_file()
        yield 0.0
        reader = EntryReader(self._sources)
        seen: dict[str, int] = {}
        raws = enumerate(self._raw_entries)
        done = 0
        was_collecting = gc.isenabled()
        while part := list(islice(raws, _SLICE)):
            gc.disable()  # thousands of new objects, none of them garbage: see performance notes
            try:
                for number, raw in part:
                    self._read_entry(number, bytes(raw), reader, seen)
            finally:
                if was_collecting:
                    gc.enable()
            done += len(part)
            yield done / len(self._raw_entries)

    def result(self) -> LoadedCatalogue:
        catalogue = Catalogue(self._title, self._updated, self._sources, tuple(self._entries))
        return LoadedCatalogue(catalogue, tuple(self._problems), tuple(self._set_aside))

    # The file

    def _read_file(self) -> None:
        data = self._bytes()
        try:
            top = _decode_top(data)
        except (msgspec.DecodeError, RecursionError) as error:
            raise self._unusable(data, error) from None
        self._check_version(top)
        for key in top:
            if key not in _KEYS:
                self._name(key, _("is not a key that this version knows; the rest was read."))
            elif data.count(f'"{key}"'.encode()) > 1 + sum(
                bytes(raw).count(f'"{key}"'.encode()) for raw in top.values()
            ):
                raise self._error(
                    _("{path} has the key “{key}” twice, so it is not clear what counts.").format(
                        path=self._path, key=key
                    )
                )
        self._title = self._text(top, "title") or ""
        self._updated = self._text(top, "updated")
        if self._updated is not None and not _is_date(self._updated):
            self._name("updated", _("is not a date: YYYY, YYYY-MM or YYYY-MM-DD."))
            self._updated = None
        for number, raw in enumerate(self._list(top, "sources")):
            self._read_source(number, bytes(raw))
        self._raw_entries = self._list(top, "entries")

    def _bytes(self) -> bytes:
        path = self._path
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                raise self._error(_("{path} is a folder, not a file.").format(path=path))
            if not stat.S_ISREG(status.st_mode):
                raise self._error(_("{path} is not a regular file.").format(path=path))
            if status.st_size > _LARGEST:
                raise self._error(_("{path} is larger than 1 GB.").format(path=path))
            data = path.read_bytes()
        except FileNotFoundError:
            raise self._error(_("There is no file {path}.").format(path=path)) from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise self._error(
                _("{path} cannot be read: {reason}.").format(path=path, reason=reason)
            ) from None
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise self._error(_("{path} is written in UTF-16; save it as UTF-8.").format(path=path))
        data = data.removeprefix(b"\xef\xbb\xbf")
        try:
            data.decode()
        except UnicodeDecodeError as error:
            raise self._error(
                _("{path} is not written in UTF-8: see line {line}.").format(
                    path=path, line=data[: error.start].count(b"\n") + 1
                )
            ) from None
        if not data.strip():
            raise self._error(_("{path} is empty.").format(path=path))
        return data

    def _unusable(self, data: bytes, error: Exception) -> CatalogueFileError:
        text = str(error)
        where = re.search(r"byte (\d+)", text)
        line = data[: int(where[1]) if where else len(data)].count(b"\n") + 1
        if "truncated" in text:
            sentence = _("{path} is cut short: it ends in line {line}, before its JSON does.")
        elif isinstance(error, msgspec.ValidationError):
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
        if key not in top:
            raise self._error(_("{path} has no list of “{key}”.").format(path=self._path, key=key))
        try:
            return msgspec.json.decode(top[key], type=list[msgspec.Raw])
        except msgspec.ValidationError:
            raise self._error(
                _("{path}: “{key}” must be a list.").format(path=self._path, key=key)
            ) from None

    def _error(self, sentence: str) -> CatalogueFileError:
        return CatalogueFileError(sentence)

    def _name(self, place: str, sentence: str) -> None:
        self._problems.append(Problem(place, sentence))

    # Sources and entries

    def _read_source(self, number: int, raw: bytes) -> None:
        place = f"sources[{number}]"
        problems, shape = faults(raw, SourceShape)
        for problem in problems:
            self._name(place + problem.place, problem.sentence)
        unusable = {problem.place for problem in problems} & {".id", ".kind", ".title", ""}
        if shape is None or unusable:
            return
        value = msgspec.json.decode(raw)
        for key in value:
            if key not in SourceShape.__struct_fields__:
                self._name(
                    f"{place}.{key}", _("is not a key that this version knows; the rest was read.")
                )
        if shape.id in self._sources:
            self._name(f"{place}.id", _("“{id}” is used twice.").format(id=shape.id))
            return
        url, date = shape.url, shape.date
        if url is not None and not re.match(r"https?://[^\s/]", url):
            self._name(f"{place}.url", _("is not a web address; it was left out."))
            url = None
        if date is not None and not _is_date(date):
            self._name(f"{place}.date", _("“{date}” does not exist.").format(date=date))
            date = None
        self._sources[shape.id] = Source(
            shape.id, shape.kind, shape.title, shape.publisher, shape.author, date, url
        )

    def _read_entry(
        self, number: int, raw: bytes, reader: EntryReader, seen: dict[str, int]
    ) -> None:
        problems: list[Problem] = []
        shape: EntryShape | None
        try:
            shape = msgspec.json.decode(raw, type=EntryShape)
        except (msgspec.DecodeError, RecursionError):
            problems, shape = faults(raw, EntryShape)
        else:
            if _key_count(msgspec.json.decode(raw)) != len(_KEY_MARK.findall(raw)):
                problems, shape = faults(raw, EntryShape)
        if shape is not None:
            entry, more = reader.read(shape)
            problems.extend(more)
            if shape.id in seen and shape.id != "?":
                problems.append(
                    Problem(
                        ".id",
                        _("“{id}” is the id of entries[{other}] already.").format(
                            id=shape.id, other=seen[shape.id]
                        ),
                    )
                )
            if not problems and entry is not None:
                seen[shape.id] = number
                self._entries.append(entry)
                return
        place = f"entries[{number}]"
        placed = [Problem(place + problem.place, problem.sentence) for problem in problems]
        self._problems.extend(placed)
        self._set_aside.append(SetAside(_name_of(raw, place), placed[0]))


def _decode_top(data: bytes) -> dict[str, msgspec.Raw]:
    try:
        return msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        fenced = _TOKEN.sub(_fenced, data)
        if fenced == data:
            raise
        return msgspec.json.decode(fenced, type=dict[str, msgspec.Raw])


def _fenced(token: re.Match[bytes]) -> bytes:
    """Turn what some programs write but JSON does not know into values that are refused in place.

    NaN and Infinity become text; text with half a surrogate pair becomes a truth value.
    """
    text = token[0]
    if not text.startswith(b'"'):
        return b'"' + text + b'"'
    return b"false" if _SURROGATE.search(_PAIR.sub(b"", text)) else text


def _name_of(raw: bytes, place: str) -> str:
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        return place
    if isinstance(value, dict):
        for key in ("id", "name"):
            if isinstance(value.get(key), str) and value[key]:
                return str(value[key])
    return place


def _key_count(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(_key_count(inner) for inner in value.values())
    if isinstance(value, list):
        return sum(_key_count(inner) for inner in value)
    return 0


def _is_date(text: str) -> bool:
    try:
        parse_partial(text)
    except ValueError:
        return False
    return True
