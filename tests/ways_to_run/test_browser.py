"""The course in a real JupyterLab and a real browser: 00 to the end, an exercise, a quiz, a live panel.

Needs Chromium: without it these tests are skipped on a learner's machine, and fail in CI.
"""

import html
import json
import os
import re
import shutil
import textwrap
from contextlib import contextmanager

import pytest

from helpers.cli import commands, handout
from helpers.display.surfaces import inline
from helpers.paths import LESSONS, ROOT
from helpers.quizzes import load
from tests.support.labserver import lab

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Chromium's own traffic is no concern of the course; as root it has no sandbox
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
ARGUMENTS += ["--disable-background-networking", "--disable-component-update"]
FIRST = "my-notebooks/00-start-here.ipynb"
EXERCISE = LESSONS / "00" / "exercises" / "1_greeting"

OPEN_ONE = """async path => {
  await window.jupyterapp.commands.execute('docmanager:open', { path }); }"""
OPEN = """name => { const widget = window.jupyterapp?.shell.currentWidget;
  return widget?.context?.path === name && widget.content?.widgets?.length > 0
    && widget.sessionContext?.session?.kernel?.status === 'idle'; }"""
# "Run all" returns at the first error, a wanted one included, while later cells are still at work
RUN_ALL = """async () => { const { commands } = window.jupyterapp;
  await commands.execute('notebook:clear-all-cell-outputs');
  await commands.execute('notebook:run-all-cells'); }"""
ALL_RAN = """() => { const { content, sessionContext } = window.jupyterapp.shell.currentWidget;
  return sessionContext.session.kernel.status === 'idle'
    && content.widgets.every(cell => cell.model.type !== 'code' || cell.model.executionCount); }"""
CODE_CELLS = """() => window.jupyterapp.shell.currentWidget.content.widgets
  .filter(cell => cell.model.type === 'code').map(cell => cell.model.toJSON())"""
SHUT_DOWN = """async () => { const { currentWidget } = window.jupyterapp.shell;
  await currentWidget.sessionContext.shutdown();
  await currentWidget.context.save();
  currentWidget.close(); }"""
CONTROLS = "button, select[data-action], input[type=range][data-action]"  # of a panel
PICTURES_LOADED = """() => [...document.querySelectorAll('.jp-OutputArea img')]
  .every(image => image.complete && image.naturalWidth > 0)"""


