"""Writing: replaced at once or written into, with the rights that were there, and nothing left behind."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from segmenter.files import UnwritableFileError, replace_file, require_regular, writing
from segmenter.files.writing import locked

posix = pytest.mark.skipif(os.name != "posix", reason="devices, links and locks of POSIX")
root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")


@pytest.fixture(autouse=True)
def _no_folder_is_swept_yet() -> None:
    writing._sweep.cache_clear()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def read_fifo(path: Path, into: list[bytes]) -> threading.Thread:
    thread = threading.Thread(target=lambda: into.append(path.read_bytes()))
    thread.start()
    return thread


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    for octets in (b"new", b"", b"again"):
        replace_file(str(tmp_path / "a"), octets)
        assert (tmp_path / "a").read_bytes() == octets
    assert names(tmp_path) == ["a"]


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    replace_file(str(tmp_path / "new"), b"")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


@posix
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o640])
def test_permissions_are_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(mode)
    replace_file(str(path), b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix
@root
def test_owner_and_group_are_kept_and_set_id_bits_with_them(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    os.chown(path, 12345, 54321)
    path.chmod(0o6755)
    replace_file(str(path), b"new")
    status = path.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (12345, 54321, 0o6755)


@posix
@root
def test_set_id_bits_are_dropped_where_the_owner_cannot_be_kept() -> None:
    with TemporaryDirectory() as folder:  # pytest keeps others out of its own
        Path(folder).chmod(0o777)
        path = Path(folder, "a")
        path.write_bytes(b"old")
        path.chmod(0o6777)
        child = os.fork()
        if not child:
            try:
                os.setgroups([])
                os.setgid(54321)
                os.setuid(12345)
                replace_file(str(path), b"new")
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        status = path.stat()
        assert path.read_bytes() == b"new"
        assert (status.st_uid, stat.S_IMODE(status.st_mode)) == (12345, 0o777)


@posix
@root
def test_a_report_over_a_device_leaves_the_device(tmp_path: Path) -> None:
    device = tmp_path / "n"
    os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 3))  # the same as /dev/null
    replace_file(str(device), b"page")
    assert stat.S_ISCHR(device.stat().st_mode)
    assert names(tmp_path) == ["n"]


@posix
@root
def test_a_report_into_a_full_device_is_an_error(tmp_path: Path) -> None:
    device = tmp_path / "full"
    os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 7))  # the same as /dev/full
    with pytest.raises(UnwritableFileError, match="No space left"):
        replace_file(str(device), b"page")


@posix
def test_a_report_into_a_fifo_reaches_its_reader_whole(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    page = b"x" * 1_000_000  # more than a pipe holds
    received: list[bytes] = []
    reader = read_fifo(fifo, received)
    replace_file(str(fifo), page)
    reader.join(60)
    assert received == [page]
    assert stat.S_ISFIFO(fifo.stat().st_mode)


@posix
def test_what_was_read_and_changed_must_be_a_regular_file(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    with pytest.raises(UnwritableFileError, match="not a regular file"):
        replace_file(str(fifo), b"new", read=b"old")
    with pytest.raises(UnwritableFileError, match="not a regular file"):
        require_regular(str(fifo))
    require_regular(str(tmp_path / "none"))


@posix
def test_a_symbolic_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/a").write_bytes(b"old")
    (tmp_path / "link").symlink_to("deep/a")
    (tmp_path / "dangling").symlink_to("deep/b")
    for name, target in (("link", "a"), ("dangling", "b")):
        replace_file(str(tmp_path / name), b"new")
        assert (tmp_path / name).is_symlink()
        assert (tmp_path / "deep" / target).read_bytes() == b"new"


@posix
def test_a_hard_link_is_refused_and_said(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    os.link(tmp_path / "a", tmp_path / "b")
    with pytest.raises(UnwritableFileError, match="2 hard links"):
        replace_file(str(tmp_path / "a"), b"new")
    assert [(tmp_path / name).read_bytes() for name in "ab"] == [b"old", b"old"]


def test_what_was_saved_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for now in (b"saved meanwhile", b"old and more", b"ol"):
        path.write_bytes(now)
        with pytest.raises(UnwritableFileError, match="it changed while it was fixed; run again"):
            replace_file(str(path), b"new", read=b"old")
        assert path.read_bytes() == now
    path.write_bytes(b"old")
    replace_file(str(path), b"new", read=b"old")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a"]


@posix
@pytest.mark.parametrize("name", ["/dev/stdout", "/proc/self/fd/1"])
@pytest.mark.parametrize("regular", [True, False])
def test_a_page_for_standard_output_is_not_lost(tmp_path: Path, name: str, *, regular: bool) -> None:
    if not Path(name).exists():
        pytest.skip(f"this system has no {name}")
    command = [sys.executable, "-m", "segmenter", "explain", "It’s", "--html", name]
    if regular:
        with (tmp_path / "out").open("wb") as stream:
            subprocess.run(command, stdout=stream, check=True, timeout=60)
        written = (tmp_path / "out").read_bytes()
        assert names(tmp_path) == ["out"]
    else:
        written = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=60).stdout
    assert written.count(b"</html>") == 1
    assert b"U+2019" in written.partition(b"</html>")[2] + written.partition(b"<!")[0]


@posix
def test_a_file_left_by_a_kill_is_swept_by_the_next_run(tmp_path: Path) -> None:
    left = tmp_path / ".segmenter-1-left"
    left.write_bytes(b"half")
    (tmp_path / ".segmenter-folder").mkdir()
    (tmp_path / "segmenter-other").write_bytes(b"theirs")
    replace_file(str(tmp_path / "a"), b"new")
    assert names(tmp_path) == [".segmenter-folder", "a", "segmenter-other"]


@posix
def test_a_file_that_another_run_is_writing_is_not_swept(tmp_path: Path) -> None:
    busy = tmp_path / ".segmenter-1-busy"
    opened = writing._created(str(busy))
    try:
        replace_file(str(tmp_path / "a"), b"new")
        assert names(tmp_path) == [".segmenter-1-busy", "a"]
    finally:
        os.close(opened)


@posix
def test_a_link_named_as_ours_are_is_not_followed_by_the_sweep(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / ".segmenter-link").symlink_to("precious")
    replace_file(str(tmp_path / "a"), b"new")
    assert (tmp_path / "precious").read_bytes() == b"precious"


@posix
def test_a_lock_keeps_others_out_and_leaves_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "known.json")
    order: list[str] = []
    inside, leave = threading.Event(), threading.Event()

    def first() -> None:
        with locked(path):
            order.append("first in")
            inside.set()
            leave.wait(60)
            order.append("first out")

    def second() -> None:
        with locked(path):
            order.append("second in")

    one, other = threading.Thread(target=first), threading.Thread(target=second)
    one.start()
    inside.wait(60)
    other.start()
    leave.set()
    one.join(60)
    other.join(60)
    assert order == ["first in", "first out", "second in"]
    assert names(tmp_path) == []
