"""What is wrong in a catalogue file, and where: one sentence a problem.

msgspec stops at the first fault of an entry. To name them all, the faulty value is taken out, or
replaced by a harmless one so that later places keep their numbers, and the rest is looked at again.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from enum import Enum
from typing import Any

import msgspec

from exodesk.domain.entries import (
    Concern,
    ExosomeSource,
    Family,
    Kind,
    Per,
    Route,
    SourceKind,
    Tax,
)
from exodesk.storage.wire import (
    AMOUNT_PATTERN,
    COUNTRY_PATTERN,
    DATE_PATTERN,
    DURATION_PATTERN,
    MEASURE_PATTERN,
    MOST_DIGITS,
    SourceShape,
)
from exodesk.translation import gettext as _

Step = str | int

# Stand in for what JSON does not know. No field takes a number with a point, so both are refused.
NO_NUMBER = 0.5
HALF_A_CHARACTER = 5e-324

_MOST_PROBLEMS = 100
_LONGEST_QUOTE = 60
_WITH_PLACE = re.compile(r"(?P<what>.*?)(?: - at `(?:key in )?\$(?P<place>.*)`)?", re.DOTALL)
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_VOCABULARIES: dict[str, type[Enum]] = {
    "family": Family,
    "routes": Route,
    "concerns": Concern,
    "exosome_source": ExosomeSource,
    "exosome_sources": ExosomeSource,
    "families": Family,
    "kinds": Kind,
    "tax": Tax,
}
_UNSTATED_PRICE = {"low": None, "high": None, "currency": "GBP"}
# Stands in for a required value that was taken out.
_PLACEHOLDERS: dict[str, Any] = {
    "id": "?",
    "name": "?",
    "title": "?",
    "text": "?",
    "statement": "?",
    "question": "?",
    "topic": "?",
    "source": "?",
    "family": "other",
    "currency": "GBP",
    "low": None,
    "high": None,
    "price": _UNSTATED_PRICE,
    "amount": "1 ml",
}
# The same for one value of a list.
_ITEMS: dict[str, Any] = {
    "routes": "other",
    "concerns": "ageing",
    "offers": {"price": _UNSTATED_PRICE, "per": "unstated"},
    "included": {"text": "?"},
    "cautions": {"text": "?"},
    "side_effects": {"text": "?"},
    "claims": {"text": "?"},
    "notes": {"text": "?"},
    "contradicted_by": "?",
    "exosome_sources": "other",
    "families": "other",
    "kinds": "product",
    "countries": "GB",
    "per": "unstated",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """``place`` is a path such as ``entries[3].offers[0].price.low``, empty for the whole."""

    place: str
    sentence: str

    def __str__(self) -> str:
        place = self.place.removeprefix(".")
        return f"{place}: {self.sentence}" if place else self.sentence


class _DuplicateKeys(dict[str, Any]):
    """A JSON object of which some keys stood twice."""

    twice: tuple[str, ...] = ()


def faults(raw: bytes, shape: type[msgspec.Struct]) -> tuple[list[Problem], Any]:
    """Every fault of shape in one JSON value, and a copy of it in which none is left.

    Places are relative to the value. The copy is None where the value is no object at all, or has
    more faults than are worth a sentence each.
    """
    try:
        return _faults(raw, shape)
    except RecursionError:
        return [Problem("", _("is nested too deeply."))], None


def keys_twice(raw: bytes) -> tuple[str, ...]:
    """The keys that stand twice in one JSON object, not in those inside it."""
    try:
        value = json.loads(raw, object_pairs_hook=_object)
    except (ValueError, RecursionError):
        return ()
    return value.twice if isinstance(value, _DuplicateKeys) else ()


def quoted(value: Any) -> str:
    """``value`` in short and on one line, whatever characters it holds."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = "".join(char if char.isprintable() else "�" for char in text[: _LONGEST_QUOTE + 1])
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def _faults(raw: bytes, shape: type[msgspec.Struct]) -> tuple[list[Problem], Any]:
    try:
        value = json.loads(raw, object_pairs_hook=_object)
    except ValueError:
        return [Problem("", _("cannot be read as JSON."))], None
    if not isinstance(value, dict):
        return [Problem("", _("must be an object in braces."))], None
    problems = []
    for steps in list(_twice(value)):
        problems.append(Problem(_place(steps), _("stands twice, so it is not clear what counts.")))
        _take_out(value, steps, shape)
    while len(problems) < _MOST_PROBLEMS:
        try:
            return problems, msgspec.convert(value, shape)
        except msgspec.ValidationError as error:
            problem, steps, known = _described(str(error), value, shape)
            problems.append(problem)
            if not _take_out(value, steps, shape, known=known):
                return problems, None
    problems.append(Problem("", _("has more problems than are named here.")))
    return problems, None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = _DuplicateKeys(pairs)
    if len(value) < len(pairs):
        times = Counter(key for key, _value in pairs)
        value.twice = tuple(key for key in value if times[key] > 1)
    return value


