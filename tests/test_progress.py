"""Progress is one small file: damage, another version, a locked folder or a second kernel break nothing."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import pytest

from helpers import course, progress
from helpers.cli import commands, parser, report
from helpers.exercises import progress as exercises_passed
from helpers.paths import LESSONS, PROGRESS_VARIABLE, ROOT
from helpers.quizzes import load, quiz
from helpers.quizzes.form import Quiz

TODAY = progress.datetime.date.today().isoformat()
DAMAGE = [
    b"",
    b"{",
    b"[1]",
    b"\0\0",
    b"\xff\xfe{",
    b"[" * 100_000,
    b'{"exercises": 3}',
    b'{"lessons": ["10"]}',
    b'{"quizzes": null}',
]
OLDER = {"exercises": {"10.1": "2025-01-31", "10.9": "2025-02-01", "77.1": "2025-02-02"}}  # 10.9, 77: dropped
NEWER = {
    "exercises": {"10.1": {"day": "2030-01-01", "tries": 3}},
    "lessons": {"10": 7},
    "quizzes": {"10 keep-the-expiry": {"given": 2}, "10 first-come": 3, "10 no-more": [1]},
    "guesses": {"10 How many?": "many"},
    "version": 9,
}


@pytest.fixture
def path(tmp_path, monkeypatch):
    path = tmp_path / "progress.json"
    monkeypatch.setenv(PROGRESS_VARIABLE, str(path))
    return path


@pytest.fixture
def shown(monkeypatch):
    bundles = []
    monkeypatch.setattr(course, "show_reading", bundles.append)
    return bundles


def everything_that_reads(shown):
    """Show all that progress is shown in; returns the texts of the map."""
    course.course_map()
    course.next_lesson("10")
    exercises_passed()._repr_html_()
    quiz("10")
    Quiz("10", load(LESSONS / "10" / "quiz.yml"))
    report.page(report.rows(), "", progress.datetime.date.today())
    return shown[0]


@pytest.mark.parametrize("content", [None, *DAMAGE, json.dumps(OLDER).encode(), json.dumps(NEWER).encode()])
def test_nothing_that_reads_it_breaks(path, shown, content):
    if content is not None:
        path.write_bytes(content)
    everything_that_reads(shown)
    assert course.next_lesson("99") is None
    assert progress.read()["99"] == TODAY


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_renamed_when_something_is_stored_and_not_before(path, damage):
    path.write_bytes(damage)
    assert progress.passed() == {} and path.read_bytes() == damage
    said = progress.record("10.1")
    assert said.endswith("so a new one begins. The old one is now progress.json.damaged.")
    assert json.loads(path.read_text()) == {"exercises": {"10.1": TODAY}}
    assert path.with_name("progress.json.damaged").read_bytes() == damage
    path.write_bytes(b"again")
    assert "progress.json.damaged-2" in progress.record("10.1")
    assert path.with_name("progress.json.damaged").read_bytes() == damage
    assert progress.record("10.2") == ""


def test_a_file_of_an_older_course_goes_on(path, shown):
    path.write_text(json.dumps(OLDER))
    assert progress.record_read("10") == ""
    assert json.loads(path.read_text()) == OLDER | {"lessons": {"10": TODAY}}
    assert "✓ read ✓ 10.1\n" in everything_that_reads(shown)["text/plain"]


def test_a_file_of_a_newer_course_keeps_what_this_one_does_not_know(path):
    path.write_text(json.dumps(NEWER))
    progress.record("10.1")
    progress.record("10.2")
    wanted = {"10.1": NEWER["exercises"]["10.1"], "10.2": TODAY}
    assert json.loads(path.read_text()) == NEWER | {"exercises": wanted}
    assert progress.passed() == {"10.1": "", "10.2": TODAY}


@contextlib.contextmanager
def as_a_stranger():
    """Give up root's rights for a while: nothing is read-only for root."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked(monkeypatch):
    """A progress file in a folder that can't be written."""
    folder = pathlib.Path(tempfile.mkdtemp())
    path = folder / "progress.json"
    path.write_text(json.dumps(OLDER))
    monkeypatch.setenv(PROGRESS_VARIABLE, str(path))
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_in_a_read_only_folder_it_is_read_and_the_reason_is_given(locked, shown):
    with as_a_stranger():
        assert progress.passed() == OLDER["exercises"]
        assert progress.record("10.2") == "Your progress file can't be written (Permission denied)."
        assert "✓ 10.1" in everything_that_reads(shown)["text/plain"]
    locked.chmod(0)
    with as_a_stranger():
        assert progress.passed() == {}
        everything_that_reads(shown)
    locked.chmod(0o644)
    assert json.loads(locked.read_text()) == OLDER and os.listdir(locked.parent) == ["progress.json"]


