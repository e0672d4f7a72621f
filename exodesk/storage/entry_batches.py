"""The list of entries in a catalogue file, cut into batches that are read in a few milliseconds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from exodesk.storage.wire import EntryShape

_BATCH_BYTES = 1 << 17
_LONG = 1 << 19
_AT_ONCE = 200
_LEAD = re.compile(rb"\[(\s*\n\s*)\{")
_LONGEST_LEAD = 100
_LIST = msgspec.json.Decoder(list[msgspec.Raw])
_SHAPES = msgspec.json.Decoder(list[EntryShape])


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries that follow each other: ``shapes`` that hold no fault, or else each as it stands.

    ``done`` is how much of the list has been read with them, from 0 to 1.
    """

    done: float
    shapes: list[EntryShape] = field(default_factory=list)
    raws: list[msgspec.Raw] = field(default_factory=list)


def entry_batches(listed: memoryview) -> Iterator[Batch]:
    """The entries of one JSON list, which is known to be well-formed.

    Where every entry begins a line, one batch is read at a time; else the list is cut apart at
    once. A cut within an entry leaves a bracket open, so that it never goes unnoticed.
    """
    found = _LEAD.match(bytes(listed[:_LONGEST_LEAD]))
    between = b"," + found[1] + b"{" if found else None
    at, end = 1, len(listed) - 1
    while at < end:
        size = _BATCH_BYTES
        cut = None
        while cut is None and between is not None and at + size < end:
            place = bytes(listed[at : at + size]).rfind(between)
            cut = at + place if place > 0 else None
            size *= 2
        text = b"".join((b"[", listed[at : end if cut is None else cut], b"]"))
        shapes = _good_shapes(text)
        if shapes is not None:
            at = end if cut is None else cut + 1
            yield Batch(at / end, shapes)
            continue
        try:
            raws = _LIST.decode(text)
        except msgspec.DecodeError:
            between = None
            continue
        after = end if cut is None else cut + 1
        for first in range(0, len(raws), _AT_ONCE):
            part = raws[first : first + _AT_ONCE]
            done = at + (after - at) * (first + len(part)) / len(raws)
            yield Batch(done / end, raws=part)
        at = after


def _good_shapes(text: bytes) -> list[EntryShape] | None:
    """The entries in ``text``; None where one has a fault, or may have one, or is very long.

    A key that stands twice loses its quotation marks when what was read is written again. A key
    that says nothing (null) does so, too: it is left to a closer look.
    """
    if len(text) > _LONG or b"\\u0022" in text:
        return None
    try:
        shapes = _SHAPES.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return None
    same = msgspec.json.encode(shapes).count(b'"') == text.count(b'"')
    return shapes if same else None
