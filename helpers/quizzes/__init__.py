"""`quiz("10")` shows the questions in data/lessons/10/quiz.yml, the only place where they are written.

On paper and on a saved page, a quiz is Markdown (`questions.reading`). With a front end, the same questions
are widgets that grade and explain (`form`).
"""

from helpers.display import headless, show, show_reading
from helpers.paths import LESSONS
from helpers.quizzes.questions import load, reading


def quiz(lesson: str) -> None:
    """Show the quiz of a lesson, for example `quiz("10")`."""
    questions = load(LESSONS / lesson / "quiz.yml")
    text = reading(questions)
    if headless():
        show_reading({"text/markdown": text, "text/plain": text})
        return
    from helpers.quizzes.form import Quiz  # a widget: only where there is a front end

    show(Quiz(lesson, questions).widget, text, text, kind="text/markdown", purpose="answer the questions")
