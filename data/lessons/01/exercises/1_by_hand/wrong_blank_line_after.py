# verdict: belong neither to a length nor to a word
def by_hand(r, *words):
    request = b"*%d\r\n" % len(words)
    for word in words:
        sent = word.encode()
        request += b"$%d\r\n%s\r\n" % (len(sent), sent)
    return request + b"\r\n"
