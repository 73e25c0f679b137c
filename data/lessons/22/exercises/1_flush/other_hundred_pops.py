from collections import Counter


def flush(r, save):
    with r.pipeline() as pipe:
        for _ in range(100):
            pipe.rpop("queue")
        notes = [int(note) for note in pipe.execute() if note is not None]
    if notes:
        save(dict(Counter(notes)))
    return len(notes)
