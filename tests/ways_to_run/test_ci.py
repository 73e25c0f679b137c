"""What CI consists of: its tools are tried on small cases, its workflows are read. The rest is `.ci/run`."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from importlib.machinery import SourceFileLoader

import nbformat
import pytest
import yaml

from helpers import text
from helpers.paths import ROOT
from tests.support.fetched import uv

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
CHECK_SCHEMA = "check-jsonschema==0.39.0"  # brings GitHub's schema with it


def program(name):
    """A Python program of .ci as a module."""
    loader = SourceFileLoader(name, str(ROOT / ".ci" / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


# ---- workflows and hooks


def test_workflows_fit_the_schema():
    done = uv("tool", "run", CHECK_SCHEMA, "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_wrong_workflow_does_not(tmp_path):
    (tmp_path / "wrong.yml").write_text(WORKFLOWS[0].read_text().replace("runs-on:", "runs_on:"))
    done = uv(
        "tool", "run", CHECK_SCHEMA, "--builtin-schema", "vendor.github-workflows", tmp_path / "wrong.yml"
    )
    assert done.returncode == 1 and "runs-on" in done.stdout


def commands():
    """Each shell command of the workflows and of the pre-commit hooks."""
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text())["jobs"].values():
            yield from (step["run"] for step in job["steps"] if "run" in step)
    for repository in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]:
        yield from (hook["entry"] for hook in repository["hooks"])


@pytest.mark.parametrize("command", list(commands()))
def test_commands_are_bash_and_name_what_exists(command):
    done = subprocess.run(["bash", "-n"], input=command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for file in re.findall(r"(?<![\w/])(?:\.ci|tests|binder)/[\w./]*\w", command):
        assert (ROOT / file).exists(), file
    for module in re.findall(r"-m (helpers\.\w+)|-p (tests\.\w+)", command):
        assert importlib.util.find_spec("".join(module)), module


# ---- .ci/servers

REPORT = """<testsuites><testsuite>
<testcase name="a"><properties><property name="server" value="Redis 8.0.2"/></properties></testcase>
<testcase name="b"><properties><property name="`HEXPIRE` (11)" value="{open}"/></properties></testcase>
<testcase name="c"><failure message="x"/></testcase>
<testcase name="d"><skipped message="x"/></testcase>
</testsuite></testsuites>"""


def test_a_report_becomes_a_column(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT.format(open=False))
    assert program("servers").read(report) == {
        "server": "Redis 8.0.2",
        "Tests": "2 passed, 1 failed, 1 skipped",
        "`HEXPIRE` (11)": "left out",
    }


def test_columns_become_a_table_between_the_marks():
    servers = program("servers")
    columns = [
        {"server": "Redis 8.0.2", "Where": "container", "Compared": "every text", "Tests": "9 passed"},
        {"Where": "container", "Compared": "every text", "Tests": "did not run", "`HEXPIRE` (11)": "yes"},
    ]
    lines = servers.table(columns).splitlines()
    assert lines[0] == "|  | Redis 8.0.2 | ? |"
    assert lines[-1] == "| `HEXPIRE` (11) | ? | yes |"
    page = f"before\n{servers.BEGIN}\nold\n{servers.END}\nafter\n"
    assert servers.put(page, "new") == f"before\n{servers.BEGIN}\nnew\n{servers.END}\nafter\n"
    assert servers.put("a page without marks", "new") is None


# ---- tests/support/lenient.py

CELLS = [  # (code, what the saved page shows, whether the cell passes)
    ("from helpers.claims import claim", "", True),
    ("print(2)", "1\n", True),
    ("claim('two is more', 2, at_least=3)", "✓ two is more (≈ 4)\n", False),
    ("claim('meant', 2, at_least=3)", "✗ meant (≈ 2, claimed: at least 3)\n", True),
    ("1 / 0", "", False),
]


def test_lenient_looks_at_claims_and_errors_alone(tmp_path):
    cells = []
    for count, (code, saved, _) in enumerate(CELLS, 1):
        outputs = [nbformat.v4.new_output("stream", name="stdout", text=saved)] if saved else []
        cells.append(nbformat.v4.new_code_cell(code, execution_count=count, outputs=outputs))
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "page.ipynb")
    options = [
        "--noconftest",
        "-p",
        "tests.support.lenient",
        "-p",
        "no:cacheprovider",
        f"--rootdir={tmp_path}",
        "-v",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-c", "pyproject.toml", tmp_path / "page.ipynb"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    verdicts = re.findall(r"Cell \d+ (PASSED|FAILED)", done.stdout)
    assert verdicts == ["PASSED" if passes else "FAILED" for _, _, passes in CELLS], done.stdout


# ---- .ci/links and helpers/text.py


def test_links_that_lead_nowhere_are_found(tmp_path):
    links = program("links")
    (tmp_path / "there.md").write_text("")
    page = tmp_path / "page.md"
    assert links.broken_here(page, "there.md#part") is None
    assert links.broken_here(page, "https://redis.io/docs/") is None
    assert links.broken_here(page, "gone.md") == "no such file"
    assert links.broken_online("http://127.0.0.1:1/") is not None


@pytest.mark.skipif(not shutil.which("git"), reason="no git here")
def test_links_stand_in_prose_and_not_in_code(tmp_path):
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    (tmp_path / "page.md").write_text("[a](b.md) <https://c.example/>\n```python\nd[0](e)\n```\n")
    cell = {"cell_type": "markdown", "source": ["[f](https://g.example/h_(i))"]}
    (tmp_path / "page.ipynb").write_text(json.dumps({"cells": [cell]}))
    found = {link for _, link in program("links").links(tmp_path)}
    assert found == {"b.md", "https://c.example/", "https://g.example/h_(i)"}


def test_a_notebook_as_text_shows_sources_outputs_and_sizes_of_pictures():
    notebook = {
        "cells": [
            {"cell_type": "markdown", "source": ["# Title\n", "words"]},
            {
                "cell_type": "code",
                "metadata": {"tags": ["raises-exception"]},
                "source": "chart()",
                "outputs": [
                    {"output_type": "stream", "text": ["≈ 61 µs\n"]},
                    {
                        "output_type": "display_data",
                        "data": {"text/plain": "a chart", "image/png": "A" * 1000},
                    },
                    {"output_type": "error", "ename": "ValueError", "evalue": "no"},
                ],
            },
        ]
    }
    assert text.as_text(notebook).splitlines() == [
        "----- markdown",
        "# Title",
        "words",
        "",
        "----- code raises-exception",
        "chart()",
        "    ≈ 61 µs",
        "    a chart",
        "    (image/png, 1,002 characters)",
        "    ValueError: no",
    ]


@pytest.mark.skipif(not shutil.which("git"), reason="no git here")
def test_git_shows_notebooks_as_text(tmp_path):
    def git(*words):
        setting = [
            "-c",
            "diff.notebook.textconv=python3 -m helpers.text",
            "-c",
            "user.name=a",
            "-c",
            "user.email=b",
        ]
        done = subprocess.run(
            ["git", *setting, *words], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return done.stdout

    shutil.copytree(ROOT / "helpers", tmp_path / "helpers", ignore=shutil.ignore_patterns("exercises"))
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    page = tmp_path / "page.ipynb"
    git("init", "--quiet")
    for answer in ("old", "new"):
        page.write_text(json.dumps({"cells": [{"cell_type": "code", "source": answer, "outputs": []}]}))
        git("add", "page.ipynb", ".gitattributes")
        git("commit", "--quiet", "-m", answer)
    assert "\n-old\n+new\n" in git("show")
