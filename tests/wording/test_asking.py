from __future__ import annotations

from dataclasses import replace

import pytest

from exodesk.domain.asking import Ask, AskEffect, AskField, Why, asks
from exodesk.domain.entries import Entry, ExosomeSource, Offer, Per, Provider
from exodesk.wording.asking import effect_text, email_text, question_text, unknown_text, why_text
from tests.builders import NO_RATES, RATES, course, entry, offer, product
from tests.worked_entries import LONDON, MUMBAI, PLAIN, RETINOID, VIAL, costs

PEEL = entry("Peel", country="GB")


def ask(
    field: AskField,
    about: Offer | None = None,
    *,
    why: Why = Why.NOT_STATED,
    of: Entry = PEEL,
    effect: AskEffect = AskEffect.TOTAL,
) -> Ask:
    return Ask(0, of, field, why, effect, about)


CONSULTATION = offer("50 GBP", Per.CONSULTATION)


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        (
            ask(AskField.PRICE, why=Why.NO_PRICE),
            "What does one session cost, and what a whole course?",
        ),
        (
            ask(AskField.PRICE, why=Why.NO_PRICE, of=product("Cream")),
            "What does one pack cost?",
        ),
        (
            ask(AskField.PRICE, offer("on request GBP"), why=Why.ON_REQUEST),
            "What does one session cost?",
        ),
        (
            ask(AskField.PRICE, course(3, "on request GBP"), why=Why.ON_REQUEST),
            "What does a course of 3 sessions cost?",
        ),
        (
            ask(AskField.PRICE, offer("on request GBP", Per.PACK), why=Why.ON_REQUEST),
            "What does one pack cost?",
        ),
        (
            ask(AskField.PRICE, offer("on request GBP", Per.MONTH), why=Why.ON_REQUEST),
            "What does it cost (every 1 month)?",
        ),
        (
            ask(AskField.PRICE, offer("from 300 GBP"), why=Why.FROM),
            "The price (one session) is given as “from £300”. What is the highest it can be?",
        ),
        (
            ask(AskField.PRICE, course(3, "up to 300 GBP"), why=Why.UP_TO),
            "The price (course of 3) is given as “up to £300”. What is the lowest it can be?",
        ),
        (
            ask(AskField.PRICE, offer("300 GBP", Per.UNSTATED), why=Why.PER_NOT_STATED),
            "Is the price of £300 for one session or for a whole course of how many sessions?",
        ),
        (
            ask(
                AskField.PRICE,
                offer("300 GBP", Per.UNSTATED),
                why=Why.PER_NOT_STATED,
                of=product("Cream"),
            ),
            "What does the price of £300 buy?",
        ),
        (ask(AskField.SESSIONS), "How many sessions does a course have?"),
        (ask(AskField.PACK), "How much does one pack hold?"),
        (ask(AskField.USE), "How much of it is used in a day?"),
        (
            ask(AskField.FEE, offer("on request GBP", Per.CONSULTATION), why=Why.ON_REQUEST),
            "What does the consultation cost?",
        ),
        (
            ask(AskField.FEE, offer("on request GBP", Per.PATCH_TEST), why=Why.ON_REQUEST),
            "What does the patch test cost?",
        ),
        (
            ask(AskField.FEE, offer("on request GBP", Per.ADD_ON), why=Why.ON_REQUEST),
            "What does the add-on cost for each session?",
        ),
        (
            ask(AskField.FEE, offer("from 20 GBP", Per.CONSULTATION), why=Why.FROM),
            "The price (consultation fee) is given as “from £20”. What is the highest it can be?",
        ),
        (
            ask(AskField.REDEEMABLE, CONSULTATION),
            "Is the consultation fee of £50 taken off the price of the course?",
        ),
        (
            ask(AskField.TAX, offer("150.50 GBP")),
            "Is VAT included in the price of £150.50 (one session)?",
        ),
        (
            ask(AskField.TAX, offer("150000 INR"), of=entry("Peel", country="IN")),
            "Is GST included in the price of ₹1,50,000 (one session)?",
        ),
        (ask(AskField.TAX, of=entry("Peel", country="US")), "Is tax included in the prices?"),
        (ask(AskField.TAX, offer("on request GBP")), "Is VAT included in the price?"),
        (ask(AskField.TAX_RATE, offer("150 GBP")), "How much VAT is added to the price?"),
        (ask(AskField.LASTS), "How long is it until a maintenance session is needed?"),
        (ask(AskField.INTERVAL), "How much time is there between two sessions?"),
        (ask(AskField.DOWNTIME), "How long is the downtime, at least and at most?"),
        (ask(AskField.COUNTRY), "In which country is it offered?"),
        (ask(AskField.RATE), "What is the exchange rate?"),
        (ask(AskField.INCLUDED), "What does the price include?"),
        (ask(AskField.EXOSOME_SOURCE), "What is the source of the exosomes?"),
    ],
)
def test_an_unknown_is_a_plain_question(asked: Ask, question: str) -> None:
    assert question_text(asked) == question


