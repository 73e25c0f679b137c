"""Every order in which the round trips of several clients can reach the server, fewest switches first.

A *switch* takes the turn from a client that could have gone on. Races show at one or two of them, so the
first broken order found is also the shortest story. A client that waits for another (it repeats a round
trip and gets the same reply) lets the others go first, or a lock that is polled would keep the search going
for ever.
"""

import heapq
import itertools
import time

from helpers.judge.events import Done, Failed, Trip, Use
from helpers.judge.remotes import label
from helpers.judge.stories import Step, Story, titles
from helpers.judge.view import all_in_words, difference, view
from helpers.judge.wording import readable, replied

LIMIT = 120  # orders, beyond which only those with at most BOUND switches are tried
BOUND, MOST = 2, 300
# A client that gets the same reply once more has learned and changed nothing, if it only read or was refused
READS = {
    "GET",
    "MGET",
    "EXISTS",
    "TTL",
    "PTTL",
    "HGET",
    "HGETALL",
    "HMGET",
    "LLEN",
    "LINDEX",
    "LRANGE",
    "TYPE",
}
REFUSED = {"nil", "0", "[]"}
STUCK_SECONDS = 0.5  # for clients that all wait for each other


class Stuck(Exception):
    """In this order no client comes to its end; `story` tells it."""

    def __init__(self, story):
        super().__init__("no client comes to its end")
        self.story = story


class Calling:
    """A client that makes one call in a process of its own."""

    def __init__(self, process, target, args, kwargs, client, text, before=None):
        self._process, self._call = process, (target, args, kwargs, client)
        self._before, self.text = before, text

    def start(self):
        target, args, kwargs, client = self._call
        self._process.load()
        self.event = self._process.begin(target, args, kwargs, client, mode="order", before=self._before)

    @property
    def over(self):
        return isinstance(self.event, Done | Failed)

    @property
    def next(self):
        """What it does if it's given the turn, in words."""
        if isinstance(self.event, Trip):
            return ", ".join(map(readable, self.event.commands))
        return self.event.text

    def go(self):
        """Take the turn: one round trip, or one call of an object of the notebook's."""
        event, how, value = self.event, "value", None
        if isinstance(event, Use):
            try:
                value = event.run()
            except Exception as error:
                how, value = "raise", error
        self.event = self._process.go(event, value, how)
        if isinstance(event, Use):
            return "" if how == "value" and value is None else repr(value)
        return replied(event.commands, self.event.replies)

    @property
    def outcome(self):
        return self.event.error if isinstance(self.event, Failed) else self.event.value


class Acting:
    """A client that does one thing at once: a function of the author's."""

    def __init__(self, action, text=""):
        self._action, self.text, self.over, self.outcome = (
            action,
            text or label(action).replace("_", " "),
            False,
            None,
        )

    def start(self):
        self.over = False

    @property
    def next(self):
        return self.text

    def go(self):
        self.over, self.outcome = True, self._action()
        return ""


class Run:
    """One order: which client had the turn, out of which that could have, and what came of it."""

    def __init__(self, clients, choose, look=None, after=None):
        self.path, self.outcomes, self._after = [], [], after
        self.idle = []  # for each step, whether nothing has changed by it
        self.story = Story(titles([one.text for one in clients]))
        self._clients, self._choose, self._look = clients, choose, look
        self._made = [{} for _ in clients]  # steps since another client got on: their replies, how often
        self._known = [set() for _ in clients]  # all steps so far, with their replies
        self._deadline = None
        for client in clients:
            client.start()
        while not all(client.over for client in clients):
            self._turn()
        self.outcomes = [client.outcome for client in clients]

    def _turn(self):
        could = [index for index, client in enumerate(self._clients) if not client.over]
        ready = tuple(index for index in could if not self._waits(index)) or self._patient(could)
        index = self._choose(ready, self.path)
        self.path.append((index, ready))
        text = self._clients[index].next
        reply = self._clients[index].go()
        self._note(index, text, reply)
        self.story.steps.append(Step(index, text, reply, self._look() if self._look else ""))
        if self._after:
            self._after(self)

    def _waits(self, index):
        """Whether this client is about to ask a third time for the same reply."""
        return self._made[index].get(self._clients[index].next, ("", 0))[1] >= 2

    def _repeats(self, index):
        """Whether the next step of this client is one that it has made before, so that it's in a loop.

        A check whose reply is the same as before may be followed by a write, and another client can come
        between the two.
        """
        client = self._clients[index]
        return not client.over and any(client.next == text for text, _ in self._known[index])

    def _patient(self, could):
        """All of them wait: for something to expire, or for each other."""
        self._deadline = self._deadline or time.monotonic() + STUCK_SECONDS
        if time.monotonic() > self._deadline:
            raise Stuck(self.story)
        return tuple(could)

    def _note(self, index, text, reply):
        again = (text, reply) in self._known[index]
        polls = again and (text.split()[0] in READS or reply in REFUSED)
        self.idle.append(polls and self._repeats(index))
        before, times = self._made[index].get(text, ("", 0))
        self._made[index][text] = (reply, times + 1 if before == reply else 1)
        if again:
            return  # it polls, so no process that waits for it has to check again
        self._known[index].add((text, reply))
        self._deadline = None
        for other, made in enumerate(self._made):
            if other != index:
                made.clear()


