"""Tools that only tests use and that no learner needs: uv fetches each into an environment of its own."""

import functools
import os
import shutil
import subprocess
import sysconfig

import pytest

from helpers.setup import environment

_index = functools.cache(environment.index_for_uv)  # half a second each time


def uv(*arguments):
    """Run uv, which knows pip's package index; returns the completed process.

    Without a network what was fetched once is good enough. If it never was, the test is skipped; CI fails.
    """
    found = shutil.which("uv", path=os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]]))
    variables = {**os.environ, **_index()}
    for option in ([], ["--offline"]):
        done = subprocess.run([found, *option, *arguments], env=variables, capture_output=True, text=True)
        offline = any(
            sign in done.stderr for sign in ("Failed to fetch", "No solution found", "not found in the")
        )
        if not offline or "no usable wheels" in done.stderr:
            return done
    return (
        pytest.fail(done.stderr) if os.environ.get("CI") else pytest.skip("the tool cannot be fetched here")
    )
