from __future__ import annotations

import socket
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from exodesk import displays

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere there is always a display"
)


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def x_server() -> Iterator[str]:
    """A display at which something listens, as an X server does."""
    number = 5000 + uuid.uuid4().int % 50_000
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(f"\0/tmp/.X11-unix/X{number}")
        server.listen()
        yield f":{number}"


def test_without_a_display_the_reason_is_said_in_one_sentence() -> None:
    assert displays.obstacle() == "There is no display here, so here is the catalogue as a list."


def test_a_platform_chosen_by_hand_is_left_to_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert displays.obstacle() is None


@pytest.mark.parametrize("platform", ["xcb", "wayland", "wayland;xcb", "wayland-egl"])
def test_a_platform_that_needs_a_display_is_not_left_to_qt_without_one(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert displays.obstacle() == "There is no display here, so here is the catalogue as a list."


def test_a_wayland_display_that_does_not_answer_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    sentence = displays.obstacle()
    assert sentence is not None
    assert "The display wayland-7 does not answer" in sentence


def test_a_wayland_display_that_answers_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        for display in ("wayland-7", str(tmp_path / "wayland-7")):
            monkeypatch.setenv("WAYLAND_DISPLAY", display)
            assert displays.obstacle() is None


def test_a_display_of_another_kind_than_was_chosen_is_none(
    x_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(displays, "_has_library", lambda name: True)
    nobody = "There is no display here, so here is the catalogue as a list."
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        monkeypatch.setenv("WAYLAND_DISPLAY", str(tmp_path / "wayland-7"))
        for platform, found in (("xcb", nobody), ("wayland", None), ("xcb;wayland", None)):
            monkeypatch.setenv("QT_QPA_PLATFORM", platform)
            assert displays.obstacle() == found
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setenv("DISPLAY", x_server)
    for platform, found in (("xcb", None), ("wayland", nobody), ("wayland;xcb", None)):
        monkeypatch.setenv("QT_QPA_PLATFORM", platform)
        assert displays.obstacle() == found


def test_another_system_has_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert displays.obstacle() is None


@pytest.mark.parametrize("display", [":59999", "unix:59999", ":59999.0", "localhost:3"])
def test_a_display_that_does_not_answer_is_named(
    display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    sentence = displays.obstacle()
    assert sentence is not None
    assert f"The display {display} does not answer" in sentence


def test_a_display_that_answers_is_used(x_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(displays, "_has_library", lambda name: True)
    for display in (x_server, f"{x_server}.0", f"unix{x_server}"):
        monkeypatch.setenv("DISPLAY", display)
        assert displays.obstacle() is None


def test_a_library_that_is_missing_is_named_with_its_package(
    x_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", x_server)
    monkeypatch.setattr(displays, "_has_library", lambda name: name != "libxcb-cursor.so.0")
    sentence = displays.obstacle()
    assert sentence is not None
    assert "apt-get install libxcb-cursor0" in sentence


def test_a_library_is_found_by_loading_it() -> None:
    assert displays._has_library("libc.so.6")
    assert not displays._has_library("libnobody-has-this.so.0")


def test_looking_for_a_display_imports_no_qt() -> None:
    assert "PySide6" not in Path(displays.__file__).read_text("utf-8")
