# verdict: How many bytes is it in UTF-8
def by_hand(r, *words):
    request = f"*{len(words)}\r\n"
    for word in words:
        size = sum(1 if letter.isascii() else 2 for letter in word)
        request += f"${size}\r\n{word}\r\n"
    return request.encode()
