"""How the text reads. Its links are looked after by .ci/links."""

import re

from tests.lessons.form import NOT_ON_THE_MAP, check
from tests.support import language

# "simply" and "just" tell a reader who is stuck that it is their fault; the others praise, and do not measure
WORDS = ["simply", "just", "obviously", "blazing", "blazingly", "seamless", "seamlessly"]
WORD = re.compile(rf"\b({'|'.join(WORDS)})\b(?!-)", re.IGNORECASE)
EMOJI = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u2712\u2714-\u2716\u2718-\u27BF\u2B00-\u2BFF\uFE0F]")


def prose_of(lesson):
    """(where, text) for everything that is read: cells, instructor page, quiz, hints; without code."""
    for cell in lesson.markdown:
        yield cell.name, language.of_markdown(cell.source)
    yield "the instructor page", language.of_markdown(lesson.instructor)
    for question in lesson.quiz:
        texts = [
            part[key] for part in _parts(question) for key in ("text", "feedback", "wrong") if key in part
        ]
        yield f"quiz question {question['id']}", language.of_markdown("\n".join(texts))
    for number, hints in lesson.hints.items():
        yield f"the hints of {number}", language.of_markdown(hints)


def sentences_in_code(lesson):
    """(where, text) for comments and strings of several words in cells and checks: claims, verdicts."""
    for cell in lesson.code:
        yield from ((cell.name, text) for _, text in language.of_python(cell.python))
    for number, source in lesson.checks.items():
        yield from ((f"the check of {number}", text) for _, text in language.of_python(source))


def _parts(question):
    return [question, *question.get("options", []), *question.get("near", [])]


@check
def exclamations(lesson):
    """No exclamation marks."""
    return [f"{where} shouts: `{_around(text, '!')}`" for where, text in prose_of(lesson) if "!" in text]


def _around(text, what):
    at = text.index(what)
    return " ".join(text[max(0, at - 30) : at + len(what)].split())


@check
def words(lesson):
    """None of the few words that do not help."""
    return [
        f"{where} says {found[0]!r} (`{_around(text, found[0])}`): leave it out"
        for where, text in prose_of(lesson)
        if (found := WORD.search(text))
    ]


@check
def field_terms(lesson):
    """From the second edition on, field terms and American English: see tests/support/language.py."""
    if lesson.edition < 2:
        return []
    return [
        f"{where} {fault}"
        for where, text in [*prose_of(lesson), *sentences_in_code(lesson)]
        for fault in language.faults(text)
    ]


@check
def semicolons(lesson):
    """From the second edition on, few semicolons."""
    if lesson.edition < 2:
        return []
    return language.semicolons([text for _, text in prose_of(lesson)])


@check
def emoji(lesson):
    """No emoji, neither in text nor in code; the ticks of claims and checks are none."""
    everything = [*((cell.name, cell.source) for cell in lesson.cells), *prose_of(lesson)]
    return [
        f"{where} has the character {found[0]!r}: leave it out"
        for where, text in dict.fromkeys(everything)
        if (found := EMOJI.search(text))
    ]


@check
def notes(lesson):
    """The template's notes to authors are gone."""
    if lesson.number in NOT_ON_THE_MAP:
        return []
    return [
        f"{cell.name} still has a note of the template: remove it"
        for cell in lesson.markdown
        if "<!-- Author:" in cell.source
    ]
