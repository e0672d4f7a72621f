from __future__ import annotations

from dataclasses import replace

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.own_catalogue import differences
from exodesk.domain.workspace import OwnEntry, PastOffer
from exodesk.ui.widgets.details_lines import Footnotes
from exodesk.ui.widgets.details_own import Ownership, history_part, own_part
from tests.builders import SOURCE, course, entry, offer, session_count

SHIPPED = entry("Peel", offer("100 GBP", date="2026-01-10"), course(3, "250 GBP"), sessions="3")
COPY = replace(
    SHIPPED,
    offers=(offer("120 GBP", date="2026-11-25"), SHIPPED.offers[1]),
    sessions=session_count("4-6"),
)
NOTES = Footnotes(COPY, Catalogue(sources={SOURCE.id: SOURCE}))


def test_an_entry_that_is_not_ones_own_says_nothing() -> None:
    assert own_part(None, NOTES).lines == ()
    assert history_part(None, NOTES).lines == ()


def test_an_own_entry_says_so() -> None:
    assert own_part(Ownership(OwnEntry(SHIPPED)), NOTES).title == "Your own entry"


def test_a_copy_says_each_thing_in_which_it_differs_and_what_was_shipped() -> None:
    sentence = own_part(Ownership(OwnEntry(COPY, SHIPPED)), NOTES).sentence()
    assert sentence.startswith("Your copy of a shipped entry")
    assert "£120, 25 Nov 2026" in sentence
    assert "shipped: £100, 10 Jan 2026" in sentence
    assert "4 – 6" in sentence
    assert "shipped: 3" in sentence
    assert "Course of 3" not in sentence


def test_what_has_changed_in_the_shipped_file_since_is_pointed_out() -> None:
    newer = replace(SHIPPED, offers=(offer("110 GBP"), SHIPPED.offers[1]))
    since = differences(SHIPPED, newer)
    sentence = own_part(Ownership(OwnEntry(COPY, SHIPPED), (), since), NOTES).sentence()
    assert "The shipped figure has changed since:" in sentence
    assert "now: £110, undated" in sentence


def test_former_prices_keep_their_date_and_say_when_they_were_replaced() -> None:
    past = PastOffer("peel", SHIPPED.offers[0], "2026-11-25T12:00:00+00:00")
    part = history_part(Ownership(OwnEntry(COPY, SHIPPED), (past,)), NOTES)
    assert part.title == "Former prices"
    assert "£100 for one session, no source, 10 Jan 2026; replaced 25 Nov 2026" in part.sentence()


def test_former_prices_and_differences_name_who_stated_them() -> None:
    former = offer("100 GBP", source=SOURCE.id, date="2026-01-10")
    past = PastOffer("peel", former, "2026-11-25T12:00:00+00:00")
    own = Ownership(OwnEntry(COPY, replace(SHIPPED, offers=(former,))), (past,))
    assert "one session, Clinic, 10 Jan 2026" in history_part(own, NOTES).sentence()
    assert "shipped: £100, 10 Jan 2026, Clinic" in own_part(own, NOTES).sentence()


def test_what_has_no_room_is_counted() -> None:
    past = tuple(
        PastOffer("peel", offer(f"{n} GBP"), "2026-11-25T12:00:00+00:00") for n in range(15)
    )
    part = history_part(Ownership(OwnEntry(COPY, SHIPPED), past), NOTES)
    assert len(part.lines) == 13
    assert part.lines[-1].sentence() == "and 3 more"


def test_text_of_an_entry_keeps_its_direction_and_its_lines_to_itself() -> None:
    odd = replace(SHIPPED, name="one\ntwo\u202e")
    sentence = own_part(Ownership(OwnEntry(odd, SHIPPED)), NOTES).sentence()
    assert "\u2068one two\u202e\u2069" in sentence
