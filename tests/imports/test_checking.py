"""Rows to entries: what is ready, what is refused and why, and what is there already."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import (
    DurationRange,
    Entry,
    Family,
    Kind,
    Offer,
    Per,
    Route,
    Source,
    Tax,
)
from exodesk.domain.money import PriceState
from exodesk.domain.units import Amount
from exodesk.exports.csv_table import csv_bytes
from exodesk.imports.check_words import imported_text, refusals, remarks, summary
from exodesk.imports.checking import Check, Checking, check_table, preview
from exodesk.imports.columns import ColumnMap, guess_columns
from exodesk.imports.dialect import Choices
from exodesk.imports.fields import Field
from exodesk.imports.known import Known, OnDuplicate
from exodesk.imports.refusals import refused_rows
from exodesk.imports.tables import Table, read_table
from exodesk.storage.entry_writer import entry_object
from exodesk.storage.wire import EntryShape
from tests.builders import RATE_DAY, SOURCE, cost, course, entry, offer, price, product


def table(text: str, folder: Path, choices: Choices | None = None) -> Table:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return read_table(path, choices)


def columns_of(read: Table) -> ColumnMap:
    return guess_columns(read.headings, [row.cells for row in read.rows])


def check(text: str, folder: Path, known: Known | None = None) -> Check:
    read = table(text, folder)
    return check_table(read, columns_of(read), known or Known())


def one(text: str, folder: Path) -> Entry:
    """The one entry of a table of two lines."""
    checked = check(text, folder)
    assert list(refusals(checked)) == []
    (row,) = checked.ready
    assert row.entry is not None
    return row.entry


def main_offer(text: str, folder: Path) -> Offer:
    return one(text, folder).offers[0]


def reasons(text: str, folder: Path) -> list[str]:
    return list(refusals(check(text, folder)))


def days(found: DurationRange) -> tuple[Fraction | int | None, Fraction | int | None]:
    return found.low_days, found.high_days


def price_list() -> str:
    """Forty rows as a clinic sends them: three of them are no good, one has no price."""
    rows = [["Treatment", "Clinic", "Country", "Price", "Sessions", "Downtime", "Date"]]
    for n in range(2, 42):
        cost, sessions, date = f"£{100 + n}–£{120 + n}", "3-6", "22/11/2026"
        if n == 7:
            cost = "£180-£120"
        elif n == 22:
            sessions = "0"
        elif n == 30:
            cost = "POA"
        elif n == 38:
            date = "31/02/2026"
        rows.append([f"Treatment {n}", "Glow", "UK", cost, sessions, "1-2 days", date])
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def test_a_price_list_of_forty_rows_is_sorted_out(tmp_path: Path) -> None:
    checked = check(price_list(), tmp_path)
    assert summary(checked.counts) == "37 ready (1 with unknown price) · 3 refused"
    assert [(row.row.number, row.reasons[0].field) for row in checked.refused] == [
        (7, Field.PRICE),
        (22, Field.SESSIONS),
        (38, Field.PRICE_DATE),
    ]
    assert all(row.reasons[0].text for row in checked.refused)
    lines = list(refusals(checked))
    assert lines[0].startswith("Row 7, Price (“£180-£120”): ")
    assert lines[2].startswith("Row 38, Date (“31/02/2026”): ")


def test_a_cell_is_corrected_in_place_and_its_row_alone_read_again(tmp_path: Path) -> None:
    checked = check(price_list(), tmp_path)
    fixed = checked.with_cell(7, 3, "£120-£180")
    assert summary(fixed.counts) == "38 ready (1 with unknown price) · 2 refused"
    assert checked.refused[0].row.cells[3] == "£180-£120"
    assert fixed.table.rows[5].cells[3] == "£120-£180"
    untouched = [row.read for row in fixed.rows if row.row.number != 7]
    assert untouched == [row.read for row in checked.rows if row.row.number != 7]
    spoilt = fixed.with_cell(8, 0, " ")
    assert [row.row.number for row in spoilt.refused] == [8, 22, 38]


def test_the_same_file_again_adds_nothing(tmp_path: Path) -> None:
    checked = check(price_list(), tmp_path)
    imported = checked.import_of()
    assert imported_text(imported) == "37 imported"
    (source,) = imported.sources
    assert (source.title, source.date, source.kind.value) == ("list.csv", None, "price-list")
    known = Known(imported.entries, {source.id: source})
    again = check(price_list(), tmp_path, known)
    assert summary(again.counts) == "0 ready · 37 already here · 3 refused"
    assert again.import_of() == again.import_of(OnDuplicate.UPDATE)
    assert again.import_of().entries == ()
    assert again.import_of().sources == ()
    both = again.import_of(OnDuplicate.KEEP_BOTH)
    assert len(both.entries) == 37
    assert not {e.id for e in both.entries} & {e.id for e in imported.entries}
    assert both.sources == ()


def test_an_update_takes_what_the_file_says_and_leaves_the_rest(tmp_path: Path) -> None:
    first = check("name,clinic,country,price\nPeel,Glow,GB,£90\n", tmp_path).import_of()
    (old,) = first.entries
    edited = Entry(
        **{
            **{name: getattr(old, name) for name in Entry.__slots__},
            "family": Family.PEEL,
            "routes": (Route.TOPICAL,),
            "offers": (*old.offers, course(3, "240 GBP")),
        }
    )
    known = Known([edited], {source.id: source for source in first.sources})
    again = check("name,clinic,country,price,notes\nPeel,Glow,GB,£95,new\n", tmp_path, known)
    (updated,) = again.import_of(OnDuplicate.UPDATE).updated
    assert (updated.id, updated.family, updated.routes) == (old.id, Family.PEEL, (Route.TOPICAL,))
    assert [(o.price.low, o.per) for o in updated.offers] == [
        (Decimal(95), Per.SESSION),
        (Decimal(240), Per.COURSE),
    ]
    assert [note.text for note in updated.notes] == ["new"]


# Prices


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("name,price,currency\nPeel,90,INR\n", "INR"),
        ("name,price,currency,country\nPeel,90,GBP,IN\n", "GBP"),
        ("name,price (₹)\nPeel,90\n", "INR"),
        ("name,price (₹),country\nPeel,90,GB\n", "INR"),
        ("name,price,country\nPeel,90,India\n", "INR"),
        ("name,price,country\nPeel,90,U.K.\n", "GBP"),
        ("name,price,country\nPeel,£90,IN\n", "GBP"),
    ],
)
def test_a_bare_number_takes_the_currency_of_its_row_column_or_country(
    tmp_path: Path, text: str, currency: str
) -> None:
    assert main_offer(text, tmp_path).price.currency == currency


def test_a_bare_number_without_a_currency_is_asked_about(tmp_path: Path) -> None:
    checked = check("name,price\nPeel,90\n", tmp_path)
    (row,) = checked.refused
    assert row.reasons[0].field is Field.PRICE
    assert "currency" in row.reasons[0].sentence.casefold()
    chosen = checked.columns.with_currency("INR")
    again = check_table(checked.table, chosen, Known())
    assert [r.entry.offers[0].price.currency for r in again.ready if r.entry] == ["INR"]


def test_a_price_in_another_currency_than_its_row_says_is_refused(tmp_path: Path) -> None:
    (line,) = reasons("name,price,currency\nPeel,£90,INR\n", tmp_path)
    assert "The price is in GBP, but the currency of the row is INR." in line
    (line,) = reasons("name,price,currency\nPeel,£90,Florins\n", tmp_path)
    assert "“Florins” is not a currency" in line


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ("120,180", PriceState.RANGE),
        ("120,120", PriceState.EXACT),
        ("120,", PriceState.FROM),
        (",180", PriceState.UP_TO),
    ],
)
def test_a_price_in_two_cells_keeps_its_ends(tmp_path: Path, cells: str, state: PriceState) -> None:
    found = main_offer(f"name,country,price low,price high\nPeel,GB,{cells}\n", tmp_path)
    assert found.price.state is state


def test_two_cells_upside_down_are_refused(tmp_path: Path) -> None:
    (line,) = reasons("name,country,price low,price high\nPeel,GB,180,120\n", tmp_path)
    assert "The lowest price, 180, is above the highest, 120." in line


def test_a_price_on_request_or_none_is_unknown_and_no_error(tmp_path: Path) -> None:
    text = "name,country,price\nPeel,GB,POA\nLaser,GB,\nPRP,,POA\nFree,GB,0\n"
    checked = check(text, tmp_path)
    assert summary(checked.counts) == "4 ready (3 with unknown price) · 0 refused"


def test_a_decimal_comma_is_read_as_the_dialect_says(tmp_path: Path) -> None:
    found = main_offer("name;country;price\nPeel;GB;1.500,50\n", tmp_path)
    assert found.price.low == Decimal("1500.50")


def test_a_figure_is_kept_as_printed_with_its_own_decimal_sign(tmp_path: Path) -> None:
    text = "name;price;consultation\nPeel;1.500,50 €;25,00 €\nMask;12,50 €;auf Anfrage 1,5\n"
    entry = check(text, tmp_path).ready[0].entry
    assert entry is not None
    assert [offer.stated.as_printed for offer in entry.offers] == [
        "1.500,50 €",
        "25,00 €",
    ]


@pytest.mark.parametrize(
    ("text", "per", "sessions"),
    [
        ("name,country,price,per\nPeel,GB,90,treatment\n", Per.SESSION, None),
        ("name,country,price,per\nPeel,GB,90,course of 3\n", Per.COURSE, 3),
        ("name,country,price,per,course size\nPeel,GB,90,course,6\n", Per.COURSE, 6),
        ("name,country,price,per,sessions\nPeel,GB,90,course,4\n", Per.COURSE, 4),
        ("name,country,price,course size\nPeel,GB,90,6\n", Per.COURSE, 6),
        ("name,country,price,per\nPeel,GB,90,unstated\n", Per.UNSTATED, None),
        ("name,country,price per month\nPeel,GB,90\n", Per.MONTH, None),
        ("name,country,price,pack\nSerum,GB,90,30 ml\n", Per.PACK, None),
        ("name,country,price\nPeel,GB,90\n", Per.SESSION, None),
    ],
)
def test_what_a_price_buys_is_read_from_cells_headings_or_taken_as_usual(
    tmp_path: Path, text: str, per: Per, sessions: int | None
) -> None:
    found = main_offer(text, tmp_path)
    assert (found.per, found.sessions) == (per, sessions)


def test_what_is_taken_for_granted_is_said(tmp_path: Path) -> None:
    (row,) = check("name,country,price,family\nPeel,GB,90,Glow boost\n", tmp_path).ready
    assert row.read.assumed == (
        "“Glow boost” is no family known here: “other”, with a note of it.",
        "What the price buys is not stated: taken as one session.",
    )
    assert row.entry is not None
    assert (row.entry.family, row.entry.notes[0].text) == (Family.OTHER, "family: Glow boost")


def test_fees_become_offers_of_their_own(tmp_path: Path) -> None:
    found = one("name,country,price,consultation,patch test\nPeel,GB,90,£50,0\n", tmp_path)
    assert [(o.per, o.price.low) for o in found.offers] == [
        (Per.SESSION, Decimal(90)),
        (Per.CONSULTATION, Decimal(50)),
        (Per.PATCH_TEST, Decimal(0)),
    ]


def test_tax_comes_from_its_cells_or_from_the_heading(tmp_path: Path) -> None:
    found = main_offer("name,country,price,tax,tax rate\nPeel,GB,90,excluded,20%\n", tmp_path)
    assert (found.tax, found.tax_rate) == (Tax.EXCLUDED, Decimal(20))
    found = main_offer("name,country,Price (incl. VAT)\nPeel,GB,90\n", tmp_path)
    assert (found.tax, found.tax_rate) == (Tax.INCLUDED, None)
    found = main_offer("name,country,price\nPeel,GB,90\n", tmp_path)
    assert found.tax is Tax.UNKNOWN


def test_a_tax_rate_that_may_be_a_share_is_asked_about(tmp_path: Path) -> None:
    (row,) = check("name,country,price,vat rate\nPeel,GB,90,0.2\n", tmp_path).refused
    assert row.reasons[0].ways_out[0].text == "20"


# The other fields


def test_a_row_with_everything_is_read_whole(tmp_path: Path) -> None:
    found = one(
        "name,kind,family,clinic,city,country,routes,concerns,price,sessions,interval,downtime,"
        "pack,use,included,notes,source,url,source date\n"
        "Vial,product,Exosomes,Glow,New Delhi,India,topical; microneedling,anti-ageing; acne,"
        "₹12000,3-6,4 weeks,24-48 hours,30 ml,0.5 ml a day,mask; cream,ask,List,https://a.in,2026\n",
        tmp_path,
    )
    assert (found.kind, found.family, found.country) == (Kind.PRODUCT, Family.EXOSOME, "IN")
    assert [route.value for route in found.routes] == ["topical", "microneedling"]
    assert [concern.value for concern in found.concerns] == ["ageing", "acne"]
    assert found.sessions is not None
    assert (found.sessions.low, found.sessions.high) == (3, 6)
    assert found.downtime is not None
    assert days(found.downtime) == (1, 2)
    assert found.pack is not None
    assert found.use is not None
    assert [text.text for text in found.included] == ["mask", "cream"]
    assert {stated.source for stated in found.figures()} == {found.offers[0].stated.source}
    assert (found.offers[0].stated.date, found.offers[0].stated.as_printed) == ("2026", "₹12000")


def test_a_missing_name_is_refused_and_a_missing_family_is_other(tmp_path: Path) -> None:
    checked = check("name,clinic\n,Glow\nPeel,Glow\n", tmp_path)
    assert list(refusals(checked)) == ["Row 2, name: The name is missing."]
    assert checked.ready[0].entry is not None
    assert checked.ready[0].entry.family is Family.OTHER


def test_every_bad_cell_of_a_row_is_named(tmp_path: Path) -> None:
    text = "name,kind,country,price,sessions\n,gadget,Narnia,x,0\n"
    fields = [reason.field for reason in check(text, tmp_path).refused[0].reasons]
    assert set(fields) == {Field.NAME, Field.KIND, Field.COUNTRY, Field.PRICE, Field.SESSIONS}


def test_bare_numbers_take_the_unit_of_their_heading(tmp_path: Path) -> None:
    found = one("name,downtime (hours),interval (weeks),size (ml)\nPeel,24-48,4,30\n", tmp_path)
    assert found.downtime is not None
    assert found.downtime.high_days == 2
    assert found.interval is not None
    assert found.interval.low_days == 28
    assert found.pack is not None
    assert found.pack.amount.unit == "ml"


def test_ends_in_two_cells_are_joined(tmp_path: Path) -> None:
    found = one("name,min sessions,max sessions,min downtime,max downtime\nPeel,3,6,1,\n", tmp_path)
    assert found.sessions is not None
    assert (found.sessions.low, found.sessions.high) == (3, 6)
    assert found.downtime is not None
    assert days(found.downtime) == (1, None)
    assert len(reasons("name,min sessions,max sessions\nPeel,6,3\n", tmp_path)) == 1


def test_a_city_without_a_provider_is_kept_as_a_note(tmp_path: Path) -> None:
    found = one("name,city,country\nPeel,Delhi,IN\n", tmp_path)
    assert (found.provider, found.own_country, found.notes[0].text) == (None, "IN", "city: Delhi")


def test_a_text_for_all_rows_fills_cells_that_are_missing_or_empty(tmp_path: Path) -> None:
    read = table("name,clinic,price\nPeel,,90\nLaser,Own,80\n", tmp_path)
    columns = columns_of(read)
    for field, text in (
        (Field.PROVIDER, "Glow"),
        (Field.COUNTRY, "India"),
        (Field.CURRENCY, "GBP"),
        (Field.PER, "unstated"),
    ):
        columns = columns.with_text_for_all(field, text)
    first, second = (row.entry for row in check_table(read, columns, Known()).ready)
    assert first is not None
    assert second is not None
    assert (first.provider_name, second.provider_name) == ("Glow", "Own")
    assert (first.country, first.offers[0].price.currency) == ("IN", "GBP")
    assert first.offers[0].per is Per.UNSTATED


def test_rows_with_other_sources_cite_each_its_own(tmp_path: Path) -> None:
    checked = check("name,source\nPeel,A\nLaser,B\nPRP,A\nLED,\n", tmp_path)
    assert [source.title for source in checked.import_of().sources] == []
    text = "name,country,price,source\nPeel,GB,1,A\nLaser,GB,2,B\nPRP,GB,3,A\nLED,GB,4,\n"
    assert [source.title for source in check(text, tmp_path).import_of().sources] == [
        "A",
        "B",
        "list.csv",
    ]


# Rows that cannot be relied on


def test_ragged_rows_are_refused_with_their_lines(tmp_path: Path) -> None:
    checked = check('name,notes,price\n"Pe\nel",x,£1\nLaser,x\nPRP,x,£2,£3\nLED,x,£4,\n', tmp_path)
    assert list(refusals(checked)) == [
        "Row 3 (line 4): The row ends early: it has 2 of 3 cells.",
        "Row 4 (line 5): The row has more cells (4) than there are headings (3).",
    ]
    mended = checked.with_cell(3, 2, "£9").with_cell(4, 3, "")
    assert summary(mended.counts) == "4 ready · 0 refused"


def test_a_nul_or_half_a_character_is_refused_wherever_it_comes_from(tmp_path: Path) -> None:
    checked = check("name,notes\nPe\0el,x\nLaser,y\n", tmp_path)
    assert list(refusals(checked)) == ["Row 2: A cell holds a NUL character."]
    assert not checked.with_cell(2, 0, "Peel").refused
    assert len(checked.with_cell(3, 0, "La\0ser").refused) == 2
    assert len(checked.with_cell(3, 0, "La\ud800ser").refused) == 2
    assert refused_rows(checked.with_cell(3, 0, "La\ud800ser"))


def test_a_text_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    (line,) = reasons("name,notes\n" + "x" * 10_001 + ",y\n", tmp_path)
    assert "more than 10000 characters" in line
    assert len(line) < 200


# The same twice


def test_a_row_that_repeats_another_is_left_out_and_pointed_out(tmp_path: Path) -> None:
    text = "name,clinic,country,price\nPeel,Glow,GB,£90\nLaser,Glow,GB,£9\nPeel,Glow,GB,£90\n"
    checked = check(text, tmp_path)
    assert summary(checked.counts) == "2 ready · 1 repeats an earlier row · 0 refused"
    assert list(remarks(checked)) == ["Row 4 repeats row 2 and is left out."]
    assert len(checked.import_of().entries) == 2


def test_one_treatment_at_two_prices_comes_in_twice_and_is_found_again(tmp_path: Path) -> None:
    text = (
        "name,clinic,country,price,per\nPeel,Glow,GB,£90,session\nPeel,Glow,GB,£240,course of 3\n"
    )
    checked = check(text, tmp_path)
    assert len(checked.ready) == 2
    assert "but for its figures or spelling" in next(remarks(checked))
    imported = checked.import_of()
    assert len({found.id for found in imported.entries}) == 2
    sources = {source.id: source for source in imported.sources}
    again = check(text, tmp_path, Known(reversed(imported.entries), sources))
    assert summary(again.counts) == "0 ready · 2 already here"
    assert again.import_of(OnDuplicate.UPDATE).updated == ()


# Exports that come back


def exported(entries: Sequence[Entry], folder: Path) -> Path:
    path = folder / "export.csv"
    costs = [cost(found) for found in entries]
    catalogue = Catalogue(sources={SOURCE.id: SOURCE})
    path.write_bytes(csv_bytes(costs, catalogue, Assumptions(), RATE_DAY))
    return path


def test_an_export_comes_back_as_unit_prices(tmp_path: Path) -> None:
    entries = [
        entry(
            "=Peel",
            "150-300 GBP",
            id="own-peel",
            country="GB",
            sessions="3-6",
            downtime="24-48 hour",
        ),
        entry("Course", course(3, "400 GBP"), sessions="3"),
        product("Serum", offer("36 GBP", Per.PACK, source=SOURCE.id)),
        entry("Ask", "on request GBP"),
        entry("From", "from 650 GBP"),
        entry("Floor", "90 GBP"),
    ]
    path = exported(entries, tmp_path)
    read = read_table(path)
    checked = check_table(read, columns_of(read), Known())
    assert list(refusals(checked)) == []
    found = {row.entry.name: row.entry for row in checked.ready if row.entry is not None}
    assert list(found) == [each.name for each in entries]
    peel = found["=Peel"]
    assert (peel.id, peel.offers[0].price) == ("own-peel", price("150.00-300.00 GBP"))
    assert peel.downtime is not None
    assert days(peel.downtime) == (1, 2)
    assert (found["Course"].offers[0].per, found["Course"].offers[0].price.low) == (
        Per.SESSION,
        Decimal("133.33"),
    )
    assert found["Serum"].offers[0].per is Per.PACK
    assert found["Ask"].offers == ()
    assert found["From"].offers[0].price.state is PriceState.FROM
    assert found["Floor"].sessions is None


def test_an_export_of_what_is_here_adds_nothing(tmp_path: Path) -> None:
    entries = [entry("Peel", "150 GBP"), entry("Laser", "90000 INR", country="IN")]
    read = read_table(exported(entries, tmp_path))
    checked = check_table(read, columns_of(read), Known(entries))
    assert summary(checked.counts) == "0 ready · 2 already here"


def test_a_converted_price_says_that_it_was_converted(tmp_path: Path) -> None:
    read = read_table(exported([entry("Laser", "12000 INR", country="IN")], tmp_path))
    (row,) = check_table(read, columns_of(read), Known()).ready
    assert row.entry is not None
    assert row.entry.offers[0].price == price("100.00 GBP")
    assert [note.text for note in row.entry.notes] == [
        "Price converted from INR at GBP/INR=120 when it was exported."
    ]


# Refused rows as a file


def test_refused_rows_are_saved_with_their_reasons_and_come_back(tmp_path: Path) -> None:
    text = "name,country,price,colour\n=1+1,Narnia,£9,red\nPeel,GB,£9,\n'=2,Narnia,£8,\n"
    data = refused_rows(check(text, tmp_path))
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert lines[0] == ["name", "country", "price", "colour", "reason"]
    assert [line[:4] for line in lines[1:]] == [
        ["'=1+1", "Narnia", "£9", "red"],
        ["'=2", "Narnia", "£8", ""],
    ]
    assert lines[1][4].startswith("country: “Narnia” is no country.")
    path = tmp_path / "refused.csv"
    path.write_bytes(data)
    read = read_table(path)
    checked = check_table(read, columns_of(read), Known())
    assert [row.row.cells[0] for row in checked.refused] == ["'=1+1", "'=2"]
    assert refused_rows(checked) == data
    mended = checked.with_cell(2, 1, "GB")
    assert [row.entry.name for row in mended.ready if row.entry] == ["=1+1"]


def test_cells_beyond_the_headings_are_saved_too(tmp_path: Path) -> None:
    data = refused_rows(check("name,price\nPeel,£1,£2\n", tmp_path))
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert lines[0] == ["name", "price", "", "reason"]
    assert lines[1][:3] == ["Peel", "£1", "£2"]


# In slices


def test_a_check_runs_in_slices_and_a_preview_reads_ten_rows(tmp_path: Path) -> None:
    read = table("name,country,price\n" + "Peel,GB,90\n" * 1_000, tmp_path)
    checking = Checking(read, columns_of(read), Known())
    done = list(checking.slices())
    assert len(done) > 5
    assert done == sorted(done)
    assert done[-1] == 1.0
    shown = preview(read, columns_of(read), Known())
    assert len(shown) == 10
    assert all(row.entry is not None for row in shown)


cell_texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
    st.sampled_from(
        [
            *("£120–£180", "POA", "1.5 lakh", "free", "3 for £400", "", "0", "NaN", "1e5", "-5"),
            *("2 weeks", "1-2 days", "48 h", "30ml", "0.5 ml a day", "GB", "India", "20%"),
            *("31/02/2026", "2026-11", "course of 3", "session", "included", "'=1+1", "१,५०,०००"),
        ]
    ),
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=150,
    deadline=None,
)
@given(st.data())
def test_no_cell_of_any_field_raises_and_what_is_ready_can_be_written(
    tmp_path: Path, data: st.DataObject
) -> None:
    fields = data.draw(st.lists(st.sampled_from(list(Field)), min_size=3, max_size=12, unique=True))
    if Field.NAME not in fields:
        fields.append(Field.NAME)
    rows = data.draw(st.lists(st.tuples(*[cell_texts] * len(fields)), min_size=1, max_size=3))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([[f"c{n}" for n in range(len(fields))], *rows, ["x"] * len(fields)])
    read = table(text.getvalue(), tmp_path, Choices(delimiter=",", heading_row=1))
    columns = guess_columns(read.headings)
    for number, field in enumerate(fields):
        columns = columns.with_field(number, field)
    checked = check_table(read, columns, Known())
    assert len(checked.rows) == len(checked.ready) + len(checked.refused) + len(checked.twice)
    for row in checked.ready:
        assert row.entry is not None
        msgspec.convert(entry_object(row.entry), EntryShape)
    assert all(row.reasons for row in checked.refused)
    list(refusals(checked))
    refused_rows(checked)


def test_the_known_source_of_a_file_is_cited_again(tmp_path: Path) -> None:
    text = "name,country,price\nPeel,GB,£90\n"
    (source,) = check(text, tmp_path).import_of().sources
    other = Source(source.id, source.kind, "another")
    known = Known([], {source.id: source})
    again = check("name,country,price\nLaser,GB,£90\n", tmp_path, known).import_of()
    assert again.sources == ()
    assert again.entries[0].offers[0].stated.source == source.id
    clash = check(text, tmp_path, Known([], {other.id: other})).import_of()
    assert clash.sources[0].id != other.id


def test_a_name_that_only_looks_like_one_that_is_here_is_pointed_out(tmp_path: Path) -> None:
    known = Known([entry("Peel", "90 GBP", provider="Glow")])
    text = "name,provider,country,price\n{name},glow,GB,£80\n"
    checked = check(text.format(name="Pe\u200bel"), tmp_path, known)
    assert summary(checked.counts) == "0 ready · 1 already here"
    assert list(remarks(checked)) == []
    checked = check(text.format(name="Pe\u200bel").replace("glow", "Glow"), tmp_path, known)
    (line,) = remarks(checked)
    assert "looks just like “Peel”" in line


def test_many_rows_of_one_name_are_read_as_fast_as_others(tmp_path: Path) -> None:
    rows = "".join(f"लेज़र,GB,£{n}\n" for n in range(1, 5_000))
    checked = check("name,country,price\n" + rows, tmp_path)
    assert len({row.entry.id for row in checked.ready if row.entry}) == 4_999


@pytest.mark.parametrize("given", ["1", "PRP-1", "a" * 5, "own peel", "-"])
def test_a_number_of_somebody_elses_is_no_id(tmp_path: Path, given: str) -> None:
    assert one(f"id,name\n{given},Peel\n", tmp_path).id == "own-peel"


def test_headings_and_sums_between_the_rows_are_no_entries(tmp_path: Path) -> None:
    rows = "EXOSOMES,,\nFacial,£250,3\nPeels:,,\nPRP,,\nExosome drip,,\nTotal,£250,\n"
    checked = check(f"Treatment,Price,Sessions\n{rows}", tmp_path)
    assert [row.entry.name for row in checked.ready if row.entry is not None] == [
        "Facial",
        "PRP",
        "Exosome drip",
    ]
    assert list(refusals(checked)) == [
        "Row 2, Treatment (“EXOSOMES”): It stands alone in its row, as a heading does."
        " If it is a treatment, spell it “Exosomes”.",
        "Row 4, Treatment (“Peels:”): It stands alone in its row, as a heading does."
        " If it is a treatment, spell it “Peels”.",
        "Row 7, Treatment (“Total”): A sum of other rows is no entry of its own.",
    ]
    spelt = checked.row(2).reasons[0].ways_out[0].text
    assert checked.with_cell(2, 0, spelt).row(2).entry is not None


def test_names_alone_are_entries_where_no_column_is_a_price(tmp_path: Path) -> None:
    assert len(check("Treatment,Sessions\nEXOSOMES,\nLASER,\n", tmp_path).ready) == 2


def test_an_entry_of_ours_keeps_its_name(tmp_path: Path) -> None:
    assert one("id,name,price\nown-total,Total,£250\n", tmp_path).name == "Total"


@pytest.mark.parametrize(("text", "notes"), [("-", []), ("—", []), ("TBC", ["Price: TBC"])])
def test_a_price_that_is_not_named_yet_is_unknown(
    text: str, notes: list[str], tmp_path: Path
) -> None:
    found = one(f"Treatment,Price\nPeel,{text}\n", tmp_path)
    assert found.offers == ()
    assert [note.text for note in found.notes] == notes


def test_a_sign_of_currency_that_was_lost_on_the_way_is_asked_for(tmp_path: Path) -> None:
    read = table("Treatment,Price\nPeel,?8000 - ?10000\n", tmp_path)
    (asked,) = refusals(check_table(read, columns_of(read), Known()))
    assert asked.endswith("Which currency? Write £8000 - 10000 or ₹8000 - 10000.")
    known = columns_of(read).with_currency("INR")
    (row,) = check_table(read, known, Known()).ready
    assert row.entry is not None
    assert row.entry.offers[0].price == price("8000-10000 INR")
    assert row.read.assumed[0] == "“?8000 - ?10000” was read as ₹8,000 – ₹10,000."


@pytest.mark.parametrize(
    ("unit", "per", "sessions"),
    [("per session", Per.SESSION, None), ("per package of 3", Per.COURSE, 3)],
)
def test_a_column_of_units_says_what_a_price_buys(
    unit: str, per: Per, sessions: int | None, tmp_path: Path
) -> None:
    found = main_offer(f"Treatment,Price,Unit\nPeel,£90,{unit}\n", tmp_path)
    assert (found.per, found.sessions) == (per, sessions)


def test_a_price_per_millilitre_is_not_taken_for_one_of_a_session(tmp_path: Path) -> None:
    (said,) = refusals(check("Treatment,Price,Unit\nFiller,£90,per ml\n", tmp_path))
    assert said == (
        "Row 2, Unit (“per ml”): “per ml” is nothing that a price can buy here."
        " Write session, course of 3, pack or month."
    )


def test_a_product_whose_unit_is_an_amount_is_sold_by_the_pack_of_so_much(tmp_path: Path) -> None:
    found = one("Name,Kind,Price,Unit\nSerum,product,£20,30 ml\n", tmp_path)
    assert found.pack is not None
    assert found.pack.amount == Amount(Decimal(30), "ml")
    assert [offer.per for offer in found.offers] == [Per.PACK]


def test_a_downtime_whose_ends_are_upside_down_is_refused(tmp_path: Path) -> None:
    said = reasons("name,price,downtime low days,downtime high days\nPeel,£100,5,2\n", tmp_path)
    assert len(said) == 1
    assert said[0].startswith("Row 2, downtime low days")


@pytest.mark.parametrize(("kind", "taken"), [("product", "one pack"), ("treatment", "one session")])
def test_it_is_said_what_a_price_was_taken_for(kind: str, taken: str, tmp_path: Path) -> None:
    (row,) = check(f"name,kind,price\nIt,{kind},£100\n", tmp_path).ready
    assert row.read.assumed == (f"What the price buys is not stated: taken as {taken}.",)


def test_a_course_of_nobody_knows_how_many_sessions_blames_the_column_that_is_there(
    tmp_path: Path,
) -> None:
    (said,) = reasons("name,price,per\nPeel,£100,course\n", tmp_path)
    assert said.startswith("Row 2, price")
    (said,) = reasons("name,price,per,course size\nPeel,£100,course,\n", tmp_path)
    assert said.startswith("Row 2, course size")
