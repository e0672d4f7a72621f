"""Makes the Devanagari fonts of documents: what a viewer copies is then what was written.

A viewer takes the gap behind a mark that hangs far back under its letter for a blank, and typst
writes a letter twice whose mark stands lower. So an empty glyph comes behind the last mark of a
syllable, and marks are drawn as low as they would be placed.

Usage: python devanagari.py FROM.ttf TO.ttf, with fontTools 4.60.
"""

from __future__ import annotations

import sys
from collections import Counter
from copy import deepcopy

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

EMPTY = "end.mark"
LITTLE = 70  # units of 1000, that a mark is moved without anybody seeing it
DOT = "uni093C.alt"
BELOW = ["uni0941.alt", "uni0942.alt"]
SCRIPTS = ("deva", "dev2", "dev3")


def main(source: str, target: str) -> None:
    font = TTFont(source)
    add_glyph(font, EMPTY, Glyph())
    level_small_steps(font)
    register(font, [*lower_marks_below_dots(font), *end_of_marks(font)])
    font.save(target)


def add_glyph(font: TTFont, name: str, glyph: Glyph) -> None:
    """A mark without a width."""
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph
    font["hmtx"][name] = (0, 0)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = 3


def marks_of(font: TTFont) -> list[str]:
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    marks = (name for name, number in classes.items() if number == 3 and name != EMPTY)
    return sorted(marks, key=font.getGlyphID)


def positions(font: TTFont, kind: int) -> list[otTables.MarkBasePos]:
    found = []
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = table.ExtSubTable if lookup.LookupType == 9 else table
            if inner.LookupType == kind:
                found.append(inner)
    return found


def level_small_steps(font: TTFont) -> None:
    """Marks stand at the height that they were drawn for, where that is nearly so anyway."""
    for table in positions(font, 4):
        for number in range(table.ClassCount):
            records = [r for r in table.MarkArray.MarkRecord if r.Class == number]
            heights = Counter(record.MarkAnchor.YCoordinate for record in records)
            height = heights.most_common(1)[0][0]
            for base in table.BaseArray.BaseRecord:
                anchor = base.BaseAnchor[number]
                if anchor is not None and 0 < abs(anchor.YCoordinate - height) <= LITTLE:
                    anchor.YCoordinate = height


def lower_marks_below_dots(font: TTFont) -> list[otTables.Lookup]:
    """u and ū below a letter with a dot: drawn lower, instead of placed lower."""
    for table in positions(font, 6):
        dots, marks = table.Mark2Coverage.glyphs, table.Mark1Coverage.glyphs
        if DOT not in dots or not set(BELOW) <= set(marks):
            continue
        anchors = table.Mark2Array.Mark2Record[dots.index(DOT)].Mark2Anchor
        swap = {}
        for name in BELOW:
            record = deepcopy(table.Mark1Array.MarkRecord[marks.index(name)])
            step = anchors[record.Class].YCoordinate - record.MarkAnchor.YCoordinate
            record.MarkAnchor.YCoordinate += step
            swap[name] = f"{name}.low"
            add_glyph(font, swap[name], drawn_lower(name, step))
            marks.append(swap[name])
            table.Mark1Array.MarkRecord.append(record)
        single = otTables.SingleSubst()
        single.mapping = swap
        return chained(font, 1, single, before=[DOT], of=BELOW)
    raise SystemExit("the font has no marks to be lowered")


def drawn_lower(name: str, step: int) -> Glyph:
    component = GlyphComponent()
    component.glyphName, component.x, component.y, component.flags = name, 0, step, 0x204
    glyph = Glyph()
    glyph.numberOfContours, glyph.components = -1, [component]
    return glyph


def end_of_marks(font: TTFont) -> list[otTables.Lookup]:
    marks = marks_of(font)
    many = otTables.MultipleSubst()
    many.mapping = {name: [name, EMPTY] for name in marks}
    return chained(font, 2, many, of=marks, unless=marks)


def chained(
    font: TTFont,
    kind: int,
    change: otTables.SingleSubst | otTables.MultipleSubst,
    *,
    of: list[str],
    before: list[str] | None = None,
    unless: list[str] | None = None,
) -> list[otTables.Lookup]:
    """``change`` done to each ``of`` behind one of ``before``, ``unless`` one of these follows."""
    lookups = font["GSUB"].table.LookupList.Lookup
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, len(lookups)
    rules = [rule(font, of, before, None, [record])]
    if unless is not None:
        rules.insert(0, rule(font, of, before, unless, []))
    made = [lookup(kind, [change]), lookup(6, rules)]
    lookups.extend(made)
    return made[1:]


def rule(
    font: TTFont,
    of: list[str],
    before: list[str] | None,
    after: list[str] | None,
    records: list[otTables.SubstLookupRecord],
) -> otTables.ChainContextSubst:
    made = otTables.ChainContextSubst()
    made.Format = 3
    made.BacktrackCoverage = [covered(font, before)] if before else []
    made.InputCoverage = [covered(font, of)]
    made.LookAheadCoverage = [covered(font, after)] if after else []
    made.SubstLookupRecord = records
    return made


def covered(font: TTFont, names: list[str]) -> otTables.Coverage:
    made = otTables.Coverage()
    made.glyphs = sorted(names, key=font.getGlyphID)
    return made


def lookup(kind: int, tables: list[object]) -> otTables.Lookup:
    made = otTables.Lookup()
    made.LookupType, made.LookupFlag, made.SubTable = kind, 0, tables
    return made


def register(font: TTFont, added: list[otTables.Lookup]) -> None:
    """Let the last feature of Devanagari, ``psts``, do ``added``."""
    gsub = font["GSUB"].table
    numbers = [gsub.LookupList.Lookup.index(each) for each in added]
    scripts = [s.Script for s in gsub.ScriptList.ScriptRecord if s.ScriptTag in SCRIPTS]
    systems = [s.DefaultLangSys for s in scripts]
    systems += [record.LangSys for s in scripts for record in s.LangSysRecord]
    places = {place for system in systems for place in system.FeatureIndex}
    for place in places:
        record = gsub.FeatureList.FeatureRecord[place]
        if record.FeatureTag == "psts":
            record.Feature.LookupListIndex.extend(numbers)


if __name__ == "__main__":
    main(*sys.argv[1:])
