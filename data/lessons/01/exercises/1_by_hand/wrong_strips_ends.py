# verdict: where this word ends
def by_hand(r, *words):
    request = b"*%d\r\n" % len(words)
    for word in words:
        sent = word.strip(" ").encode()
        request += b"$%d\r\n%s\r\n" % (len(sent), sent)
    return request
