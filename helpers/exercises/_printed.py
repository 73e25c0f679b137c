"""What an answer prints, as far as a card shows it."""

import io

PRINTED_CHARACTERS, PRINTED_LINES = 2000, 5


class Printed(io.TextIOBase):
    """What the answer has printed, up to a limit."""

    def __init__(self):
        self.kept, self.dropped = "", 0

    def write(self, text):
        room = PRINTED_CHARACTERS - len(self.kept)
        self.kept += text[:room]
        self.dropped += len(text[room:])
        return len(text)

    def lines(self):
        """The first lines, and a word on the rest."""
        lines = self.kept.splitlines()
        cut = self.dropped or len(lines) > PRINTED_LINES
        return [line[:100] for line in lines[:PRINTED_LINES]] + (["... and more"] if cut else [])
