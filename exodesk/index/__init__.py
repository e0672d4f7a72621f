"""The catalogue as columns: what a window filters, counts and sorts with."""

from exodesk.index.catalogue_index import CatalogueIndex, Selection

__all__ = ["CatalogueIndex", "Selection"]
