from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage

from exodesk.ui.pictures import picture_from

ROOT = Path(__file__).resolve().parents[2]
BOTH = """
import threading
from pathlib import Path
from PySide6.QtGui import QImage
from exodesk.ui.pictures import picture_from

data = Path("docs/screenshots/quote-document.png").read_bytes()
other = threading.Thread(target=lambda: [picture_from(data) for _time in range(10)])
other.start()
while other.is_alive():
    assert not QImage.fromData(data).isNull()  # keeps the other thread waiting, and reads as well
"""


def png(picture: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def test_a_picture_is_read_as_it_was_written() -> None:
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    assert picture_from(png(picture)) == picture
    assert picture_from(b"no picture").isNull()


def test_it_is_read_where_no_file_can_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    assert picture_from(png(picture)) == picture


def test_two_threads_that_read_pictures_do_not_wait_for_each_other_for_ever() -> None:
    subprocess.run([sys.executable, "-c", BOTH], cwd=ROOT, check=True, timeout=300)
