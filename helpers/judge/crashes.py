"""Every crash, and every lost reply: one call, interrupted at each of its round trips in turn."""

import itertools

from helpers.judge.events import Done, Failed, Trip
from helpers.judge.stories import Step, Story
from helpers.judge.wording import readable, replied

KILLED, TIMEOUT, RESET = "killed", "timeout", "reset"
WORDS = {
    KILLED: "the process was killed before its step {number}, `{text}`",
    TIMEOUT: "`{text}` ran, and its reply was lost: the call timed out",
    RESET: "`{text}` ran, and its reply was lost: the connection was reset",
}
ROWS = {
    KILLED: "✗ killed before {text}",
    TIMEOUT: "{text} → ✗ reply lost",
    RESET: "{text} → ✗ connection reset",
}
MOST_TRIPS = 40


class Crash:
    """One interrupted call: at step `number`, a round trip or a call of an object of the notebook's, in the
    way `how`; `text` says which step it was.

    `event` is how the call ended, a `Done` or a `Failed`, or None when its process was killed.
    """

    def __init__(self, title):
        self.number, self.text, self.how, self.event = 0, "", "", None
        self.story = Story([title])

    def __str__(self):
        return WORDS[self.how].format(number=self.number, text=self.text)

    @property
    def error(self):
        """What the call raised after its reply was lost, or None."""
        return self.event.error if isinstance(self.event, Failed) else None


def interrupted(start, process, number, how, title, look):
    """Make one call and interrupt it at its round trip `number`: the Crash, or None if it had fewer.

    `start()` begins the call and returns its first event; `look()` says what Redis holds after a step.
    """
    crash, trips = Crash(title), itertools.count(1)
    event = start()
    while not isinstance(event, Done | Failed):
        is_trip = isinstance(event, Trip)
        text = ", ".join(map(readable, event.commands)) if is_trip else event.text
        if (not is_trip and how != KILLED) or next(trips) != number:  # only a round trip has a reply to lose
            event, used = process.serve(event, lambda commands: None), event
            reply = replied(used.commands, event.replies) if is_trip else ""
            crash.story.steps.append(Step(0, text, reply, look()))
            continue
        crash.number, crash.text, crash.how = number, text, how
        if how == KILLED:
            process.kill()
            crash.story.steps.append(Step(0, ROWS[how].format(text=text), "", look()))
            return crash
        event = process.lose(event, how)
        crash.story.steps.append(Step(0, ROWS[how].format(text=text), "", look()))
    crash.event = event
    return crash if crash.number else None
