from __future__ import annotations

import pytest

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.packages import package_break_evens, prepaid
from exodesk.wording.packages import package_sentence, prepaid_sentence
from tests.builders import RATES, cost, course, entry

USUAL = Assumptions()


@pytest.mark.parametrize(
    ("single", "three", "sentence"),
    [
        ("150 GBP", "400 GBP", "The course of 3 pays only if you take all 3."),
        ("150 GBP", "299 GBP", "The course of 3 surely pays from 2 sessions on."),
        ("150 GBP", "450 GBP", "The course of 3 costs no less than as many single sessions."),
        (
            "100-200 GBP",
            "250-280 GBP",
            "The course of 3 surely pays if you take all 3, and may from 2 on.",
        ),
        (
            "300-500 GBP",
            "450-580 GBP",
            "The course of 3 surely pays from 2 sessions on, and may from 1 on.",
        ),
        (
            "100-200 GBP",
            "250-310 GBP",
            "The course of 3 may pay from 2 sessions on, or never.",
        ),
        ("from 150 GBP", "290 GBP", "The course of 3 surely pays from 2 sessions on."),
        ("from 100 GBP", "290 GBP", "The course of 3 pays only if you take all 3."),
        (
            "150 GBP",
            "from 450 GBP",
            "Whether the course of 3 pays cannot be told: an end of a price is missing.",
        ),
    ],
)
def test_it_says_from_which_session_on_a_course_pays(
    single: str, three: str, sentence: str
) -> None:
    (found,) = package_break_evens(entry("Peel", single, course(3, three)), USUAL, RATES)
    assert package_sentence(found) == sentence


def test_it_says_what_is_paid_and_not_yet_had() -> None:
    bought = cost(entry("Peel", "150 GBP", course(3, "400-500 GBP"), sessions="4"))
    assert [prepaid_sentence(found, "GBP") for found in prepaid(bought, USUAL, RATES)] == [
        "Paid in advance and not yet had (one session + course of 3): £400 – £500,"
        " after 1 session £267 – £333, after 2 sessions £133 – £167, after 3 sessions nothing,"
        " after 4 sessions nothing.",
    ]


def test_of_very_many_sessions_it_says_how_it_begins() -> None:
    bought = cost(entry("Peel", course(3, "300 GBP"), sessions="1000"))
    (found,) = prepaid(bought, USUAL, RATES)
    sentence = prepaid_sentence(found, "GBP")
    assert "after 12 sessions nothing, and so on up to 1,000 sessions (each in JSON)." in sentence
    assert "after 13" not in sentence
