from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.documents.letters import families, one_line, printable

ANY_TEXT = st.text(st.characters(categories=("L", "M", "N", "P", "S", "Z", "C")))
_ISOLATES = "\u2068\u2069"


def test_both_scripts_of_our_readers_come_first() -> None:
    assert families()[:2] == ("Noto Sans", "Noto Sans Devanagari")


@pytest.mark.parametrize(
    "text",
    [
        "Peel, London: £1,500.00 – £2,000.00 ≈ ₹1,50,000",
        "क्षत्रिय ज्ञान क्लिनिक",
        "שלום (TLV)",
        "عيادة 50",
        "café über Łódź −5 °C ≤ 3 × ½",
        "*bold* #let $x$",
        "two\nlines",
        "",
    ],
)
def test_what_the_fonts_have_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("中", "[U+4E2D]"),
        ("a😀b", "a[U+1F600]b"),
        ("a\0b", "a[U+0000]b"),
        ("a\x1bb", "a[U+001B]b"),
        ("a\ud800b", "a[U+D800]b"),
        ("exe.\u202etxt", "exe.[U+202E]txt"),
        ("\ufeffa", "[U+FEFF]a"),
        ("\ufffe\ue000", "[U+FFFE][U+E000]"),
        ("∴\u05bd", "∴[U+05BD]"),  # each is in some font, but both in none
    ],
)
def test_what_no_font_can_show_is_written_by_its_number(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_end_of_a_line_is_one(end: str) -> None:
    assert printable(f"a{end}b") == "a\nb"


def test_a_word_longer_than_any_line_can_be_broken_and_loses_nothing() -> None:
    word = "x" * 1000
    pieces = printable(f"a {word} b").split("\u200b")
    assert max(map(len, pieces)) <= 22
    assert "".join(pieces) == f"a {word} b"
    assert printable("https://www.example.com/a-b/c") == "https://www.example.com/a-b/c"


@given(ANY_TEXT)
def test_what_was_made_printable_stays_so(text: str) -> None:
    once = printable(text)
    assert printable(once) == once


@given(ANY_TEXT, st.integers(2, 20))
def test_a_name_keeps_to_one_line_and_to_its_length(text: str, longest: int) -> None:
    line = one_line(text, longest).strip(_ISOLATES)
    assert len(line) <= longest
    assert line.split() == [word for word in line.split(" ") if word]


def test_a_name_from_right_to_left_keeps_its_direction_to_itself() -> None:
    assert one_line("שלום") == "\u2068שלום\u2069"
    assert one_line("Peel\n  Leeds") == "Peel Leeds"
    assert one_line("שלום\u2069") == "\u2068שלום[U+2069]\u2069"
    assert one_line("abcdef", 4) == "abc…"


def test_an_amount_held_together_stays_so_and_an_open_isolate_is_written_by_its_number() -> None:
    held = "کل \u2066£600\u2069 – \u2066£700\u2069"
    assert printable(held) == held
    assert printable("a\u2066b") == "a[U+2066]b"
    assert printable("\u2066a\u202eb\u2069").startswith("[U+2066]a[U+202E]b")
    assert one_line("a\u2066b\u2069") == "a[U+2066]b[U+2069]"
