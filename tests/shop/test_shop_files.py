"""The shop's files: made once, mended when broken, clear when the disk is full, never shared by kernels."""

import errno
import gc
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from helpers.errors import CourseError
from helpers.shop import open_shop, rows, sqlite
from tests.support.shop_folder import SCALE, another_kernel, generated_fixture, shop_fixture  # noqa: F401 - fixtures


def kernels(folder):
    return sorted(folder.glob("kernel-*"))


def test_kernels_do_not_see_each_others_changes(generated, shop):
    second = open_shop()
    shop.set_price(1, 1)
    with shop.engine.begin() as connection:
        connection.execute(text("DROP TABLE order_lines"))
    assert second.product(1)["version"] == 1 and second.units_sold(1) >= 0
    assert open_shop().product(1) == second.product(1)
    assert len(list(generated.glob("shop-*.sqlite"))) == 1


def test_a_copy_goes_with_its_shop_its_kernel_or_the_next_one(generated, shop):
    open_shop().set_price(1, 1)
    gc.collect()  # nobody holds that one any more
    assert kernels(generated) == [shop.path.parent]
    ended = another_kernel("shop = open_shop()")
    assert ended.communicate(timeout=60) and ended.returncode == 0
    assert kernels(generated) == [shop.path.parent]
    killed = another_kernel("shop = open_shop(); print('open'); sys.stdin.read()")
    assert killed.stdout.readline() == "open\n"
    killed.kill()
    killed.communicate()
    assert len(kernels(generated)) == 2
    third = open_shop()
    assert kernels(generated) == sorted([shop.path.parent, third.path.parent])
    assert shop.product(1)


def test_of_two_kernels_one_makes_the_shop_and_the_other_waits(generated):
    generated.mkdir()
    code = (
        "make = sqlite._make\n"
        "sqlite._make = lambda *args: (print('made'), make(*args))\n"
        "print(open_shop().product(1)['id'])\n"
    )
    with sqlite._locked(generated / f"shop-{SCALE:g}.lock"):
        both = [another_kernel(code) for _ in range(2)]
        for kernel in both:
            assert "another notebook is generating" in kernel.stdout.readline().lower()
    answers = [kernel.communicate(timeout=60)[0].split() for kernel in both]
    assert sorted(answers) == [["1"], ["made", "1"]]


def cut(path):
    with open(path, "r+b") as file:
        file.truncate(path.stat().st_size // 2)


@pytest.mark.parametrize(
    "damage",
    [
        cut,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"no database at all" * 100),
        lambda path: sqlite3.connect(path).execute("PRAGMA user_version = 1").connection.close(),
        lambda path: path.rename(path.with_suffix(".part")),
    ],
    ids=["cut short", "empty", "not SQLite", "other version", "half-written beside"],
)
def test_a_broken_database_is_made_anew(generated, damage):
    open_shop().close()
    damage(generated / f"shop-{SCALE:g}.sqlite")
    assert len(open_shop().best_sellers()) == 10
    assert not list(generated.glob("*.part"))


@pytest.mark.parametrize("change", [("VERSION", 99), ("SEED", 1)])
def test_another_version_or_seed_is_made_anew(generated, monkeypatch, change):
    before = open_shop().product(1)
    inode = (generated / f"shop-{SCALE:g}.sqlite").stat().st_ino
    open_shop()
    assert (generated / f"shop-{SCALE:g}.sqlite").stat().st_ino == inode
    monkeypatch.setattr(rows, *change)
    after = open_shop().product(1)
    assert (generated / f"shop-{SCALE:g}.sqlite").stat().st_ino != inode
    assert (before == after) == (change[0] == "VERSION")


def test_a_full_disk_is_said_and_leaves_nothing_behind(generated, monkeypatch):
    monkeypatch.setitem(sqlite.BUILD_SETTINGS, "max_page_count", 20)
    with pytest.raises(CourseError, match=r"disk with .* is full"):
        open_shop()
    assert [path.suffix for path in generated.iterdir()] == [".lock"]


def test_a_disk_that_fills_up_while_copying_leaves_no_copy(generated, monkeypatch):
    open_shop().close()

    def no_space(source, target):
        Path(target).write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", no_space)
    with pytest.raises(CourseError, match="is full"):
        open_shop()
    assert kernels(generated) == []


def test_a_folder_that_cannot_be_written_gives_way_to_the_users_cache(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setattr(sqlite, "GENERATED", tmp_path / "file" / "generated")
    shop = open_shop()
    assert shop.path.is_relative_to(tmp_path / "cache" / "redis-measured") and shop.product(1)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(CourseError, match="Make one of them writable"):
        open_shop()


def test_a_database_made_before_is_used_from_a_folder_that_cannot_be_written(
    generated, tmp_path, monkeypatch
):
    open_shop().close()
    monkeypatch.setattr(sqlite, "_writable_folder", lambda: tmp_path)
    monkeypatch.setattr(sqlite, "_make", lambda *_: pytest.fail("made once more"))
    assert open_shop().path.parent.parent == tmp_path


def test_making_the_shop_leaves_no_thread(tmp_path):
    """The first check of an exercise on a machine makes the small shop, and counts threads left behind."""
    code = (
        "import pathlib, sys, threading; from helpers.shop import sqlite;"
        "sqlite._make(pathlib.Path(sys.argv[1]), 0.001); print(threading.active_count())"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "shop.sqlite")]
    assert subprocess.check_output(command, text=True).strip() == "1"
