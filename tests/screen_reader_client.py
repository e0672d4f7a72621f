"""A screen reader without a voice, run by the system's Python inside a D-Bus session of its own.

Takes one JSON object a line ({"do": NAME, ...}) and answers each with {"answer": …} or
{"error": SENTENCE}. It knows of the program only what AT-SPI hands to any screen reader.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version is chosen first

_PATIENCE_S = 30.0
_SETTLED_S = 0.25
_SHIFT, _CONTROL = 50, 37  # as on every X server with the usual key map
_LISTENED_TO = (
    "object:state-changed:focused",
    "object:active-descendant-changed",
    "object:announcement",
)
# A virtual list may claim to hold far more than is worth walking through.
_MOST_CHILDREN = 2_000


class Screen:
    """The X server, asked for the one thing that AT-SPI does not do."""

    def __init__(self) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        opened = None
        for _attempt in range(50):
            opened = opened or self._x.XOpenDisplay(None)
            time.sleep(0 if opened else 0.1)
        if opened is None:
            raise LookupError(f"the X server {os.environ.get('DISPLAY')} can't be reached")
        self._display = ctypes.c_void_p(opened)

    def focus_newest(self) -> None:
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        windows = ctypes.POINTER(ctypes.c_ulong)()
        top = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        places = (ctypes.byref(one) for one in (root, parent, windows, count))
        self._x.XQueryTree(self._display, top, *places)
        shown = [windows[n] for n in range(count.value) if self._is_shown(windows[n])]
        self._x.XSetInputFocus(self._display, ctypes.c_ulong(shown[-1]), 1, ctypes.c_ulong(0))
        self._x.XSync(self._display, 0)

    def _is_shown(self, window: int) -> bool:
        told = (ctypes.c_long * 34)()  # room for an XWindowAttributes
        self._x.XGetWindowAttributes(self._display, ctypes.c_ulong(window), ctypes.byref(told))
        at = ctypes.cast(told, ctypes.POINTER(ctypes.c_int))
        width, map_state = int(at[2]), int(at[23])  # where the struct has them
        return width > 8 and map_state == 2


class Client:
    """The program's window as it is told to those who do not see it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._window: Any = None
        self._heard: list[str] = []
        self._since = 0
        self._screen = Screen()
        self._listener = Atspi.EventListener.new(self._hear)
        for event in _LISTENED_TO:
            self._listener.register(event)

    def start(self, command: list[str], settings: dict[str, str]) -> str:
        surroundings = {**os.environ, **settings, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        self._process = subprocess.Popen(command, env=surroundings, stdout=2)
        self._window = self._wait(self._first_window, "no window has come")
        self.activate()
        return str(self._window.get_name())

    def activate(self) -> None:
        """Give the newest window the keyboard, as the window manager does that is lacking here."""
        self._screen.focus_newest()
        self._settle()

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=10)

    def find(self, role: str, name: str, *, within: str = "", nth: int = 0) -> dict[str, Any]:
        """What is said of the widget whose name starts with ``name``, once it is there."""
        return dict(self._steadily(lambda: _facts(self._found(role, name, within, nth))))

    def there(self, role: str, name: str) -> bool:
        return bool(
            self._steadily(
                lambda: any(
                    one.get_role_name() == role and one.get_name().startswith(name)
                    for one in self._all()
                )
            )
        )

    def gone(self, role: str, name: str) -> bool:
        return bool(
            self._wait(lambda: not self.there(role, name), f"{role} {name!r} is still there")
        )

    def all_of(self, role: str, *, within: str = "") -> list[dict[str, Any]]:
        def look() -> list[dict[str, Any]]:
            start = self._named(within) if within else self._window
            return [_facts(one) for one in self._below(start) if one.get_role_name() == role]

        return list(self._steadily(look))

    def act(self, role: str, name: str, *, within: str = "") -> None:
        """Do what a click would do."""
        actions = self._found(role, name, within, 0).get_action_iface()
        actions.do_action(0)
        self._settle()

    def focus(self, role: str, name: str, *, within: str = "") -> None:
        if not self._found(role, name, within, 0).get_component_iface().grab_focus():
            raise LookupError(f"{role} {name!r} takes no focus")
        self._settle()

    def keys(self, keys: list[str]) -> list[str]:
        """Press keys such as ``Tab``, ``Down`` and ``ctrl+k``; what is said until all is quiet."""
        self._since = len(self._heard)
        for key in keys:
            _press(key)
            self._settle()
        return self._heard[self._since :]

    def hear(self, start: str) -> str:
        """Wait for words that start so, said since the last keys."""

        def look() -> str:
            said = self._heard[self._since :]
            return next((words for words in said if words.startswith(start)), "")

        try:
            return str(self._wait(look, f"nothing said starts with {start!r}"))
        except LookupError as nothing:
            raise LookupError(f"{nothing}, but: {self._heard[self._since :]}") from None

    def write(self, text: str) -> list[str]:
        return self.keys([f"U{ord(letter):04X}" for letter in text])

    def row(self, table: str, number: int) -> list[str]:
        """What is said of each visible cell in a row."""

        def look() -> list[str]:
            found = self._found("table", table, "", 0)
            cells = found.get_table_iface()
            columns = range(cells.get_n_columns())
            said = (cells.get_accessible_at(number, column) for column in columns)
            return [
                cell.get_name()
                for cell in said
                if cell is not None and cell.get_state_set().contains(Atspi.StateType.SHOWING)
            ]

        return list(self._steadily(look))

    def rows(self, table: str) -> int:
        return int(
            self._steadily(
                lambda: self._found("table", table, "", 0).get_table_iface().get_n_rows()
            )
        )

    def _first_window(self) -> Any:
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(number)
            if app is not None and app.get_child_count():
                return app.get_child_at_index(0)
        if self._process is not None and self._process.poll() is not None:
            raise LookupError(f"the program has ended with {self._process.returncode}")
        return None

    def _found(self, role: str, name: str, within: str, nth: int) -> Any:
        def look() -> Any:
            start = self._named(within) if within else self._window
            found = [
                one
                for one in ([] if start is None else self._below(start))
                if one.get_role_name() == role and one.get_name().startswith(name)
            ]
            return found[nth] if len(found) > nth else None

        return self._wait(look, f"there is no {role} {name!r}")

    def _named(self, name: str) -> Any:
        return next((one for one in self._all() if one.get_name() == name), None)

    def _all(self) -> Iterator[Any]:
        application = self._window.get_application()
        for number in range(application.get_child_count()):
            yield from self._below(application.get_child_at_index(number))

    def _below(self, start: Any) -> Iterator[Any]:
        """``start`` and all that is showing below it."""
        waiting = [start]
        while waiting:
            one = waiting.pop()
            if one is None or not _is_showing(one):
                continue
            yield one
            count = min(one.get_child_count(), _MOST_CHILDREN)
            waiting += [one.get_child_at_index(number) for number in reversed(range(count))]

    def _wait(self, look: Callable[[], Any], complaint: str) -> Any:
        until = time.monotonic() + _PATIENCE_S
        while not (found := self._steadily(look)):
            if time.monotonic() > until:
                raise LookupError(complaint)
            self._settle()
        return found

    def _steadily(self, look: Callable[[], Any]) -> Any:
        """What ``look`` sees; again from the start where a widget went away while it looked."""
        until = time.monotonic() + _PATIENCE_S
        while True:
            try:
                return look()
            except GLib.Error:
                if time.monotonic() > until:
                    raise
                self._settle()

    def _settle(self) -> None:
        """Listen until nothing has been said for a while."""
        quiet_since, count = time.monotonic(), len(self._heard)
        while time.monotonic() - quiet_since < _SETTLED_S:
            if not GLib.MainContext.default().iteration(False):
                time.sleep(0.01)
            if len(self._heard) != count:
                quiet_since, count = time.monotonic(), len(self._heard)

    def _hear(self, event: Any) -> None:
        if event.type.startswith("object:announcement"):
            self._heard.append(str(event.any_data))
        elif event.type.startswith("object:active-descendant"):
            self._heard.append(event.any_data.get_name())
        elif event.detail1 and event.source is not None:
            self._heard.append(event.source.get_name())


