from __future__ import annotations

import pytest

from exodesk.wording.counts import counts_text, early_counts_text


def test_what_fits_is_told_apart_from_what_cannot_be_judged() -> None:
    assert counts_text(5, 1, 7) == "5 match · 1 can't tell · 7 in catalogue"
    assert counts_text(7, 0, 7) == "7 match · 7 in catalogue"


@pytest.mark.parametrize(("done", "percent"), [(0.0, "0"), (0.5, "50"), (0.999, "99")])
def test_while_totals_are_worked_out_it_is_said_of_how_many(done: float, percent: str) -> None:
    ending = f"totals are being worked out: {percent} %"
    assert early_counts_text(None, 1200, done) == f"1,200 in catalogue · {ending}"
    assert early_counts_text(40, 1200, done) == f"40 match · 1,200 in catalogue · {ending}"
