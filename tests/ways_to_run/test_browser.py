"""Lesson 00 in a real JupyterLab and a real browser: to its end, an exercise, a quiz, a restart.

Needs Chromium: without it these tests are skipped on a learner's machine, and fail in CI.
"""

import html
import json
import re

import pytest

from helpers.display.surfaces import inline
from helpers.paths import LESSONS
from helpers.quizzes import load
from tests.support.browser import CODE_CELLS, PICTURES_LOADED, RESTART, Notebook

EXERCISE = LESSONS / "00" / "exercises" / "1_greeting"


@pytest.fixture(scope="module")
def first(page):
    """Notebook 00, run to its end, and its code cells."""
    notebook = Notebook(page)
    return notebook, notebook.run_all()


def test_the_first_notebook_runs_to_its_end(first):
    notebook, cells = first
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    for cell in cells:
        wanted = "raises-exception" in cell["metadata"].get("tags", [])
        errors = [output for output in cell["outputs"] if output["output_type"] == "error"]
        assert bool(errors) == wanted, errors
    outputs = [output for cell in cells for output in cell["outputs"]]
    pictures = [one for one in outputs if "image/png" in one.get("data", {})]
    assert pictures
    for picture in pictures:
        assert "".join(picture["data"]["text/plain"]).startswith("Chart: ")
    notebook.page.wait_for_function(PICTURES_LOADED)
    assert notebook.panel.locator(".jp-OutputArea img").count() == len(pictures)


def test_a_checklist_shows_no_box_that_cannot_be_ticked(first):
    from playwright.sync_api import expect

    notebook, _ = first
    boxes = notebook.panel.locator(".jp-RenderedMarkdown input[type=checkbox]")
    expect(boxes.first).to_be_attached()
    expect(boxes.locator("visible=true")).to_have_count(0)


def test_an_exercise_is_answered_wrongly_then_rightly(first, jupyterlab):
    from playwright.sync_api import expect

    notebook, _ = first
    answer, checked = notebook.cell("def greet"), notebook.cell('check("00.1"')
    verdict = checked.locator("[data-part=verdict] [role=status]")
    expect(verdict).to_contain_text("Not attempted")

    notebook.run(answer, (EXERCISE / "wrong_name_only.py").read_text())
    notebook.run(checked)
    expect(verdict).to_contain_text("Not yet")
    expect(verdict).to_contain_text("GET greeting returns 'Ada'")
    hint = notebook.cell('hint("00.1")')
    notebook.run(hint, 'hint("00.1")')
    expect(hint.locator(".jp-OutputArea [role=status]")).to_contain_text("Hint 1 of")

    notebook.run(answer, (EXERCISE / "solution.py").read_text())
    notebook.run(checked)
    expect(verdict).to_contain_text("Passed")
    progress = json.loads((jupyterlab.folder / "my-notebooks" / "progress.json").read_text())
    assert list(progress["exercises"]) == ["00.1"]
    map_cell = notebook.cell("course_map()")
    notebook.run(map_cell)
    expect(map_cell.locator(".jp-OutputArea")).to_contain_text("✓ 00.1")


def test_an_exercise_is_done_by_its_buttons_and_the_keyboard_alone(first):
    from playwright.sync_api import expect

    notebook, _ = first
    answer, checked, keyboard = (
        notebook.cell("def greet"),
        notebook.cell('check("00.1"'),
        notebook.page.keyboard,
    )
    notebook.run(answer, (EXERCISE / "wrong_name_only.py").read_text())
    notebook.run(checked)
    card = checked.locator(".redis-measured-live")
    verdict = card.locator("[data-part=verdict] [role=status]")
    expect(verdict).to_contain_text("Not yet")
    notebook.run(answer, "def greet(r, name:")
    check = card.get_by_role("button", name="Check")
    check.focus()
    keyboard.press("Enter")
    expect(verdict).to_contain_text("Your latest cell has a syntax error in line 1")
    expect(check).to_be_focused()

    notebook.run(answer, (EXERCISE / "solution.py").read_text())
    check.focus()
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(card).to_contain_text(re.compile(r"Hint \d of \d"))
    solution = card.get_by_role("button", name="Solution")
    solution.click()
    expect(solution).to_contain_text("click to keep trying")
    solution.click()
    expect(solution).to_have_text("Solution")
    expect(card.locator("details")).to_have_count(0)
    check.click()
    expect(verdict).to_contain_text("Passed")
    solution.click()  # without a pause
    expect(card.locator("details[open]", has_text="Show a solution")).to_be_visible()
    card.get_by_role("button", name="Next").click()
    quiz = notebook.panel.get_by_role("heading", name="Quiz")
    expect(quiz).to_be_in_viewport()


def test_a_quiz_is_answered_by_the_keyboard_alone(first):
    from playwright.sync_api import expect

    notebook, cells = first
    form = notebook.cell('quiz("00")').locator(".redis-measured-quiz")
    questions = load(LESSONS / "00" / "quiz.yml")
    index, question = next((n, one) for n, one in enumerate(questions) if one["type"] == "single")
    fieldset, keyboard = form.locator("fieldset").nth(index), notebook.page.keyboard
    radios = fieldset.get_by_role("radio")
    right = [bool(option.get("key")) for option in question["options"]].index(True)
    for chosen in [*(number for number in range(4) if number != right), right]:  # the right one last
        radios.nth(chosen - 1 if chosen else 1).focus()
        keyboard.press("Space")
        keyboard.press("ArrowDown" if chosen else "ArrowUp")
        for shortcut in "xbad":  # of JupyterLab, on the cell: cut, insert, delete
            keyboard.press(shortcut)
        expect(radios.nth(chosen)).to_be_checked()
        keyboard.press("Tab")
        keyboard.press("Enter")
        verdict = fieldset.get_by_role("status")
        expect(verdict).to_contain_text("Right." if chosen == right else "Not yet.")
        feedback = inline(question["options"][chosen]["feedback"])
        expect(verdict).to_contain_text(re.sub("<[^>]+>", "", html.unescape(feedback)))
    expect(form.get_by_role("status").last).to_have_text(f"1 of {len(questions)} right.")
    assert len(notebook.page.evaluate(CODE_CELLS)) == len(cells)


def test_after_a_restart_an_exercise_says_what_to_run(first):
    from playwright.sync_api import expect

    notebook, _ = first
    checked = notebook.cell('check("00.1"')
    notebook.run(checked)
    expect(checked.get_by_role("button", name="Check")).to_be_visible()
    notebook.page.evaluate(RESTART)
    expect(checked).to_contain_text("To check your answer, run this cell")
    expect(checked.get_by_role("button", name="Check")).not_to_be_visible()
