from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exodesk.storage.whole_files import NotWrittenError, write_file
from exodesk.system_reasons import why_not_written

OLD, NEW = b"old\n", b"new, and longer than the old\n" * 500
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes(OLD)
    return path


def refusal(path: Path) -> str:
    """Why nothing was written, in one sentence; nothing is left in the folder."""
    folder = path.parent
    before = sorted(folder.iterdir()) if folder.is_dir() else None
    with pytest.raises(NotWrittenError) as refused:
        write_file(path, NEW)
    sentence = str(refused.value)
    assert sentence.startswith(f"{path} was not written: ")
    assert sentence.endswith("Choose another place.")
    assert (sorted(folder.iterdir()) if folder.is_dir() else None) == before
    return sentence


def failing(error: int) -> Callable[..., Any]:
    def fail(*_given: Any, **_named: Any) -> None:
        raise OSError(error, os.strerror(error))

    return fail


# What is written


@pytest.mark.parametrize("data", [b"", b"x", NEW, bytes(range(256)) * 10_000])
def test_a_new_file_holds_the_data(tmp_path: Path, data: bytes) -> None:
    write_file(tmp_path / "new.csv", data)
    assert (tmp_path / "new.csv").read_bytes() == data
    assert len(list(tmp_path.iterdir())) == 1


def test_an_old_file_is_replaced_whole(target: Path) -> None:
    write_file(target, NEW)
    write_file(target, b"short")
    assert target.read_bytes() == b"short"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    "name", ["a b.csv", "q\"uo'te.csv", "मूल्य.csv", "x" * 251 + ".csv", "-o", "~", "$HOME", ".csv"]
)
def test_any_name_that_a_file_can_have_will_do(tmp_path: Path, name: str) -> None:
    write_file(tmp_path / name, NEW)
    assert (tmp_path / name).read_bytes() == NEW


def test_a_path_from_here_is_meant_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_file(Path("out.csv"), NEW)
    assert (tmp_path / "out.csv").read_bytes() == NEW


