"""Workbooks made by hand, part by part, so that a test can damage any of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def date(days: float) -> tuple[str, float]:
    """A cell with a date format: days since the end of 1899."""
    return ("date", days)


def formula(text: str, value: float) -> tuple[str, str, float]:
    """A cell with a formula and the value it had when the file was saved."""
    return ("formula", text, value)


def unworked(text: str) -> tuple[str, str]:
    """A cell with a formula that no program has worked out."""
    return ("unworked", text)


def error(text: str) -> tuple[str, str]:
    """A cell whose formula went wrong."""
    return ("error", text)


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]], **parts: str | bytes) -> bytes:
    """An XLSX file. ``parts`` add or replace parts, ``__`` standing for a slash."""
    names = list(sheets)
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
        '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>'
            for n, name in enumerate(names, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
            for n in range(1, len(names) + 1)
        )
        + f'<Relationship Id="rs" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    for n, name in enumerate(names, 1):
        found[f"xl/worksheets/s{n}.xml"] = _sheet(sheets[name])
    found.update({name.replace("__", "/"): part for name, part in parts.items()})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, text in found.items():
            packed.writestr(part, text)
    return file.getvalue()


def _sheet(rows: Sequence[Sequence[object]]) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(_cell(f"{chr(65 + n)}{number}", value) for n, value in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _cell(place: str, value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
        case int() | float():
            return f'<c r="{place}"><v>{value!r}</v></c>'
        case ("date", days):
            return f'<c r="{place}" s="1"><v>{days}</v></c>'
        case ("unworked", text):
            return f'<c r="{place}"><f>{escape(str(text))}</f><v/></c>'
        case ("error", text):
            return f'<c r="{place}" t="e"><f>1/0</f><v>{escape(str(text))}</v></c>'
        case ("formula", text, result):
            return f'<c r="{place}"><f>{escape(str(text))}</f><v>{result}</v></c>'
    text = escape(str(value))
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
