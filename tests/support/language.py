"""The words that the course doesn't use, and what it says instead.

A text is prose when it gets here: `of_markdown` and `of_python` leave out code, so that identifiers,
commands and quoted output may contain any word.
"""

import ast
import inspect
import io
import re
import tokenize

CODE = "⟨code⟩"  # stands for what was left out, so that the words around it don't meet
SEMICOLONS = 2  # per 1,000 words

# What a native technical editor would change: (pattern, an example of it, what to say instead)
WORDS = [
    # a private word for a public thing
    (r"(?<!to )\ban end\b(?! (of|to|user)\b)", "give it an end", "TTL, expiry"),
    (r"\bsets? (the|an|its) end\b", "`GETEX` sets the end", "sets a TTL"),
    (r"\btakes? (the|its) (end|lifetime|expiry|TTL) away\b", "`SET` takes the end away", "removes the TTL"),
    (r"\bends (it|him|them)sel(f|ves)\b", "a lock ends itself", "expires, exits"),
    (rf"\banswer(s|ed) with\b|\banswers {CODE}", "`GET` answers `None`", "returns, replies"),
    (r"\b(a|one|each|every|this|first|second|the) look\b", "each look at a page", "view, check"),
    (r"\blook(s|ed)? once more\b", "it looks once more", "checks the cache again"),
    (r"\bwas told\b", "`save` was told twice", "was called with"),
    (r"\bnap(s|ped)?\b", "take a nap of 5 ms", "sleep, retry delay, poll interval"),
    (r"\bgiv(e|es|en|ing) (it |the lock |a lock )?back\b", "give the lock back", "release, return"),
    (r"\bdead (visitor|one)\b", "a dead visitor", "a client that crashed"),
    (r"\bhold(s|ing)? (it|the \w+|\w+ others?|them) up\b", "it holds the others up", "blocks"),
    (r"(?<!round )(?<!round-)\btrips?\b", "two trips to the server", "round trip"),
    (r"\b(hears?|heard|hearing|ears?)\b", "what it heard", "receives, subscriber"),
    (r"\bunpack(s|ed|ing)? (the|a|each) (entry|page|string|text|value)", "unpack the value", "decompress"),
    (r"\bby the Zipf law\b", "drawn by the Zipf law", "following a Zipf distribution"),
    (r"\bdisks? that turns?\b", "a disk that turns", "a spinning disk"),
    (r"\bdearer\b", "it is dearer", "more expensive"),
    (r"\bknown errors?\b", "a known error", "a known bug"),
    (r"(seconds|minutes|hours) are over\b", "the milliseconds are over", "the timeout expires"),
    (r"\bunless (you|told|it) (say|said|is told)?\s*otherwise\b", "unless you say otherwise", "by default"),
    (r"\b(is|are) passed\b(?! (to|on|in|as|by|through|over))", "99.1 is passed", "you have passed"),
    (r"\bat work\b", "the worker is at work", "is running, holds the lock"),
    # persons for programs
    (r"\b(some|no|every|any)body\b", "nobody has read it", "no client, another process; for people: no one"),
    (r"\b[Ww]ho(ever|soever)\b", "whoever gets it", "the client that …, if you …"),
    (
        r"(^|(?<=[.:;] ))Who \w+s( \w+)? (can|gets|has|is|loses|must|needs|waits)\b",
        "Who fails waits.",
        "the client that …",
    ),
    # translated syntax
    (r"\bknows? no\b", "a list knows no scores", "does not have, does not support"),
    (
        r"(?<!there )(?<!There )\bis no (?!\w+er\b|more|less|different|worse)",
        "a channel is no key",
        "is not a",
    ),
    (r"\bbelongs? into\b", "it belongs into a set", "belongs in"),
    (r"\bof one's own\b", "a lock of one's own", "your own"),
    (r"\bshall\b", "the key shall go", "must, should, will"),
    (r"\bof use\b", "it is of use", "useful"),
    # weak and wrong verbs
    (r"\banew\b", "computed anew", "again, from scratch, re-"),
    (r"\bfurther\b", "a further server", "another, second, more"),
    (r"\bsome (milli|micro|nano)?(seconds|minutes|hours|days|bytes)\b", "some minutes", "a few minutes"),
    (r"\bstands?\b(?!-| (for|out|by|up|in for|still)\b)", "it stands in the file", "is, appears, is stored"),
    (r"\b(lies?|lay) (in|on|there|beside|below|above|with)\b", "it lies in memory", "is, is stored"),
    (r"\banother (size|order|format)\b", "in another order", "a different"),
]
BRITISH = [  # American English throughout
    (r"(col|behavi|fav|neighb|hon|harb|lab)our\w*", "colour", "color"),
    (r"(cent|met|lit)res?|kilometres?", "centre", "center"),
    (r"(model|label|cancel|travel|signal)l(ed|ing)", "modelled", "modeled"),
    (
        r"(serial|optim|recogn|organ|initial|normal|sanit|summar|minim|maxim)is(e[ds]?|ing|ation|ers?)",
        "normalised",
        "normalized",
    ),
    (r"analys(e[ds]?|ing)(?<!analyses)", "analyse", "analyze"),
    (r"(acknowledge|judge)ments?", "acknowledgement", "acknowledgment"),
    (r"grey\w*", "grey", "gray"),
    (r"whilst|amongst", "whilst", "while, among"),
    (r"(back|for|on|out|to|up)wards(?= )", "towards it", "toward"),
    (r"(learn|spoil|burn)t", "learnt", "learned"),
    (r"catalogues?|programmes?|licences?|defences?", "licence", "catalog, program, license, defense"),
]
LISTED = [
    *((re.compile(pattern, re.MULTILINE), instead) for pattern, _, instead in WORDS),
    *((re.compile(rf"\b({pattern})\b", re.IGNORECASE), american) for pattern, _, american in BRITISH),
]
# but not before what a function raises or returns otherwise: "Return the path; CourseError if it's missing."
BETWEEN_WORDS = re.compile(r"\w[)\"']?; (?!(None|NoServer|\w+Error)\b)\w")
STYLE_OR_SHELL = re.compile(r"[{}<>$]")  # there a semicolon is code


