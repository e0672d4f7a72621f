"""exodesk: what a course of exosome skin therapy, or of an alternative, would cost."""

__version__ = "0.7.0"
