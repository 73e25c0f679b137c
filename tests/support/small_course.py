"""A copy of the course that needs two small packages, made here, in place of the real hundred."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile

from helpers.paths import ROOT

BARE_PYTHON = sys._base_executable  # the Python that this environment was made from
# What the real jupyterlab and pytest would be started with
TELL = (
    "import json, os, sys; print(json.dumps([sys.argv[1:], sys.executable, os.getcwd(), dict(os.environ)]))"
)
LABAPP = f"""
class LabApp:
    @classmethod
    def initialize_server(cls, argv):
        {TELL}
        raise SystemExit(0)
"""
SMALL = {
    "pytest/__init__.py": "",
    "pytest/__main__.py": TELL,
    "jupyterlab/__init__.py": "",
    "jupyterlab/labapp.py": LABAPP,
}
SMALL_UV = """#!/bin/sh
[ -z "$BROKEN_UV" ] || { echo error: no uv here; exit 2; }
[ -z "$LYING_UV" ] || exit 0
for wheel in "$PIP_FIND_LINKS"/[!u]*.whl; do
  "${0%/*}/python" -m zipfile -e "$wheel" "${0%/bin/uv}"/lib/python*/site-packages || exit
done
"""


class Course:
    """The course in an awkward path, with a Redis by REDIS_SERVER and an index of two wheels."""

    def __init__(self, folder):
        self.root = folder / "Kürse & Co's" / "redis $HOME"
        self.venv = self.root / ".venv"
        shutil.copytree(ROOT / "helpers", self.root / "helpers", ignore=shutil.ignore_patterns("__pycache__"))
        (self.root / "notebooks").mkdir()
        (self.root / "notebooks" / "00-start-here.ipynb").write_text('{"cells": []}')
        (self.root / "environment.yml").write_text("name: x\ndependencies:\n  - small-course-package>=1\n")
        self.index = folder / "index"
        self.index.mkdir()
        pinned = [
            make_wheel(self.index, "small_course_package", SMALL),
            make_wheel(self.index, "uv", {"uv-1.0.data/scripts/uv": SMALL_UV}),
        ]
        self.lock = self.root / "requirements.lock"
        self.lock.write_text("".join(pinned))
        redis = folder / "redis-server"
        redis.write_text("#!/bin/sh\necho Redis server v=7.4.1 sha=0\n")
        redis.chmod(0o755)
        theirs = (
            "PYTHON",
            "PIP_",
            "REDIS",
            "JUPYTER",
            "DISPLAY",
            "WAYLAND",
            "VIRTUAL_ENV",
            "CONDA",
            "DATABASE",
        )
        self.variables = {k: v for k, v in os.environ.items() if not k.startswith(theirs)}
        self.variables |= {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "REDIS_SERVER": str(redis)}
        self.variables |= {"PIP_FIND_LINKS": str(self.index), "HOME": str(folder)}

    def start(self, *words, python=BARE_PYTHON, under=(), **variables):
        return subprocess.Popen(
            [*under, python, "-m", "helpers", *words],
            cwd=self.root,
            env=self.variables | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *words, **options):
        """Run a command to its end: (exit status, stdout, stderr)."""
        process = self.start(*words, **options)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def everything(self):
        """Variables under which the Python at work lacks nothing."""
        site = self.index.parent / "site"
        shutil.unpack_archive(next(self.index.glob("small*.whl")), site, "zip")
        return {"PYTHONPATH": str(site)}

    def pip(self, text):
        """Variables under which pip is what a test needs it to be."""
        package = self.index.parent / "borrowed" / "pip"
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "__main__.py").write_text(text)
        return {"PYTHONPATH": str(package.parent)}


def make_wheel(folder, package, files, version="1.0", tag="py3-none-any"):
    """Put a wheel into the folder; returns its entry of a lock."""
    name = f"{package}-{version}"
    info = f"{name}.dist-info"
    files = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {package.replace('_', '-')}\nVersion: {version}\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
        f"{info}/RECORD": "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"]),
    }
    wheel = folder / f"{name}-{tag}.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in files.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = 0o100755 << 16
            archive.writestr(entry, text)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{package.replace('_', '-')}=={version} \\\n    --hash=sha256:{digest}\n"


def told(out):
    """How the small jupyterlab or pytest says it was started: arguments, python, folder, variables."""
    return json.loads(out.splitlines()[-1])
