"""Why the system refused a file, in the reader's language; the codes stand for what it raises."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from exodesk.system_reasons import why_not_read, why_not_written
from exodesk.translation import spoken_in

OFTEN = (
    *(errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EACCES, errno.EPERM, errno.ENOSPC),
    *(errno.EDQUOT, errno.EROFS, errno.EIO, errno.ENAMETOOLONG, errno.ELOOP, errno.EBUSY),
    *(errno.EMFILE, errno.ENOMEM, errno.EPIPE, errno.ETIMEDOUT, errno.EFBIG),
)


def raised(number: int) -> OSError:
    return OSError(number, os.strerror(number))


@pytest.mark.parametrize("why", [why_not_read, why_not_written])
@pytest.mark.parametrize("number", OFTEN)
def test_no_word_of_the_system_is_left_in_hindi(
    number: int, why: Callable[[BaseException], str]
) -> None:
    assert os.strerror(number) not in why(raised(number))
    with spoken_in("hi"):
        assert not any(letter.isascii() and letter.isalpha() for letter in why(raised(number)))


def test_what_is_not_allowed_is_named() -> None:
    assert why_not_read(raised(errno.EACCES)) == "you are not allowed to read it"
    assert why_not_written(raised(errno.EACCES)) == "you are not allowed to write there"


def test_a_file_that_another_program_holds_on_windows_is_no_missing_right() -> None:
    held = raised(errno.EACCES)
    held.winerror = 32  # type: ignore[attr-defined, unused-ignore]
    assert why_not_written(held) == "another program is using it just now"


def test_a_name_that_no_file_can_have_is_told() -> None:
    with pytest.raises(ValueError, match="null") as refused:
        Path("a\0b").read_bytes()
    assert "holds a character that no name of a file may hold" in why_not_read(refused.value)


def test_a_rare_reason_is_told_in_the_words_of_the_system() -> None:
    assert why_not_read(raised(errno.EXDEV)) == f"the system says “{os.strerror(errno.EXDEV)}”"
    assert why_not_read(OSError("no number")) == "no number"
