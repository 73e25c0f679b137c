"""A request by hand."""

from helpers.exercises import call, expect, step, twin
from helpers.servers import connect_socket

OBJECTIVES = (1,)
KEYS = {"greeting": None, "word": None}
LETTERS = ["a", " ", "\r\n", "\n", "\t", "é", "€", "🙂", "*3", "$5", '"', "\\", "0"]


def calls(g):
    return call.by_hand(
        "PING", *("".join(g.choices(LETTERS, k=g.randrange(6))) for _ in range(g.randrange(12)))
    )


def _reply(ctx, request):
    with connect_socket(ctx.server) as wire:
        wire.settimeout(0.5)
        wire.sendall(request)
        try:
            return wire.recv(4096)
        except TimeoutError:
            return b""


@step("the server understands `SET greeting hello` and runs it")
def simple(ctx):
    request = ctx.answer.by_hand("SET", "greeting", "hello")
    expect(
        isinstance(request, bytes),
        f"`by_hand` returned {request!r}, {_an(type(request).__name__)}",
        "`bytes`, because that's what a socket sends",
        "How do you turn a `str` into bytes?",
    )
    expect(
        request.startswith(b"*3\r\n"),
        f"the request begins with {request[:8]!r}",
        r"b'*3\r\n', the number of words",
        "How does the server know how many words follow?",
    )
    said = _reply(ctx, request)
    expect(
        said == b"+OK\r\n",
        f"the server replied to {request!r} with {said!r}"
        if said
        else f"the server received {request!r}, and waits for more",
        r"the reply b'+OK\r\n'",
        "What has to come before each word, and what after it?",
    )
    held = ctx.r.get("greeting")
    expect(
        held == "hello",
        f"afterward `greeting` holds {held!r}",
        "'hello'",
        "Does the request contain the given words in their order?",
    )


def _an(kind):
    return f"{'an' if kind[0] in 'aeiou' else 'a'} `{kind}`"


@step("any number of words is announced correctly", fresh=True)
def any_number(ctx):
    for words in (["PING"], ["SET", "word", "a", "EX", "100"], ["DEL", *(f"word{n}" for n in range(11))]):
        request = ctx.answer.by_hand(*words)
        expect(
            request.startswith(b"*%d\r\n" % len(words)),
            f"the request for `{' '.join(words)}` begins with {request[:8]!r}",
            rf"b'*{len(words)}\r\n'",
            "Does the first line of your request give the number of words in this command?",
        )
    ctx.r.delete("word")


@step("a word may contain spaces and line ends, or be empty", fresh=True)
def any_word(ctx):
    for word in ("a red kettle", " spaces ", "two\r\nlines", "line\n", ""):
        request = ctx.answer.by_hand("SET", "word", word)
        said, held = _reply(ctx, request), ctx.r.get("word")
        expect(
            (said, held) == (b"+OK\r\n", word),
            f"for the word {word!r}, the request is {request!r}, the server replied {said!r}, and `word`"
            f" holds {held!r}",
            f"{word!r} in the key `word`",
            "How does the server know where this word ends, and do you send the word as it is?",
        )


@step("the length of a word counts its bytes", fresh=True)
def letters(ctx):
    for word in ("Zoë", "5 €", "🙂"):
        request = ctx.answer.by_hand("SET", "word", word)
        said, held = _reply(ctx, request), ctx.r.get("word")
        expect(
            (said, held) == (b"+OK\r\n", word),
            f"for `{word}`, the request is {request!r}, and `word` holds {held!r}",
            f"{word!r}, in UTF-8",
            f"`{word}` has {len(word)} characters. How many bytes is it in UTF-8?",
        )


@step("nothing is sent besides the command", fresh=True)
def nothing_else(ctx):
    twin(
        ctx,
        calls,
        questions={"reply": "Which bytes of this request belong neither to a length nor to a word?"},
    )
