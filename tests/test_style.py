"""Style and form that need no Redis: CI's checks, and before that the pre-commit hook's."""

import shutil
import subprocess
import sys

import pytest

from helpers.paths import ROOT

WITHOUT_ENDING = [".ci/links", ".ci/servers"]  # Python that ruff does not find by its name
SHELL = [".ci/docker", ".ci/image", ".ci/run", "binder/postBuild", "binder/start"]


def ruff(*arguments, folder=ROOT):
    command = [sys.executable, "-m", "ruff", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize("words", ["check", "format --check"])
def test_ruff(words):
    done = ruff(*words.split(), ".", *WITHOUT_ENDING)
    mend = "ruff check --fix" if words == "check" else "ruff format"
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\n`python3 -m {mend}` mends much of it"


@pytest.mark.parametrize(
    ("words", "text"), [("check", "from math import *\n"), ("format --check", "a = {  1:2}\n")]
)
@pytest.mark.parametrize("name", ["module.py", ".ci/links"])
def test_ruff_turns_red(tmp_path, words, text, name):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text)
    assert ruff(*words.split(), ".", name, folder=tmp_path).returncode == 1


@pytest.mark.parametrize("name", SHELL)
def test_scripts_are_bash(name):
    assert (ROOT / name).read_text().startswith(("#!/bin/bash\n", "#!/usr/bin/env bash\n"))
    done = subprocess.run(["bash", "-n", name], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("git"), reason="no git here")
def test_links_within_the_course():
    done = subprocess.run([sys.executable, ".ci/links"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
