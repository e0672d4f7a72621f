from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.entries import Concern, Family, Kind, Route
from exodesk.domain.errors import ExodeskError
from exodesk.domain.filters import EntryFilter, Fit
from exodesk.domain.money import Money
from exodesk.domain.saved_filters import from_plain, to_plain

FULL = EntryFilter(
    words="prp face",
    fit=Fit.SURELY,
    max_total=Money(Decimal("2500.50"), "GBP"),
    max_price=Money(Decimal(120000), "INR"),
    max_downtime_days=Fraction(1, 3),
    max_sessions=6,
    kinds=frozenset({Kind.TREATMENT}),
    families=frozenset({Family.PRP, Family.EXOSOME}),
    routes=frozenset({None, Route.TOPICAL}),
    concerns=frozenset({Concern.HAIR_LOSS}),
    countries=frozenset({"GB", None}),
    providers=frozenset({"Clinic", None}),
)


def limits() -> st.SearchStrategy[Money]:
    amounts = st.decimals(0, 10**9, places=2)
    return st.builds(Money, amounts, st.sampled_from(["GBP", "INR", "JPY"]))


filters = st.builds(
    EntryFilter,
    words=st.text(max_size=20),
    fit=st.sampled_from(Fit),
    max_total=st.none() | limits(),
    max_price=st.none() | limits(),
    max_downtime_days=st.none() | st.fractions(0, 1000, max_denominator=24),
    max_sessions=st.none() | st.integers(1, 1000),
    kinds=st.frozensets(st.sampled_from(Kind)),
    families=st.frozensets(st.sampled_from(Family)),
    routes=st.frozensets(st.none() | st.sampled_from(Route)),
    concerns=st.frozensets(st.sampled_from(Concern)),
    countries=st.frozensets(st.none() | st.sampled_from(["GB", "IN"])),
    providers=st.frozensets(st.none() | st.text(max_size=10)),
)


@given(filters)
def test_a_filter_comes_back_from_json_as_it_was(entry_filter: EntryFilter) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(entry_filter)))) == entry_filter


def test_a_full_filter_reads_as_plain_words() -> None:
    assert to_plain(FULL) == {
        "words": "prp face",
        "fit": "surely",
        "max_total": "2500.50 GBP",
        "max_price": "120000 INR",
        "max_downtime_days": "1/3",
        "max_sessions": 6,
        "kinds": ["treatment"],
        "families": ["exosome", "prp"],
        "routes": ["topical", None],
        "concerns": ["hair-loss"],
        "countries": ["GB", None],
        "providers": ["Clinic", None],
    }
    assert from_plain(to_plain(FULL)) == FULL


def test_a_filter_without_criteria_is_empty() -> None:
    assert to_plain(EntryFilter()) == {}
    assert from_plain({}) == EntryFilter()


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        "words",
        7,
        {"colour": "red"},
        {"words": 3},
        {"words": "x" * 2000},
        {3: "words"},
        {"fit": "maybe"},
        {"max_total": 1000},
        {"max_total": "1000"},
        {"max_total": "1,000 GBP"},
        {"max_total": "NaN GBP"},
        {"max_total": "-5 GBP"},
        {"max_total": "5 QQQ"},
        {"max_total": "٥ GBP"},
        {"max_total": "9" * 5000 + " GBP"},
        {"max_downtime_days": "1/0"},
        {"max_downtime_days": "-1"},
        {"max_downtime_days": 3},
        {"max_sessions": 0},
        {"max_sessions": 1001},
        {"max_sessions": True},
        {"max_sessions": "6"},
        {"max_sessions": 2.5},
        {"kinds": "treatment"},
        {"kinds": ["animal"]},
        {"kinds": [None]},
        {"routes": [["topical"]]},
        {"routes": {"topical": 1}},
        {"countries": [3]},
    ],
)
def test_junk_is_refused_in_one_sentence(plain: object) -> None:
    with pytest.raises(ExodeskError) as refused:
        from_plain(plain)
    assert "saved filter could not be read" in str(refused.value)
    assert len(str(refused.value)) < 160


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*to_plain(FULL)]), inner),
    )
)
def test_no_json_value_raises_anything_else(plain: object) -> None:
    try:
        assert isinstance(from_plain(plain), EntryFilter)
    except ExodeskError:
        assert plain != {}
