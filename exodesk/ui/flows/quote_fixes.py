"""Where a finding is mended: the key of a field of the quote, or of the form of its entry."""

from __future__ import annotations

from exodesk.domain.quotes.findings import Finding, FindingKind, Fix, TextField

_PARTS = {
    Fix.LINE: "count",
    Fix.LINE_TAX: "tax",
    Fix.LINE_PRICE: "price",
    Fix.LINE_COUNT: "count",
    Fix.LINE_EXTRAS: "extras",
    Fix.LINE_REASON: "reason",
}
ENTRY_FIELDS = {
    FindingKind.PRICE_OLD: "date",
    FindingKind.NO_SOURCE: "source",
    FindingKind.EXOSOME_SOURCE: "exosome_source",
}
_LINE_TEXTS = {TextField.LINE: "text", TextField.NOTE: "note"}
_TEXTS = {
    TextField.DEPOSIT: "deposit",
    TextField.PAYMENT: "payment",
    TextField.NOTES: "notes",
}


def field_of(finding: Finding) -> str:
    """The key of the field that mends the finding."""
    if finding.fix is Fix.VALIDITY:
        return "validity"
    if finding.fix in _PARTS:
        return f"{finding.letter}.{finding.line}.{_PARTS[finding.fix]}"
    if finding.field is TextField.TITLE:
        return f"{finding.letter}.title"
    if finding.field in _LINE_TEXTS:
        return f"{finding.letter}.{finding.line}.{_LINE_TEXTS[finding.field]}"
    return _TEXTS.get(finding.field or TextField.NOTES, "notes")
