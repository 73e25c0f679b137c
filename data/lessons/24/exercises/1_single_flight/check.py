"""One visitor works, the others wait."""

import contextlib
import json
import time

from helpers.exercises import asking, expect, step

OBJECTIVES = (2, 5)
SECONDS = 20
KEY, LOCK = "report", "lock:report"
ANSWER = [{"id": 24, "sold": 815}]
VISITORS = 20
SLOW = 0.7  # s that a report takes on a bad day
TAKING = {"SET", "SETNX", "EVAL", "EVALSHA"}  # how a lock is taken


class Maker:
    """Stands in for the report: counts its runs, and does `meanwhile` in each."""

    def __init__(self, answer=ANSWER, meanwhile=lambda: None):
        self.answer, self.meanwhile, self.runs = answer, meanwhile, 0

    def __call__(self):
        self.runs += 1
        self.meanwhile()
        return self.answer


@contextlib.contextmanager
def _before(ctx, names, happens):
    """In this block, `happens()` once, before the answer's first command of these names about the lock."""
    done = []

    def happen(commands):
        about_lock = [str(one[0]).upper() for one in commands if LOCK in map(str, one)]
        if names.intersection(about_lock) and not done:
            done.append(True)
            happens()

    with ctx.record.before_each_trip(happen):
        yield


@step("a miss runs `make` and keeps its answer as JSON for 300 s")
def miss(ctx):
    make = Maker()
    answer = ctx.answer.get_alone(KEY, make)
    expect(
        answer == ANSWER and make.runs == 1,
        f"with an empty cache it returned {answer!r} and ran `make` {make.runs} times",
        f"{ANSWER!r}, and 1 run",
        "What does the visitor hand on who has done the work?",
    )
    held = ctx.r.get(KEY)
    expect(
        held is not None and json.loads(held) == ANSWER,
        f"`{KEY}` holds {held!r}",
        f"the JSON of {ANSWER!r}",
        "Where will the others look for the answer?",
    )
    ctx.expect_ttl(KEY, 300, "How long may the answer be used?")
    ctx.r.expire(KEY, 100)
    ctx.answer.get_alone(KEY, make)
    expect(
        ctx.r.ttl(KEY) <= 100,
        f"`{KEY}` had 100 s to live; after a hit it has {ctx.r.ttl(KEY)} s",
        "the end where it was, 300 s after the answer was made",
        "When is the report made anew, if somebody asks for it every minute?",
    )


@step("a hit does not run `make`, whatever the answer is")
def hit(ctx):
    for answer in (ANSWER, 0, [], None):
        ctx.r.flushall()
        make = Maker(answer)
        seen = [ctx.answer.get_alone(KEY, make) for _ in range(3)]
        expect(
            seen == [answer] * 3 and make.runs == 1,
            f"`make` returns {answer!r}; three calls returned {seen} and ran it {make.runs} times",
            f"{answer!r} each time, and 1 run",
            "Which reply of `GET` means that there is no answer?",
        )


@step("the lock has an end while `make` is at work, and is gone afterwards", fresh=True)
def lock(ctx):
    left = []
    ctx.answer.get_alone(KEY, Maker(meanwhile=lambda: left.append(ctx.r.pttl(LOCK))))
    expect(
        left[0] != -2,
        f"while `make` was at work, there was no `{LOCK}`",
        "the lock, for the others to see",
        "How does the second visitor learn that the first one is at work?",
    )
    expect(
        0 < left[0] <= 10_000,
        f"while `make` was at work, `PTTL {LOCK}` was {left[0]}",
        "an end within 10 s",
        "Who removes the lock of a visitor whose process was killed?",
    )
    expect(
        not ctx.r.exists(LOCK),
        f"after the answer is there, `{LOCK}` is still there",
        "no lock",
        "When may the next one work, once this answer has ended?",
    )


@step("whoever gets the lock looks once more", fresh=True)
def second_look(ctx):
    make = Maker("my own")
    with _before(ctx, TAKING, lambda: ctx.r.set(KEY, json.dumps("made meanwhile"), ex=300)):
        answer = ctx.answer.get_alone(KEY, make)
    expect(
        make.runs == 0 and answer == "made meanwhile",
        "another visitor had stored an answer after this one's look and before it got the lock;"
        f" it ran `make` {make.runs} times and returned {answer!r}",
        "0 runs, and the answer that is there",
        "What may have happened between a visitor's `GET` and its lock?",
    )


@step("a lock that was taken a moment ago is respected", fresh=True)
def taken(ctx):
    make, ran = Maker(), []
    make.meanwhile = lambda: ran.append(time.monotonic() - began)
    began = time.monotonic()
    with _before(ctx, TAKING, lambda: ctx.r.set(LOCK, "somebody else's", px=400)):
        ctx.answer.get_alone(KEY, make)
    expect(
        not ran or ran[0] > 0.08,  # patience is looked at below
        "another visitor took the lock for 400 ms right before your command that takes it;"
        f" `make` ran after {1000 * sum(ran):.0f} ms",
        "a wait, until the answer is there or the lock has ended",
        "Is taking the lock one command, or is there a look before it?",
    )


