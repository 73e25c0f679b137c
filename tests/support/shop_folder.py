"""What the tests of the shop share: a folder of its own for each test's databases, and further kernels."""

import os
import subprocess
import sys

import pytest

from helpers.paths import ROOT
from helpers.shop import open_shop, sqlite

SCALE = 0.01


@pytest.fixture(name="generated", autouse=True)
def generated_fixture(tmp_path, monkeypatch):
    """An empty folder for databases, and no setting of this machine."""
    monkeypatch.setattr(sqlite, "GENERATED", tmp_path / "generated")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("REDIS_MEASURED_HEADLESS", "1")
    monkeypatch.setenv("SHOP_SCALE", str(SCALE))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path / "generated"


@pytest.fixture(name="shop")
def shop_fixture(generated):
    shop = open_shop()
    yield shop
    shop.close()


def another_kernel(code):
    """Runs `code` in a process of its own, which uses the same folder and database and is not headless."""
    begin = (
        "import sys, pathlib, helpers.shop.sqlite as sqlite\n"
        "from helpers.shop import open_shop\n"
        "sqlite.GENERATED = pathlib.Path(sys.argv[1])\n"
    )
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "REDIS_MEASURED_HEADLESS": "",
    }
    command = [sys.executable, "-c", begin + code, str(sqlite.GENERATED)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    return subprocess.Popen(command, env=environment, **pipes)
