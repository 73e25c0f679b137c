# verdict: the number of words in this command
def by_hand(r, *words):
    request = b"*" + str(len(words))[:1].encode() + b"\r\n"
    for word in words:
        sent = word.encode()
        request += b"$%d\r\n%s\r\n" % (len(sent), sent)
    return request
