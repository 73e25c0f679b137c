# verdict: How many bytes is it in UTF-8
def by_hand(r, *words):
    return (f"*{len(words)}\r\n" + "".join(f"${len(word)}\r\n{word}\r\n" for word in words)).encode()
