"""A request by hand."""

from helpers.exercises import expect, step
from helpers.servers import connect_socket

OBJECTIVES = (1,)


def reply(ctx, request):
    with connect_socket(ctx.server) as wire:
        wire.settimeout(0.5)
        wire.sendall(request)
        try:
            return wire.recv(4096)
        except TimeoutError:
            return b""


@step("the server understands `SET greeting hello`, and does it")
def simple(ctx):
    request = ctx.answer.by_hand("SET", "greeting", "hello")
    expect(
        isinstance(request, bytes),
        f"`by_hand` returned {request!r}, which is no `bytes`",
        "bytes, since these are what a socket sends",
        "What turns a `str` into bytes?",
    )
    expect(
        request.startswith(b"*3\r\n"),
        f"the request begins with {request[:8]!r}",
        r"b'*3\r\n', the number of words",
        "How does the server get to know how many words follow?",
    )
    said = reply(ctx, request)
    expect(
        said == b"+OK\r\n",
        f"the server was sent {request!r} and said {said!r}"
        if said
        else f"the server waits after {request!r}",
        r"the reply b'+OK\r\n'",
        "What has to stand before each word, and what after it?",
    )
    held = ctx.r.get("greeting")
    expect(
        held == "hello",
        f"afterwards `greeting` holds {held!r}",
        "'hello'",
        "Are the words in the request those that were given, in their order?",
    )


@step("a word may hold spaces, line ends, or nothing at all", fresh=True)
def any_word(ctx):
    for word in ["a red kettle", "two\r\nlines", ""]:
        request = ctx.answer.by_hand("SET", "word", word)
        said, held = reply(ctx, request), ctx.r.get("word")
        expect(
            (said, held) == (b"+OK\r\n", word),
            f"the word {word!r} was sent as {request!r}; the server said {said!r} and holds {held!r}",
            f"{word!r} in the key `word`",
            "How does the server know where this word ends?",
        )


@step("the length of a word is that of its bytes", fresh=True)
def letters(ctx):
    request = ctx.answer.by_hand("SET", "name", "Zoë")
    said, held = reply(ctx, request), ctx.r.get("name")
    expect(
        (said, held) == (b"+OK\r\n", "Zoë"),
        f"`Zoë` was sent as {request!r}; the server holds {held!r}",
        "'Zoë', in UTF-8",
        "How many bytes is `Zoë`, and how many characters?",
    )
