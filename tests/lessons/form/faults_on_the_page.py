"""Faults in what is saved with a lesson, in its prose, and in what belongs to it."""

import nbformat
from nbformat import from_dict

from tests.lessons.form.planting import add_code, chart, drop, fault, replace

# Outputs


@fault("counts", "In [ ]")
def stripped(lesson):
    for cell in lesson.code:
        cell.count, cell.outputs = None, []


@fault("counts", "code cell 8")
def run_twice(lesson):
    lesson.code[7].count = 9


@fault("saved", "no saved output")
def cleared_magic(lesson):
    next(cell for cell in lesson.code if cell.source.startswith("%%redis")).outputs = []


@fault("saved", "no saved output")
def cleared_claim(lesson):
    next(cell for cell in lesson.code if "claim(" in cell.source).outputs = []


@fault("widgets", "metadata")
def widget_state(lesson):
    lesson.metadata["widgets"] = {}


@fault("widgets", "a widget")
def widget_view(lesson):
    lesson.code[3].outputs[0].data["application/vnd.jupyter.widget-view+json"] = {"model_id": "1"}


@fault("kernel", "'redis'")
def own_kernel(lesson):
    lesson.metadata["kernelspec"]["name"] = "redis"


@fault("machine", "one machine only")
def folder_in_the_code(lesson):
    add_code(lesson, 'open("/home/ada/carts.json")')


@fault("machine", "one machine only")
def folder_in_a_traceback(lesson):
    [cell] = [cell for cell in lesson.code if "raises-exception" in cell.tags]
    cell.outputs[0]["traceback"].append("File \x1b[32m/tmp/ipykernel_81/5.py\x1b[0m")


@fault("machine", "127.0.0.1:23456")
def address(lesson):
    lesson.code[3].outputs[0].data["text/plain"] = "Redis<127.0.0.1:23456>"


@fault("size", "most in cell")
def heavy(lesson):
    chart(lesson).outputs[0].data["image/png"] *= 90


@fault("charts", "nothing checks")
def unclaimed(lesson):
    drop(lesson, "claim(")


@fault("charts", "nothing checks")
def claimed_unchecked(lesson):
    [cell] = [cell for cell in lesson.code if "claim(" in cell.source]
    cell.metadata["tags"] = ["nbval-ignore-output"]


@fault("alternative_text", "without its text")
def mute_picture(lesson):
    for out in chart(lesson).outputs:
        out.data["text/plain"], out.metadata = "<Figure size 720x360>", from_dict({})


@fault("alternative_text", "without its text")
def mute_svg(lesson):
    data = {"image/svg+xml": "<svg/>", "text/plain": "<SVG>"}
    lesson.code[3].outputs.append(nbformat.v4.new_output("display_data", data))


@fault("alternative_text", "<img>")
def mute_html(lesson):
    lesson.code[3].outputs[0].data["text/html"] = '<img src="data:">'


@fault("alternative_text", "![what is in it]")
def mute_markdown(lesson):
    replace(lesson, "It works.", "It works. ![](cart.png)")


# Prose


@fault("exclamations", "It works!")
def shout(lesson):
    replace(lesson, "It works.", "It works!")


@fault("exclamations", "quiz question")
def shout_in_the_quiz(lesson):
    lesson.quiz[0]["feedback"] = "Right!"


@fault("exclamations", "the hints of 99.1")
def shout_in_a_hint(lesson):
    lesson.hints["99.1"] += "Come on!"


@fault("words", "'simply'")
def simply(lesson):
    replace(lesson, "It works.", "It simply works.")


@fault("words", "the instructor page")
def just_in_the_room(lesson):
    lesson.instructor += "It is just a key."


@fault("field_terms", "'anew'")
def old_voice(lesson):
    replace(lesson, "So the value is right", "The value is made anew and is right")


@fault("field_terms", "quiz question")
def old_voice_in_the_quiz(lesson):
    lesson.quiz[0]["feedback"] = "`RENAME` answers with an error."


@fault("field_terms", "'somebody'")
def old_voice_in_a_claim(lesson):
    replace(lesson, 'claim("moving', 'claim("somebody moving')


@fault("field_terms", "the check of 99.1")
def old_voice_in_a_verdict(lesson):
    lesson.checks["99.1"] += '\nexpect(True, "the cart has lost its colour", "", "")'


@fault("semicolons", "9 semicolons, more than")
def joined(lesson):
    lesson.instructor += "One; two. " * 9


@fault("emoji", "\U0001f680")
def rocket(lesson):
    replace(lesson, "It works.", "It works \U0001f680.")


@fault("emoji", "⚡")
def lightning_in_code(lesson):
    add_code(lesson, 'print("⚡")')


@fault("notes", "note of the template")
def copied(lesson):
    lesson.number = "42"


# Around


@fault("quiz", "3 questions")
def short_quiz(lesson):
    lesson.quiz.pop()


@fault("quiz", 'quiz("99")')
def quiz_of_another(lesson):
    replace(lesson, 'quiz("99")', 'quiz("00")')


@fault("quiz", "`Four questions`")
def another_number_of_questions(lesson):
    replace(lesson, "Four questions", "Five questions")


@fault("exercises", "has 0 exercises")
def no_exercise(lesson):
    lesson.exercises.clear()


@fault("exercises", "does not state")
def no_text(lesson):
    replace(lesson, "**Exercise 99.1**", "Now you.")


@fault("exercises", "begins with `check(")
def unchecked_exercise(lesson):
    replace(lesson, 'check("99.1", take_over)', "take_over(r, 81, 7)")


@fault("exercises", "removing the #")
def solved(lesson):
    replace(lesson, '# solution("99.1")', 'solution("99.1")')


@fault("objectives_met", "objective 3 is met by nothing")
def unmet(lesson):
    lesson.quiz[3]["objective"] = 1


@fault("objectives_met", "objective 7, which is not there")
def beyond(lesson):
    lesson.exercises["99.1"] = (1, 7)


@fault("objectives_met", "names no objective")
def aimless(lesson):
    lesson.exercises["99.1"] = ()


@fault("instructor", "missing")
def no_page(lesson):
    lesson.instructor = ""


@fault("instructor", "does not begin")
def other_page(lesson):
    lesson.instructor = lesson.instructor.replace("# 99 · Template", "# 10 · Strings")


@fault("instructor", "sections")
def no_recovery(lesson):
    lesson.instructor = lesson.instructor.replace("## Recovery", "### Recovery")


@fault("instructor", "answers 2 predictions")
def unanswered(lesson):
    lesson.instructor = lesson.instructor.replace("- The TTL", "The TTL")
