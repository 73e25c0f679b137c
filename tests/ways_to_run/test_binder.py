"""The Binder set-up, as repo2docker and bash read it; every trap is planted once and has to be found.

No Docker and no network, apart from the first installation of repo2docker. The real build runs in the weekly
workflow.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv

import pytest
import yaml

from helpers.paths import ROOT
from tests.support.fetched import uv


def rendered(folders):
    """What repo2docker makes of each folder (see render_binder.py)."""
    done = uv("run", "--quiet", "--script", ROOT / "tests" / "support" / "render_binder.py", *folders)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def faults(folder, seen):
    """What is wrong with the Binder set-up in `folder`, of which repo2docker made `seen`: sentences."""
    if "error" in seen:
        return [f"repo2docker refuses: {seen['error']}"]
    return [
        *faults_of_environment(folder, seen),
        *faults_of_build(seen),
        *faults_of_scripts(folder / "binder"),
    ]


def faults_of_environment(folder, seen):
    link, listed = folder / "binder" / "environment.yml", folder / "environment.yml"
    if not link.is_symlink() or link.resolve() != listed:
        yield "binder/environment.yml is not a link to the one list: beside binder/ no other is read"
    if seen["pack"] != "CondaBuildPack" or seen["environment"] != "binder/environment.yml":
        yield f"repo2docker does not read binder/environment.yml but makes a {seen['pack']}"
    elif f"python={seen['python']}" not in yaml.safe_load(listed.read_text())["dependencies"]:
        yield f"repo2docker understands Python {seen['python']}: it reads only the form python=X.Y"


def faults_of_build(seen):
    for line, what in {
        "apt-get install --yes --no-install-recommends memcached": "memcached is not installed",
        "RUN ./binder/postBuild": "postBuild does not run",
        'R2D_ENTRYPOINT="${REPO_DIR}/binder/start"': "start does not run",
    }.items():
        if line not in seen["dockerfile"]:
            yield what


def faults_of_scripts(binder):
    for name in ("postBuild", "start"):
        script = binder / name
        if not script.exists():
            continue  # the Dockerfile tells
        if not script.read_bytes().startswith(b"#!/bin/bash\n") or b"\r" in script.read_bytes():
            yield f"{name} is no bash script: its first line or its line ends"
        elif not os.access(script, os.X_OK):
            yield f"{name} is not executable"
        else:
            yield from {"postBuild": faults_of_post_build, "start": faults_of_start}[name](script)


def run(script, *arguments, **stubs):
    """Run a script where the programs named by `stubs` are shell scripts of ours, within two seconds."""
    programs = script.parent.parent / "programs"
    programs.mkdir(exist_ok=True)
    for name, text in stubs.items():
        (programs / name).write_text(f"#!/bin/sh\n{text}\n")
        (programs / name).chmod(0o755)
    environment = {"PATH": f"{programs}:/usr/bin:/bin", "HOME": str(programs)}
    return subprocess.run(
        [script, *arguments],
        cwd=script.parent.parent,
        env=environment,
        capture_output=True,
        text=True,
        timeout=2,
    )


def faults_of_post_build(script):
    course = script.parent.parent
    shutil.copytree(
        ROOT / "helpers" / "setup" / "jupyter", course / "helpers" / "setup" / "jupyter", dirs_exist_ok=True
    )
    if run(script, python='case "$2" in *sys.prefix*) echo "$HOME" ;; *) exit 3 ;; esac').returncode == 0:
        yield "postBuild hides a failure: the image would be built without what it makes"


def faults_of_start(script):
    daemon = "echo ready; echo ready >&2; sleep 5 & exit 7"
    told = 'echo "$1|$PYTHONPATH|$PPID|$REDIS_MEASURED_PROGRESS"'
    try:
        done = run(script, "sh", "-c", told, "-", "a b", memcached=daemon)
    except subprocess.TimeoutExpired:
        yield "start leaves something running that holds the session's output"
        return
    said = done.stdout.strip().split("|")
    if done.returncode or done.stderr or len(said) != 4 or said[0] != "a b":
        yield f"start does not hand over cleanly: {done.stdout}{done.stderr}"
    elif said[1] != str(script.parent.parent):
        yield "start does not make helpers importable"
    elif said[2] != str(os.getpid()):
        yield "start stands between Binder and JupyterLab: signals would not arrive (exec is missing)"
    elif not said[3]:
        yield "start names no progress file: a restart of the kernel would lose what was done"


def put(path, text):
    def plant(folder):
        (folder / path).unlink(missing_ok=True)
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text)

    return plant


def edit(path, old, new):
    def plant(folder):
        text = (folder / path).read_text()
        assert old in text, f"{path} has no {old!r} to plant a fault in"
        (folder / path).write_bytes(text.replace(old, new).encode())

    return plant


def drop(path):
    return lambda folder: (folder / path).unlink()


PLANTED = {
    "the list is copied": (put("binder/environment.yml", "dependencies: [python=3.12]"), "not a link"),
    "the link leads nowhere": (drop("environment.yml"), "repo2docker"),
    "the link is missing": (drop("binder/environment.yml"), "does not read binder/environment.yml"),
    "Python by a bound": (edit("environment.yml", "python=3.12", "python>=3.12"), "understands Python 3.10"),
    "Python by a wildcard": (
        edit("environment.yml", "python=3.12", "python 3.12.*"),
        "understands Python 3.10",
    ),
    "a Python that Binder lacks": (edit("environment.yml", "python=3.12", "python=3.99"), "refuses"),
    "two folders": (put(".binder/apt.txt", "memcached"), "refuses"),
    "a Dockerfile wins": (put("binder/Dockerfile", "FROM scratch"), "makes a DockerBuildPack"),
    "no apt.txt": (drop("binder/apt.txt"), "memcached is not installed"),
    "no postBuild": (drop("binder/postBuild"), "postBuild does not run"),
    "postBuild goes on": (edit("binder/postBuild", "set -euo pipefail", ""), "hides a failure"),
    "no start": (drop("binder/start"), "start does not run"),
    "start calls": (edit("binder/start", 'exec "$@"', '"$@"\nexit'), "exec is missing"),
    "start forgets quotes": (edit("binder/start", 'exec "$@"', "exec $@"), "hand over cleanly"),
    "start exports nothing": (edit("binder/start", "export PYTHONPATH", ""), "importable"),
    "start keeps nothing": (edit("binder/start", "export REDIS_MEASURED_PROGRESS", "# "), "progress file"),
    "a daemon speaks": (edit("binder/start", "exec", "memcached -l 127.0.0.1 &\nexec"), "start"),
    "Windows line ends": (edit("binder/start", "\n", "\r\n"), "line ends"),
    "no first line": (edit("binder/start", "#!/bin/bash\n", ""), "first line"),
    "not executable": (lambda folder: (folder / "binder/start").chmod(0o644), "not executable"),
}


@pytest.fixture(scope="module")
def trees(tmp_path_factory):
    """{name: (folder, what repo2docker makes of it)}: as committed ("") and with each fault planted."""
    folders = {name: tmp_path_factory.mktemp("tree") for name in ["", *PLANTED]}
    for name, folder in folders.items():
        shutil.copytree(ROOT / "binder", folder / "binder", symlinks=True)
        shutil.copy(ROOT / "environment.yml", folder)
        if name:
            PLANTED[name][0](folder)
    return dict(zip(folders, zip(folders.values(), rendered(folders.values()), strict=True), strict=True))


def test_binder_builds_what_the_list_says(trees):
    folder, seen = trees[""]
    assert list(faults(folder, seen)) == []
    assert seen["dependencies"] == yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(trees, name):
    found = " / ".join(faults(*trees[name]))
    assert PLANTED[name][1] in found, f"found: {found or 'nothing'}"


def test_post_build_makes_the_shop_and_installs_the_settings(tmp_path):
    """postBuild itself, in a copy of the course and with an environment of its own for sys.prefix."""
    tree, prefix = tmp_path / "course", tmp_path / "environment"
    for part in ("binder", "helpers", "data"):
        shutil.copytree(
            ROOT / part, tree / part, symlinks=True, ignore=shutil.ignore_patterns("generated", "*.pyc")
        )
    venv.create(prefix, symlinks=True)
    site = prefix / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    variables = {**os.environ, "PATH": f"{prefix / 'bin'}:{os.environ['PATH']}", "SHOP_SCALE": "0.01"}
    for theirs in ("PYTHONPATH", "DATABASE_URL"):
        variables.pop(theirs, None)
    subprocess.run(["binder/postBuild"], cwd=tree, env=variables, check=True, capture_output=True)
    settings, shipped = prefix / "etc" / "jupyter", ROOT / "helpers" / "setup" / "jupyter"
    for file in shipped.rglob("*.json"):
        installed = (settings / file.relative_to(shipped)).read_text()
        assert installed == file.read_text().replace("/my-notebooks/", "/notebooks/")
    lab = json.loads((settings / "jupyter_server_config.json").read_text())["LabApp"]
    assert lab["default_url"] == "/lab/tree/notebooks/00-start-here.ipynb"
    assert list((tree / "data" / "generated").iterdir()), "the shop was not made"
