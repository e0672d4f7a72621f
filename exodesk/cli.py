"""The command line. It needs no display and imports no Qt, except to open the window."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

from exodesk import displays, listings
from exodesk.cli_workspace import export_file, import_file, with_own_entries
from exodesk.comparison_listing import Printed, comparison_text
from exodesk.domain.ask_first import AskFirst
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.decisions import decide
from exodesk.domain.errors import ExodeskError
from exodesk.domain.filters import Judgement
from exodesk.domain.ordering import SortKey, sorted_by
from exodesk.domain.rates import RateTable
from exodesk.exports.ask_first import ask_first_objects, ask_first_text
from exodesk.exports.csv_table import csv_bytes
from exodesk.exports.plain import result, with_fit
from exodesk.exports.plain_decision import plain_decision
from exodesk.options import filter_of, parsed
from exodesk.paths import ask_first_file, data_file, kept_rates_file, resource
from exodesk.storage.ask_first_file import read_ask_first
from exodesk.storage.catalogue_file import LoadedCatalogue, read_catalogue
from exodesk.storage.ecb import EcbRates
from exodesk.storage.whole_files import write_file
from exodesk.translation import gettext as _
from exodesk.what_if_options import assumptions_of
from exodesk.wording.comparison import column_names

# All control characters but the end of a line, and those that override the direction of text.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 bad input, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    options = parsed(arguments)
    try:
        code = _run(options)
    except ExodeskError as error:
        _complain(str(error))
        return 1
    except BrokenPipeError:
        return 0  # whoever read the output has gone
    except KeyboardInterrupt:
        return 130
    return code


def _run(options: argparse.Namespace) -> int:
    match options.command:
        case "check":
            return _check(options)
        case "list":
            return _list(options)
        case "show":
            return _show(options)
        case "compare":
            return _compare(options)
        case "rates":
            return _rates(options)
        case "quote":
            return _quote(options)
        case "import":
            return import_file(options, lambda text: _print(f"{text}\n"), _complain)
        case "export":
            return export_file(options, lambda text: _print(f"{text}\n"), _complain)
        case _:
            return _window(options)


def _window(options: argparse.Namespace) -> int:
    obstacle = displays.obstacle()
    if obstacle is None:
        from exodesk.app import run

        return run(
            options.catalogue, options.currency, _pinned(options), options.on, options.workspace
        )
    if options.format == "table" and options.output is None:
        _print(f"{obstacle}\n\n")
    else:  # what reads the list as data must not find a sentence in it
        _complain(obstacle)
    return _list(argparse.Namespace(**{**vars(parsed(["list"])), **vars(options)}))


def _check(options: argparse.Namespace) -> int:
    loaded = read_catalogue(options.file)
    if loaded.problems:
        _print("".join(f"{problem}\n" for problem in loaded.problems))
        return 1
    _print(listings.counts_line(loaded.catalogue) + "\n")
    return 0


def _list(options: argparse.Namespace) -> int:
    catalogue = _catalogue(options)
    rates = _rate_table(options)
    entry_filter = filter_of(options)
    assumptions = assumptions_of(options, catalogue, rates)
    costs = [cost_of(entry, assumptions, rates) for entry in catalogue.entries]
    if options.sort is not None:
        costs = sorted_by(costs, SortKey(options.sort), descending=options.descending)
    elif options.descending:
        costs.reverse()
    judged = [(cost, entry_filter.judge(cost, rates)) for cost in costs]
    shown = [
        (cost, judgement)
        for wanted in (Judgement.FITS, Judgement.CANNOT_TELL)
        for cost, judgement in judged
        if judgement is wanted
    ]
    costs = [cost for cost, _judgement in shown]
    judgements = [judgement for _cost, judgement in shown]
    match options.format:
        case "json":
            document = result(costs, catalogue, assumptions, rates, date.today())
            document["entries"] = [
                with_fit(plain, judgement)
                for plain, judgement in zip(document["entries"], judgements, strict=True)
            ]
            _write_json(options, document)
        case "csv":
            _write(
                options, csv_bytes(costs, catalogue, assumptions, rates.on, judgements=judgements)
            )
        case _:
            text = listings.entry_table(costs, judgements)
            text += listings.count_line(judgements, len(catalogue.entries))
            notes = (listings.assumed_line(assumptions), listings.rate_lines(costs, rates.on))
            _write_text(options, "\n".join((text, *notes)))
    return 0


def _show(options: argparse.Namespace) -> int:
    catalogue = _catalogue(options)
    rates = _rate_table(options)
    assumptions = assumptions_of(options, catalogue, rates)
    cost = cost_of(catalogue.entry(options.id), assumptions, rates)
    match options.format:
        case "json":
            document = result([cost], catalogue, assumptions, rates, date.today())
            document["figures"] = listings.figure_objects(cost, catalogue)
            document["ask_first"] = ask_first_objects([cost.entry], _ask_first(), catalogue)
            _write_json(options, document)
        case "csv":
            _write(options, listings.figures_csv(cost, catalogue))
        case _:
            text = listings.entry_text(cost, catalogue, assumptions, date.today(), rates.on)
            _write_text(options, text + _ask_first_text([cost], catalogue))
    return 0


def _compare(options: argparse.Namespace) -> int:
    catalogue = _catalogue(options)
    rates = _rate_table(options)
    assumptions = assumptions_of(options, catalogue, rates)
    costs = [cost_of(catalogue.entry(key), assumptions, rates) for key in options.ids]
    today = date.today()
    match options.format:
        case "csv":
            _write(options, csv_bytes(costs, catalogue, assumptions, rates.on))
            return 0
        case "pdf" | "xlsx":
            _write_document(options, costs, catalogue, assumptions, rates, today)
            return 0
    decision = decide(costs, assumptions, rates) if len(costs) > 1 else None
    if options.format == "json":
        document = result(costs, catalogue, assumptions, rates, today)
        document["comparison"] = (
            None if decision is None else plain_decision(decision, costs, assumptions, rates)
        )
        entries = [cost.entry for cost in costs]
        document["ask_first"] = ask_first_objects(entries, _ask_first(), catalogue)
        _write_json(options, document)
        return 0
    printed = Printed(costs, catalogue, assumptions, rates, today, decision)
    _write_text(options, comparison_text(printed) + _ask_first_text(costs, catalogue))
    return 0


def _write_document(
    options: argparse.Namespace,
    costs: Sequence[CourseCost],
    catalogue: Catalogue,
    assumptions: Assumptions,
    rates: RateTable,
    today: date,
) -> None:
    from exodesk.documents.compared import Compared

    compared = Compared(tuple(costs), catalogue, assumptions, rates, today, _ask_first())
    _refuse_terminal(options, "comparison")
    if options.format == "pdf":
        from exodesk.documents.comparison_pdf import comparison_pdf

        _write(options, comparison_pdf(compared))
    else:
        from exodesk.documents.comparison_workbook import comparison_workbook

        _write(options, comparison_workbook(compared))


def _refuse_terminal(options: argparse.Namespace, name: str) -> None:
    if options.output is None and sys.stdout is not None and sys.stdout.isatty():
        raise ForNoTerminalError(options.format, name)


def _rates(options: argparse.Namespace) -> int:
    catalogue = _catalogue(options)
    rates = _rate_table(options)
    used = listings.rates_in_use(catalogue, options.currency, rates)
    match options.format:
        case "json":
            _write_json(options, listings.rates_object(used, rates, options.currency))
        case "csv":
            _write(options, listings.rates_csv(used, rates.on))
        case _:
            _write_text(options, listings.rates_text(used, rates, options.currency))
    return 0


def _quote(options: argparse.Namespace) -> int:
    from exodesk.cli_quotes import Desk, Output, run_quote

    catalogue = _catalogue(options)
    rates = _rate_table(options)
    assumptions = assumptions_of(options, catalogue, rates)
    if options.format in ("pdf", "xlsx"):
        _refuse_terminal(options, "quote")  # before it is issued
    return run_quote(
        options,
        Desk(catalogue, assumptions, rates, date.today()),
        Output(
            data=lambda data: _write(options, data),
            text=lambda text: _write_text(options, text),
            json=lambda document: _write_json(options, document),
            say=lambda text: _print(f"{text}\n"),
            complain=_complain,
        ),
    )


# What the commands work on


def _catalogue(options: argparse.Namespace) -> Catalogue:
    loaded = read_catalogue(options.catalogue or data_file())
    _name_set_aside(loaded)
    if options.catalogue is not None:
        return loaded.catalogue
    return with_own_entries(loaded.catalogue, options.workspace, _complain)


def _name_set_aside(loaded: LoadedCatalogue) -> None:
    sentences = [
        _("“{name}” was set aside: {problem}").format(name=aside.name, problem=aside.problem)
        for aside in loaded.set_aside
    ]
    others = (p for p in loaded.problems if not p.place.startswith("entries["))
    _complain(*sentences, *map(str, others))


def _ask_first() -> AskFirst:
    """The shipped notes; what cannot be read of them is named and costs nothing else."""
    try:
        loaded = read_ask_first(ask_first_file())
    except ExodeskError as error:
        _complain(str(error))
        return AskFirst()
    _complain(*map(str, loaded.problems))
    return loaded.ask_first


def _ask_first_text(costs: Sequence[CourseCost], catalogue: Catalogue) -> str:
    entries = [cost.entry for cost in costs]
    names = column_names(tuple(costs))
    return ask_first_text(entries, names, _ask_first(), catalogue, date.today())


def _rate_table(options: argparse.Namespace) -> RateTable:
    published = EcbRates(resource("rates.json"), kept_rates_file())
    rates = RateTable(options.on or date.today(), published)
    for rate in _pinned(options):
        rates = rates.with_pinned(rate)
    return rates


def _pinned(options: argparse.Namespace) -> list[Any]:
    return [pin(date.today()) for pin in options.rate]


# Where the output goes


class NotPrintedError(ExodeskError):
    """The terminal, the file or the disk behind the standard output takes no more."""

    def __init__(self, reason: str) -> None:
        super().__init__(_("The output could not be written: {reason}.").format(reason=reason))


class ForNoTerminalError(ExodeskError):
    """A document is no text that a terminal could show."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(
            _("{format} is for no terminal. Say where to: -o {name}.{kind}").format(
                format=kind.upper(), kind=kind, name=name
            )
        )


