"""What a database holds, as data that can be compared and as words that a story can show."""

from dataclasses import dataclass

from helpers.judge.wording import escaped, quoted, shortened

SLACK = 2.5  # s by which two expiries may differ and still be the same
SHOWN_KEYS, SHOWN_CHARACTERS = 4, 60
COUNT = 1000  # keys per SCAN


@dataclass(frozen=True)
class Held:
    """One key: its type, its content as plain data, and its remaining time to live in seconds, or None."""

    kind: str
    content: object
    ttl: float | None

    def same(self, other, by_content=True, ordered=True):
        """Whether it's the same type and content, with the same expiry give or take SLACK."""
        if self.kind != other.kind or (self.ttl is None) != (other.ttl is None):
            return False
        if self.ttl is not None and abs(self.ttl - other.ttl) > SLACK:
            return False
        if not by_content:
            return len(self.content) == len(other.content)
        if not ordered and self.kind == "list":
            return sorted(self.content) == sorted(other.content)
        return self.content == other.content


READERS = {
    "string": lambda pipe, key: pipe.get(key),
    "hash": lambda pipe, key: pipe.hgetall(key),
    "list": lambda pipe, key: pipe.lrange(key, 0, -1),
    "set": lambda pipe, key: pipe.smembers(key),
    "zset": lambda pipe, key: pipe.zrange(key, 0, -1, withscores=True),
    "stream": lambda pipe, key: pipe.xrange(key),
}


def view(r, keys=("*",)):
    """The keys that fit one of these patterns, a dict of name to `Held`, sorted by name."""
    names = sorted({name for pattern in keys for name in r.scan_iter(pattern, count=COUNT)})
    pipe = r.pipeline(transaction=False)
    for name in names:
        pipe.type(name).pttl(name)
    found = pipe.execute()
    there = [
        (name, kind, ttl)
        for name, kind, ttl in zip(names, found[::2], found[1::2], strict=True)
        if kind != "none"
    ]
    for name, kind, _ in there:
        READERS.get(kind, lambda pipe, key: pipe.dump(key))(pipe, name)
    contents = pipe.execute(raise_on_error=False)
    return {
        name: Held(kind, _plain(kind, content), None if ttl < 0 else ttl / 1000)
        for (name, kind, ttl), content in zip(there, contents, strict=True)
    }


def _plain(kind, content):
    if kind == "zset":
        return [(member, score) for member, score in content]
    if kind == "stream":  # ids are moments, and differ between two runs
        return [fields for _, fields in content]
    return content


def difference(got, wanted, **how):
    """The first key, by name, that two views don't agree on; None if they agree. `how` as for `Held.same`."""
    for name in sorted({*got, *wanted}):
        if name not in got or name not in wanted or not got[name].same(wanted[name], **how):
            return name
    return None


def in_words(held):
    """One key's content in one line, its expiry included: `{stock: 5, version: 3}, expires in 300 s`."""
    if held is None:
        return "nothing"
    text = _content_in_words(held)
    text = text if held.kind == "string" else shortened(text, SHOWN_CHARACTERS)
    return text if held.ttl is None else f"{text}, expires in {held.ttl:.0f} s"


def _content_in_words(held):
    if held.kind == "string":
        return quoted(held.content, SHOWN_CHARACTERS)
    if held.kind == "hash":
        return _fields(sorted(held.content.items()))
    if held.kind == "zset":
        return _fields((member, f"{score:g}") for member, score in held.content)
    if held.kind == "set":
        return "{" + ", ".join(map(escaped, sorted(held.content))) + "}"
    if held.kind == "list":
        return "[" + ", ".join(map(escaped, held.content)) + "]"
    if held.kind == "stream":
        return "[" + ", ".join(_fields(fields.items()) for fields in held.content) + "]"
    return f"a {held.kind}"


def _fields(pairs):
    return "{" + ", ".join(f"{escaped(name)}: {escaped(value)}" for name, value in pairs) + "}"


def all_in_words(seen):
    """A whole view in one line: `views:home "2"; token:… "ana", expires in 600 s`."""
    lines = [
        f"{shortened(escaped(name), SHOWN_CHARACTERS)} {in_words(held)}"
        for name, held in list(seen.items())[:SHOWN_KEYS]
    ]
    more = len(seen) - len(lines)
    return "; ".join(lines + [f"and {more:,} more keys"] * (more > 0)) or "nothing"
