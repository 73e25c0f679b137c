"""CONTRIBUTING's commands do what the page says, in a copy of the course where they make a new lesson."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig

import pytest

from helpers.paths import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
LESSON, TITLE = "98", "Tiny"  # in place of the page's example
COPIED = ("helpers", "tests", "notebooks", "data", "conftest.py", "pyproject.toml", "environment.yml")
COPIED += ("requirements.lock", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".github", ".redis")
NOT_COPIED = shutil.ignore_patterns("generated", "__pycache__", ".ipynb_checkpoints")


def lines(section):
    """The commands in the code blocks of a section, with another lesson in place of 42."""
    [part] = re.findall(rf"^## {section}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    blocks = re.findall(r"^ *```\n(.*?)^ *```", part, re.MULTILINE | re.DOTALL)
    shown = [line.partition(" # ")[0].strip() for block in blocks for line in block.splitlines()]
    return [line.replace("42", LESSON).replace("Rate limiting", TITLE) for line in shown]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A function that runs a command line in a copy of the course and returns the completed process."""
    copy = tmp_path_factory.mktemp("course")
    for name in filter(lambda name: (ROOT / name).exists(), COPIED):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=NOT_COPIED, symlinks=True)
        else:
            shutil.copy(source, copy / name)
    python = python_for(copy)

    def run(line):
        command = [python if word == "python3" else word for word in shlex.split(line)]
        return subprocess.run(command, cwd=copy, env=os.environ, capture_output=True, text=True)

    run.map = copy / "data" / "course.yml"
    return run


def python_for(copy):
    """A Python with this one's packages, for which `helpers` is the copy's: a .venv names its own course."""
    home = copy / ".python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    [site_packages] = home.glob("lib/python*/site-packages")
    (site_packages / "course.pth").write_text(f"{copy}\n{sysconfig.get_path('purelib')}\n")
    return str(home / "bin" / "python")


def test_a_new_lesson_lacks_only_what_its_author_writes(course):
    make, form, execute, test, readme = lines("I want to add a lesson")
    made = course(make)
    assert made.returncode == 0 and f"notebooks/{LESSON}-tiny.ipynb" in made.stdout, made.stderr
    found = course(form).stdout
    broken = re.findall(r"^(\w+): ", complaints(found), re.MULTILINE)
    assert broken == ["exercises", "minutes", "notes"], found
    # Its minutes are still the default. They mustn't change the hours of the routes, which lesson 00 tells
    added = course.map.read_text().replace('title: "Tiny", minutes: 30', 'title: "Tiny", minutes: 1')
    course.map.write_text(added.replace("title: Tiny, minutes: 30", "title: Tiny, minutes: 1"))
    done = course(execute)
    assert done.returncode == 0 and f"{LESSON}-tiny.ipynb: " in done.stdout, done.stderr
    assert course(readme).returncode == 0
    found = course(f"{test} -- -p no:cacheprovider -n0").stdout
    failed = re.findall(r"^FAILED (\S+)", found, re.MULTILINE)
    assert failed == [f"tests/lessons/test_form.py::test_form[{LESSON}-tiny]"], found
    others = set(re.findall(r"\b(\d\d)-[a-z-]+\.ipynb", found)) - {LESSON}
    assert not others and re.search(r"\d\d passed", found), found


def complaints(report):
    """What the form checks say of the new lesson."""
    return report.partition(f"\n{LESSON}-tiny.ipynb\n")[2].partition("\n=")[0]


def selections():
    """The other lines with `test` on the page, as far as they choose what to run."""
    every = [*lines("Commands"), *lines("I found a wrong sentence")]
    found = [line for line in every if re.match(r"python3 -m helpers test \S", line)]
    return [line.replace(f"{LESSON} 43", "10 11") for line in found]


@pytest.mark.parametrize("line", selections())
def test_a_selection_is_not_empty(course, line):
    done = course(f"{line} -- --collect-only -qq -n0")
    assert done.returncode == 0 and ".py" in done.stdout, done.stdout + done.stderr
    if line.endswith(" 14"):
        assert "notebooks/14-sorted-sets.ipynb" in done.stdout and "notebooks/10-" not in done.stdout
