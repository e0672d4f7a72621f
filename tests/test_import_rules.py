"""Who may import whom. The arrows point from the window to the domain and never back."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "exodesk"
FILES = sorted(PACKAGE.rglob("*.py"))

# Beside the standard library and itself, each layer may import these and what is below them.
# The longest name counts: ``ui/widgets`` stands for the files in that folder.
ALLOWED: dict[str, tuple[str, ...]] = {
    "translation": ("exodesk.paths",),
    "paths": ("platformdirs",),
    "collector": (),
    "displays": ("exodesk.translation",),
    "system_reasons": ("exodesk.translation",),
    "domain": ("exodesk.translation",),
    "domain/quotes": ("exodesk.domain", "exodesk.translation"),
    "index": ("exodesk.domain", "numpy"),
    "storage": (
        *("exodesk.domain", "exodesk.system_reasons", "exodesk.translation"),
        *("msgspec", "currency_converter"),
    ),
    "storage/workspace": (
        "exodesk.system_reasons",
        *("exodesk.collector", "exodesk.domain", "exodesk.storage", "exodesk.translation"),
        *("sqlalchemy", "filelock", "msgspec"),
    ),
    "wording": ("exodesk.domain", "exodesk.translation", "babel"),
    "exports": ("exodesk.domain", "exodesk.wording", "exodesk.translation"),
    "documents": (
        *("exodesk.domain", "exodesk.wording", "exodesk.exports", "exodesk.paths"),
        *("exodesk.translation", "typst", "xlsxwriter"),
    ),
    "imports": (
        *("exodesk.domain", "exodesk.wording", "exodesk.translation"),
        *("exodesk.exports.csv_table", "exodesk.system_reasons", "python_calamine"),
    ),
    "option_texts": ("exodesk.domain", "exodesk.translation"),
    "what_if_options": ("exodesk.domain", "exodesk.option_texts", "exodesk.translation"),
    "quote_options": (
        *("exodesk.domain", "exodesk.option_texts", "exodesk.what_if_options"),
        "exodesk.translation",
    ),
    "options": (
        *("exodesk.domain", "exodesk.option_texts", "exodesk.what_if_options"),
        "exodesk.quote_options",
        *("exodesk.translation", "exodesk.__version__"),
    ),
    "listings": ("exodesk.domain", "exodesk.exports", "exodesk.wording", "exodesk.translation"),
    "comparison_listing": (
        *("exodesk.domain", "exodesk.exports", "exodesk.wording", "exodesk.listings"),
        "exodesk.translation",
    ),
    "quote_listing": (
        *("exodesk.domain", "exodesk.exports", "exodesk.wording", "exodesk.listings"),
        "exodesk.translation",
    ),
    "cli_quotes": (
        *("exodesk.domain", "exodesk.storage", "exodesk.exports", "exodesk.wording"),
        "exodesk.documents",
        *("exodesk.cli_workspace", "exodesk.quote_listing", "exodesk.quote_options"),
        *("exodesk.documents", "exodesk.paths", "exodesk.translation"),
    ),
    "cli": (
        *("exodesk.domain", "exodesk.options", "exodesk.displays", "exodesk.translation"),
        *("exodesk.cli_output", "exodesk.cli_commands", "exodesk.start"),
        "exodesk.quick_imports",
    ),
    "quick_imports": ("exodesk.collector", "PySide6.QtCore"),
    "cli_output": (
        *("exodesk.domain", "exodesk.storage", "exodesk.system_reasons", "exodesk.translation"),
        "msgspec",
    ),
    "cli_commands": (
        *("exodesk.domain", "exodesk.storage", "exodesk.exports", "exodesk.wording"),
        *("exodesk.cli_quotes", "exodesk.cli_workspace", "exodesk.cli_output"),
        *("exodesk.comparison_listing", "exodesk.listings", "exodesk.paths"),
        *("exodesk.options", "exodesk.what_if_options"),
        *("exodesk.documents", "exodesk.translation"),
    ),
    "cli_workspace": (
        *("exodesk.domain", "exodesk.storage", "exodesk.imports", "exodesk.paths"),
        "exodesk.translation",
    ),
    "app": ("exodesk", "PySide6"),
    "start": (
        "exodesk.app",
        "exodesk.domain",
        "exodesk.first_start",
        "exodesk.paths",
        "exodesk.storage",
        "exodesk.ui",
    ),
    "first_start": ("exodesk.domain", "PySide6.QtCore"),
    "helping": ("exodesk", "PySide6", "shiboken6"),
    "comparison_work": ("exodesk.domain", "exodesk.ui", "PySide6"),
    "catalogue_work": (
        *("exodesk.app", "exodesk.domain", "exodesk.storage", "exodesk.ui", "exodesk.wording"),
        *("exodesk.paths", "exodesk.__version__", "PySide6"),
    ),
    "later_places": ("exodesk.ui", "exodesk.wording", "PySide6"),
    "later_work": ("exodesk", "PySide6"),
    "page_work": (
        *("exodesk.comparison_work", "exodesk.quote_work", "exodesk.ui", "exodesk.wording"),
        "PySide6",
    ),
    "what_is_kept": ("exodesk.app", "exodesk.ui", "exodesk.__version__"),
    "own_work": ("exodesk", "PySide6", "shiboken6"),
    "quote_work": ("exodesk", "PySide6", "shiboken6"),
    "rate_work": ("exodesk", "PySide6"),
    "settings_work": ("exodesk", "PySide6"),
    "what_is_seen": (
        "exodesk.app",
        "exodesk.domain",
        "exodesk.quote_work",
        "exodesk.ui",
        "PySide6",
    ),
    "taking_away": ("exodesk.ui", "exodesk.wording", "PySide6"),
    "__main__": ("exodesk.cli",),
    "__init__": (),
    "ui": (
        *("exodesk.domain", "exodesk.index", "exodesk.wording", "exodesk.translation"),
        *("exodesk.paths", "exodesk.__version__", "PySide6", "shiboken6", "numpy"),
    ),
    "ui/flows": (
        *("exodesk.domain", "exodesk.storage", "exodesk.exports", "exodesk.wording"),
        *("exodesk.documents", "exodesk.imports", "exodesk.translation"),
        *("exodesk.paths", "exodesk.ui", "PySide6"),
    ),
    "ui/models": (
        *("exodesk.domain", "exodesk.imports", "exodesk.wording", "exodesk.ui"),
        *("PySide6", "numpy"),
    ),
    "ui/widgets": (
        *("exodesk.domain", "exodesk.wording", "exodesk.imports", "exodesk.ui"),
        *("PySide6", "shiboken6"),
    ),
    "ui/charts": (
        *("exodesk.domain", "exodesk.exports.plain_numbers", "exodesk.wording", "exodesk.ui"),
        "PySide6",
    ),
    "ui/dialogs": (
        *("exodesk.domain", "exodesk.wording", "exodesk.__version__", "exodesk.ui", "PySide6"),
        "exodesk.imports",
    ),
    "ui/pages": ("exodesk.domain", "exodesk.wording", "exodesk.exports", "exodesk.ui", "PySide6"),
}
IMPURE = ("os", "io", "json", "pathlib", "sqlite3", "socket", "locale", "gettext", "logging")
# Within what is allowed, these are not: a widget takes values and announces them, and knows nobody.
FORBIDDEN: dict[str, tuple[str, ...]] = {
    "domain": IMPURE,
    "domain/quotes": IMPURE,
    "ui": (
        *("exodesk.ui.models", "exodesk.ui.widgets", "exodesk.ui.pages", "exodesk.ui.dialogs"),
        *("exodesk.ui.charts", "exodesk.ui.flows", "exodesk.ui.main_window"),
    ),
    "ui/flows": ("exodesk.ui.pages", "exodesk.ui.main_window"),
    "ui/models": (
        *("exodesk.ui.widgets", "exodesk.ui.pages", "exodesk.ui.dialogs", "exodesk.ui.flows"),
        *("exodesk.ui.main_window", "PySide6.QtWidgets"),
    ),
    "ui/widgets": (
        *("exodesk.ui.models", "exodesk.ui.pages", "exodesk.ui.dialogs", "exodesk.ui.flows"),
        *("exodesk.ui.main_window", "exodesk.ui.document", "exodesk.ui.tray"),
        "exodesk.ui.charts",
    ),
    "ui/charts": (
        *("exodesk.ui.models", "exodesk.ui.pages", "exodesk.ui.dialogs", "exodesk.ui.flows"),
        *("exodesk.ui.main_window", "exodesk.ui.document", "exodesk.ui.tray"),
    ),
    "ui/dialogs": (
        *("exodesk.ui.pages", "exodesk.ui.flows", "exodesk.ui.main_window"),
        "exodesk.ui.document",
    ),
    "ui/pages": ("exodesk.ui.main_window",),
}
ARRANGER = "ui/main_window.py"  # it puts pages, dialogs and widgets in their places
# Each of these is one file's business alone.
ONLY_IN = {
    "pint": "domain/units.py",
    "currency_converter": "storage/ecb.py",
    "python_calamine": "imports/workbook.py",
    "typst": "documents/typst_document.py",
    "xlsxwriter": "documents/workbook.py",
    "filelock": "storage/workspace/lock.py",
}


def imports_in(tree: ast.AST) -> Iterator[str]:
    """Every name imported, with what it is imported from: ``exodesk.domain.money.Money``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def below(name: str, tops: tuple[str, ...]) -> bool:
    return any(name == top or name.startswith(f"{top}.") for top in tops)


