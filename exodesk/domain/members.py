"""Enumerations whose members are looked up many thousand times while a catalogue is costed."""

from __future__ import annotations

from enum import Enum


class Member(Enum):
    """Each member exists once, so it may hash as any object does; Enum's own hash is written in
    Python and was a tenth of the time that a cost took."""

    __hash__ = object.__hash__
