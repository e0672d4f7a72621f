"""What a translation must be, and what the code must be so that it can be translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po

import dev
from exodesk.wording.amounts import runs_from_right

PACKAGE = dev.ROOT / "exodesk"
LANGUAGES = [path.parts[-3] for path in dev.translations(dev.ROOT)]
FILES = sorted(PACKAGE.rglob("*.py"))
MARKS = {"_", "N_", "ngettext", "pgettext"}
# Where we write {name}, Qt writes %1 and argparse %s or %(name)s.
PLACEHOLDERS_OF_OTHERS = re.compile(r"%(?:L?[0-9]+|n|s|r|\([a-z_]+\)[rs])(?![a-z])")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def messages_of_the_code() -> frozenset[tuple[str | None, str | tuple[str, ...]]]:
    """Each message with its context."""
    found = extract_from_dir(str(PACKAGE), keywords=parse_keywords(dev.MARKS))
    return frozenset(
        (context, tuple(message) if isinstance(message, (list, tuple)) else message)
        for _file, _line, message, _comments, context in found
    )


@cache
def translation(language: str) -> Catalog:
    source = dev.ROOT / dev.LOCALE / language / "LC_MESSAGES" / f"{dev.DOMAIN}.po"
    with source.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def translated(language: str) -> Iterator[tuple[Message, list[str], list[str]]]:
    """Each message that has any translation, with its forms in English and in ``language``."""
    for message in translation(language):
        said = message.string or ""
        forms = [said] if isinstance(said, str) else list(said)
        if message.id and any(forms):
            yield message, [message.id] if isinstance(message.id, str) else list(message.id), forms


def placeholders(text: str) -> list[str]:
    """Each with the way in which it is written out, where it has one: ``{n:>4}``."""
    named = [
        f"{name}!{how}:{spec}" if spec or how else name
        for _text, name, spec, how in Formatter().parse(text)
        if name is not None
    ]
    return sorted([*named, *PLACEHOLDERS_OF_OTHERS.findall(text)])


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every place where a message is marked."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            yield node


def words_of(call: ast.Call) -> list[ast.expr]:
    assert isinstance(call.func, ast.Name)
    return call.args[: {"ngettext": 2, "pgettext": 2}.get(call.func.id, 1)]


def looked_up(word: ast.expr) -> bool:
    """Whether it is taken from a table, whose messages are marked with ``N_``."""
    return isinstance(word, (ast.Subscript, ast.Name))


def is_message(node: ast.expr) -> bool:
    """``_("…")`` itself, or with its placeholders filled."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS


# --- the code


def test_what_is_translated_is_written_out_where_it_is_marked() -> None:
    wrong = [
        f"{path.name}, line {call.lineno}: {ast.unparse(call)}"
        for path in FILES
        for call in calls(tree_of(path))
        for word in words_of(call)
        if not (isinstance(word, ast.Constant) and isinstance(word.value, str) and word.value)
        and not looked_up(word)
    ]
    assert wrong == [], "a message is one literal: no f-string, nothing added or filled in"


def test_what_is_looked_up_in_a_table_is_marked_in_the_table() -> None:
    marking = {path for path in FILES for call in calls(tree_of(path)) if _marks_only(call)}
    looking = {
        path
        for path in FILES
        for call in calls(tree_of(path))
        if any(map(looked_up, words_of(call))) and path.name != "translation.py"
    }
    assert looking
    assert looking - marking == set()