def faults(text):
    """Sentences about the listed words in `text`, which is prose."""
    text = re.sub(r"(?<=\S)\n(?=\S)", " ", text)  # a line break within a sentence
    for pattern, instead in LISTED:
        for match in pattern.finditer(text):
            around = " ".join(text[max(0, match.start() - 30) : match.end() + 20].split())
            yield f"says {match[0].strip()!r} (`{around}`): {instead}"


def semicolons(texts):
    """A list with a sentence if the texts together have more semicolons than the budget, two at least."""
    prose = [text for text in texts if not STYLE_OR_SHELL.search(text)]
    found = sum(len(BETWEEN_WORDS.findall(text)) for text in prose)
    allowed = 2 + SEMICOLONS * sum(len(text.split()) for text in prose) // 1000
    if found <= allowed:
        return []
    return [f"has {found} semicolons, more than {allowed}: say how the sentences relate (because, so, but)"]


def of_markdown(markdown):
    """Markdown without comments, code and the targets of links."""
    text = re.sub(r"<!--.*?-->", "", markdown, flags=re.DOTALL)
    text = re.sub(r"^(```+|~~~+).*?^\1", CODE, text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"(`+).+?\1", CODE, text, flags=re.DOTALL)
    return re.sub(r"!(?=\[)|\]\([^)]*\)", "", text)


def of_python(source):
    """(line, prose) for each docstring, comment and string of several words in a Python file."""
    tree = ast.parse(source)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else CODE for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            text = node.value
        else:
            continue
        if " " in text.strip():
            yield node.lineno, of_markdown(_without_blocks(inspect.cleandoc(text)))
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], of_markdown(token.string.removeprefix("#").strip())


def _without_blocks(text):
    """Text without the indented lines that follow an empty one, such as an example in a docstring."""
    return re.sub(r"(?<=\n\n)(?: {4,}\S.*\n?)+", CODE, text)