def layer_of(file: str) -> str:
    """``ui/widgets`` for ``ui/widgets/chip.py``, ``cli`` for ``cli.py``."""
    return file.rpartition("/")[0] or file.removesuffix(".py")


def is_allowed(file: str, name: str) -> bool:
    """Whether ``file``, such as ``domain/units.py``, may import ``name``."""
    layer = layer_of(file)
    if below(name, FORBIDDEN.get(layer, ())) and file != ARRANGER:
        return False
    if (top := name.partition(".")[0]) in ONLY_IN:
        return file == ONLY_IN[top]
    own = f"exodesk.{layer.replace('/', '.')}"
    if layer == "ui/pages" and below(name, (own,)):
        # A page may be made of several files, catalogue_words.py of catalogue.py, but knows no
        # other page.
        other = name.removeprefix(f"{own}.").partition(".")[0]
        page = file.removeprefix("ui/pages/").removesuffix(".py")
        return other.partition("_")[0] == page.partition("_")[0]
    return top in sys.stdlib_module_names or below(name, (own, *ALLOWED[layer]))


def test_every_layer_has_its_rule() -> None:
    layers = {layer_of(path.relative_to(PACKAGE).as_posix()) for path in FILES}
    assert layers - set(ALLOWED) == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_file_imports_only_from_below(path: Path) -> None:
    file = path.relative_to(PACKAGE).as_posix()
    tree = ast.parse(path.read_text("utf-8"))
    assert [name for name in imports_in(tree) if not is_allowed(file, name)] == []


