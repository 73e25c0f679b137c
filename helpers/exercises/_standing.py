"""What is expected of every answer, unless its exercise says otherwise."""

import fnmatch
from dataclasses import dataclass, field

from helpers.exercises._verdict import expect

BLOCKING = {
    "BLPOP",
    "BRPOP",
    "BLMOVE",
    "BLMPOP",
    "BRPOPLPUSH",
    "BZPOPMIN",
    "BZPOPMAX",
    "BZMPOP",
    "WAIT",
    "WAITAOF",
}
EITHER = ...  # in KEYS: whether such a key expires is the answer's own choice


@dataclass
class Standing:
    """The settings of a check.py that says which keys there may be.

    `keys` is a dict: a pattern such as `"token:*"` to the most seconds that its keys may live, None for keys
    that never expire, or EITHER. `trips` is a dict: a function's name to the most round trips of one call.
    """

    keys: dict
    trips: dict = field(default_factory=dict)
    may_block: bool = False
    one_process: bool = False


def expect_kept(context, standing):
    """Expect what holds at the end of every step, of every order and of every crash."""
    if standing is None:
        return
    pipe, names = context.r.pipeline(transaction=False), context.keys()
    for name in names:
        pipe.pttl(name)
    for name, ttl in zip(names, pipe.execute(), strict=True):
        if ttl != -2:  # it has expired since
            _expect_key(name, ttl, standing.keys)
    if not standing.may_block:
        expect_no_waiting(context.asked())


def _expect_key(name, ttl, keys):
    named = [limit for pattern, limit in keys.items() if fnmatch.fnmatchcase(name, pattern)]
    expect(
        named,
        f"your function leaves the key `{name}` behind",
        "no key but those that the exercise names",
        "Which of your commands makes this key, and who deletes it?",
    )
    limit = named[0]
    if limit is None:
        expect(
            ttl == -1,
            f"`{name}` expires in {ttl / 1000:.0f} s",
            "a key that never expires",
            "Which command of yours sets this expiry, and what is lost when the time is up?",
        )
    elif limit is not EITHER:
        expect(
            ttl != -1,
            f"`TTL {name}` is -1: the key never expires",
            f"a key that expires within {limit:,} s",
            "Is there a way through your function that writes this key without its expiry?",
        )
        expect(
            ttl <= limit * 1000,
            f"`{name}` expires in {ttl / 1000:,.0f} s",
            f"an expiry within {limit:,} s",
            "In which unit does your command count?",
        )


def expect_no_waiting(commands):
    """Expect that none of these commands, as text, blocks its client."""
    for command in commands:
        words = command.upper().split()
        expect(
            words[0] not in BLOCKING and not (words[0] in ("XREAD", "XREADGROUP") and "BLOCK" in words),
            f"your function sent `{command}`, which waits when there is nothing to get",
            "a reply at once",
            "Which form of this command doesn't block?",
        )


def expect_trips(name, trips, standing):
    """Expect that a call took no more round trips than its exercise allows. Loading a script isn't
    counted."""
    most = standing.trips.get(name)
    if most is None:
        return
    words = [" ".join(map(str, commands[0][:2])).upper() for commands in trips]
    taken = len(trips) - 2 * words.count("SCRIPT LOAD")  # it comes with an EVALSHA that found no script
    expect(
        taken <= most,
        f"one call of `{name}` took {taken} round trips: {', '.join(word.split()[0] for word in words[:8])}",
        f"{most} round trip{'s' if most > 1 else ''} at most",
        "Which of these commands can be sent together, and which single command does the work of several?",
    )