def _marks_only(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "N_"


def test_messages_are_marked_by_the_names_that_are_looked_for() -> None:
    wrong = [
        f"{path.name}, line {node.lineno}: {ast.unparse(node)}"
        for path in FILES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and is_marked_otherwise(node)
    ]
    assert wrong == [], "extraction finds _, N_, ngettext and pgettext, and no other name"


def is_marked_otherwise(call: ast.Call) -> bool:
    """``translation.gettext("…")`` or ``gettext("…")``, which no extraction sees."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="translation" | "wording"), attr=name):
            return name in ("gettext", "ngettext", "pgettext")
        case ast.Name(id="gettext"):
            return True
        case _:
            return False


@pytest.mark.parametrize("code", ['translation.gettext("Total")', 'gettext(f"Total {n}")'])
def test_a_message_marked_by_another_name_is_seen(code: str) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert is_marked_otherwise(call)


def test_no_sentence_is_built_of_pieces() -> None:
    wrong = [
        f"{path.name}, line {node.lineno}: {ast.unparse(node)}"
        for path in FILES
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.BinOp, ast.JoinedStr, ast.AugAssign))
        and any(map(is_message, pieces_of(node)))
    ]
    assert wrong == [], "whole sentences with named placeholders"


def pieces_of(node: ast.AST) -> list[ast.expr]:
    """What is put together with something else into one text."""
    match node:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [left, right]
        case ast.BinOp(left=left, op=ast.Mod()):
            return [left]
        case ast.JoinedStr(values=values):
            return [part.value for part in values if isinstance(part, ast.FormattedValue)]
        case ast.AugAssign(op=ast.Add(), value=value):
            return [value]
        case _:
            return []


@pytest.mark.parametrize(
    "code",
    [
        '_("Total ") + amount',
        'amount + ngettext("day", "days", n).format(n=n)',
        "f\"{amount} {_('in all')}\"",
        'text += _("and more")',
        '_("{n} days") % n',
    ],
)
def test_a_sentence_built_of_pieces_is_seen(code: str) -> None:
    nodes = list(ast.walk(ast.parse(code)))
    assert any(is_message(piece) for node in nodes for piece in pieces_of(node))


def test_messages_have_no_loose_ends_and_only_named_placeholders() -> None:
    for _context, message in messages_of_the_code():
        for text in [message] if isinstance(message, str) else message:
            assert text.strip(" ") == text or text[:4] == "    " or text == "usage: ", text
            assert all(name.isidentifier() or "%" in name for name in placeholders(text)), text


def test_the_messages_of_every_layer_are_found() -> None:
    messages = {message for _context, message in messages_of_the_code()}
    assert len(messages) > 1500
    assert {"unknown", "Treatment", ("{n} day old", "{n} days old"), "&File"} <= messages


# --- the translations


def test_there_is_hindi() -> None:
    assert "hi" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_says_all_that_the_code_says_and_nothing_else(language: str) -> None:
    messages = [message for message in translation(language) if message.id]
    there = {
        (each.context, each.id if isinstance(each.id, str) else tuple(each.id)) for each in messages
    }
    code = messages_of_the_code()
    assert code - there == set(), "run: python3 dev.py translate"
    assert there - code == set(), "run: python3 dev.py translate"
    lacking = [
        each.id
        for each in messages
        if not each.string or (not isinstance(each.string, str) and not all(each.string))
    ]
    assert lacking == [], "untranslated"
    assert [each.id for each in messages if each.fuzzy] == [], "unsure"
    assert not translation(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_every_placeholder_and_invents_none(language: str) -> None:
    wrong = []
    for _message, english, forms in translated(language):
        wanted = placeholders(english[-1])
        for number, form in enumerate(forms):
            found = placeholders(form)
            # The form for one may do without its number, as in “one session”.
            may_lack = len(forms) > 1 and number == 0
            if found != wanted and not (may_lack and set(found) <= set(wanted)):
                wrong.append((english[-1], form))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_every_plural_form(language: str) -> None:
    count = translation(language).num_plurals
    for message, english, forms in translated(language):
        assert len(forms) == (count if message.pluralizable else 1), english
        assert all(forms), english


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_begins_and_ends_as_the_message_does(language: str) -> None:
    for _message, english, forms in translated(language):
        for form in forms:
            assert len(form) - len(form.lstrip()) == len(english[0]) - len(english[0].lstrip()), (
                form
            )
            assert len(form) - len(form.rstrip()) == len(english[0]) - len(english[0].rstrip()), (
                form
            )
            assert form.count("\n") == english[0].count("\n"), form


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_gives_no_advice(language: str) -> None:
    advice = {"hi": ("सर्वश्रेष्ठ", "सबसे अच्छा", "सुरक्षित", "उपयुक्त", "अनुशंसित", "सिफ़ारिश")}
    for _message, english, forms in translated(language):
        if re.search(r"\b(best|safe|suitable|recommend)", " ".join(english), re.IGNORECASE):
            continue  # the sentence says that it does not
        for word in advice.get(language, ()):
            assert not any(word in form for form in forms), (english, forms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_from_the_right_holds_its_amounts_together(language: str) -> None:
    if not runs_from_right(language):
        return
    held = re.compile("\u2066[^\u2069]*\u2069")
    forms = [form for _message, _english, forms in translated(language) for form in forms]
    assert [form for form in forms if re.search("[£₹][0-9]", held.sub("", form))] == []
