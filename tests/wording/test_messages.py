"""Every message as gettext needs it: one literal, worded when it is shown, its gaps all filled."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "exodesk"
FILES = sorted(PACKAGE.rglob("*.py"))
FUNCTIONS = {"_", "gettext", "ngettext", "pgettext", "N_"}
TRANSLATION = PACKAGE / "translation.py"
Message = tuple[Path, ast.Call]


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file, in which every node knows its parent."""
    tree = ast.parse(path.read_text("utf-8"), str(path))
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node  # type: ignore[attr-defined]
    return tree


TREES = {path: parsed(path) for path in FILES if path != TRANSLATION}


def messages_in(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func
            name = name.id if isinstance(name, ast.Name) else name
            if name in FUNCTIONS:
                yield node


def ancestors(node: ast.AST) -> Iterator[ast.AST]:
    while (parent := getattr(node, "parent", None)) is not None:
        yield parent
        node = parent


MESSAGES: list[Message] = [
    (path, call) for path, tree in TREES.items() for call in messages_in(tree)
]


def place(message: Message) -> str:
    path, call = message
    return f"{path.relative_to(PACKAGE)}:{call.lineno}: {ast.unparse(call)[:90]}"


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)


def texts_of(call: ast.Call) -> list[ast.expr]:
    return call.args[:-1] if name_of(call) == "ngettext" else call.args


def literals(call: ast.Call) -> list[str]:
    return [
        text.value
        for text in texts_of(call)
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    ]


def gaps(text: str) -> set[str]:
    return {
        field for _text, field, _spec, _turn in string.Formatter().parse(text) if field is not None
    }


def faulty(call: ast.Call) -> bool:
    """A text that gettext cannot find: put together, filled in or computed on the spot."""
    return not all(
        (isinstance(text, ast.Constant) and isinstance(text.value, str))
        # A word that N_ marks in a table: _(_WORDS[value]).
        or (isinstance(text, (ast.Subscript, ast.Name)) and name_of(call) == "_")
        for text in texts_of(call)
    )


def test_the_messages_are_found() -> None:
    assert len(MESSAGES) > 300
    assert len({path for path, _call in MESSAGES}) > 30
    assert {name_of(call) for _path, call in MESSAGES} >= {"_", "ngettext", "N_"}


@pytest.mark.parametrize(
    "bad", ['_(f"{a}")', '_("a" + b)', '_("a {x}".format(x=1))', '_("a" % b)', "_(a())", "_(5)"]
)
def test_a_message_that_is_put_together_is_seen(bad: str) -> None:
    (call,) = messages_in(ast.parse(bad))
    assert faulty(call)


def test_a_message_is_one_literal_and_never_an_f_string() -> None:
    assert [place(message) for message in MESSAGES if faulty(message[1])] == []


def test_a_message_is_worded_when_it_is_shown_and_not_when_it_is_imported() -> None:
    early = [
        place((path, call))
        for path, call in MESSAGES
        if name_of(call) != "N_"
        and not any(
            isinstance(above, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            for above in ancestors(call)
        )
    ]
    assert early == []


def filled_by(call: ast.Call) -> set[str] | None:
    """The gaps that ``.format`` right behind the message fills; None where it comes later."""
    attribute = getattr(call, "parent", None)
    formatting = getattr(attribute, "parent", None)
    if not (isinstance(attribute, ast.Attribute) and attribute.attr == "format"):
        return None
    assert isinstance(formatting, ast.Call)
    assert not formatting.args, "a gap has a name"
    return {keyword.arg or "" for keyword in formatting.keywords}


def filled_somewhere(path: Path) -> list[set[str]]:
    """What each ``.format`` of a file fills."""
    return [
        {keyword.arg or "" for keyword in node.keywords}
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "format"
    ]


def test_every_gap_of_a_message_is_filled_and_nothing_else() -> None:
    wrong = []
    for message in MESSAGES:
        path, call = message
        wanted = {gap for text in literals(call) for gap in gaps(text)}
        filled = filled_by(call)
        if filled is None:
            good = not wanted or any(wanted <= given for given in filled_somewhere(path))
        else:
            good = filled == wanted
        if not good:
            wrong.append(place(message))
    assert wrong == []


def test_gaps_have_names() -> None:
    assert [
        place(message)
        for message in MESSAGES
        for text in literals(message[1])
        if not all(gap.isidentifier() for gap in gaps(text))
    ] == []


def test_the_singular_has_no_gap_that_the_plural_lacks() -> None:
    plurals = [message for message in MESSAGES if name_of(message[1]) == "ngettext"]
    assert len(plurals) > 10
    for message in plurals:
        one, many = (gaps(text) for text in literals(message[1]))
        assert one <= many, place(message)


ADVICE = ("safe", "suitable", "winner", "recommend", "ideal", "best")


def test_no_message_gives_advice() -> None:
    assert [
        place(message)
        for message in MESSAGES
        for text in literals(message[1])
        if set(ADVICE) & set(text.casefold().replace(".", " ").replace(",", " ").split())
    ] == []
