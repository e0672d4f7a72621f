from __future__ import annotations

from dataclasses import replace

from exodesk.domain.entries import Family, Provider, Remark
from exodesk.imports.known import updated_with
from tests.builders import entry, offer

HERE = replace(
    entry("Peel", "100 GBP", provider="Clinic", city="Leeds", country="GB", sessions="3"),
    notes=(Remark("Ask for Ann"),),
)


def test_an_update_takes_what_is_said_and_keeps_what_is_not() -> None:
    said = entry("Peel", "120 GBP", id="other", provider="Clinic Ltd", city=None, country=None)
    joined = updated_with(HERE, replace(said, family=Family.OTHER))
    assert joined.id == HERE.id
    assert joined.provider == Provider("Clinic Ltd", "Leeds", "GB")
    assert joined.offers == (offer("120 GBP"),)
    assert joined.sessions == HERE.sessions
    assert joined.family is Family.PEEL
    assert joined.notes == HERE.notes


def test_an_update_may_move_a_provider_to_another_place() -> None:
    said = entry("Peel", provider="Clinic", city="York", country="IE")
    assert updated_with(HERE, said).provider == Provider("Clinic", "York", "IE")


def test_an_update_names_the_provider_of_an_entry_that_had_none() -> None:
    without = entry("Peel", provider=None, country="GB")
    said = entry("Peel", provider="Clinic", city="York", country="GB")
    assert updated_with(without, said).provider == Provider("Clinic", "York", "GB")


def test_an_update_adds_remarks_once() -> None:
    said = replace(HERE, notes=(Remark("Ask for Ann"), Remark("Closed on Mondays")))
    assert updated_with(HERE, said).notes == (Remark("Ask for Ann"), Remark("Closed on Mondays"))
