"""One call, and another client that acts in one of the gaps between its round trips."""

import itertools

from helpers.judge.events import Done, Failed, Trip
from helpers.judge.remotes import label
from helpers.judge.stories import Step, Story
from helpers.judge.wording import readable, replied


class Gap:
    """The gap before step `number`, a round trip or a call of an object of the notebook's: `text` says which.

    `result` is what the call returned.
    """

    def __init__(self, titles):
        self.number, self.text, self.event = 0, "", None
        self.story = Story(titles)

    def __str__(self):
        return self.text

    @property
    def result(self):
        return self.event.value if isinstance(self.event, Done) else None

    def raise_error(self):
        """Raise what the call raised, if it did."""
        if isinstance(self.event, Failed):
            raise self.event.error


def filled(start, process, number, act, title, look):
    """Make one call, with `act()` before its step `number`: the Gap, or None if it had fewer."""
    gap, trips = Gap([title, "Another client"]), itertools.count(1)
    event = start()
    while not isinstance(event, Done | Failed):
        text = ", ".join(map(readable, event.commands)) if isinstance(event, Trip) else event.text
        if next(trips) == number:
            gap.number, gap.text = number, text
            act()
            gap.story.steps.append(Step(1, label(act).replace("_", " "), "", look()))
        event, used = process.serve(event, lambda commands: None), event
        reply = replied(used.commands, event.replies) if isinstance(used, Trip) else ""
        gap.story.steps.append(Step(0, text, reply, look()))
    gap.event = event
    return gap if gap.number else None
