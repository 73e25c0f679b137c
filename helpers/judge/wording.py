"""Commands, replies and values as a verdict shows them: the way redis-cli writes them, and not too long."""

import re
import types

WORD_CHARACTERS = 40  # of one argument of a command
ARGUMENT_CHARACTERS = 80
REPLY_CHARACTERS = 60
AN_ADDRESS = re.compile(r"(?<=\w) at 0x[0-9a-f]+(?=>)")
A_BYTE = re.compile(r"\\x[0-9a-f]{2}")
HALF_AN_ESCAPE = re.compile(r"\\(x[0-9a-f]?|u[0-9a-f]{0,3}|U[0-9a-f]{0,7})?$")
SCRIPTS = {"EVAL", "EVAL_RO", "SCRIPT", "FUNCTION"}  # whose lines are shown as one
STATUSES = {"OK", "QUEUED", b"OK", b"QUEUED"}  # simple strings, which redis-cli shows without quotes


def escaped(text):
    """Text on one line: what isn't printable, and bytes that are no UTF-8, as `\\n` or `\\xff`."""
    if isinstance(text, bytes):
        text = text.decode(errors="backslashreplace")
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)


def shortened(text, most):
    """The text, its end cut off where it is longer than `most` characters. An escape isn't cut in two."""
    if len(text) <= most:
        return text
    return HALF_AN_ESCAPE.sub("", text[: most - 1]) + "…"


def quoted(value, most=REPLY_CHARACTERS):
    """A string value in quotes, cut where it is too long, and then with its length: `"aaa…" (300 bytes)`."""
    text = escaped(value[: 4 * (most + 1)])  # a character takes up to 4 bytes, and a value may be large
    cut = shortened(text, most)
    return in_quotes(cut) + (f" ({_size(value):,} bytes)" if cut != text else "")


def in_quotes(text):
    """redis-cli takes either kind of quotes."""
    return f"'{text}'" if '"' in text and "'" not in text else f'"{text}"'


def _size(value):
    if isinstance(value, str):  # a byte that was no text takes four characters in it
        value = A_BYTE.sub("?", value).encode(errors="replace")
    return len(value)


def written(args, kwargs):
    """The arguments of a call in Python's notation, those that are too long cut: `'home', count=3`."""
    given = [*map(_argument, args), *(f"{name}={_argument(value)}" for name, value in kwargs.items())]
    return ", ".join(given)


def called(name, args, kwargs=None):
    """A call of the answer's, as the learner would write it: `page_view(r, 'home')`."""
    return f"{name}({', '.join(filter(None, ['r', written(args, kwargs or {})]))})"


def _argument(value):
    text = _in_python(value)
    if len(text) <= ARGUMENT_CHARACTERS:
        return text
    end = text[-1] if isinstance(value, str | bytes | list | tuple | dict | set) else ""
    return shortened(text, ARGUMENT_CHARACTERS - len(end)) + end


def _in_python(value):
    """As `repr`, without what a reader can't know: an address, or a name that is private to a check."""
    if isinstance(value, types.GeneratorType):
        return "<generator>"
    if isinstance(value, types.FunctionType):
        name = value.__name__
        return name if name.isidentifier() and not name.startswith("_") else "<function>"
    return AN_ADDRESS.sub("", repr(value))


def readable(command):
    """`["GET", "a key"]` as `GET "a key"`, its long arguments cut."""
    words = list(command)
    if str(words[0]).upper() in SCRIPTS:
        words = [" ".join(word.split()) if isinstance(word, str) else word for word in words]
    return " ".join(_word(word, place) for place, word in enumerate(words))


def _word(word, place):
    plain = word if isinstance(word, bytes | str) else str(word)
    text = escaped(plain)
    is_data = isinstance(plain, bytes) or text != plain
    text = shortened(text, WORD_CHARACTERS)
    if not place or not (is_data or " " in text or not text):
        return text
    return f'"{text}"' if is_data else in_quotes(text)


def replied(commands, replies):
    """What came back for these commands, in words: of a transaction only what EXEC returned."""
    if commands and str(commands[0][0]).upper() == "MULTI" and len(replies) == len(commands):
        replies = replies[-1:]
    return ", ".join(replies)


def shown(reply):
    """One reply: `nil`, `"text"`, `3`, `["a", nil]`, `(ResponseError)`."""
    text = _shown(reply)
    is_text = isinstance(reply, bytes | str)
    return text if is_text or len(text) <= REPLY_CHARACTERS else text[: REPLY_CHARACTERS - 1] + "…"


def _shown(reply):
    if reply is None:
        return "nil"
    if isinstance(reply, Exception):
        return f"({type(reply).__name__})"
    if isinstance(reply, bytes | str):
        return escaped(reply) if reply in STATUSES else quoted(reply)
    if isinstance(reply, list | tuple | set):
        return f"[{', '.join(map(_shown, reply))}]"
    if isinstance(reply, dict):
        return "{" + ", ".join(f"{_shown(key)}: {_shown(value)}" for key, value in reply.items()) + "}"
    return str(reply)
