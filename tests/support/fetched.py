"""Tools that only tests use and that no learner needs: uv fetches each into an environment of its own."""

import os
import shutil
import subprocess
import sysconfig

import pytest

from helpers.setup import environment


def uv(*arguments):
    """Run uv, which knows pip's package index; returns the completed process.

    Without a network what was fetched once is good enough. If it never was, the test is skipped; CI fails.
    """
    found = shutil.which("uv", path=os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]]))
    variables = {**os.environ, **environment.index_for_uv()}
    for offline in ([], ["--offline"]):
        done = subprocess.run([found, *offline, *arguments], env=variables, capture_output=True, text=True)
        if not any(
            sign in done.stderr for sign in ("Failed to fetch", "No solution found", "not found in the")
        ):
            return done
    return (
        pytest.fail(done.stderr) if os.environ.get("CI") else pytest.skip("the tool cannot be fetched here")
    )
