"""One call, and another client that acts in one of the gaps between its round trips."""

import itertools

from helpers.judge.carry import label
from helpers.judge.processes import Done, Failed, Trip
from helpers.judge.stories import Step, Story, readable


class Gap:
    """The gap before round trip `number`, whose commands are `text`; `result` is what the call returned."""

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
    """Make one call, with `act()` before its round trip `number`: the Gap, or None if it had fewer."""
    gap, trips = Gap([title, "Another client"]), itertools.count(1)
    event = start()
    while not isinstance(event, Done | Failed):
        if not isinstance(event, Trip):
            event = process.serve(event, lambda commands: None)
            continue
        text = ", ".join(map(readable, event.commands))
        if next(trips) == number:
            gap.number, gap.text = number, text
            act()
            gap.story.steps.append(Step(1, label(act), "", look()))
        event = process.go(event)
        gap.story.steps.append(Step(0, text, ", ".join(event.replies), look()))
    gap.event = event
    return gap if gap.number else None