@step(f"{VISITORS} visitors at the same moment run `make` once", fresh=True)
def together(ctx):
    make = Maker(meanwhile=lambda: time.sleep(0.1))
    answers = ctx.together(VISITORS, lambda i: ctx.answer.get_alone(KEY, make))
    expect(
        make.runs == 1,
        f"{VISITORS} visitors ran `make` {make.runs} times",
        "1 run",
        "What do those do who did not get the lock?",
    )
    wrong = [answer for answer in answers if answer != ANSWER]
    expect(
        not wrong,
        f"{len(wrong)} of {VISITORS} visitors got {wrong[:1]}",
        f"{ANSWER!r} for all",
        "What do those do who did not get the lock, and when do they stop doing it?",
    )


@step("a lock that is somebody else's by now is left alone", fresh=True)
def not_mine(ctx):
    tokens = []

    def be_late():
        # the lock has ended, and the next visitor has it, with the token that this one had last time
        tokens.append(ctx.r.get(LOCK))
        ctx.r.set(LOCK, tokens[0] if len(tokens) > 1 else "somebody else's", px=5000)

    for _ in range(2):
        with asking("The answer is made: must its caller hear that the lock has ended?", "no longer owned"):
            ctx.answer.get_alone(KEY, Maker(meanwhile=be_late))
        expect(
            ctx.r.exists(LOCK),
            "while `make` was at work, the lock ended and another visitor took it;"
            + (" its token was the one of an earlier call;" if len(tokens) > 1 else "")
            + " afterwards the lock was gone",
            "the other visitor's lock, untouched",
            "Is the token another one in each call?"
            if len(tokens) > 1
            else "Whose lock is it that your function deletes?",
        )
        ctx.r.flushall()


@step("looking at the lock and deleting it is one step", fresh=True)
def one_step(ctx):
    seen = []
    with _before(ctx, {"DEL", "UNLINK"}, lambda: seen.append(ctx.r.set(LOCK, "somebody else's", px=5000))):
        ctx.answer.get_alone(KEY, Maker())
    expect(
        not seen or ctx.r.exists(LOCK),
        "the lock changed hands between your look at its token and your `DEL`, which removed it",
        "the other visitor's lock, untouched",
        "How can the server compare and delete, without anybody coming between?",
    )


@step("an error of `make` reaches its caller, and the next visitor can work at once", fresh=True)
def fails(ctx):
    def fail():
        raise TimeoutError("the database did not answer")

    try:
        answer = ctx.answer.get_alone(KEY, Maker(meanwhile=fail))
    except TimeoutError:
        answer = None
    expect(
        answer is None,
        f"`make` raised TimeoutError, and the caller got {answer!r}",
        "the TimeoutError",
        "Which errors does your function catch?",
    )
    expect(
        not ctx.r.exists(LOCK),
        f"after `make` had failed, `{LOCK}` was still there",
        "no lock",
        "Which lines run after an error, and which do not?",
    )


@step("the lock of a dead visitor holds the others up until it ends", fresh=True)
def dead(ctx):
    ctx.r.set(LOCK, "token of a dead one", px=1000)
    make, began, ran = Maker(), time.monotonic(), []
    make.meanwhile = lambda: ran.append(time.monotonic() - began)
    answer = ctx.answer.get_alone(KEY, make)
    expect(
        answer == ANSWER and make.runs == 1,
        f"somebody died with the lock; the next visitor returned {answer!r} and ran `make` {make.runs} times",
        f"{ANSWER!r} after the lock's end, and 1 run",
        "What does a visitor do after its nap, if there is neither an answer nor a lock?",
    )
    expect(
        ran[0] > 0.8,
        f"a lock with 1,000 ms to live was there, and `make` ran after {1000 * ran[0]:.0f} ms",
        "a visitor who waits until the answer is there or the lock has ended",
        "May a visitor work who has not got the lock?",
    )


@step("the lock outlives a `make` that takes its time", fresh=True)
def slow(ctx):
    left = []

    def take_time():
        left.append(ctx.r.pttl(LOCK))
        time.sleep(SLOW)

    make = Maker(meanwhile=take_time)
    ctx.together(2, lambda i: ctx.answer.get_alone(KEY, make))
    expect(
        make.runs == 1,
        f"`make` took {1000 * SLOW:.0f} ms; when it began, the lock had {left[0]} ms left, and a second"
        f" visitor, who came at the same time, ran it as well: {make.runs} runs",
        "1 run",
        "For how long must the lock keep the others out, and which bound does the exercise give?",
    )
