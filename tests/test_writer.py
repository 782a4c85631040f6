"""Files: all of them or none, nothing touched without need, stale ones found.

Permissions do not bind every user a test may run as, so that refusals of the system are also simulated where it
is called.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from derive.emit import writer
from derive.emit.writer import DIFF_LINES, remove_strays, stale, write_files
from derive.errors import WriteError

OURS = "# Written by ratesmith; edit the model.\n"


def tree(folder: Path) -> dict[str, bytes]:
    """Everything below a folder: files by name, folders as names that end with a slash."""
    return {
        str(p.relative_to(folder)) + ("/" if p.is_dir() else ""): b"" if p.is_dir() else p.read_bytes()
        for p in folder.rglob("*")
    }


def failing(call: str, number: int, code: int):
    """The function ``os.<call>``, which fails with an error of the system the ``number``-th time."""
    original, count = getattr(os, call), iter(range(1, 1000))

    def replaced(*arguments, **more):
        if next(count) == number:
            raise OSError(code, os.strerror(code))
        return original(*arguments, **more)

    return replaced


# ----------------------------------------------------------------------------------------------------- writing


def test_files_and_their_folders_are_made(tmp_path):
    files = {tmp_path / "a" / "b" / "one.py": "x = 1\n", tmp_path / "two.bin": b"\x00\r\n"}
    assert write_files(files) == sorted(files)
    assert tree(tmp_path) == {"a/": b"", "a/b/": b"", "a/b/one.py": b"x = 1\n", "two.bin": b"\x00\r\n"}


def test_text_is_written_as_it_is(tmp_path):
    write_files({tmp_path / "t": "kappa \u03ba\nend"})
    assert (tmp_path / "t").read_bytes() == b"kappa \xce\xba\nend"


def test_a_file_that_is_the_same_already_is_not_touched(tmp_path):
    same, other = tmp_path / "same", tmp_path / "other"
    write_files({same: "1", other: "1"})
    os.utime(same, ns=(5, 5))
    assert write_files({same: "1", other: "2"}) == [other]
    assert same.stat().st_mtime_ns == 5 and other.read_text() == "2"


def test_a_replaced_file_keeps_its_permissions_and_its_link(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("1")
    real.chmod(0o640)
    link.symlink_to(real)
    write_files({link: "2"})
    assert link.is_symlink() and real.read_text() == "2" and real.stat().st_mode & 0o777 == 0o640


def test_a_file_in_the_place_of_a_folder_is_an_error_that_changes_nothing(tmp_path):
    (tmp_path / "old").write_text("old")
    (tmp_path / "blocked").write_text("a file")
    before = tree(tmp_path)
    with pytest.raises(WriteError, match="a file where a folder is needed") as refusal:
        write_files({tmp_path / "old": "new", tmp_path / "a" / "x": "1", tmp_path / "blocked" / "x": "1"})
    assert tree(tmp_path) == before
    assert str(tmp_path / "blocked" / "x") in str(refusal.value) and "to do: " in str(refusal.value)


def test_a_folder_in_the_place_of_a_file_is_an_error_that_changes_nothing(tmp_path):
    (tmp_path / "old").write_text("old")
    (tmp_path / "x").mkdir()
    before = tree(tmp_path)
    with pytest.raises(WriteError, match="a folder where the file should be"):
        write_files({tmp_path / "old": "new", tmp_path / "x": "1"})
    assert tree(tmp_path) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_permission_is_an_error(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(WriteError, match="no permission"):
        write_files({closed / "x": "1"})


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (errno.EACCES, "no permission"),
        (errno.ENOSPC, "a full disk"),
        (errno.EROFS, "read-only"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_if_one_file_cannot_take_its_place_none_does(tmp_path, monkeypatch, number, code, says):
    (tmp_path / "a").write_text("old a")
    (tmp_path / "b").write_text("old b")
    before = tree(tmp_path)
    monkeypatch.setattr(writer.os, "replace", failing("replace", number, code))
    with pytest.raises(WriteError, match=says):
        write_files({tmp_path / "a": "new", tmp_path / "b": "new", tmp_path / "c" / "d": "new"})
    assert tree(tmp_path) == before


def test_a_disk_that_fills_up_while_writing_leaves_nothing_behind(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("old")
    before, original = tree(tmp_path), Path.open

    def full(self, mode="r", *arguments, **more):
        file = original(self, mode, *arguments, **more)
        if "x" in mode and "b" in self.name:
            file.close()
            raise OSError(errno.ENOSPC, "No space left on device")
        return file

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(WriteError, match="a full disk"):
        write_files({tmp_path / "a": "new", tmp_path / "new" / "b": "new"})
    monkeypatch.undo()
    assert tree(tmp_path) == before


def test_an_interruption_leaves_nothing_behind(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("old")
    before = tree(tmp_path)

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(writer.os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_files({tmp_path / "a": "new", tmp_path / "b": "new"})
    assert tree(tmp_path) == before


# --------------------------------------------------------------------------------------------------- freshness


def test_a_folder_as_it_should_be_is_fresh(tmp_path):
    expected = {tmp_path / "m.py": OURS + "x = 1\n"}
    write_files(expected)
    (tmp_path / "notes.txt").write_text("somebody's own")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "m.pyc").write_bytes(b"\xff\x00")
    assert stale(expected, tmp_path) == []


def test_missing_changed_and_stray_files_are_reported_by_path(tmp_path):
    expected = {tmp_path / "b.py": OURS + "x = 1\n", tmp_path / "c.py": OURS}
    write_files(
        {tmp_path / "b.py": OURS + "x = 2\n", tmp_path / "sub" / "a.py": OURS, tmp_path / "z.tex": "%" + OURS[1:]}
    )
    found = stale(expected, tmp_path)
    assert [(s.path.name, s.kind) for s in found] == [
        ("b.py", "changed"), ("c.py", "missing"), ("a.py", "stray"), ("z.tex", "stray"),
    ]  # fmt: skip
    assert {"-x = 2", "+x = 1"} < set(found[0].diff)
    assert "b.py: changed" in str(found[0])


def test_a_long_difference_is_cut(tmp_path):
    write_files({tmp_path / "m.py": OURS})
    (change,) = stale({tmp_path / "m.py": OURS + "line\n" * 500}, tmp_path)
    assert len(change.diff) == DIFF_LINES + 1 and change.diff[-1].endswith("more lines")


def test_other_line_ends_are_a_change(tmp_path):
    (tmp_path / "m.py").write_bytes(b"a\r\nb\r\n")
    (change,) = stale({tmp_path / "m.py": "a\nb\n"}, tmp_path)
    assert change.kind == "changed" and change.diff == ("the same lines with other line ends",)


def test_only_machine_written_files_are_removed_with_the_folders_they_empty(tmp_path):
    kept = tmp_path / "kept" / "m.py"
    write_files({kept: OURS, tmp_path / "gone" / "deep" / "old.py": OURS, tmp_path / "kept" / "own.py": "x = 1\n"})
    (tmp_path / "gone" / "deep" / "__pycache__").mkdir()
    (tmp_path / "gone" / "deep" / "__pycache__" / "old.pyc").write_bytes(b"\x00")
    assert remove_strays({kept: OURS}, tmp_path) == [tmp_path / "gone" / "deep" / "old.py"]
    assert tree(tmp_path) == {"kept/": b"", "kept/m.py": OURS.encode(), "kept/own.py": b"x = 1\n"}
    assert stale({kept: OURS}, tmp_path) == []


def test_a_folder_that_does_not_exist_holds_no_strays(tmp_path):
    assert remove_strays({}, tmp_path / "nowhere") == []
    (missing,) = stale({tmp_path / "nowhere" / "m.py": OURS}, tmp_path / "nowhere")
    assert missing.kind == "missing"
