"""`python3 -m helpers` on machines that lack something, with small packages in place of the real ones.

Each test works in a copy of the course, so no environment of this machine is touched and nothing is fetched.
"""

import ast
import fcntl
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

import pytest

from helpers import __main__ as beginning
from helpers.cli import commands
from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.setup import environment
from tests.support.small_course import BARE_PYTHON, Course, make_wheel, told


@pytest.fixture
def course(tmp_path):
    """A copy of the course that needs one package, in an awkward path, and a Redis by REDIS_SERVER."""
    return Course(tmp_path)


def test_a_bare_python_is_enough_and_the_second_start_installs_nothing(course):
    status, out, err = course.run("lab", "--", "--port=9999", PYTHONDONTWRITEBYTECODE="1")
    assert (status, err) == (0, "")
    assert "Installing the packages ..." in out and "Continuing with pip" not in out
    arguments, python, folder, variables = told(out)
    assert arguments[-1] == "--port=9999" and "--no-browser" in arguments
    assert ("--allow-root" in arguments) == (os.geteuid() == 0)
    assert (python, folder) == (str(course.venv / "bin" / "python"), str(course.root))
    assert variables["REDIS_MEASURED_PROGRESS"] == str(course.root / "my-notebooks" / "progress.json")
    assert variables["JUPYTER_CONFIG_PATH"] == os.path.join("helpers", "setup", "jupyter")
    assert variables["PATH"].startswith(str(course.venv / "bin"))
    assert not {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"} & set(variables)
    assert (course.root / "my-notebooks" / "00-start-here.ipynb").exists()
    probe = [python, "-c", "import helpers; print(helpers.__file__)"]
    assert str(course.root) in subprocess.check_output(probe, cwd="/", env=course.variables, text=True)

    status, out, _ = course.run("lab", DISPLAY=":0")
    assert status == 0 and out.splitlines()[:-1] == ["Starting JupyterLab ..."]
    assert "--no-browser" not in told(out)[0]

    status, out, _ = course.run("test", "notebooks/00-start-here.ipynb", "-k", "a b", "--", "-x")
    assert told(out)[0] == [*commands.PYTEST, "notebooks/00-start-here.ipynb", "-k", "a b", "-x"]


def test_pip_does_it_where_uv_cannot(course):
    status, out, _ = course.run("lab", BROKEN_UV="1")
    assert status == 0 and "failed: error: no uv here\nContinuing with pip alone" in out
    assert told(out)[1] == str(course.venv / "bin" / "python")


def test_stale_half_made_and_orphaned_environments_are_made_again(course):
    def whole():
        return f"Packages       complete in {course.venv}\n" in course.run("doctor")[1]

    course.venv.mkdir()
    (course.venv / "half").touch()
    assert not whole()
    status, out, _ = course.run("lab")
    assert status == 0 and ".venv is out of date or wasn't finished" in out
    assert not (course.venv / "half").exists() and whole()

    yml, lock = course.root / "environment.yml", course.lock.read_text()
    yml.write_text(yml.read_text() + "  - another-package>=1\n")  # as after a pull, with .venv activated
    course.lock.write_text(
        lock + make_wheel(course.index, "another_package", {"another_package/__init__.py": ""})
    )
    status, out, _ = course.run("lab", python=course.venv / "bin" / "python")
    assert status == 0 and ".venv is out of date" in out and told(out)

    lock = course.lock.read_text()
    course.lock.write_text(lock + "# changed\n")
    assert not whole()
    course.lock.write_text(lock)
    assert whole()
    (course.venv / "bin" / "python").unlink()
    (course.venv / "bin" / "python").symlink_to("/no/such/python")  # its Python was removed
    assert not whole()


def test_an_interrupted_start_is_repaired_by_the_next(course):
    sleeping = course.pip("import time; print(); time.sleep(60)")
    for signalled in (signal.SIGINT, signal.SIGTERM):
        process = course.start("lab", **sleeping)
        while "Fetching" not in process.stdout.readline():
            pass
        time.sleep(0.2)
        started = time.monotonic()
        os.killpg(process.pid, signalled) if signalled == signal.SIGINT else process.send_signal(signalled)
        out, err = process.communicate(timeout=20)
        assert process.returncode == 1 and "Interrupted. The next start continues from here." in err
        assert "Traceback" not in out + err and time.monotonic() - started < 5
    status, out, _ = course.run("lab")
    assert status == 0 and told(out)


def test_a_second_start_waits_for_the_first(course):
    with open(course.root / ".setup.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = course.start("lab", **course.everything())
        waiting = "The course is being started elsewhere. Waiting until that's done ...\n"
        assert process.stdout.readline() == waiting
        assert process.poll() is None
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0 and told(out)


def test_an_environment_with_everything_is_used_as_it_is(course):
    everything = course.everything()
    status, out, err = course.run("lab", **everything)
    assert (status, err) == (0, "")
    _, python, _, variables = told(out)
    assert os.path.samefile(python, BARE_PYTHON) and not course.venv.exists()
    assert variables["PYTHONPATH"] == f"{course.root}:{everything['PYTHONPATH']}"


@pytest.mark.parametrize("number", [["00"], []])
def test_the_stage_is_a_lesson_alone_and_large(course, number):
    status, out, err = course.run("stage", *number, "--", "--port=9999", **course.everything())
    assert (status, err) == (0, "")
    arguments, _, _, variables = told(out)
    assert arguments[-1] == "--port=9999"
    assert "--LabApp.default_url=/doc/tree/my-notebooks/00-start-here.ipynb" in arguments
    assert variables["REDIS_MEASURED_STAGE"] == "1"
    assert (course.root / "my-notebooks" / "00-start-here.ipynb").exists()


def test_a_lesson_by_its_number(course):
    arguments, _, _, _ = told(course.run("lab", "00", **course.everything())[1])
    assert "--LabApp.default_url=/lab/tree/my-notebooks/00-start-here.ipynb" in arguments


def test_a_jupyterlab_that_fails_gets_a_sentence_and_the_path_of_its_log(course):
    variables = course.everything()
    labapp = pathlib.Path(variables["PYTHONPATH"]) / "jupyterlab" / "labapp.py"
    labapp.write_text("import os, sys; print('[C 12:00 ServerApp] no port', file=sys.stderr); sys.exit(1)")
    status, out, err = course.run("lab", **variables)
    assert (status, out) == (1, "Starting JupyterLab ...\n")
    log = course.root / "my-notebooks" / ".jupyter.log"
    assert err == f"JupyterLab failed: no port\nThe details are in {log}.\n"
    labapp.write_text("1 / 0")
    _, _, err = course.run("lab", **variables)
    assert err.startswith("JupyterLab failed: ZeroDivisionError") and "Traceback" in log.read_text()


LISTENING = """
import fcntl

def is_locked():
    with open(".setup.lock") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False

class LabApp:
    open_browser, public_url = False, "http://here"

    @classmethod
    def initialize_server(cls, argv):
        cls.io_loop = cls()
        return cls.io_loop

    def add_callback(self, callback, *arguments):
        print("locked:", is_locked())
        callback(*arguments)
        print("locked:", is_locked())

    def start(self):
        pass
"""


def test_the_next_start_waits_until_this_one_listens(course):
    variables = course.everything()
    (pathlib.Path(variables["PYTHONPATH"]) / "jupyterlab" / "labapp.py").write_text(LISTENING)
    status, out, err = course.run("lab", **variables)
    assert (status, err) == (0, "") and "    http://here\n" in out
    assert out.index("locked: True") < out.index("http://here") < out.index("locked: False")


def test_elsewhere_nothing_is_larger(course):
    arguments, _, _, variables = told(course.run("lab", **course.everything())[1])
    assert not [word for word in arguments if "custom" in word or "default_url" in word]
    assert "REDIS_MEASURED_STAGE" not in variables


@pytest.mark.parametrize("number", ["42", "0", "00-start-here", "99", "*", ""])
@pytest.mark.parametrize("command", ["stage", "lab"])
def test_an_unknown_lesson_gets_a_sentence(course, command, number):
    (course.root / "notebooks" / "99-template.ipynb").touch()
    status, out, err = course.run(command, number)
    assert (status, out) == (1, "") and not course.venv.exists()
    asked = f"There is no lesson {number!r}." if number else "Which lesson?"
    assert err == f"{asked} Choose from 00.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "print('OSError: [Errno 28] No space left on device'); raise SystemExit(1)",
            "because the disk is full",
        ),
        (
            "print('ERROR: No matching distribution'); raise SystemExit(1)",
            "failed: ERROR: No matching distribution",
        ),
    ],
)
def test_a_failing_installer_gets_one_sentence(course, words, sentence):
    status, out, err = course.run("lab", **course.pip(words))
    assert ("Continuing with pip" in out) == ("disk" not in sentence)
    assert status == 1 and "Traceback" not in out + err
    assert err.count("\n") == 1 and sentence in err
    assert not course.venv.exists()


