"""A plan to rebalance a cluster."""

import random

from helpers.exercises import expect, step

OBJECTIVES = (3,)
KEYS = {}
SHARE = "Which sum has to be equal for all nodes, and for which nodes?"


def plan(ctx, counts, nodes, case):
    """Call the answer and expect a plan that keeps all the rules."""
    sent = len(ctx.asked())
    planned = ctx.answer.moves(dict(counts), list(nodes))  # copies, because an answer may use them up
    expect(
        len(ctx.asked()) == sent,
        f"`moves` sent {ctx.asked()[sent:][:3]} to the server",
        "a plan made of `counts` alone",
        "Where are the numbers that you need?",
    )
    expect(
        isinstance(planned, list) and all(isinstance(one, tuple) and len(one) == 3 for one in planned),
        f"`moves` returned {planned!r}",
        "a list of tuples (slot, from, to)",
        "What does your function collect?",
    )
    keys = dict.fromkeys(nodes, 0)
    for owner, number in counts.values():
        keys[owner] += number
    share = sum(keys.values()) / len(nodes)
    largest = max((number for _, number in counts.values()), default=0)
    _follow(counts, keys, share, planned, case)
    expect(
        all(number <= share + largest for number in keys.values()),
        f"{case}: after the moves, the nodes have {keys} keys, so one has more than its share of {share:g}"
        f" and the largest slot's {largest}",
        f"at most {share + largest:g} keys on each node",
        SHARE,
    )


def _follow(counts, keys, share, planned, case):
    """Make the moves on `keys`, and expect that each is allowed."""
    seen = set()
    for slot, source, target in planned:
        move = f"{case}: the plan has the move {(slot, source, target)}"
        known = slot in counts and slot not in seen and counts[slot][0] == source and target in keys
        question = "Which slots does the plan name, and how often?"
        expect(known, move, "each slot once, from its owner to one of the nodes", question)
        expect(source != target, f"{move}, to its own owner", "no such move", question)
        expect(
            keys[source] > share > keys[target],
            f"{move}. They have {keys[source]} and {keys[target]} keys, and their share is {share:g}",
            "moves from nodes above their share to nodes below it",
            "What does each move cost, and what does this one gain?",
        )
        seen.add(slot)
        keys[source] -= counts[slot][1]
        keys[target] += counts[slot][1]


@step("what counts is the number of keys, and not of slots", fresh=True)
def by_keys(ctx):
    counts = dict.fromkeys(range(10), ("A", 100)) | dict.fromkeys(range(10, 20), ("B", 1))
    plan(ctx, counts, ["A", "B"], "A and B have ten slots each, with 100 keys and with 1 key")


@step("two crowded nodes give to several others", fresh=True)
def crowded(ctx):
    counts = {slot: ("AB"[slot % 2], 20) for slot in range(60)} | {100: ("C", 5), 101: ("D", 5)}
    plan(ctx, counts, ["A", "B", "C", "D"], "with two crowded nodes")


@step("a new node without slots gets its share of the keys", fresh=True)
def new_node(ctx):
    counts = {slot: ("AB"[slot % 2], 10 + slot % 7) for slot in range(40)}
    plan(ctx, counts, ["A", "B", "C"], "C is new")


@step("nothing moves without keys, with one node, or where all is equal", fresh=True)
def nothing(ctx):
    for counts, nodes in (({}, ["A", "B"]), ({5: ("A", 9)}, ["A"]), ({1: ("A", 5), 2: ("B", 5)}, ["A", "B"])):
        plan(ctx, counts, nodes, f"with {counts} on {nodes}")


@step("fifty random clusters are balanced, and no key moves without need", fresh=True)
def at_random(ctx):
    for number in range(50):
        nodes = [f"node {letter}" for letter in "ABCDEFG"[: random.randint(1, 7)]]
        slots = random.sample(range(16_384), random.randint(0, 60))
        owning = random.sample(nodes, random.randint(1, len(nodes)))
        counts = {slot: (random.choice(owning), random.choice([1, 2, 50, 400])) for slot in slots}
        plan(ctx, counts, nodes, f"in random cluster {number + 1}")
