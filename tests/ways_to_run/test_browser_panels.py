"""What moves in a page, in a real browser: live panels, races, guesses, and tracebacks in both themes."""

import json
import re

import pytest

from helpers.paths import ROOT
from tests.support.browser import OPEN, OPEN_ONE, RESTART, opened, small_notebook

CONTROLS = "button, select[data-action], input[type=range][data-action]"  # of a panel


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
