"""``python -m exodesk`` is the command ``exodesk``."""

from __future__ import annotations

import sys

from exodesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
