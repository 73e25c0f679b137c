def by_hand(r, *words):
    """Return a command's words as the bytes that go to the server."""
    request = b"*%d\r\n" % len(words)
    for word in words:
        sent = word.encode()
        request += b"$%d\r\n%s\r\n" % (len(sent), sent)
    return request
