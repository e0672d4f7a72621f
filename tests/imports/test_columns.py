"""Which heading means what, and what a person changes."""

from __future__ import annotations

import pytest

from exodesk.domain.entries import Per, Tax
from exodesk.exports.csv_table import COLUMNS
from exodesk.imports.columns import guess_columns
from exodesk.imports.fields import Field, field_name, field_of


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("name", Field.NAME),
        ("TREATMENT", Field.NAME),
        ("Service name:", Field.NAME),
        ("Clinic", Field.PROVIDER),
        ("Location", Field.CITY),
        ("Cost", Field.PRICE),
        ("Price (£)", Field.PRICE),
        ("Price in INR (incl. GST)", Field.PRICE),
        ("Approx. cost", Field.PRICE),
        ("price_low", Field.PRICE_LOW),
        ("Max. Price", Field.PRICE_HIGH),
        ("No. of sessions", Field.SESSIONS),
        ("Recovery time (days)", Field.DOWNTIME),
        ("Downtime low days", Field.DOWNTIME_LOW),
        ("unit_price_low", Field.PRICE_LOW),
        ("downtime_days_low", Field.COURSE_DOWNTIME_LOW),
        ("Weeks between sessions", Field.INTERVAL),
        ("Pack size (ml)", Field.PACK),
        ("VAT %", Field.TAX_RATE),
        ("Website", Field.SOURCE_URL),
        ("नाम", Field.NAME),
        ("कीमत (₹)", Field.PRICE),
        ("फ़ीस", Field.PRICE),
        ("कीमत (रुपये में)", Field.PRICE),
        ("सेशन", Field.SESSIONS),
        ("टैक्स %", Field.TAX_RATE),
        ("सत्र", Field.SESSIONS),
        ("Unit", Field.PER),
        ("Area", None),  # of the face as often as of the town
        ("कितना", None),
        ("total_low", None),
        ("Colour", None),
        ("", None),
        ("£", None),
    ],
)
def test_headings_are_known_whatever_their_case_and_signs(
    heading: str, field: Field | None
) -> None:
    assert field_of(heading) is field


def test_every_field_has_a_name_and_a_heading() -> None:
    assert len({field_name(field) for field in Field}) == len(Field)
    assert {field_of(field.value) for field in Field} >= set(Field) - {
        Field.PRICE_DATE  # its usual heading is “date”
    }


def test_a_heading_known_in_full_comes_before_one_that_is_not() -> None:
    columns = guess_columns(["Approx. price", "Price", "Name"])
    assert [column.field for column in columns.columns] == [None, Field.PRICE, Field.NAME]


def test_what_a_heading_says_of_its_cells_is_kept() -> None:
    columns = guess_columns(
        ["Name", "Price per course (₹, excl. GST)", "Downtime (hours)", "Size (ml)"]
    ).columns
    assert (columns[1].currency, columns[1].per, columns[1].tax) == (
        "INR",
        Per.COURSE,
        Tax.EXCLUDED,
    )
    assert (columns[2].unit, columns[3].unit) == ("hour", "ml")


def test_a_type_is_the_kind_only_where_its_cells_are_kinds() -> None:
    headings = ["Name", "Type"]
    kinds = guess_columns(headings, [("Peel", "treatment"), ("Serum", "Product")])
    assert kinds.columns[1].field is Field.KIND
    families = guess_columns(headings, [("Peel", "Laser"), ("Serum", "Product")])
    assert families.columns[1].field is Field.FAMILY


def test_a_rate_is_a_price_except_in_an_export() -> None:
    assert guess_columns(["Name", "Rate (INR)"]).columns[1].field is Field.PRICE
    export = guess_columns(["name", "rate", "original_currency"])
    assert export.columns[1].field is Field.RATE


def test_a_description_is_the_name_where_nothing_else_is() -> None:
    assert guess_columns(["Description", "Price"]).index_of(Field.NAME) == 0
    both = guess_columns(["Description", "Treatment"])
    assert (both.index_of(Field.NOTES), both.index_of(Field.NAME)) == (0, 1)


def test_the_columns_of_an_export_are_known_and_the_totals_said_to_be_ignored() -> None:
    columns = guess_columns(list(COLUMNS))
    assert columns.ignored() == (
        *("state", "total_low", "total_high", "rate_date", "rate_source", "sources"),
        "rate_age_days",
        "lines",
        "assumptions",
    )
    remark = next(each for each in columns.remarks() if "works it out anew" in each)
    assert "total_low, total_high" in remark


def test_a_field_chosen_by_hand_leaves_the_column_it_had() -> None:
    columns = guess_columns(["Name", "Price", "Colour"])
    changed = columns.with_field(2, Field.PRICE)
    assert [column.field for column in changed.columns] == [Field.NAME, None, Field.PRICE]
    none = changed.with_field(0, None)
    assert none.index_of(Field.NAME) is None
    assert any("No column is the name" in remark for remark in none.remarks())


def test_a_currency_chosen_by_hand_is_for_prices_alone() -> None:
    columns = guess_columns(["Name", "Price", "Consultation fee"])
    assert [c.currency for c in columns.with_currency("INR").columns] == [None, "INR", "INR"]
    assert [c.currency for c in columns.with_currency("INR", 2).columns] == [None, None, "INR"]


def test_headings_that_stand_twice_are_pointed_out_once() -> None:
    columns = guess_columns(["Name", "Price", "price"])
    remarks = columns.remarks()
    assert [r for r in remarks if "stands twice" in r] == [
        "The heading “Price” stands twice: only one of the columns is read."
    ]


def test_a_text_for_all_rows_can_be_given_and_taken_away() -> None:
    columns = guess_columns(["Name"]).with_text_for_all(Field.PROVIDER, "Glow")
    assert columns.for_all == {Field.PROVIDER: "Glow"}
    assert columns.with_text_for_all(Field.PROVIDER, " ").for_all == {}


def test_a_table_without_a_price_is_said_to_be_one() -> None:
    sentence = "No column is a price: every row comes in with its price unknown."
    assert sentence in guess_columns(["Name", "Session", "Course of 3"]).remarks()
    for heading in ("Price", "Max. price", "Consultation fee"):
        assert sentence not in guess_columns(["Name", heading]).remarks()