def test_the_imports_are_seen() -> None:
    seen: dict[str, set[str]] = {}
    for path in FILES:
        file = path.relative_to(PACKAGE).as_posix()
        found = set(imports_in(ast.parse(path.read_text("utf-8"))))
        seen.setdefault(file.partition("/")[0], set()).update(found)
    assert sum(map(len, seen.values())) > 500
    for layer in ("domain", "index", "storage", "wording", "exports", "ui"):
        assert len([name for name in seen[layer] if name.startswith("exodesk.domain")]) > 5
    assert "pint.UnitRegistry" in seen["domain"]
    assert "currency_converter.CurrencyConverter" in seen["storage"]
    assert any(name.startswith("PySide6.QtWidgets.") for name in seen["ui"])


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("domain/money.py", "babel.numbers.format_decimal"),
        ("domain/money.py", "PySide6.QtCore.QObject"),
        ("domain/money.py", "exodesk.wording.gettext"),
        ("domain/money.py", "exodesk.storage.ecb.EcbRates"),
        ("domain/money.py", "pint.UnitRegistry"),
        ("domain/money.py", "pathlib.Path"),
        ("domain/money.py", "numpy"),
        ("index/radix.py", "exodesk.storage.ecb"),
        ("index/radix.py", "exodesk.translation.gettext"),
        ("storage/ecb.py", "exodesk.wording.dates.day_text"),
        ("storage/ecb.py", "exodesk.paths.resource"),
        ("storage/wire.py", "currency_converter.CurrencyConverter"),
        ("wording/dates.py", "exodesk.exports.plain.money"),
        ("exports/plain.py", "exodesk.storage.whole_files.write_file"),
        ("exports/plain.py", "babel"),
        ("storage/catalogue_file.py", "sqlalchemy.Table"),
        ("storage/workspace/store.py", "filelock.FileLock"),
        ("storage/workspace/store.py", "exodesk.wording.dates.day_text"),
        ("imports/tables.py", "exodesk.storage.catalogue_file.read_catalogue"),
        ("cli_workspace.py", "exodesk.ui.workspace"),
        ("cli.py", "PySide6.QtWidgets.QApplication"),
        ("cli.py", "exodesk.ui.main_window.MainWindow"),
        ("listings.py", "PySide6"),
        ("ui/widgets/chip.py", "exodesk.storage.ecb.EcbRates"),
        ("ui/widgets/chip.py", "exodesk.ui.pages.catalogue.CataloguePage"),
        ("ui/widgets/chip.py", "exodesk.ui.models.entry_table.EntryTableModel"),
        ("ui/widgets/chip.py", "exodesk.ui.document.CatalogueDocument"),
        ("ui/widgets/chip.py", "exodesk.ui.charts.chart_view.ChartView"),
        ("ui/charts/chart_view.py", "exodesk.ui.pages.comparison.ComparisonPage"),
        ("ui/charts/chart_view.py", "exodesk.ui.document.CatalogueDocument"),
        ("ui/charts/picture.py", "exodesk.storage.whole_files.write_file"),
        ("ui/flows/saving_pictures.py", "exodesk.ui.pages.comparison.ComparisonPage"),
        ("ui/models/columns.py", "exodesk.ui.widgets.chip.Chip"),
        ("ui/models/columns.py", "PySide6.QtWidgets.QWidget"),
        ("ui/pages/catalogue.py", "exodesk.ui.pages.comparison.ComparisonPage"),
        ("ui/pages/catalogue.py", "exodesk.ui.pages.comparison_words"),
        ("ui/pages/catalogue.py", "exodesk.storage.ecb"),
        ("ui/dialogs/rate_dialog.py", "exodesk.ui.pages.catalogue"),
        ("ui/theme.py", "exodesk.storage.settings_file"),
        ("ui/theme.py", "exodesk.app"),
        ("ui/document.py", "exodesk.ui.widgets.chip.Chip"),
        ("ui/document.py", "exodesk.ui.main_window.MainWindow"),
        ("ui/main_window.py", "exodesk.storage.settings_file.SettingsFile"),
    ],
)
def test_an_import_against_the_arrows_is_seen(file: str, name: str) -> None:
    assert not is_allowed(file, name)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("domain/units.py", "pint.UnitRegistry"),
        ("domain/costing.py", "exodesk.domain.money.Bounds"),
        ("domain/costing.py", "fractions.Fraction"),
        ("storage/ecb.py", "currency_converter.CurrencyConverter"),
        ("ui/pages/catalogue.py", "exodesk.ui.pages.catalogue_words.sentence"),
        ("ui/pages/catalogue.py", "exodesk.ui.widgets.chip.Chip"),
        ("ui/pages/comparison.py", "exodesk.ui.charts.chart_panel.ChartPanel"),
        ("ui/charts/bars_plan.py", "exodesk.ui.widgets.range_bar.paint_range"),
        ("storage/workspace/lock.py", "filelock.FileLock"),
        ("storage/workspace/rows.py", "sqlalchemy.Connection"),
        ("cli.py", "exodesk.start.run"),
        ("cli_workspace.py", "exodesk.storage.workspace.opening.open_workspace"),
        ("ui/main_window.py", "exodesk.ui.pages.catalogue.CataloguePage"),
        ("app.py", "exodesk.ui.main_window.MainWindow"),
    ],
)
def test_an_import_along_the_arrows_passes(file: str, name: str) -> None:
    assert is_allowed(file, name)


