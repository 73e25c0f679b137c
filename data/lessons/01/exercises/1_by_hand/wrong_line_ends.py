# verdict: What has to come before each word
def by_hand(r, *words):
    request = b"*%d\r\n" % len(words)
    for word in words:
        request += b"$%d\r\n%s" % (len(word.encode()), word.encode())
    return request
