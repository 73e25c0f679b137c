"""The one exception that the course raises at its users."""


class CourseError(Exception):
    """Something outside the code needs the learner: one clear sentence with the way out.

    A notebook shows the sentence alone, without the traceback that led to it.
    """

    def _render_traceback_(self):
        """IPython calls this instead of drawing a traceback."""
        return [str(self)]
