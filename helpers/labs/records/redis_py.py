"""Lesson 51: record redis_py.csv, what several versions of redis-py do by default (one minute).

    python3 -m helpers.labs.records.redis_py

It runs `helpers/labs/defaults.py` once for each version, in an environment that `uv` makes for it, with
Redis on this machine. It needs uv on PATH, and PyPI.
"""

import csv
import json
import os
import subprocess
import sys

from helpers.paths import DATA, ROOT
from helpers.servers import start_server

VERSIONS = ["4.5.3", "5.3.1", "6.4.0", "7.4.1", "8.1.0"]  # the last of each series, and a bug


def probed(version, url):
    """Return what this version of redis-py does by default, as `defaults()` finds out."""
    environment = ["uv", "run", "--isolated", "--no-project", "--python", sys.executable]
    program = ["--with", f"redis=={version}", "python", "-m", "helpers.labs.defaults"]
    done = subprocess.run(
        [*environment, *program],
        cwd=ROOT,
        env=os.environ | {"PROBED_URL": url},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def record(path=DATA / "redis_py.csv"):
    """Write one row for each version."""
    with start_server() as server:
        rows = [probed(version, server.url) for version in VERSIONS]
    with open(path, "w", newline="", encoding="utf-8") as file:
        lines = csv.DictWriter(file, rows[0], lineterminator="\n")
        lines.writeheader()
        lines.writerows(rows)


if __name__ == "__main__":
    record()
