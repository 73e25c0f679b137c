"""`python3 -m helpers` where this machine's settings would lead it astray: pip's, Python's, the locale's.

Like test_lab, in a copy of the course with small packages.
"""

import os
import subprocess

import pytest

from tests.support.small_course import BARE_PYTHON, Course, told


@pytest.fixture
def course(tmp_path):
    return Course(tmp_path)


def is_complete(course):
    return f"Packages       complete in {course.venv}\n" in course.run("doctor")[1]


# What pip would obey, as environment variables and as sections of pip.conf
ASTRAY = {
    "target": "{elsewhere}",
    "prefix": "{elsewhere}",
    "root": "{elsewhere}",
    "user": "1",
    "require-virtualenv": "1",
    "dry-run": "1",
    "constraint": "/no/such/file",
}


@pytest.mark.parametrize("installer", ["uv", "pip"])
@pytest.mark.parametrize("option", ["target", "prefix"])
def test_pips_variables_lead_no_package_astray(course, tmp_path, option, installer):
    elsewhere = tmp_path / "elsewhere"
    variables = {f"PIP_{option.upper()}": str(elsewhere), "BROKEN_UV": "1" if installer == "pip" else ""}
    status, out, err = course.run("lab", **variables)
    assert (status, err) == (0, "") and told(out)
    assert is_complete(course) and not elsewhere.exists()


@pytest.mark.parametrize("section", ["global", "install"])
def test_pips_files_lead_no_package_astray_and_still_name_the_index(course, tmp_path, section):
    elsewhere = tmp_path / "elsewhere"
    lines = [f"[{section}]", "no-index = true", f"find-links = {course.index}"]
    lines += [f"{name} = {value.format(elsewhere=elsewhere)}" for name, value in ASTRAY.items()]
    file = tmp_path / ".config" / "pip" / "pip.conf"
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(lines) + "\n")
    for name in ("PIP_CONFIG_FILE", "PIP_NO_INDEX", "PIP_FIND_LINKS"):
        del course.variables[name]
    status, out, err = course.run("lab", BROKEN_UV="1")
    assert (status, err) == (0, "") and told(out)
    assert is_complete(course) and not elsewhere.exists()


def test_an_installer_that_installed_nothing_leaves_no_environment(course):
    status, out, err = course.run("lab", LYING_UV="1")
    assert status == 1 and "Traceback" not in out + err
    assert "Checking the packages failed: ImportError: small-course-package>=1 can't be found" in err
    assert not course.venv.exists()


def test_an_environment_that_lost_its_packages_is_made_again(course):
    """Also heals what PIP_TARGET once left: an empty environment that counted as finished."""
    course.run("lab")
    for package in course.venv.glob("lib/python*/site-packages/small_course_package*"):
        package.rename(course.root / "lost")
    assert not is_complete(course)
    status, out, err = course.run("lab")
    assert (status, err) == (0, "") and ".venv is out of date or wasn't finished" in out and told(out)
    assert is_complete(course)


@pytest.mark.parametrize("locale", ["C", "POSIX", "xx_XX.UTF-8"])
def test_any_locale_can_start_an_environment_in_a_path_with_umlauts(course, locale):
    for utf8 in ("", "0"):  # in the C locale Python turns its UTF-8 mode on by itself
        status, out, err = course.run("lab", LC_ALL=locale, PYTHONUTF8=utf8)
        assert (status, err) == (0, "")
        _, python, folder, variables = told(out)
        assert (python, folder) == (str(course.venv / "bin" / "python"), str(course.root))
        assert variables["PYTHONUTF8"] == "1"
    probe = [python, "-c", "import helpers, os; print(os.fsencode(helpers.__file__))"]
    bare = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    seen = subprocess.check_output(probe, cwd="/", env=course.variables | bare, text=True)
    assert repr(os.fsencode(course.root))[2:-1] in seen


def test_a_package_called_helpers_elsewhere_is_not_ours(course, tmp_path):
    foreign = tmp_path / "foreign" / "helpers"
    foreign.mkdir(parents=True)
    (foreign / "__init__.py").write_text("raise SystemExit('the wrong helpers')")
    status, out, err = course.run("lab", PYTHONPATH=str(foreign.parent))
    assert (status, err) == (0, "")
    _, python, _, variables = told(out)
    assert "PYTHONPATH" not in variables  # its numpy would hide the one that the lock pins
    probe = [
        python,
        "-c",
        "import helpers, os; print(os.fsencode(helpers.__file__))",
    ]  # as a kernel of another editor
    elsewhere = course.variables | {"PYTHONPATH": str(foreign.parent)}
    seen = subprocess.check_output(probe, cwd="/", env=elsewhere, text=True)
    assert repr(os.fsencode(course.root))[2:-1] in seen


def test_how_the_users_python_is_set_up_is_for_their_programs(course):
    theirs = {"PYTHONOPTIMIZE": "2", "PYTHONIOENCODING": "ascii", "PYTHONDONTWRITEBYTECODE": "1"}
    status, out, err = course.run("lab", **theirs, JUPYTER_PREFER_ENV_PATH="0")
    assert (status, err) == (0, "")
    variables = told(out)[3]
    assert not theirs.keys() & variables.keys() and variables["JUPYTER_PREFER_ENV_PATH"] == "1"


def test_a_home_folder_that_is_missing(course):
    status, out, err = course.run("lab", HOME="/proc/nohome")
    assert (status, err) == (0, "")
    variables = told(out)[3]
    for name in ("JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "MPLCONFIGDIR", "XDG_CACHE_HOME"):
        assert variables[name].startswith(str(course.root / ".home"))


@pytest.mark.parametrize("switch", [{"PYTHONSAFEPATH": "1"}, {}])
def test_the_folder_is_a_command_line_of_its_own(course, switch):
    """With PYTHONSAFEPATH, Python doesn't look for `-m helpers` in the current folder."""
    command = [BARE_PYTHON, course.root / "helpers", "lab"]
    for _ in range(2):
        out = subprocess.check_output(command, cwd="/", env=course.variables | switch, text=True)
        assert told(out)[2] == str(course.root)
    inside = [course.venv / "bin" / "python", course.root / "helpers", "lab"]
    course.lock.write_text(course.lock.read_text() + "# changed\n")
    out = subprocess.check_output(inside, cwd="/", env=course.variables | switch, text=True)
    assert told(out)[2] == str(course.root)
