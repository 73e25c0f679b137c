"""`new` makes a lesson from the template: every number follows, nothing that exists is touched."""

import re
import shutil

import nbformat
import pytest

from helpers import course
from helpers.cli import new
from helpers.errors import CourseError
from helpers.paths import DATA, LESSONS, NOTEBOOKS
from helpers.quizzes.questions import load


def read(folder):
    return (folder / "course.yml").read_text()


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A course that has the template and the map alone, on which 42 is only planned."""
    (tmp_path / "data").mkdir()
    planned = re.sub(r'(id: "42", .*), minutes: .*, (shows:)', r"\1, minutes: 40, \2", read(DATA))
    (tmp_path / "data" / "course.yml").write_text(planned)
    shutil.copytree(LESSONS / "99", tmp_path / "data" / "lessons" / "99")
    for path in (NOTEBOOKS / "99-template.ipynb", NOTEBOOKS / "instructor" / "99-template.md"):
        place = tmp_path / path.relative_to(NOTEBOOKS.parent)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    places = {"ROOT": "", "DATA": "data", "LESSONS": "data/lessons", "NOTEBOOKS": "notebooks"}
    for name, place in places.items():
        monkeypatch.setattr(new, name, tmp_path / place)
    monkeypatch.setattr(course, "DATA", tmp_path / "data")
    course.course.cache_clear()
    yield tmp_path
    course.course.cache_clear()


def texts(root, number):
    """Every file of a lesson as text, without pictures and cell ids."""
    [notebook] = (root / "notebooks").glob(f"{number}-*.ipynb")
    cells = nbformat.read(notebook, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    yield "\n".join(cell.source for cell in cells)
    yield "\n".join(output.get("data", output)["text/plain"] for output in outputs if "data" in output)
    [page] = (root / "notebooks" / "instructor").glob(f"{number}-*.md")
    files = [path for path in (root / "data" / "lessons" / number).rglob("*") if path.is_file()]
    yield from (path.read_text() for path in [page, *files])


def test_a_planned_lesson_has_its_number_everywhere(root, capsys):
    before = read(root / "data")
    new.make("42")
    everything = "\n".join(texts(root, "42"))
    assert "99" not in everything.replace("p99", "")
    assert (
        "# 42 · Rate limiting\n" in everything
        and "**40 minutes**, 65 with exercises and quiz · builds on" in everything
    )
    for line in ('check("42.1", take_over)', '# hint("42.1")', 'quiz("42")', "Not attempted: 42.1 "):
        assert line in everything
    notebook = nbformat.read(root / "notebooks" / "42-rate-limiting.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
    assert len(load(root / "data" / "lessons" / "42" / "quiz.yml")) >= 4
    said = capsys.readouterr().out
    assert "helpers execute 42" in said and "helpers test 42" in said and "course.yml" not in said
    assert re.sub(r'(id: "42", .*) whole: 65, edition: 2,', r"\1", read(root / "data")) == before
    assert course.lessons()["42"]["whole"] == 65


def test_a_lesson_that_nobody_planned_is_put_on_the_map(root, capsys):
    before = read(root / "data")
    new.make("44", 'Feature flags: "on" \\1')
    assert course.lessons()["44"]["title"] == 'Feature flags: "on" \\1'
    part = next(part for part in course.course()["parts"] if part["title"] == "Real-time applications")
    assert [lesson["id"] for lesson in part["lessons"]] == ["40", "41", "42", "43", "44"]
    assert re.sub(r'.*id: "44".*\n', "", read(root / "data")) == before
    assert 'Feature flags: "on" \\1\n' in next(texts(root, "44"))
    assert "Check lesson 44 in data/course.yml" in capsys.readouterr().out
    assert (root / "notebooks" / "44-feature-flags-on-1.ipynb").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["4"], "'4' can't be a lesson's number"),
        (["99"], "'99' can't be a lesson's number"),
        (["44"], "data/course.yml has no lesson 44. Say its title"),
        (["42", "Limits"], "calls lesson 42 'Rate limiting': leave the title out"),
    ],
)
def test_what_is_not_clear_is_asked_for_before_anything_is_made(root, words, sentence):
    before = sorted(root.rglob("*"))
    with pytest.raises(CourseError, match=re.escape(sentence)):
        new.make(*words)
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize("there", ["notebooks/42-limits.ipynb", "data/lessons/42/quiz.yml"])
def test_a_lesson_that_exists_is_not_touched(root, there):
    (root / there).parent.mkdir(exist_ok=True)
    (root / there).write_text("mine")
    before = sorted(root.rglob("*"))
    with pytest.raises(CourseError, match="Lesson 42 exists: "):
        new.make("42")
    assert sorted(root.rglob("*")) == before and (root / there).read_text() == "mine"
