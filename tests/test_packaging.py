"""The wheel, built from this checkout and run where the checkout can't be reached."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, and with our packages but not our editable checkout."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = dev.program(folder, "python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    pip += ["--disable-pip-version-check", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    # Of a folder named in a .pth file Python reads no further .pth files: the checkout stays out.
    site = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
    packages = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(site) / "packages.pth").write_text("\n".join(sorted(packages)) + "\n", "utf-8")
    return folder


def outside(folder: Path, command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    surroundings |= {"EXODESK_HOME": str(cwd / "home"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [str(dev.program(folder, command[0])), *command[1:]],
        cwd=cwd,
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_wheel_holds_every_file_of_the_program_and_nothing_of_the_workshop(
    wheel: Path,
) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = [(name, f"exodesk/_shipped/{name}") for name in ("data", "docs", "resources")]
    for folder, place in (*shipped, ("exodesk", "exodesk")):
        sources = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        wanted = {
            f"{place}/{path.relative_to(ROOT / folder).as_posix()}"
            for path in sources
            if "__pycache__" not in path.parts
            if folder != "docs" or path.suffix != ".py"
        }
        assert wanted <= names
    assert "exodesk/_shipped/CHANGELOG.md" in names
    assert not [
        name for name in names if name.startswith("exodesk/_shipped/docs/") and name.endswith(".py")
    ]
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"exodesk"}
    assert not [name for name in names if "__pycache__" in name]


def test_the_installed_program_takes_data_and_resources_from_inside_the_wheel(
    installed: Path, tmp_path: Path
) -> None:
    code = "from exodesk import paths; print(paths.data_file(), paths.resource('rates.json'))"
    done = outside(installed, ["python", "-c", code], tmp_path)
    assert done.returncode == 0, done.stderr
    data, rates = map(Path, done.stdout.split())
    for path in (data, rates):
        assert path.is_file()
        assert path.is_relative_to(installed)


def test_the_installed_command_works_from_outside_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    done = outside(installed, ["exodesk", "list"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 100
    assert str(ROOT) not in done.stdout + done.stderr


def test_the_installed_command_makes_documents_with_the_fonts_that_came_with_it(
    installed: Path, tmp_path: Path
) -> None:
    listed = outside(installed, ["exodesk", "list", "--format", "json"], tmp_path)
    ids = [entry["id"] for entry in json.loads(listed.stdout)["entries"][:2]]
    for name, start in (("a.pdf", b"%PDF-"), ("a.xlsx", b"PK")):
        done = outside(installed, ["exodesk", "compare", *ids, "-o", name], tmp_path)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).read_bytes().startswith(start)


def test_the_shipped_catalogue_passes_the_installed_commands_own_check(
    installed: Path, tmp_path: Path
) -> None:
    (shipped,) = installed.rglob("_shipped/data/products.json")
    done = outside(installed, ["exodesk", "check", str(shipped)], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_installed_package_runs_as_a_module_too(installed: Path, tmp_path: Path) -> None:
    as_module = outside(installed, ["python", "-m", "exodesk", "list"], tmp_path)
    as_command = outside(installed, ["exodesk", "list"], tmp_path)
    assert as_module.returncode == 0, as_module.stderr
    assert as_module.stdout == as_command.stdout
