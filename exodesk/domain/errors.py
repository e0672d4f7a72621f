"""Failures that a person is told about: each carries the sentence that is shown."""

from __future__ import annotations


class ExodeskError(Exception):
    """Base of every failure whose text is meant for the person at the screen."""