def _is_showing(one: Any) -> bool:
    states = one.get_state_set()
    return bool(
        states.contains(Atspi.StateType.SHOWING) or one.get_role_name() in ("frame", "dialog")
    )


def _facts(one: Any) -> dict[str, Any]:
    states = one.get_state_set()
    kind = Atspi.StateType
    text = one.get_text_iface()
    return {
        "role": one.get_role_name(),
        "name": one.get_name(),
        "description": one.get_description(),
        "text": Atspi.Text.get_text(one, 0, -1) if text is not None else "",
        "checked": states.contains(kind.CHECKED),
        "enabled": states.contains(kind.ENABLED),
        "focusable": states.contains(kind.FOCUSABLE),
        "focused": states.contains(kind.FOCUSED),
    }


def _press(key: str) -> None:
    *held, last = key.split("+")
    codes = [{"shift": _SHIFT, "ctrl": _CONTROL}[one] for one in held]
    kind = Atspi.KeySynthType
    for code in codes:
        Atspi.generate_keyboard_event(code, None, kind.PRESS)
    Atspi.generate_keyboard_event(_keysym(last), None, kind.SYM)
    for code in reversed(codes):
        Atspi.generate_keyboard_event(code, None, kind.RELEASE)


def _keysym(name: str) -> int:
    known = {
        "Tab": 0xFF09,
        "Return": 0xFF0D,
        "Escape": 0xFF1B,
        "Home": 0xFF50,
        "Left": 0xFF51,
        "Up": 0xFF52,
        "Right": 0xFF53,
        "Down": 0xFF54,
        "space": 0x20,
        **{f"F{n}": 0xFFBD + n for n in range(1, 13)},
    }
    if name in known:
        return known[name]
    return int(name[1:], 16) if len(name) > 1 else ord(name)


def main() -> None:
    warnings.simplefilter("ignore", DeprecationWarning)
    Atspi.init()
    client = Client()
    for line in sys.stdin:
        order = json.loads(line)
        try:
            answer = {"answer": getattr(client, order.pop("do"))(**order)}
        except (LookupError, GLib.Error) as refused:
            answer = {"error": str(refused)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    client.stop()


if __name__ == "__main__":
    main()
