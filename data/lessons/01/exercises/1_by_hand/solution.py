def by_hand(r, *words):
    """Return the bytes that a client sends for the command `words`."""
    request = b"*%d\r\n" % len(words)
    for word in words:
        sent = word.encode()
        request += b"$%d\r\n%s\r\n" % (len(sent), sent)
    return request