def test_the_folder_for_temporary_files_does_not_matter(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", "/nowhere")
    monkeypatch.setattr("tempfile.tempdir", None)
    write_file(target, NEW)
    assert target.read_bytes() == NEW


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_an_old_file_keeps_its_mode(target: Path, mode: int) -> None:
    target.chmod(mode)
    write_file(target, NEW)
    assert stat.S_IMODE(target.stat().st_mode) == mode


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_new_file_is_for_its_owner_alone(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_file(tmp_path / "new.csv", NEW)
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.csv").stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
def test_an_old_file_keeps_its_owner(target: Path) -> None:
    os.chown(target, 1234, 2345)
    write_file(target, NEW)
    assert (target.stat().st_uid, target.stat().st_gid) == (1234, 2345)


def test_a_file_whose_owner_cannot_be_kept_is_not_replaced(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() == 0:
        os.chown(target, 1234, 2345)
    else:
        pytest.skip("only root can give a file away")
    monkeypatch.setattr(os, "chown", failing(errno.EPERM))
    assert "you are not allowed to write there" in refusal(target)
    assert target.read_bytes() == OLD


# Links


@pytest.mark.parametrize("relative", [False, True])
def test_a_link_stays_and_its_target_is_written(tmp_path: Path, relative: bool) -> None:
    (tmp_path / "folder").mkdir()
    real = tmp_path / "folder" / "real.csv"
    real.write_bytes(OLD)
    link, chain = tmp_path / "link.csv", tmp_path / "chain.csv"
    link.symlink_to("folder/real.csv" if relative else real)
    chain.symlink_to("link.csv" if relative else link)
    write_file(chain, NEW)
    assert chain.is_symlink()
    assert link.is_symlink()
    assert not real.is_symlink()
    assert real.read_bytes() == NEW
    assert list((tmp_path / "folder").iterdir()) == [real]


def test_a_dangling_link_stays_and_its_target_is_made(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("missing.csv")
    write_file(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "missing.csv").read_bytes() == NEW


def test_links_that_lead_round_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("other")
    (tmp_path / "other").symlink_to("one")
    refusal(tmp_path / "one")
    assert (tmp_path / "one").is_symlink()


def test_another_hard_link_keeps_what_it_held(target: Path) -> None:
    twin = target.with_name("twin.csv")
    twin.hardlink_to(target)
    write_file(target, NEW)
    assert (target.read_bytes(), twin.read_bytes()) == (NEW, OLD)


# What is refused


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "it is a folder" in refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are POSIX")
def test_a_pipe_is_refused_and_stays(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "it is not a regular file" in refusal(tmp_path / "pipe")
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="pipes have names on Linux only")
def test_a_pipe_without_a_name_of_its_own_is_called_what_it_is() -> None:
    reader, writer = os.pipe()
    try:
        with pytest.raises(NotWrittenError, match="it is not a regular file"):
            write_file(Path(f"/proc/self/fd/{writer}"), NEW)
    finally:
        os.close(reader)
        os.close(writer)


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no /dev/null here")
def test_a_device_is_refused_and_stays() -> None:
    with pytest.raises(NotWrittenError, match="it is not a regular file"):
        write_file(Path("/dev/null"), NEW)
    assert Path("/dev/null").is_char_device()


def test_a_missing_folder_is_told_and_not_made(tmp_path: Path) -> None:
    assert "there is no such file or folder" in refusal(tmp_path / "nowhere" / "list.csv")
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_is_a_file_is_told(target: Path) -> None:
    refusal(target / "list.csv")
    assert target.read_bytes() == OLD


def test_a_database_is_not_replaced(target: Path) -> None:
    database = b"SQLite format 3\0" + b"all that a person has noted"
    target.write_bytes(database)
    assert "it holds a database, as a workspace does" in refusal(target)
    assert target.read_bytes() == database


def test_a_read_only_file_is_not_replaced(target: Path) -> None:
    target.chmod(0o444)
    assert "it is read-only" in refusal(target)
    assert target.read_bytes() == OLD
    assert stat.S_IMODE(target.stat().st_mode) == 0o444


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_read_only_folder_is_told(target: Path) -> None:
    target.parent.chmod(0o500)
    try:
        assert "you are not allowed to write there" in refusal(target)
    finally:
        target.parent.chmod(0o700)
    assert target.read_bytes() == OLD


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here")
def test_a_file_system_that_takes_no_files_is_told() -> None:
    with pytest.raises(NotWrittenError, match="was not written"):
        write_file(Path("/proc/exodesk.csv"), NEW)


@pytest.mark.parametrize("name", ["x" * 256, "a\0b"])
def test_a_name_that_no_file_can_have_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotWrittenError):
        write_file(tmp_path / name, NEW)
    assert list(tmp_path.iterdir()) == []


# Failures on the way


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
@pytest.mark.parametrize(
    ("call", "existing"),
    [
        ("tempfile.mkstemp", True),
        ("tempfile.mkstemp", False),
        ("os.fsync", True),
        ("os.fsync", False),
        ("pathlib.Path.chmod", True),
        ("pathlib.Path.replace", True),
        ("pathlib.Path.replace", False),
    ],
)
def test_a_failure_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, existing: bool, error: int
) -> None:
    target = tmp_path / "list.csv"
    if existing:
        target.write_bytes(OLD)
    monkeypatch.setattr(call, failing(error))
    assert why_not_written(OSError(error, "")) in refusal(target)
    monkeypatch.undo()
    assert target.exists() == existing
    assert not existing or target.read_bytes() == OLD
    write_file(target, NEW)  # once there is room again
    assert target.read_bytes() == NEW


def test_a_full_disk_leaves_the_old_file_and_no_litter(target: Path) -> None:
    """A limit on the size of files stands in for the full disk: a real write fails half-way."""
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from exodesk.storage.whole_files import NotWrittenError, write_file\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: write_file(Path(sys.argv[1]), b'x' * 1_000_000)\n"
        "except NotWrittenError as error: print(error)\n"
    )
    pytest.importorskip("resource")
    done = subprocess.run(
        [sys.executable, "-c", program, str(target)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "it is larger than the disk takes" in done.stdout
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


def test_an_interruption_leaves_the_old_file_and_no_litter(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(target, NEW)
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


def test_file_then_folder_reach_the_disk_around_the_replacement(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noting_fsync(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def noting_replace(self: Path, to: Path) -> Path:
        done.append("replace")
        assert self.parent == to.parent
        assert self.read_bytes() == NEW
        return replace(self, to)

    monkeypatch.setattr(os, "fsync", noting_fsync)
    monkeypatch.setattr(Path, "replace", noting_replace)
    write_file(target, NEW)
    assert done == ["file", "replace", "folder"]


def test_a_folder_that_cannot_be_flushed_is_no_reason_to_fail(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refuse_folders)
    write_file(target, NEW)
    assert target.read_bytes() == NEW


@pytest.mark.skipif(os.name == "nt", reason="kill is POSIX")
def test_killed_at_any_moment_the_file_is_old_or_new(target: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from exodesk.storage.whole_files import write_file\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    for size in (1, 300_000):\n"
        "        write_file(Path(sys.argv[1]), b'x' * size)\n"
    )
    for delay in (0.0, 0.003, 0.01, 0.02, 0.05):
        writer = subprocess.Popen(
            [sys.executable, "-c", program, str(target)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert target.read_bytes() in (OLD, b"x", b"x" * 300_000)
        stray = [path for path in target.parent.iterdir() if path != target]
        assert len(stray) <= 1
        for path in stray:
            path.unlink()
