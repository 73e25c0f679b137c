"""Words of a check.py about one key: its type, its content, its expiry."""

from helpers.exercises._verdict import expect

ANYTHING = object()
READ = {
    "string": lambda r, key: r.get(key),
    "hash": lambda r, key: r.hgetall(key),
    "list": lambda r, key: r.lrange(key, 0, -1),
    "set": lambda r, key: r.smembers(key),
    "zset": lambda r, key: dict(r.zrange(key, 0, -1, withscores=True)),
}


def expect_key(ctx, key, kind, content=ANYTHING, question="", when=""):
    """Expect that the server holds `key`, of this type ("string", "hash", ...), with this `content`.

    A string's content is a `str`, a hash's a dict of them, a list's a list, a set's a set, and a sorted
    set's a dict of members to scores. `when` begins the sentence: "after two views". Returns the content.
    """
    seen = ctx.r.type(key)
    when = f"{when}, " if when else ""
    others = [name for name in ctx.keys() if name != key]  # noqa: SIM118 - a method of the context
    beside = f"; it holds {', '.join(f'`{name}`' for name in others[:3])}" if others else ""
    expect(
        seen != "none",
        f"{when}the server holds no key `{key}`{beside}",
        f"a {kind} `{key}`",
        question,
    )
    expect(seen == kind, f"{when}`{key}` is a {seen}", f"a {kind}", question)
    held = READ[kind](ctx.r, key)
    expect(content is ANYTHING or held == content, f"{when}`{key}` holds {held!r}", f"{content!r}", question)
    return held


def expect_ttl(ctx, key, seconds, question, slack=2):
    """Expect that `key` expires `seconds` from now, give or take `slack`; never, if `seconds` is None."""
    if seconds is not None:
        ctx.expect_ttl(key, seconds, question, slack)
        return
    left = ctx.r.ttl(key)
    expect(left == -1, f"`TTL {key}` is {left}: it expires in {left} s", "a key that never expires", question)


def expect_keys_declared(ctx, question):
    """Expect that no script of the answer was called without its keys in `KEYS`, as a cluster needs them."""
    without = ctx.record.without_keys
    expect(
        not without,
        f"your function sent `{without[-1] if without else ''}`, with 0 keys",
        "the name of each key in `KEYS`, where a cluster looks for it",
        question,
    )
