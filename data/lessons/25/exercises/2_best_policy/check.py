"""Choose a policy and prove it."""

import numbers
import re

from helpers.exercises import EITHER, asking, expect, replay, room_for, step
from helpers.traffic import zipf

OBJECTIVES = (2,)
SECONDS = 60
HOUR = 3600
KEYS, ONE_PROCESS = {"*": EITHER}, True  # what is on the server afterwards doesn't matter
SLACK = 0.06  # of the visits: visitors in batches of 100 have 4 % fewer hits
EMPTY = "What was on the server before this replay began, and under which policy did it run?"


def _hits(r, policy, visits):
    r.flushall()
    r.config_set("maxmemory-policy", policy)
    return sum(replay(r, visits))


def _expect_best(ctx, policies, visits, room, right, what):
    [limit] = room_for(ctx, room)
    ctx.r.config_set("maxmemory", limit, "maxmemory-policy", "noeviction")
    with asking("What does your function do with a visit whose page the server rejects?", "maxmemory"):
        result = ctx.answer.best_policy(policies, visits)
    expect(
        isinstance(result, tuple | list)
        and len(result) == 2
        and isinstance(result[0], str)
        and isinstance(result[1], numbers.Integral),
        f"`best_policy` returned {result!r:.80}",
        'a tuple of a policy and its hits, such as `("allkeys-lru", 1234)`',
        "Which two things does the caller want to know?",
    )
    seen = int(ctx.r.config_get("maxmemory")["maxmemory"])
    expect(
        seen == limit,
        f"`maxmemory` was {limit:,} before the call and is {seen:,} now",
        "the same limit for all policies, and afterwards",
        "Which of the two settings is yours to change?",
    )
    pages = ctx.r.scan(match="page:*", count=100)[1]
    endless = any(ctx.r.ttl(key) == -1 for key in pages)
    short = any(0 < ctx.r.strlen(key) < 1000 for key in pages)
    asked = ctx.asked()
    ttls = [ttl for ttl in map(ctx.r.ttl, pages) if ttl >= 0]  # a page may have been evicted since
    lengths = {ctx.r.strlen(key) for key in pages} - {0}
    others = sorted(set(ctx.keys()) - set(ctx.keys("page:*")))
    ctx.another_process()  # whose client has memory that the pages need
    measured = {name: _hits(ctx.r, name, visits) for name in policies}
    (policy, hits), slack = result, SLACK * len(visits)
    counts = ", ".join(f"`{name}` {count:,}" for name, count in measured.items())
    if policy == right and abs(hits - measured[right]) <= slack:
        _expect_as_asked(asked, ttls, lengths, others, sum(len(visits) - one for one in measured.values()))
        return
    expect(
        not endless,
        f"{what}; the check's own replay counted as hits: {counts}; the pages that yours leaves have no TTL",
        f"`{right}`, with pages that expire after 3,600 s",
        "Which keys may a policy evict whose name begins with `volatile`?",
    )
    question = _question(asked, visits, policy, right, hits, measured, short)
    expect(
        policy == right,
        f"{what}; the check's own replay counted as hits: {counts}; `best_policy` chose `{policy}`",
        f"`{right}`",
        question,
    )
    expect(
        False,
        f"{what}; `best_policy` counted {hits:,} hits of {len(visits):,} visits under `{policy}`,"
        f" and the check {measured[right]:,} on a server that was empty at first",
        f"about {measured[right]:,}",
        question,
    )


def _expect_as_asked(asked, ttls, lengths, others, misses):
    """Expect of a right result that it comes from such visits as the exercise describes."""
    expect(
        not others or any(" page:" in command for command in asked),
        f"your function stored pages under names such as `{(others or [''])[0]}`",
        "`page:<number>`",
        "Which key does a visit look at, and what makes the server empty between two replays?",
    )
    expect(
        all(ttl == -1 or HOUR - SECONDS <= ttl <= HOUR for ttl in ttls),
        f"a page that your function stored has a TTL of {min(ttls, default=0):,} s",
        f"{HOUR:,} s from the moment when it was stored",
        "In which unit is your TTL, and how long is an hour in it?",
    )
    expect(
        lengths <= {1000},
        f"a page that your function stored has {max(lengths, default=0):,} characters",
        "1,000 characters",
        "How much memory do larger pages take, and how many of them are there room for?",
    )
    stores = sum(command.startswith("SET ") and " NX" not in command.upper() for command in asked)
    expect(
        stores <= 1.2 * misses,
        f"there were about {misses:,} misses, and your function sent {stores:,} times `SET`",
        "a page that's stored after a miss, and only then",
        "What does your command do to a page that's there already?",
    )


def _question(asked, visits, policy, right, hits, measured, short):
    """A question that fits how the result came about."""
    reads = [command for command in asked if command.startswith(("GET ", "MGET ", "EXISTS "))]
    first = [int(number) for command in reads[:20] for number in re.findall(r"page:(\d+)", command)][:20]
    if any(command.upper().startswith("CONFIG SET MAXMEMORY ") for command in asked):
        return "Which `maxmemory` was in effect during each replay, and which setting is yours to change?"
    if short:
        return "How many characters does a page have?"
    if first and first != visits[: len(first)]:
        return "In which order do you make the visits?"
    if policy == "noeviction" and hits > 0.6 * len(visits):
        return "Is it a hit if the server rejects the page?"
    starts = [command.upper() for command in asked if not command.startswith(("GET ", "SET "))]
    replays = sum(command.startswith("CONFIG SET") for command in starts)
    if replays > 1 and not any(command.startswith(("FLUSH", "DEL ", "UNLINK ")) for command in starts):
        return EMPTY  # what the replay before has left counts as hits
    if reads and policy != right:
        return "Which of the results of your replays do you compare, and which one do you return?"
    return "Do you count the hits of all visits, and not of a part, or a share? Which policy did you set?"


@step("if the favorites stay the same, it chooses the policy that counts reads")
def favorites(ctx):
    visits = zipf(2500, 2000).tolist()
    policies = ["allkeys-lfu", "allkeys-random"]  # the best one is the first here, and the last below
    _expect_best(ctx, policies, visits, 350, "allkeys-lfu", "the favorites stay the same")


@step("if the favorites change, it chooses a policy that evicts", fresh=True)
def season(ctx):
    before = zipf(2500, 800).tolist()
    after = [number + 10_000 for number in zipf(2500, 800, seed=2).tolist()]
    policies = ["noeviction", "volatile-random"]  # pages have a TTL: it may evict each of them
    _expect_best(ctx, policies, before + after, 250, "volatile-random", "the favorites change")