KERNEL = """
import sys
from helpers.progress import keep, record, record_read
for number in range(50):
    said = record(f"{sys.argv[1]}.{number}") + record_read(f"{sys.argv[1]} {number}")
    said += keep("quizzes", f"{sys.argv[1]} {number}", number)
    assert said in ("", sys.argv[2]) or "damaged" in said, said
"""


@pytest.mark.parametrize(
    "before", [None, b'{"exercises": {"10.1": "2025-01-31"}', json.dumps(NEWER).encode()]
)
def test_two_kernels_that_write_at_once_lose_nothing(path, before):
    if before is not None:
        path.write_bytes(before)
    kernels = [subprocess.Popen([sys.executable, "-c", KERNEL, name, ""], cwd=ROOT) for name in ("20", "21")]
    for _ in range(50):
        progress.kept("exercises")  # a third one reads
    assert [one.wait() for one in kernels] == [0, 0]
    content = json.loads(path.read_text())
    for section in ("exercises", "lessons", "quizzes"):
        written = {name for name in content[section] if name[:2] in ("20", "21")}
        assert len(written) == 100, section
    damaged = [one.read_bytes() for one in path.parent.glob("*.damaged*")]
    assert damaged == ([before] if before and b"version" not in before else [])


def test_it_survives_a_restart(path):
    code = "from helpers.course import next_lesson; next_lesson('10')"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    assert progress.read() == {"10": TODAY}


def test_git_never_sees_it():
    names = ["my-notebooks/progress.json", "my-notebooks/progress.html", ".redis-measured.json"]
    names += [f"{name}{end}" for name in names for end in (".lock", ".new", ".damaged")]
    if not (ROOT / ".git").exists():
        pytest.skip("the course is here without its history")
    done = subprocess.run(["git", "check-ignore", *names], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == names


# The map and the page


def test_the_map_leads_on_from_where_you_were(path, shown):
    everything = dict.fromkeys(course.exercises("20"), "2025-01-31")
    path.write_text(
        json.dumps({"exercises": everything | {"10.1": "2025-01-01"}, "lessons": {"20": "2025-01-31"}})
    )
    course.course_map()
    assert 'Next: <a href="21-write-through.ipynb">' in shown[0]["text/html"]
    assert "1 of 7 lessons read" in shown[0]["text/html"]
    progress.record_read("22")
    course.course_map()
    next_one = shown[1]["text/html"].partition("</p>")[0]
    assert "Next: exercise 22.1 in" in next_one and 'then <a href="23-keys-and-ttls.ipynb">' in next_one


def test_once_all_is_done_the_map_gives_no_advice(path, shown):
    numbers = [number for number in course.lessons() if course.notebook(number)]
    passed = {one: TODAY for number in numbers for one in course.exercises(number)}
    path.write_text(json.dumps({"exercises": passed, "lessons": dict.fromkeys(numbers, TODAY)}))
    course.course_map()
    assert "Next: " not in shown[0]["text/html"] and "<details open>" not in shown[0]["text/html"]


def test_answered_questions_are_counted_on_the_map(path, shown):
    questions = load(LESSONS / "10" / "quiz.yml")
    progress.keep("quizzes", f"10 {questions[0]['id']}", 2)
    course.course_map()
    assert f"✓ 1 of {len(questions)} quiz questions answered" in shown[0]["text/plain"]


def test_the_page_for_a_teacher_says_what_was_done(path):
    progress.record("10.1")
    progress.record_read("10")
    progress.keep("quizzes", "10 keep-the-expiry", 2)  # right
    progress.keep("quizzes", "10 first-come", "True False")  # a near miss
    progress.keep("guesses", "10 How many?", 3)
    parts = report.rows()
    row = next(row for _, rows in parts for row in rows if row.lesson["id"] == "10")
    assert (row.read, row.answered, row.right, row.guesses) == (TODAY, 2, 1, 1)
    assert [one for one, _, day in row.exercises if day] == ["10.1"]
    assert report.summary(parts).startswith("1 of ") and " 1 of " in report.summary(parts)
    page = report.page(parts, "<b>Ada", progress.datetime.date.today())
    assert "progress of &lt;b&gt;Ada" in page and "<b>Ada" not in page
    assert f"10.1</span> A page-view counter, {TODAY}" in page
    assert f"1 of {row.questions} right" in page
    assert "http" not in page  # it needs no other file


def test_the_command_writes_the_page(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(PROGRESS_VARIABLE, str(tmp_path / "progress.json"))
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    monkeypatch.setattr(commands, "COPIES", tmp_path / "my-notebooks")
    monkeypatch.setattr(commands, "_go_on_with_everything", lambda *words: None)
    progress.record("10.1")
    commands.show_progress(parser.parse(["progress", "--name", "Ada"]))
    assert "The page is my-notebooks/progress.html" in capsys.readouterr().out
    assert "progress of Ada" in (tmp_path / "my-notebooks" / "progress.html").read_text()