def _write(options: argparse.Namespace, data: bytes) -> None:
    if options.output is not None:
        write_file(options.output, data)
    else:
        _print(data)


def _write_text(options: argparse.Namespace, text: str) -> None:
    if options.output is not None:
        write_file(options.output, text.encode("utf-8"))
    else:
        _print(text)


def _write_json(options: argparse.Namespace, document: dict[str, Any]) -> None:
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    _write(options, text.encode("utf-8"))


def _print(output: str | bytes) -> None:
    """Text in the encoding of the standard output, bytes as they are."""
    if sys.stdout is None:  # closed by whoever started us
        raise NotPrintedError(_("there is no standard output"))
    try:
        if isinstance(output, str):
            sys.stdout.write(_without_control(output))
        else:
            sys.stdout.buffer.write(output)
        sys.stdout.flush()
    except OSError as error:
        # Python's own flush at exit must not fail, and complain, once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise NotPrintedError(error.strerror or str(error)) from None


def _complain(*sentences: str) -> None:
    if sys.stderr is not None:
        lines = (f"exodesk: {_without_control(sentence)}\n" for sentence in sentences)
        with contextlib.suppress(OSError):  # the exit code tells as well
            sys.stderr.write("".join(lines))


def _without_control(text: str) -> str:
    """A name in a catalogue must not steer the terminal it is shown in, or turn a line round."""
    return _CONTROL.sub(" ", text)