def test_too_little_space_is_said_before_anything_starts(monkeypatch):
    monkeypatch.setattr(environment, "SPACE", 10**18)
    monkeypatch.setattr(environment, "run_installer", lambda *_, **__: pytest.fail("started"))
    with pytest.raises(CourseError, match=r"disk is nearly full.*Free some space, or move the course"):
        environment.build()


@pytest.mark.parametrize("start", ["lab", "doctor"])
def test_a_read_only_checkout(course, start):
    under = ()
    if os.geteuid() == 0:  # root writes in spite of the mode, unless that power is taken away
        if not shutil.which("setpriv"):
            pytest.skip("setpriv is missing")
        under = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    course.root.chmod(0o555)
    try:
        status, out, err = course.run(start, under=under)
    finally:
        course.root.chmod(0o755)
    if start == "doctor":
        assert status == 0 and "Packages       not installed" in out
    else:
        assert status == 1 and err.count("\n") == 1
        assert f"{course.root}/.setup.lock can't be written. Copy the course" in err


def test_without_a_redis_there_is_one_sentence(course):
    status, _, err = course.run("lab", REDIS_SERVER="/no/such/redis-server", **course.everything())
    assert status == 1 and err.count("\n") == 1 and "REDIS_SERVER names /no/such/redis-server" in err


