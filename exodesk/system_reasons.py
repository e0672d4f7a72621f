"""Why the system did not read or write a file, as the end of a sentence in the reader's language.

Python words these reasons in English, whatever language is spoken.
"""

from __future__ import annotations

import errno
import os

from exodesk.translation import gettext as _

_IN_USE_ON_WINDOWS = (32, 33)  # a sharing violation, which Python reports as a missing right


def why_not_read(fault: BaseException) -> str:
    """``you are not allowed to read it``."""
    return _reason(fault, _("you are not allowed to read it"))


def why_not_written(fault: BaseException) -> str:
    """``you are not allowed to write there``."""
    return _reason(fault, _("you are not allowed to write there"))


def _reason(fault: BaseException, denied: str) -> str:
    if getattr(fault, "winerror", None) in _IN_USE_ON_WINDOWS:
        return _("another program is using it just now")
    if isinstance(fault, ValueError):
        return _("its name holds a character that no name of a file may hold")
    if isinstance(fault, RuntimeError):  # what pathlib raised for such links before Python 3.13
        return _("its links lead round in a circle")
    number = fault.errno if isinstance(fault, OSError) else None
    if number is None:
        return str(fault)
    known = {
        errno.ENOENT: _("there is no such file or folder"),
        errno.ENOTDIR: _("a part of its path is a file, not a folder"),
        errno.EISDIR: _("it is a folder"),
        errno.EACCES: denied,
        errno.EPERM: denied,
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("no more space is allowed to you on this disk"),
        errno.EFBIG: _("it is larger than the disk takes"),
        errno.EROFS: _("the disk is read-only"),
        errno.EIO: _("the disk reports an error"),
        errno.ENAMETOOLONG: _("its name is too long"),
        errno.ELOOP: _("its links lead round in a circle"),
        errno.EBUSY: _("another program is using it just now"),
        errno.EMFILE: _("too many files are open"),
        errno.ENFILE: _("too many files are open"),
        errno.ENOMEM: _("there is not enough memory"),
        errno.ENODEV: _("its drive is not there"),
        errno.ENXIO: _("its drive is not there"),
        errno.EPIPE: _("what was to read it has ended"),
        errno.ETIMEDOUT: _("the drive does not answer"),
        errno.ESTALE: _("the drive does not answer"),
    }
    # The others are rare, and better told in the system's words than not at all.
    return known.get(number) or _("the system says “{reason}”").format(reason=os.strerror(number))