def printed_by(program: str) -> set[str]:
    """The words that a fresh Python prints."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_the_command_line_loads_neither_qt_nor_what_takes_long() -> None:
    program = (
        "import sys, exodesk.cli, exodesk.cli_commands;"
        "print(*sorted(name.partition('.')[0] for name in sys.modules))"
    )
    loaded = printed_by(program)
    assert {"exodesk", "msgspec"} <= loaded
    late = {"PySide6", "shiboken6", "numpy", "pint", "currency_converter"}
    late |= {"sqlalchemy", "filelock", "python_calamine", "typst", "xlsxwriter"}
    assert loaded & late == set()


def test_the_window_loads_what_makes_documents_only_once_it_is_asked_for() -> None:
    program = "import sys, exodesk.start; print(*sorted(sys.modules))"
    loaded = printed_by(program)
    assert "exodesk.ui.main_window" in loaded
    assert loaded & {"typst", "xlsxwriter", "python_calamine"} == set()


def test_rows_are_painted_without_what_is_first_needed_after_that() -> None:
    program = "import sys, exodesk.start; print(*sorted(sys.modules))"
    loaded = printed_by(program)
    assert "exodesk.ui.pages.catalogue" in loaded
    late = (
        *("exodesk.domain.workspace", "exodesk.domain.quotes", "exodesk.domain.decisions"),
        *("exodesk.later_work", "exodesk.settings_work", "exodesk.ui.dialogs"),
        *("exodesk.index", "importlib.metadata"),
        *("numpy", "sqlalchemy"),
    )
    assert [name for name in loaded if name.startswith(late)] == []


def test_a_window_is_opened_without_what_only_commands_need() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, exodesk.cli; print(*sorted(sys.modules))"],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.split()
    assert "exodesk.options" in loaded
    late = ("exodesk.exports", "exodesk.wording", "exodesk.storage.workspace", "exodesk.listings")
    assert [name for name in loaded if name.startswith(late)] == []