def switches(path):
    """How often the turn was taken from a client that could have gone on."""
    return sum(one != other and one in ready for (one, _), (other, ready) in itertools.pairwise(path))


class Search:
    """All orders of some clients. `prepare()` comes before each; `look()` says what the server holds after
    a step.

    Iterate to get each `Run` in turn, those with the fewest switches first. Afterwards `tried` is how many
    there were and `bound` the most switches that were allowed, or None when every order was tried.
    """

    def __init__(self, clients, prepare, limit=LIMIT, most=MOST):
        self.clients, self.prepare, self.limit, self.most = clients, prepare, limit, most
        self.tried, self.bound = 0, None
        self.after = self.look = None  # called with a Run after each of its steps; and for its story

    def run(self, choose, look=None):
        self.prepare()
        return Run(self.clients, choose, look or self.look, self.after)

    def serial(self):
        """The runs in which one client after the other makes its whole call."""
        for order in itertools.permutations(range(len(self.clients))):
            yield self.run(lambda ready, path, order=order: min(ready, key=order.index))

    def again(self, run, look):
        """The same order once more, with what the server holds after each step in its story."""
        return self.run(_following([index for index, _ in run.path]), look)

    def __iter__(self):
        ways, number = [(0, 0, [])], itertools.count(1)
        while ways:
            cost, _, prefix = heapq.heappop(ways)
            if (self.tried >= self.limit and cost > BOUND) or self.tried >= self.most:
                self.bound = max(cost - 1, 0) if self.tried >= self.most else BOUND
                return
            run = self.run(_following(prefix))
            self.tried += 1
            yield run
            for place in range(len(prefix), len(run.path)):
                if place and run.idle[place - 1]:
                    continue  # as it was one step earlier, where all that could happen has been tried
                chosen, ready = run.path[place]
                for other in ready:
                    if other != chosen:
                        path = [*run.path[:place], (other, ready)]
                        heapq.heappush(ways, (switches(path), next(number), [index for index, _ in path]))


def _following(prefix):
    """Choose as `prefix` says, and then go on with the same client for as long as it can."""

    def choose(ready, path):
        if len(path) < len(prefix) and prefix[len(path)] in ready:
            return prefix[len(path)]
        return path[-1][0] if path and path[-1][0] in ready else ready[0]

    return choose


# What may come of it, where calls are meant to be atomic: what comes of one after the other


def same_value(one, other):
    """Whether two results are equal, in their types as well, at every depth."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same_value, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same_value(one[key], other[key]) for key in one)
    if isinstance(one, float):
        return one == other or abs(one - other) < 1e-9 or (one != one and other != other)
    if isinstance(one, Exception):
        return True
    return one == other


class SerialOracle:
    """Right is what one of the serial orders gives: the same results, and the same data in the server."""

    def __init__(self, search, r, keys=("*",)):
        self._r, self._keys, self.right = r, keys, []
        for run in search.serial():
            self.right.append((run.outcomes, view(r, keys)))

    def allows(self, run):
        """Whether an order that has just been run gave what some serial order gives."""
        self.seen = view(self._r, self._keys)
        return any(
            all(map(same_value, run.outcomes, outcomes)) and difference(self.seen, held) is None
            for outcomes, held in self.right
        )

    def keeps_data(self, run):
        """Whether the order that `allows` has just seen leaves the data of some serial order, at least."""
        return any(difference(self.seen, held) is None for _, held in self.right)

    def words(self):
        """What each of the serial orders gives, in words."""
        return [(outcomes, all_in_words(held)) for outcomes, held in self.right]
