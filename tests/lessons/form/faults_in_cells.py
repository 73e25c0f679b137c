"""Faults in what a lesson consists of, and in its cells."""

from tests.lessons.form.planting import add_code, chart, drop, fault, replace

# The server


@fault("whole_server", "does something to a whole server")
def statistics_of_everybody(lesson):
    add_code(lesson, "r.config_resetstat()")


@fault("whole_server", "does something to a whole server")
def settings_of_everybody(lesson):
    add_code(lesson, "%%redis\nCONFIG GET save\nCONFIG SET save 1")


@fault("addresses", "builds an address by hand")
def a_client_from_a_port(lesson):
    add_code(lesson, "redis.Redis(port=server.port)")


@fault("addresses", "builds an address by hand")
def a_client_from_half_of_an_address(lesson):
    add_code(lesson, 'where = r.get_connection_kwargs()\nprint(where["host"])')


# Anatomy


@fault("opening", "title")
def no_number(lesson):
    replace(lesson, "# 99 · Template", "# Template")


@fault("opening", "promises")
def no_promise(lesson):
    replace(lesson, "In ten minutes", "- In ten minutes")


@fault("opening", "minutes")
def no_needs(lesson):
    replace(lesson, " · needs: Redis 7.2 or newer", "")


@fault("facts", "title")
def other_title(lesson):
    replace(lesson, "99 · Template", "99 · Patterns")


@fault("facts", "35")
def other_minutes(lesson):
    replace(lesson, "**10 minutes**", "**35 minutes**")


@fault("facts", "has no lesson")
def not_in_the_course(lesson):
    lesson.facts = None


@fault("order", "`## Break it` is missing")
def nothing_breaks(lesson):
    replace(lesson, "## Break it", "## Now what")


@fault("order", "order")
def quiz_first(lesson):
    replace(lesson, "## Exercises", "## ×")
    replace(lesson, "## Quiz", "## Exercises")
    replace(lesson, "## ×", "## Quiz")


@fault("order", "not two to five")
def one_section(lesson):
    replace(lesson, "## In one command", "### In one command")


@fault("order", "order")
def a_section_after_the_quiz(lesson):
    replace(lesson, "## Takeaways", "## More\n\n## Takeaways")


@fault("objectives", "not three to five")
def two_objectives(lesson):
    replace(lesson, "3. measure", "- measure")


@fault("objectives", "not numbered")
def numbered_at_will(lesson):
    replace(lesson, "3. measure", "4. measure")


@fault("objectives", "cannot be tested")
def understand(lesson):
    replace(lesson, "3. measure", "3. understand")


@fault("set_up", "before `## The problem`")
def late_set_up(lesson):
    lesson.cells.insert(10, lesson.cells.pop(lesson.cells.index(lesson.code[0])))


@fault("set_up", "%load_ext")
def no_magic(lesson):
    replace(lesson, "%load_ext helpers.rediscli\n", "")


@fault("set_up", "by name")
def whole_module(lesson):
    replace(lesson, "from helpers.servers import connect, reset", "import helpers.servers")


@fault("set_up", "reset()")
def no_reset(lesson):
    replace(lesson, "\nreset()", "")


@fault("measured", "no chart")
def no_chart(lesson):
    chart(lesson).outputs.clear()


@fault("measured", "claims nothing")
def no_claim(lesson):
    replace(lesson, "claim(", "print(")


@fault("measured", "tells and does not show")
def told(lesson):
    drop(lesson, 'stats = r.info("commandstats")')


@fault("predictions", "ask before it")
def nobody_asked(lesson):
    replace(lesson, "**Predict:**", "Predict:", count=9)


@fault("closing", "Takeaways")
def two_takeaways(lesson):
    replace(lesson, "- A TTL", "A TTL")


@fault("closing", "Checklist")
def one_box(lesson):
    replace(lesson, "- [ ] You", "- You")


@fault("closing", "Next")
def dead_end(lesson):
    replace(lesson, "[10 · Strings](10-strings.ipynb)", "Strings")


@fault("closing", "Sources")
def no_source(lesson):
    replace(lesson, "https://redis.io", "redis.io")


# Cells


@fault("number_of_cells", "not 40 to")
def short(lesson):
    del lesson.cells[39:]


@fault("lines_of_code", "more than 20")
def one_long_cell(lesson):
    lesson.code[5].source += "\nx = 1" * 20


@fault("lines_of_code", "half of the code cells")
def all_a_bit_long(lesson):
    for cell in lesson.code[::2] + lesson.code[1:4]:
        cell.source += "\nx = 1" * 4


@fault("lines_of_code", "one code cell in ten")
def some_too_long(lesson):
    for cell in lesson.code[1:5]:
        cell.source += "\nx = 1" * 10


@fault("sentence_before", "follows no text")
def four_in_a_row(lesson):
    cells = [add_code(lesson, "1") for _ in range(4)]
    for cell in lesson.cells[:]:
        if cell.source == "A sentence." and cell is not lesson.cells[lesson.cells.index(cells[0]) - 1]:
            lesson.cells.remove(cell)


@fault("minutes", "the formula gives")
def hasty(lesson):
    lesson.facts = {"title": "Template", "minutes": 1, "whole": 300, "edition": 2}


@fault("sentence_before", "bare heading")
def heading_only(lesson):
    replace(lesson, "\n\nFour questions, with feedback for every option.", "")


@fault("sentence_before", "bare heading")
def note_only(lesson):
    replace(lesson, "Four questions, with feedback for every option.", "<!-- a note -->")


@fault("tags", "'raise-exception'")
def misspelt_tag(lesson):
    lesson.code[3].metadata["tags"] = ["raise-exception"]


@fault("tags", "'nbval-skip'")
def skipped_cell(lesson):
    lesson.code[3].metadata["tags"] = ["nbval-skip"]


@fault("tags", "reason")
def no_reason(lesson):
    lesson.code[3].metadata["tags"] = ["nbval-ignore-output"]


@fault("tags", "one in ten")
def many_unchecked(lesson):
    for cell in lesson.code[3:7]:
        cell.metadata |= {"tags": ["nbval-ignore-output"], "reason": "differs"}


@fault("tags", "by a comment")
def marker(lesson):
    lesson.code[3].source = "# NBVAL_IGNORE_OUTPUT\n" + lesson.code[3].source


@fault("width", "more than 92")
def wide(lesson):
    lesson.code[3].source += "  # " + "x" * 92


@fault("imports", "import *")
def star(lesson):
    replace(lesson, "import measure, times", "import *")


@fault("python", "not Python")
def unreadable(lesson):
    replace(lesson, "moves = measure(", "moves = = measure(")


@fault("exceptions", "everything")
def bare_except(lesson):
    add_code(lesson, 'try:\n    r.get("cart")\nexcept:\n    pass')


@fault("sleeping", "sleeps inside a function")
def slow_stand_in(lesson):
    add_code(lesson, "def query():\n    time.sleep(0.05)")


@fault("sleeping", "sleeps inside a function")
def slow_lambda(lesson):
    add_code(lesson, "load = lambda: sleep(0.05)")


@fault("keys_command", "KEYS")
def keys(lesson):
    add_code(lesson, "carts = r.keys()")


@fault("keys_command", "KEYS")
def keys_of_a_new_server(lesson):
    add_code(lesson, "server.client().keys()")


@fault("keys_command", "KEYS")
def keys_as_text(lesson):
    add_code(lesson, 'r.execute_command("keys *")')
