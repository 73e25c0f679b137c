def by_hand(r, *words):
    parts = [f"*{len(words)}"]
    for word in words:
        parts += [f"${len(word.encode('utf-8'))}", word]
    return "".join(part + "\r\n" for part in parts).encode("utf-8")
