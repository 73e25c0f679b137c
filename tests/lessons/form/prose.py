"""How the text reads. Its links are looked after by .ci/links."""

import re

from tests.lessons.form import NOT_ON_THE_MAP, check, without_notes

# "simply" and "just" tell a reader who is stuck that it is their fault; the others praise, and do not measure
WORDS = ["simply", "just", "obviously", "blazing", "blazingly", "seamless", "seamlessly"]
WORD = re.compile(rf"\b({'|'.join(WORDS)})\b(?!-)", re.IGNORECASE)
EMOJI = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u2712\u2714-\u2716\u2718-\u27BF\u2B00-\u2BFF\uFE0F]")


def prose_of(lesson):
    """(where, text) for everything that is read: cells, instructor page, quiz, hints; without code."""
    for cell in lesson.markdown:
        yield cell.name, _without_code(cell.source)
    yield "the instructor page", _without_code(lesson.instructor)
    for question in lesson.quiz:
        texts = [
            part[key] for part in _parts(question) for key in ("text", "feedback", "wrong") if key in part
        ]
        yield f"quiz question {question['id']}", _without_code("\n".join(texts))
    for number, hints in lesson.hints.items():
        yield f"the hints of {number}", _without_code(hints)


def _parts(question):
    return [question, *question.get("options", []), *question.get("near", [])]


def _without_code(markdown):
    text = re.sub(r"^(```+|~~~+).*?^\1", "", without_notes(markdown), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"(`+).*?\1", "", text, flags=re.DOTALL)
    return re.sub(r"!(?=\[)|\]\([^)]*\)", "", text)


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
