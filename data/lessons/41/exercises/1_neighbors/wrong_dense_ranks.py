# verdict: is that what a position counts
def neighbors(r, board, player, count):
    players = r.zrange(board, 0, -1, desc=True, withscores=True)
    scores = sorted({points for _, points in players}, reverse=True)
    names = [name for name, _ in players]
    if player not in names:
        return []
    at = names.index(player)
    around = players[max(0, at - count) : at + count + 1]
    return [(1 + scores.index(points), name, int(points)) for name, points in around]
