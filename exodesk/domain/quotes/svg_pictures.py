"""SVG pictures looked at: they draw and do nothing else, and what they draw is little enough."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from xml.parsers import expat

from exodesk.domain.quotes.png_pictures import PNG, refuse_bad_png
from exodesk.domain.quotes.refusals import BadLogoError
from exodesk.translation import gettext as _

_SVG = "http://www.w3.org/2000/svg"
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(", re.IGNORECASE)
_INSIDE = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)", re.IGNORECASE)
_NUMBER = re.compile(r"\s*([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)")
_ACTIVE = frozenset({"script", "foreignobject", "iframe", "audio", "video"})
_COSTLY = frozenset({"filter", "marker"})
_REFERENCES = frozenset({"href", "src"})
_PNG_DATA = "data:image/png;base64,"
_DEEPEST = 100
_LONGEST_CHAIN = 300
_MOST_DRAWN = 20_000


def refuse_bad_svg(data: bytes) -> None:
    """Raise BadLogoError unless ``data`` is a picture that needs nothing but itself.

    What it refers to counts as often as it is drawn, so that a few lines cannot draw for hours.
    """
    _Reader().read(data)


@dataclass(slots=True)
class _Part:
    """An element: what it is, which others it draws by their ids, and what is inside it."""

    kind: str
    refers: list[str] = field(default_factory=list)
    inside: list[_Part] = field(default_factory=list)


class _Reader:
    """Refuses at the first thing that does more than draw."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator="\n")
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._root: _Part | None = None
        self._open: list[_Part] = []
        self._named: dict[str, _Part] = {}
        self._styles: list[str] = []

    def read(self, data: bytes) -> None:
        try:
            self._parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError):  # or an encoding nobody knows
            raise BadLogoError(_("the SVG picture cannot be read as XML")) from None
        assert self._root is not None
        self._look_at_styles()
        if self._weight(self._root, {}, set()) > _MOST_DRAWN:
            raise _too_much()

    def _doctype(self, *_told: object) -> None:
        raise BadLogoError(_("the SVG picture has a document type; save it as plain SVG"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _sign, local = name.rpartition("\n")
        part = _Part(local)
        if self._root is None:
            if local != "svg" or space not in ("", _SVG):
                raise BadLogoError(_("the file is XML, but no SVG picture"))
            _refuse_without_size(attributes)
            self._root = part
        else:
            self._open[-1].inside.append(part)
        self._open.append(part)
        if len(self._open) > _DEEPEST:
            raise _too_much()
        if local.casefold() in _ACTIVE:
            raise _does_more(local)
        if local.casefold() in _COSTLY:
            raise BadLogoError(
                _("the SVG picture holds “{what}”, which cannot be drawn everywhere").format(
                    what=local
                )
            )
        for attribute, value in attributes.items():
            self._look_at(part, attribute.rpartition("\n")[2].casefold(), value)

    def _look_at(self, part: _Part, attribute: str, value: str) -> None:
        if attribute.startswith("on"):
            raise _does_more(attribute)
        plain = value.strip()
        if attribute == "id":
            self._named.setdefault(plain, part)
        elif attribute in _REFERENCES and plain.startswith("#"):
            part.refers.append(plain[1:])
        elif attribute in _REFERENCES and plain.casefold().startswith(_PNG_DATA):
            _refuse_bad_data(plain[len(_PNG_DATA) :])
        elif attribute in _REFERENCES and plain:
            raise _points_outside()
        if _OUTSIDE.search(value):
            raise _points_outside()
        part.refers += _INSIDE.findall(value)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open and self._open[-1].kind == "style":
            self._styles.append(text)

    def _look_at_styles(self) -> None:
        """A rule may hold for any number of elements: what is drawn so has to be simple."""
        style = "".join(self._styles)
        if _OUTSIDE.search(style):
            raise _points_outside()
        for name in _INSIDE.findall(style):
            part = self._named.get(name)
            if part is not None and part.kind in ("mask", "pattern"):
                raise _too_much()

    def _weight(self, part: _Part, known: dict[int, int], entered: set[int]) -> int:
        """How many elements are drawn for ``part``, to just above the most that may be."""
        key = id(part)
        if key in entered or len(entered) > _LONGEST_CHAIN:  # it draws itself, or never ends
            raise _too_much()
        if key not in known:
            entered.add(key)
            weight = 1
            others = [self._named[name] for name in part.refers if name in self._named]
            for other in (*part.inside, *others):
                weight = min(weight + self._weight(other, known, entered), _MOST_DRAWN + 1)
            entered.discard(key)
            known[key] = weight
        return known[key]


def _refuse_without_size(attributes: dict[str, str]) -> None:
    box = attributes.get("viewBox", "").replace(",", " ").split()
    sides = box[2:] if len(box) == 4 else []
    given = [attributes[name] for name in ("width", "height") if name in attributes]
    if not (len(given) == 2 or sides) or not all(map(_is_above_nothing, (*given, *sides))):
        raise BadLogoError(_("the SVG picture states no width and height"))


def _is_above_nothing(text: str) -> bool:
    number = _NUMBER.match(text)
    return number is not None and 0 < float(number[1]) < float("inf")


def _refuse_bad_data(text: str) -> None:
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if not data.startswith(PNG):
        raise BadLogoError(_("a picture inside the SVG picture is damaged"))
    refuse_bad_png(data)


def _too_much() -> BadLogoError:
    return BadLogoError(_("the SVG picture draws the same things too often, or itself"))


def _does_more(what: str) -> BadLogoError:
    return BadLogoError(
        _("the SVG picture holds “{what}”, which does more than draw").format(what=what)
    )


def _points_outside() -> BadLogoError:
    return BadLogoError(_("the SVG picture needs something from outside itself"))