def _twice(value: Any, steps: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """Where a key stands twice, from the outside in."""
    if isinstance(value, _DuplicateKeys):
        for key in value.twice:
            yield (*steps, key)
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _twice(inner, (*steps, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _twice(inner, (*steps, number))


def _place(steps: Sequence[Step]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{quoted(step)}" for step in steps)


def _described(
    message: str, value: dict[str, Any], shape: type[msgspec.Struct]
) -> tuple[Problem, tuple[Step, ...], bool]:
    """What msgspec says as a problem, its place, and whether a known key stands there."""
    match = _WITH_PLACE.fullmatch(message)
    assert match is not None
    what = match["what"]
    steps: tuple[Step, ...] = tuple(
        name if name else int(number) for name, number in _STEP.findall(match["place"] or "")
    )
    key = re.search(r"field `(.*)`", what, re.DOTALL)
    if key is None:
        sentence = _sentence(what, _at(value, steps), steps, shape)
        return Problem(_place(steps), sentence), steps, True
    steps = (*steps, key[1])
    if what.startswith("Object missing"):
        return Problem(_place(steps), _("is missing.")), steps, True
    return Problem(_place(steps), _("is not a key that this version knows.")), steps, False


def _sentence(what: str, found: Any, steps: Sequence[Step], shape: type[msgspec.Struct]) -> str:
    if found == HALF_A_CHARACTER:
        return _("is text with half a character in it (a lone surrogate).")
    shown = quoted(found)
    if what.startswith("Invalid enum value"):
        choices = ", ".join(_choices(steps, shape))
        return _("“{value}” is not one of: {choices}.").format(value=shown, choices=choices)
    for pattern, wanted in _pattern_sentences():
        if repr(pattern)[1:-1] in what:
            return wanted.format(value=shown, digits=MOST_DIGITS)
    if limit := re.fullmatch(r"Expected `int` (>=|<=) (\d+)", what):
        sentence = (
            _("{value} is below {limit}, the least that is possible.")
            if limit[1] == ">="
            else _("{value} is above {limit}, the most that is possible.")
        )
        return sentence.format(value=shown, limit=limit[2])
    if "of length" in what:
        if found == "":
            return _("must not be empty.")
        return _("is too long.")
    if types := re.match(r"Expected `([^`]*)`, got `([^`]*)`", what):
        return _("must be {wanted}, not {found}.").format(
            wanted=_type_words(types[1]), found=_type_words(types[2])
        )
    return _("“{value}” cannot be used here.").format(value=shown)


def _pattern_sentences() -> Iterator[tuple[str, str]]:
    yield (
        AMOUNT_PATTERN,
        _(
            "“{value}” is not an amount: a plain decimal from 0 up, like 149.99,"
            " of at most {digits} digits before and after the point."
        ),
    )
    yield DURATION_PATTERN, _("“{value}” is not a length of time such as 4 week or 24 hour.")
    yield MEASURE_PATTERN, _("“{value}” is not an amount such as 30 ml or 0.5 g.")
    yield DATE_PATTERN, _("“{value}” is not a date: YYYY, YYYY-MM or YYYY-MM-DD.")
    yield COUNTRY_PATTERN, _("“{value}” is not a country code such as GB or IN.")


def _choices(steps: Sequence[Step], shape: type[msgspec.Struct]) -> list[str]:
    names = [step for step in steps if isinstance(step, str)]
    last = names[-1] if names else ""
    if last == "kind":
        vocabulary: type[Enum] = SourceKind if shape is SourceShape else Kind
    elif last == "per":
        if names[0] == "use":
            return ["day", "week", "month"]
        vocabulary = Per
    else:
        vocabulary = _VOCABULARIES.get(last, Family)
    return [str(choice.value) for choice in vocabulary]


def _type_words(types: str) -> str:
    words = {
        "str": _("text in quotes"),
        "int": _("a whole number"),
        "float": _("a number"),
        "bool": _("true or false"),
        "array": _("a list"),
        "object": _("an object in braces"),
        "null": _("null"),
    }
    first, *others = (words.get(name.strip(), name.strip()) for name in types.split("|"))
    for other in others:
        first = _("{first} or {other}").format(first=first, other=other)
    return first


def _at(value: Any, steps: Sequence[Step]) -> Any:
    for step in steps:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _take_out(
    value: dict[str, Any],
    steps: Sequence[Step],
    shape: type[msgspec.Struct],
    *,
    known: bool = True,
) -> bool:
    """Remove the faulty value, or put a harmless one in its place; False where neither helps."""
    if not steps:
        return False
    holder = _at(value, steps[:-1])
    last = steps[-1]
    placeholder = _placeholder(steps, shape) if known else _NONE
    if isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        if placeholder is _NONE or holder[last] == placeholder:
            return False
        holder[last] = deepcopy(placeholder)
        return True
    if not isinstance(holder, dict) or not isinstance(last, str):
        return False
    if placeholder is not _NONE and holder.get(last, _NONE) != placeholder:
        holder[last] = deepcopy(placeholder)
        return True
    return holder.pop(last, _NONE) is not _NONE


_NONE = object()


def _placeholder(steps: Sequence[Step], shape: type[msgspec.Struct]) -> Any:
    names = [step for step in steps if isinstance(step, str)]
    if not names:
        return _NONE
    last = names[-1]
    if isinstance(steps[-1], int):
        return _ITEMS.get(last, _NONE)
    if last == "kind":
        return "article" if shape is SourceShape else "product"
    if last == "per":
        return "day" if names[0] == "use" else "unstated"
    if last in ("low", "high") and "price" not in names:
        return _NONE
    return _PLACEHOLDERS.get(last, _NONE)
