"""Choose a policy and prove it."""

from helpers.exercises import asking, expect, step
from helpers.exercises._pages import replay, room_for
from helpers.traffic import zipf

OBJECTIVES = (2,)
SECONDS = 60
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
        answer = ctx.answer.best_policy(policies, visits)
    expect(
        isinstance(answer, tuple | list) and len(answer) == 2 and isinstance(answer[0], str),
        f"`best_policy` returned {answer!r:.80}",
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
    endless = any(ctx.r.ttl(key) == -1 for key in ctx.r.scan(match="page:*", count=100)[1])
    measured = {name: _hits(ctx.r, name, visits) for name in policies}
    _expect_figures(answer, measured, len(visits), right, what, endless)


def _expect_figures(answer, measured, visits, right, what, endless):
    (policy, hits), slack = answer, SLACK * visits
    counts = ", ".join(f"`{name}` {count:,}" for name, count in measured.items())
    expect(
        not endless or (policy == right and abs(hits - measured[right]) <= slack),
        f"{what}; the check's own replay counted as hits: {counts}; the pages that yours leaves have no TTL",
        f"`{right}`, with pages that expire after 3,600 s",
        "Which keys may a policy evict whose name begins with `volatile`?",
    )
    expect(
        policy == right,
        f"{what}; the check's own replay counted as hits: {counts}; `best_policy` chose `{policy}`",
        f"`{right}`",
        EMPTY
        if hits > measured.get(policy, hits) + slack
        else "Under which policy did each of your replays run, and which of their results do you compare?",
    )
    expect(
        abs(hits - measured[right]) <= slack,
        f"{what}; `best_policy` counted {hits:,} hits of {visits:,} visits under `{policy}`,"
        f" and the check {measured[right]:,} on a server that was empty at first",
        f"about {measured[right]:,}",
        EMPTY
        if hits > measured[right]
        else "Do you count the hits of all visits, and not of a part, or a share? Which policy did you set?",
    )


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