@pytest.fixture(scope="module")
def jupyterlab():
    with lab() as started:
        yield started


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM:
        reason = "no Chromium on PATH: the course is not seen in a browser"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def page(jupyterlab, browser):
    """JupyterLab as `lab` opens it; at the end nothing may have left the machine or failed unseen."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    outside, faults = [], []
    own = (jupyterlab.url, jupyterlab.url.replace("http", "ws"), "data:", "blob:")
    context.on("request", lambda request: request.url.startswith(own) or outside.append(request.url))
    page.on("websocket", lambda socket: socket.url.startswith(own) or outside.append(socket.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(jupyterlab.address("/"))
    page.wait_for_function(OPEN, arg=FIRST, timeout=60_000)
    yield page
    assert page.locator(".jp-Dialog").count() == 0
    context.close()
    assert not outside
    assert not faults


class Notebook:
    """The notebook in front in JupyterLab; cells are found by what stands in them."""

    def __init__(self, page):
        self.page = page
        self.panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    def run_all(self):
        """Run every cell; returns the code cells as nbformat has them."""
        self.page.evaluate(RUN_ALL)
        self.page.wait_for_function(ALL_RAN, timeout=240_000)  # a lesson may take 40 s, alone on two cores
        return self.page.evaluate(CODE_CELLS)

    def cell(self, text):
        """The one code cell with such a text."""
        from playwright.sync_api import expect

        found = self.panel.locator(".jp-CodeCell", has=self.page.locator(".jp-Editor", has_text=text))
        expect(found).to_have_count(1)
        return found

    def run(self, cell, source=None):
        """Click into a cell, type if there is something to type, press Shift+Enter, wait for the end."""
        cell.locator(".cm-content").click()
        if source is not None:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(source)
        self.page.keyboard.press("Shift+Enter")
        self.page.wait_for_function(ALL_RAN, timeout=30_000)


@contextmanager
def opened(page, name):
    """A further `Notebook`, which is closed with its kernel."""
    path = f"my-notebooks/{name}"
    page.evaluate(OPEN_ONE, path)
    page.wait_for_function(OPEN, arg=path, timeout=60_000)
    try:
        yield Notebook(page)
    finally:
        page.evaluate(SHUT_DOWN)


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


CHART = """\
    from helpers.charts import bars
    from helpers.diagrams import sequence
    from helpers.display import markdown_table

    bars({"kept": 2, "lost": 1}, title="Two of three writes are kept", xlabel="writes")
    steps = [("A", "GET n", "41", "41"), ("B", "SET n 42", "OK", "42")]
    sequence(["A", "B"], steps)
    markdown_table([["a", "b"], [1, 2]])"""
SEEN = """() => { const panel = window.jupyterapp.shell.currentWidget.node;
  return { code: parseFloat(getComputedStyle(panel.querySelector('.jp-CodeCell .cm-content')).fontSize),
    table: Math.min(...[...panel.querySelectorAll('table, table *')]
      .filter(node => [...node.childNodes].some(one => one.nodeType === 3 && one.textContent.trim()))
      .map(node => parseFloat(getComputedStyle(node).fontSize))),
    chart: panel.querySelector('.jp-OutputArea img').getBoundingClientRect().width,
    cutOff: panel.querySelector('.jp-WindowedPanel-outer').scrollWidth > panel.clientWidth }; }"""


def test_the_stage_is_one_notebook_with_larger_code_and_charts(page, jupyterlab, browser, tmp_path):
    def seen(notebook):
        notebook.run_all()
        notebook.page.wait_for_function(PICTURES_LOADED)
        notebook.panel.locator(".jp-OutputArea img").wait_for()
        notebook.panel.locator(".redis-measured-live [data-race] td").first.wait_for()
        return notebook.page.evaluate(SEEN)

    with opened(page, small_notebook(jupyterlab.folder / "my-notebooks" / "chart.ipynb", CHART)) as notebook:
        usual = seen(notebook)
    options = commands.stage_options(small_notebook(tmp_path / "00-start-here.ipynb", CHART))
    with lab(tmp_path, options, REDIS_MEASURED_STAGE="1") as stage:
        projector = browser.new_page(viewport={"width": 1280, "height": 720})
        projector.goto(stage.address("/"))
        projector.wait_for_function(OPEN, arg=FIRST, timeout=60_000)
        large = seen(Notebook(projector))
        assert "/doc/tree/" in projector.url
        projector.close()
    assert large["code"] == 20 >= 1.4 * usual["code"]
    assert 30 > large["table"] >= 18, "the smallest text in a table"
    assert large["chart"] >= 1.25 * usual["chart"]
    assert not large["cutOff"]


HEIGHT = """async at => { const { content } = window.jupyterapp.shell.currentWidget;
  await content.scrollToItem(at);
  return content.widgets[at].node.getBoundingClientRect().height; }"""
ON_STAGE = 608  # px of a page of 1280 x 720 are left for cells


@pytest.mark.lesson(number="03")
def test_each_cell_of_the_talk_fits_the_stage_with_its_output(browser):
    name = "03-redis-in-an-hour.ipynb"
    cells = json.loads((ROOT / "notebooks" / name).read_text())["cells"]
    talk = next(at for at, cell in enumerate(cells) if "".join(cell["source"]).startswith("## Exercises"))
    with lab(options=commands.stage_options(name), REDIS_MEASURED_STAGE="1") as stage:
        projector = browser.new_page(viewport={"width": 1280, "height": 720})
        projector.goto(stage.address("/"))
        projector.wait_for_function(OPEN, arg=f"my-notebooks/{name}", timeout=60_000)
        notebook = Notebook(projector)
        assert notebook.panel.locator(".jp-OutputArea-output").count() == 0
        notebook.run_all()
        projector.wait_for_function(PICTURES_LOADED)
        heights = [projector.evaluate(HEIGHT, at) for at in range(talk)]
        projector.close()
    too_high = [at for at, cell in enumerate(cells[:talk]) if heights[at] > ON_STAGE and cell.get("outputs")]
    assert min(heights) > 0 and too_high == []


@pytest.mark.lesson(number="03")
def test_the_handout_of_the_talk_is_one_sheet(browser, tmp_path):
    handout.write("03", tmp_path / "handout.html")
    sheet = browser.new_page()
    sheet.goto((tmp_path / "handout.html").as_uri())
    printed = sheet.pdf(prefer_css_page_size=True)
    sheet.close()
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2


def lessons_with(pattern):
    """Parameters: (notebook, what the pattern's group found there) of the lessons in whose code it is."""
    parameters = []
    for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb")):
        cells = json.loads(path.read_text())["cells"]
        code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        for found in dict.fromkeys(re.findall(pattern, code)):
            values = [path.name, found] if found else [path.name]
            parameters.append(pytest.param(*values, marks=pytest.mark.lesson(number=path.name[:2])))
    return parameters


def small_notebook(path, code):
    """Write a notebook of the tests' own with one code cell; returns its name."""
    cell = {"cell_type": "code", "id": "live", "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    page = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}}
    page["cells"] = [cell | {"source": textwrap.dedent(code)}]
    path.write_text(json.dumps(page))
    return path.name


def test_a_live_panel_moves_and_stops(page, jupyterlab):
    code = """\
        from helpers.live import Live

        Live("a counter", lambda number: f"<b>frame {number}</b>", every=0.05).show()"""
    counter = small_notebook(jupyterlab.folder / "my-notebooks" / "live.ipynb", code)
    with opened(page, counter) as notebook:
        watch_one_stop(notebook)


RACE = """\
    from helpers.diagrams import sequence

    steps = [("A", "GET n", "41", "41"), ("B", "GET n", "41", "41"), ("A", "SET n 42", "OK", "42")]
    sequence(["A", "B"], steps)"""


def test_a_race_is_stepped_through_by_the_keyboard_alone(page, jupyterlab):
    from playwright.sync_api import expect

    name = small_notebook(jupyterlab.folder / "my-notebooks" / "race.ipynb", RACE)
    with opened(page, name) as notebook:
        notebook.run_all()
        race = notebook.panel.locator(".redis-measured-live [data-race]")
        last = race.get_by_text("SET n 42")
        expect(last).to_be_visible()
        race.get_by_role("button", name="Step through").focus()
        page.keyboard.press("Enter")
        expect(race.get_by_role("status")).to_have_text("Step 1 of 3")
        expect(last).to_be_hidden()
        expect(race.get_by_role("button", name="Next step")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        expect(race.get_by_role("status")).to_have_text("Step 3 of 3")
        expect(last).to_be_visible()
        race.get_by_role("button", name="Back").press("Enter")
        expect(last).to_be_hidden()
        race.get_by_role("button", name="All steps").press("Enter")
        expect(last).to_be_visible()
        expect(race.get_by_role("status")).to_have_text("")


FAILS = """\
    r = {}
    r.update(1, name="order:3")"""
CONTRAST = """() => { const panel = window.jupyterapp.shell.currentWidget.node;
  const parts = color => color.match(/[0-9.]+/g).map(Number);
  const paper = node => { if (!node) return [255, 255, 255];
    const [r, g, b, alpha = 1] = parts(getComputedStyle(node).backgroundColor);
    if (alpha === 1) return [r, g, b];
    const below = paper(node.parentElement);
    return [r, g, b].map((c, i) => alpha * c + (1 - alpha) * below[i]); };
  const light = color => { const [r, g, b] = color.slice(0, 3).map(c =>
      c / 255 <= .04045 ? c / 255 / 12.92 : ((c / 255 + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  return [...panel.querySelectorAll('.jp-OutputArea pre, .jp-OutputArea pre *')].map(node => {
    const pair = [light(parts(getComputedStyle(node).color)), light(paper(node))].sort((x, y) => y - x);
    return [(pair[0] + .05) / (pair[1] + .05), node.className]; }); }"""


def test_a_traceback_can_be_read_in_both_themes(page, jupyterlab):
    name = small_notebook(jupyterlab.folder / "my-notebooks" / "fails.ipynb", FAILS)
    with opened(page, name) as notebook:
        notebook.run_all()
        notebook.panel.locator(".jp-OutputArea .ansi-red-fg").first.wait_for()
        try:
            for theme, is_light in (("JupyterLab Dark", "false"), ("JupyterLab Light", "true")):
                page.evaluate(CHANGE_THEME, theme)
                page.wait_for_selector(f'body[data-jp-theme-light="{is_light}"]', state="attached")
                page.wait_for_timeout(1000)  # the theme's stylesheet comes after its name
                seen = page.evaluate(CONTRAST)
                assert len(seen) > 3
                assert min(seen)[0] >= 4.5, (theme, min(seen))
        finally:
            page.evaluate(CHANGE_THEME, "JupyterLab Light")


GUESS = """\
    from helpers.charts import bars
    from helpers.claims import claim
    from helpers.predictions import predict

    guess = predict("How many times as many?", unit="x")
    bars({"few": 10, "many": 3000}, title="{ratio}", xlabel="n", log=True, pair=("few", "many"), guess=guess)
    claim("many are at least 100 times as many", 300.0, at_least=100, guess=guess)"""
RESTART = """async () => { const { sessionContext } = window.jupyterapp.shell.currentWidget;
  await sessionContext.restartKernel(); }"""
CHANGE_THEME = """async theme => {
  await window.jupyterapp.commands.execute('apputils:change-theme', { theme }); }"""
CLOSE = """async () => { const { currentWidget } = window.jupyterapp.shell;
  await currentWidget.context.save();
  currentWidget.close(); }"""


def test_a_guess_is_kept_and_drawn_and_a_dead_control_says_what_to_run(page, jupyterlab):
    from playwright.sync_api import expect

    name = small_notebook(jupyterlab.folder / "my-notebooks" / "20-guess.ipynb", GUESS)
    with opened(page, name) as notebook:
        notebook.run_all()
        output = notebook.panel.locator(".jp-OutputArea")
        chart = output.locator("img")
        without = chart.get_attribute("src")
        field = output.get_by_role("textbox")
        field.fill("10x")
        field.press("Enter")
        expect(output.get_by_role("status")).to_contain_text("You guessed 10x.")
        progress = json.loads((jupyterlab.folder / "my-notebooks" / "progress.json").read_text())
        assert progress["guesses"] == {"20 How many times as many?": 10}

        page.evaluate(RESTART)
        expect(output).to_contain_text("To lock in a guess, run this cell")
        expect(output.locator("[data-part=guess]")).not_to_be_visible()
        notebook.run_all()
        expect(output.get_by_role("status")).to_contain_text("You guessed 10x. Measured: ≈ 300x.")
        expect(output).to_contain_text("Measured ≈ 300x, claimed at least 100x. You guessed 10x.")
        assert chart.get_attribute("src") != without

        page.evaluate(CLOSE)
        page.evaluate(OPEN_ONE, f"my-notebooks/{name}")
        page.wait_for_function(OPEN, arg=f"my-notebooks/{name}", timeout=60_000)
        expect(output).to_contain_text("How many times as many?")
        expect(output.locator(".jupyter-widgets-disconnected:visible")).to_have_count(0)


@pytest.mark.parametrize("name", lessons_with(r"\bLive\(()"))
def test_the_live_panels_of_a_lesson_move_and_stop(page, name):
    with opened(page, name) as notebook:
        watch_one_stop(notebook)


@pytest.mark.parametrize(("name", "title"), lessons_with(r'\bpanel\(\s*"([^"]+)"'))
def test_every_control_of_a_panel_of_a_lesson_draws_anew(page, name, title):
    with opened(page, name) as notebook:
        notebook.run_all()
        # not by its title alone: the reading has the same picture, and is there before the widget is
        picture = page.locator(f'img[alt="{title}"]')
        panel = notebook.panel.locator(".redis-measured-live", has=picture)
        drawing = panel.locator(picture)
        drawing.scroll_into_view_if_needed()  # waits for it, too
        controls = panel.locator(CONTROLS).all()
        assert controls
        for control in controls:
            watch_one_redraw(panel, drawing, control)


def watch_one_redraw(panel, drawing, control):
    """Click a button, choose another option or move a slider by a step, and see another picture."""
    from playwright.sync_api import expect

    before = drawing.get_attribute("src")
    kind = control.evaluate("node => node.localName")
    if kind == "button":
        control.click()
    elif kind == "select":
        control.select_option(label=control.locator("option:not(:checked)").first.text_content())
    else:
        control.press("ArrowLeft")
    expect(drawing.or_(panel.get_by_role("alert"))).not_to_have_attribute("src", before, timeout=30_000)
    expect(panel.get_by_role("alert")).to_have_count(0)


def watch_one_stop(notebook):
    """Run all, see the first live panel draw another frame, and stop it by its button."""
    from playwright.sync_api import expect

    page = notebook.page
    notebook.run_all()
    panel = notebook.panel.locator(".redis-measured-live", has=page.get_by_title("Start or stop: ")).first
    expect(panel.get_by_role("button")).to_have_text("Stop")
    drawing = panel.locator("[data-part=drawing]")
    before = drawing.inner_html()
    page.wait_for_function(
        "([node, before]) => node.innerHTML !== before", arg=[drawing.element_handle(), before]
    )
    panel.get_by_role("button").click()
    expect(panel.get_by_role("status")).to_contain_text("stopped after")
    stopped = drawing.inner_html()
    page.wait_for_timeout(500)
    assert drawing.inner_html() == stopped