def test_tests_go_on_without_a_redis_of_this_machine(course):
    status, out, _ = course.run("test", REDIS_SERVER="/no/such/redis-server", **course.everything())
    assert status == 0 and "Continuing, because the tests may find a container." in out and told(out)


def test_a_redis_by_url_needs_none_of_this_machine(course):
    url = {"REDIS_SERVER": "/no/such", "REDIS_URL": "redis://elsewhere"}
    status, out, _ = course.run("lab", **url, **course.everything())
    assert status == 0 and told(out)


def doctors_lines(course, *words, **variables):
    """{label: what doctor found} on a machine without anything on PATH."""
    status, out, err = course.run("doctor", *words, PATH="/nowhere", **({"REDIS_SERVER": ""} | variables))
    assert (status, err) == (0, "")
    return dict(re.findall(r"^(\w[\w ]*?)  +(.*)$", out, re.MULTILINE))


def test_doctor_before_anything_is_installed(course):
    found = doctors_lines(course)
    assert list(found) == ["Python", "Packages", "Server", "memcached", "Disk", "Memory"]
    assert found["Packages"].startswith("not installed") and found["memcached"] == "none"
    assert not course.venv.exists() and not (course.root / ".setup.lock").exists()
    everything = doctors_lines(course, "--all")
    assert set(found) < set(everything)
    for name in ("Tools", "PostgreSQL", "Chromium"):
        assert everything[name] == "none"
    assert everything["Docker"] == "not installed" and everything["REDIS_URL"].startswith("not set")


def test_doctor_shows_what_is_set(course):
    found = doctors_lines(course, DATABASE_URL="postgresql://here", REDIS_URL="redis://here")
    assert found["PostgreSQL"] == "the one DATABASE_URL names" and "not looked at yet" in found["REDIS_URL"]


def test_a_closed_pipe_is_no_error(course):
    process = course.start("doctor", PATH="/nowhere")
    process.stdout.close()  # as `| head -1` does once it has its line
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(timeout=60) == 128 + signal.SIGPIPE


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13)])
def test_an_old_python_gets_a_sentence(version):
    sentence = beginning.refusal(version, "posix")
    assert f"This is Python {'.'.join(map(str, version))}, and the course needs 3.11 to 3.14" in sentence


def test_what_an_old_python_reads_it_can_parse():
    for name in ("__init__.py", "__main__.py"):
        source = (ROOT / "helpers" / name).read_bytes()
        source.decode("ascii")
        tree = ast.parse(source, feature_version=(3, 4))
        assert not [node for node in ast.walk(tree) if isinstance(node, (ast.JoinedStr, ast.AnnAssign))]


def test_the_pythons_the_course_is_for_are_let_in():
    assert not any(beginning.refusal((3, minor, 0), "posix") for minor in (11, 12, 13, 14))


def test_windows_gets_a_sentence():
    assert "Install WSL 2" in beginning.refusal((3, 12, 0), "nt")


def test_a_python_too_new_gets_a_sentence(monkeypatch):
    monkeypatch.setattr(environment.sys, "version_info", (3, 15, 0))
    with pytest.raises(CourseError, match=r"Python 3.15 is newer than any that the course was tested with"):
        environment.build()


@pytest.mark.parametrize("number", ["ENOSPC", "EDQUOT", "EROFS", "EACCES"])
def test_a_disk_that_refuses_gets_a_sentence(monkeypatch, number):
    def refuse(_):
        raise OSError(getattr(commands.errno, number), "refused", "/some/where")

    monkeypatch.setitem(commands.COMMANDS, "doctor", refuse)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    sentence = commands.run(["doctor"])
    assert "disk is full" in sentence or "/some/where can't be written" in sentence
