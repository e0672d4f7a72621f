"""``exodesk quote``: a quote written down, issued, shown again, or listed with the others."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from exodesk.cli_workspace import contents_of
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.errors import ExodeskError
from exodesk.domain.quote_acts import issuing_at_once, quote_of
from exodesk.domain.quotes.amounts import quote_amounts, refuse_obstacles
from exodesk.domain.quotes.book import Listed, QuoteBook, QuoteState, by_state
from exodesk.domain.quotes.checks import check
from exodesk.domain.quotes.editing import with_statement
from exodesk.domain.quotes.findings import Finding
from exodesk.domain.quotes.following import Today, as_of_today, drafts_followed
from exodesk.domain.quotes.issuing import refuse_unready
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.rates import RateTable
from exodesk.domain.workspace import Act, Contents, new_quote_id
from exodesk.exports.quote_csv import quote_csv, quotes_csv
from exodesk.exports.quote_plain import quote_object, quotes_object
from exodesk.paths import usual_workspace
from exodesk.quote_listing import list_text, quote_text
from exodesk.quote_options import draft_of
from exodesk.translation import gettext as _
from exodesk.wording.quotes import finding_line


@dataclass(frozen=True, slots=True)
class Output:
    """Where what is made goes: a file, or the standard output; sentences to the standard error."""

    data: Callable[[bytes], None]
    text: Callable[[str], None]
    json: Callable[[dict[str, Any]], None]
    say: Callable[[str], None]
    complain: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """What quotes are made of; prices are as old as ``today``."""

    catalogue: Catalogue
    assumptions: Assumptions
    rates: RateTable
    today: date


def run_quote(options: argparse.Namespace, desk: Desk, output: Output) -> int:
    """Exit code 0, or raises the sentence of exit code 1."""
    path = options.workspace or usual_workspace()
    if options.list:
        return _list(options, path, desk, output)
    if options.show is not None:
        return _show(options, path, desk, output)
    draft = draft_of(options, desk.today, desk.catalogue, desk.assumptions)
    if options.issue:
        return _issue(options, path, draft, desk, output)
    return _draft(options, path, draft, desk, output)


def _draft(
    options: argparse.Namespace, path: Path, draft: Quote, desk: Desk, output: Output
) -> int:
    """Write the draft down; it is not kept."""
    refuse_unready(draft, desk.today)
    refuse_obstacles(draft, desk.rates)
    contents = contents_of(path, _quietly) or Contents()
    findings = check(draft, desk.rates, desk.today, letterhead=contents.letterhead)
    if options.format != "table":  # the text holds them itself
        for finding in findings:
            output.complain(_to_check(finding))
    listed = Listed(draft, QuoteState.DRAFT, None, quote_amounts(draft, desk.rates))
    head = contents.letterhead
    _write(options, listed, desk, output, findings=findings, letterhead=head)
    return 0


def _issue(
    options: argparse.Namespace, path: Path, draft: Quote, desk: Desk, output: Output
) -> int:
    """Keep the draft as an issued quote. What a check finds is stated on it, if that mends it."""
    from exodesk.documents.quote_pdf import issued_pdf
    from exodesk.storage.workspace.opening import open_workspace

    found: list[Finding] = []

    def make(contents: Contents) -> Act:
        found[:] = check(draft, desk.rates, desk.today, letterhead=contents.letterhead)
        ready = replace(draft, id=new_quote_id(contents.quotes))
        for finding in found:
            ready = with_statement(ready, finding)
        return issuing_at_once(contents, ready, desk.today, desk.catalogue, desk.rates)

    opened = open_workspace(path, lock=False)
    if opened.store is None or not opened.writable:
        raise opened.error or ExodeskError(opened.words())
    with opened.store as store:
        quote = quote_of(store.issue(make, issued_pdf))
        if store.backup_problem is not None:
            output.complain(store.backup_problem)
    for finding in found:
        stated = _("Stated on the quote: {finding}").format(finding=finding_line(finding))
        output.complain(stated if finding.can_be_stated else _to_check(finding))
    if options.output is not None or options.format == "table":
        output.say(str(quote.number))  # first of all: the quote is there, whatever comes of a file
    if options.output is not None or options.format != "table":
        listed = Listed(quote, QuoteState.ISSUED, None, quote_amounts(quote, desk.rates))
        _write(options, listed, desk, output)
    return 0


def _show(options: argparse.Namespace, path: Path, desk: Desk, output: Output) -> int:
    contents = _contents(options, path, output)
    if contents is None:
        return 1
    book = contents.book
    quote = book.numbered(options.show)
    successor = book.successor(quote)
    listed = Listed(
        quote,
        book.state(quote, desk.today),
        contents.outcomes.get(quote.id),
        quote_amounts(quote, desk.rates),
    )
    now = as_of_today(quote, desk.catalogue, desk.rates)
    number = None if successor is None else successor.number
    _write(options, listed, desk, output, now=now, successor=number)
    return 0


def _list(options: argparse.Namespace, path: Path, desk: Desk, output: Output) -> int:
    contents = _contents(options, path, output)
    if contents is None:
        return 1
    book = QuoteBook(drafts_followed(contents.quotes, desk.catalogue), contents.outcomes)
    listed = book.listed(options.text or "", desk.today, desk.rates)
    match options.format:
        case "json":
            output.json(quotes_object(by_state(listed)))
        case "csv":
            output.data(quotes_csv(each for group in by_state(listed) for each in group.quotes))
        case "xlsx":
            from exodesk.documents.quotes_workbook import quotes_workbook

            output.data(quotes_workbook(by_state(listed), desk.today))
        case _:
            output.text(list_text(by_state(listed), options.text or ""))
    return 0


def _write(
    options: argparse.Namespace,
    listed: Listed,
    desk: Desk,
    output: Output,
    *,
    findings: Sequence[Finding] = (),
    now: Today | None = None,
    successor: str | None = None,
    letterhead: Letterhead | None = None,
) -> None:
    match options.format:
        case "json":
            output.json(
                quote_object(
                    listed,
                    desk.today,
                    findings=findings,
                    now=now,
                    letterhead=letterhead,
                    successor=successor,
                )
            )
        case "csv":
            output.data(quote_csv(listed))
        case "xlsx":
            from exodesk.documents.quote_workbook import quote_workbook

            output.data(quote_workbook(listed, desk.today, letterhead))
        case "pdf":
            output.data(_document(options, listed.quote, desk, findings, letterhead))
        case _:
            output.text(quote_text(listed, desk.today, now=now, findings=findings))


def _document(
    options: argparse.Namespace,
    quote: Quote,
    desk: Desk,
    findings: Sequence[Finding],
    letterhead: Letterhead | None,
) -> bytes:
    """The PDF of a draft; of an issued quote the one that the workspace keeps."""
    from exodesk.documents.kept_documents import document_of
    from exodesk.documents.quote_pdf import quote_pdf
    from exodesk.domain.quotes.sheet import sheet_of

    if quote.is_draft:
        head = letterhead or Letterhead()
        return quote_pdf(sheet_of(quote, desk.rates, desk.today, head, findings))
    from exodesk.storage.workspace.opening import open_workspace

    opened = open_workspace(options.workspace or usual_workspace(), lock=False)
    if opened.store is None:
        raise opened.error or ExodeskError(opened.words())
    with opened.store as store:
        return document_of(store, quote)


def _contents(options: argparse.Namespace, path: Path, output: Output) -> Contents | None:
    """What the workspace holds; without a catalogue of its own a command has complained before."""
    return contents_of(path, output.complain if options.catalogue is not None else _quietly)


def _to_check(finding: Finding) -> str:
    return _("To check: {finding}").format(finding=finding_line(finding))


def _quietly(_sentence: str) -> None:
    pass