@pytest.mark.parametrize(
    ("effect", "text"),
    [
        (AskEffect.CHEAPEST, "could change which is the cheapest"),
        (AskEffect.CERTAINTY, "could change how sure the verdict is"),
        (AskEffect.TOTAL, "would change the total"),
        (AskEffect.NOTHING, "would not change the total"),
    ],
)
def test_what_an_answer_could_change(effect: AskEffect, text: str) -> None:
    assert effect_text(effect) == text
    asked = ask(AskField.PRICE, why=Why.ON_REQUEST, effect=effect)
    assert why_text(asked) == f"the price is on request: the answer {text}"


def test_everything_unknown_has_words_of_its_own() -> None:
    whys = [why for why in Why if why is not Why.NOT_STATED]
    said = [unknown_text(ask(AskField.PRICE, why=why)) for why in whys]
    said += [unknown_text(ask(field)) for field in AskField if field is not AskField.PRICE]
    assert len(set(said)) == len(whys) + len(AskField) - 1


def letter(*entries: Entry) -> str:
    return email_text(asks(costs(*entries), PLAIN, RATES))


def test_a_letter_to_one_clinic_asks_in_order_and_names_what_it_is_about() -> None:
    silent = replace(VIAL, exosome_source=ExosomeSource.NOT_STATED)
    assert letter(silent) == (
        "Hello,\n"
        "\n"
        "I am comparing prices and have a few questions:\n"
        "\n"
        "Vial\n"
        "1. What does one session cost?\n"
        "2. Is GST included in the price?\n"
        "3. How long is it until a maintenance session is needed?\n"
        "4. How much time is there between two sessions?\n"
        "5. What does the price include?\n"
        "6. What is the source of the exosomes?\n"
        "\n"
        "Thank you.\n"
    )


def test_each_provider_has_a_letter_of_its_own() -> None:
    text = letter(LONDON, MUMBAI, RETINOID)
    assert [line for line in text.splitlines() if line.startswith("To ")] == [
        "To Clinic, United Kingdom:",
        "To Clinic, India:",
        "To Maker, United Kingdom:",
    ]
    assert text.count("Hello,") == text.count("Thank you.") == 3
    assert "I am comparing prices and have a question:" in text


def test_one_provider_of_two_entries_has_one_letter_numbered_through() -> None:
    other = replace(MUMBAI, id="other", name="Other")
    text = letter(MUMBAI, other)
    assert text.count("Hello,") == 1
    numbers = [line.split(". ")[0] for line in text.splitlines() if ". " in line]
    assert numbers == [str(number + 1) for number in range(len(numbers))]
    assert text.index("\nMumbai\n") < text.index("\nOther\n")


def test_where_no_provider_is_named_the_letter_is_to_whoever_offers_it() -> None:
    guide = replace(MUMBAI, id="guide", provider=None)
    assert "To whoever offers it:" in letter(guide, LONDON)


def test_a_name_stays_on_its_line() -> None:
    odd = replace(MUMBAI, name="Peel\n\nBcc: x", provider=Provider("A\nB", "C\td"))
    text = email_text([ask(AskField.TAX, of=odd), ask(AskField.TAX)])
    assert "To A B, C d:\n" in text
    assert "\nPeel Bcc: x\n" in text


def test_a_rate_is_not_asked_of_a_clinic() -> None:
    made = asks(costs(MUMBAI, LONDON, rates=NO_RATES), PLAIN, NO_RATES)
    assert any(each.field is AskField.RATE for each in made)
    assert "exchange" not in email_text(made)
    assert email_text([ask(AskField.RATE)]) == ""


def test_without_questions_there_is_no_letter() -> None:
    assert email_text([]) == ""


def test_a_question_that_is_the_same_twice_is_asked_once() -> None:
    twice = [ask(AskField.TAX), ask(AskField.TAX)]
    assert email_text(twice).count("Is VAT included") == 1
