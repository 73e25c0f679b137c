"""README, CONTRIBUTING and every sentence in helpers/ use the field's words: see support/language.py."""

import re

import pytest

from helpers.paths import ROOT
from tests.support import language

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
MODULES = sorted((ROOT / "helpers").rglob("*.py"))


def problems(path):
    """Sentences about the words of a file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        texts = [(0, language.of_markdown(part)) for part in re.split(r"\n{2,}(?![ \t])", source)]
    else:
        texts = list(language.of_python(source))
    found = [f"line {line} {fault}" for line, text in texts for fault in language.faults(text)]
    return found + language.semicolons([text for _, text in texts])


@pytest.mark.parametrize(
    "path",
    [*PAGES, *MODULES],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_words(path):
    if found := problems(path):
        pytest.fail("\n  ".join([str(path.relative_to(ROOT)), *found]), pytrace=False)


@pytest.mark.parametrize(
    ("example", "instead"),
    [(example, instead) for _, example, instead in language.WORDS + language.BRITISH],
    ids=lambda text: text.replace(" ", "-"),
)
def test_every_listed_word_is_found(example, instead):
    assert any(fault.endswith(instead) for fault in language.faults(language.of_markdown(example)))


def test_semicolons_are_counted_between_words_alone():
    assert language.semicolons(["One; two. Three; four."]) == []
    assert "3 semicolons" in language.semicolons(["One; two; three", "four; five"])[0]
    assert language.semicolons(["p { margin: 0; padding: 0; color: red; border: 0 }"]) == []


def test_code_is_no_prose():
    page = "Use `anew` here.\n\n```python\nanew = 1  # nobody\n```\n[nobody](https://nobody.example/anew)"
    assert [fault.split("'")[1] for fault in language.faults(language.of_markdown(page))] == ["nobody"]
    module = (
        '"""Do `anew`.\n\n    anew(further)\n\nNothing else."""\nanew = "anew"\nr.set("anew:nobody", 1)\n'
    )
    assert not [fault for _, text in language.of_python(module) for fault in language.faults(text)]


def test_docstrings_comments_and_strings_are_prose():
    module = '"""Made anew."""\n# for nobody\nraise CourseError(f"{name} has a further {thing} in it.")\n'
    found = [(line, fault) for line, text in language.of_python(module) for fault in language.faults(text)]
    assert [(line, fault.split("'")[1]) for line, fault in found] == [
        (1, "anew"),
        (3, "further"),
        (2, "nobody"),
    ]
