# verdict: is that what a position counts
def neighbors(r, board, player, count):
    position = r.zrevrank(board, player)
    if position is None:
        return []
    first = max(0, position - count)
    around = r.zrange(board, first, position + count, desc=True, withscores=True)
    return [(first + number, name, int(points)) for number, (name, points) in enumerate(around, start=1)]
