"""What each command of the command line does, but for opening the window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date

from exodesk import listings
from exodesk.cli_output import (
    ForNoTerminalError,
    complain,
    print_out,
    write,
    write_json,
    write_text,
)
from exodesk.cli_workspace import export_file, import_file, refuse_same, with_own_entries
from exodesk.domain.ask_first import AskFirst
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.errors import ExodeskError
from exodesk.domain.filters import Judgement
from exodesk.domain.ordering import SortKey, sorted_by
from exodesk.domain.rates import RateTable
from exodesk.domain.sameness import alike_pairs
from exodesk.exports.ask_first import ask_first_objects, ask_first_text
from exodesk.exports.csv_table import csv_bytes
from exodesk.exports.plain import circumstances, plain_entries, result, with_fit
from exodesk.options import filter_of, pinned_rates
from exodesk.paths import ask_first_file, data_file, kept_rates_file, resource, usual_workspace
from exodesk.storage.ask_first_file import read_ask_first
from exodesk.storage.catalogue_file import LoadedCatalogue, read_catalogue
from exodesk.storage.ecb import EcbRates
from exodesk.translation import gettext as _
from exodesk.what_if_options import assumptions_of


def run_command(options: argparse.Namespace) -> int:
    """Run the command that ``options`` name and return its exit code."""
    _refuse_to_write_over_what_is_read(options)
    match options.command:
        case "check":
            return _check(options)
        case "show":
            return _show(options)
        case "compare":
            return _compare(options)
        case "rates":
            return _rates(options)
        case "quote":
            return _quote(options)
        case "import":
            return import_file(options, _say, complain)
        case "export":
            return export_file(options, _say, complain)
        case _:
            return _list(options)


def _refuse_to_write_over_what_is_read(options: argparse.Namespace) -> None:
    if (output := getattr(options, "output", None)) is not None:
        read = options.catalogue or data_file(), options.workspace or usual_workspace()
        refuse_same(output, *read)


def _say(text: str) -> None:
    print_out(f"{text}\n")


def _check(options: argparse.Namespace) -> int:
    loaded = read_catalogue(options.file)
    for one, other in alike_pairs(loaded.catalogue.entries):
        complain(
            _(
                "{path}: the name of {id} looks just like that of {other}, “{name}”, and is written"
                " differently."
            ).format(path=options.file, id=other.id, other=one.id, name=one.name)
        )
    if loaded.problems:
        print_out("".join(f"{problem}\n" for problem in loaded.problems))
        return 1
    print_out(listings.counts_line(loaded.catalogue) + "\n")
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
            entries = plain_entries(costs, catalogue, assumptions, rates, date.today())
            write_json(
                options,
                circumstances(costs, assumptions, rates),
                map(with_fit, entries, judgements),
            )
        case "csv":
            write(
                options, csv_bytes(costs, catalogue, assumptions, rates.on, judgements=judgements)
            )
        case _:
            text = listings.entry_table(costs, judgements)
            text += listings.count_line(judgements, len(catalogue.entries))
            notes = (listings.assumed_line(assumptions), listings.rate_lines(costs, rates.on))
            write_text(options, "\n".join((text, *notes)))
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
            write_json(options, document)
        case "csv":
            write(options, listings.figures_csv(cost, catalogue))
        case _:
            text = listings.entry_text(cost, catalogue, assumptions, date.today(), rates.on)
            write_text(options, text + _ask_first_text([cost], catalogue))
    return 0


def _compare(options: argparse.Namespace) -> int:
    from exodesk.comparison_listing import Printed, comparison_text
    from exodesk.domain.decisions import decide
    from exodesk.exports.plain_decision import plain_decision

    catalogue = _catalogue(options)
    rates = _rate_table(options)
    assumptions = assumptions_of(options, catalogue, rates)
    costs = [cost_of(catalogue.entry(key), assumptions, rates) for key in options.ids]
    today = date.today()
    match options.format:
        case "csv":
            write(options, csv_bytes(costs, catalogue, assumptions, rates.on))
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
        write_json(options, document)
        return 0
    printed = Printed(costs, catalogue, assumptions, rates, today, decision)
    write_text(options, comparison_text(printed) + _ask_first_text(costs, catalogue))
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

        write(options, comparison_pdf(compared))
    else:
        from exodesk.documents.comparison_workbook import comparison_workbook

        write(options, comparison_workbook(compared))


def _refuse_terminal(options: argparse.Namespace, name: str) -> None:
    if options.output is None and sys.stdout is not None and sys.stdout.isatty():
        raise ForNoTerminalError(options.format, name)


def _rates(options: argparse.Namespace) -> int:
    catalogue = _catalogue(options)
    rates = _rate_table(options)
    used = listings.rates_in_use(catalogue, options.currency, rates)
    match options.format:
        case "json":
            write_json(options, listings.rates_object(used, rates, options.currency))
        case "csv":
            write(options, listings.rates_csv(used, rates.on))
        case _:
            write_text(options, listings.rates_text(used, rates, options.currency))
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
            data=lambda data: write(options, data),
            text=lambda text: write_text(options, text),
            json=lambda document: write_json(options, document),
            say=_say,
            complain=complain,
        ),
    )


# What the commands work on


def _catalogue(options: argparse.Namespace) -> Catalogue:
    loaded = read_catalogue(options.catalogue or data_file())
    _name_set_aside(loaded)
    if options.catalogue is not None:
        return loaded.catalogue
    return with_own_entries(loaded.catalogue, options.workspace, complain)


def _name_set_aside(loaded: LoadedCatalogue) -> None:
    sentences = [
        _("“{name}” was set aside: {problem}").format(name=aside.name, problem=aside.problem)
        for aside in loaded.set_aside
    ]
    others = (p for p in loaded.problems if not p.place.startswith("entries["))
    complain(*sentences, *map(str, others))


def _ask_first() -> AskFirst:
    """The shipped notes; what cannot be read of them is named and costs nothing else."""
    try:
        loaded = read_ask_first(ask_first_file())
    except ExodeskError as error:
        complain(str(error))
        return AskFirst()
    complain(*map(str, loaded.problems))
    return loaded.ask_first


def _ask_first_text(costs: Sequence[CourseCost], catalogue: Catalogue) -> str:
    from exodesk.wording.comparison import column_names

    entries = [cost.entry for cost in costs]
    names = column_names(tuple(costs))
    return ask_first_text(entries, names, _ask_first(), catalogue, date.today())


def _rate_table(options: argparse.Namespace) -> RateTable:
    published = EcbRates(resource("rates.json"), kept_rates_file())
    rates = RateTable(options.on or date.today(), published)
    for rate in pinned_rates(options):
        rates = rates.with_pinned(rate)
    return rates
