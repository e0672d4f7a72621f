"""What spares time while the modules of the window are imported."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from exodesk.collector import collector_at_rest

_FEATURE = "shibokensupport.feature"
_LOOKS_INTO_SOURCE = "_mod_uses_pyside"


@contextmanager
def quick_imports() -> Iterator[None]:
    """Import with the garbage collector at rest, and without reading each module's source again.

    PySide reads the source of whatever is imported, to see whether it may switch snake case or
    true properties on (``from __feature__ import``). Nothing here does; where PySide stops looking
    in this way, only time is lost.
    """
    import PySide6.QtCore  # noqa: F401 - it brings along what is changed below

    feature = sys.modules.get(_FEATURE)
    if hasattr(feature, _LOOKS_INTO_SOURCE):
        setattr(feature, _LOOKS_INTO_SOURCE, _uses_no_features)
    with collector_at_rest():
        yield


def _uses_no_features(_module: object) -> bool:
    return False
