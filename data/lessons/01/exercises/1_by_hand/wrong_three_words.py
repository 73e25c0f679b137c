# verdict: the number of words in this command
def by_hand(r, *words):
    request = b"*3\r\n"
    for word in words:
        sent = word.encode()
        request += b"$%d\r\n%s\r\n" % (len(sent), sent)
    return request
