"""What to ask before booking, as plain objects for other programs and as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from exodesk.domain.ask_first import AskedTopic, AskFirst, asked
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry, Source
from exodesk.exports.text_table import paragraph
from exodesk.translation import gettext as _
from exodesk.wording.ask_first import (
    ask_text,
    cautions_question,
    cited_text,
    reach_texts,
    sources_disagree,
)
from exodesk.wording.ask_first_topics import topic_question

OWN_CAUTIONS = "cautions"
"""Stands for a topic where an entry's own cautions are listed among the notes."""


def ask_first_objects(
    entries: Iterable[Entry], ask_first: AskFirst, catalogue: Catalogue
) -> list[dict[str, Any]]:
    """For each entry in turn an object for each of its cautions and each note about it.

    ``unstated`` names what the entry would have to state before the note surely applies.
    """
    return [
        {"id": entry.id, **plain}
        for entry in entries
        for plain in (*_plain_cautions(entry, catalogue), *_plain_notes(entry, ask_first))
    ]


def ask_first_text(
    entries: Sequence[Entry],
    names: Sequence[str],
    ask_first: AskFirst,
    catalogue: Catalogue,
    today: date,
) -> str:
    """A paragraph for each question; empty where there is none.

    ``names`` are those of ``entries``, in their order.
    """
    by_id = {entry.id: name for entry, name in zip(entries, names, strict=True)}
    paragraphs = [
        *_cautions(entries, by_id, catalogue, today),
        *(_topic(one, by_id, today) for one in asked(entries, ask_first)),
    ]
    return "".join("\n" + "".join(map(_wrapped, lines)) for lines in paragraphs)


def _wrapped(line: str) -> str:
    text = line.lstrip(" ")
    return paragraph(text, indent=" " * (len(line) - len(text)), hanging="  ")


def _cautions(
    entries: Sequence[Entry], names: Mapping[str, str], catalogue: Catalogue, today: date
) -> Iterator[list[str]]:
    for entry in entries:
        if not entry.cautions:
            continue
        lines = [ask_text(cautions_question())]
        if len(names) > 1:
            lines.append(f"  {names[entry.id]}")
        for key, cautions in groupby(entry.cautions, key=lambda one: one.stated.source):
            source = catalogue.source(key)
            lines += [f"  - {caution.text}" for caution in cautions]
            lines.append(f"    {_('no source') if source is None else cited_text(source, today)}")
        yield lines


def _topic(one: AskedTopic, names: Mapping[str, str], today: date) -> list[str]:
    lines = [ask_text(topic_question(one.topic))]
    if one.disagree:
        lines.append(f"  {sources_disagree()}")
    for found in one.notes:
        source = found.note.source
        lines.append(f"  - {found.note.statement}")
        lines += [f"    {text}" for text in reach_texts(found, names)]
        lines.append(f"    {cited_text(source, today)}")
        if source.url is not None:
            lines.append(f"    {source.url}")
    return lines


def _plain_cautions(entry: Entry, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    for caution in entry.cautions:
        yield {
            "topic": OWN_CAUTIONS,
            "question": cautions_question(),
            "statement": caution.text,
            "disagree": False,
            "unstated": [],
            **_plain_source(catalogue.source(caution.stated.source)),
        }


def _plain_notes(entry: Entry, ask_first: AskFirst) -> Iterator[dict[str, Any]]:
    for one in asked([entry], ask_first):
        for found in one.notes:
            yield {
                "topic": one.topic.id,
                "question": one.topic.question,
                "statement": found.note.statement,
                "disagree": one.disagree,
                "unstated": [what.value for what in found.matches[0].unstated],
                **_plain_source(found.note.source),
            }


def _plain_source(source: Source | None) -> dict[str, str | None]:
    if source is None:
        return {"source": None, "date": None, "url": None}
    named = ", ".join(part for part in (source.publisher or source.author, source.title) if part)
    return {"source": named, "date": source.date, "url": source.url}
