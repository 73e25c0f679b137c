# verdict: How do you turn a `str` into bytes
def by_hand(r, *words):
    return f"*{len(words)}\r\n" + "".join(f"${len(word)}\r\n{word}\r\n" for word in words)
