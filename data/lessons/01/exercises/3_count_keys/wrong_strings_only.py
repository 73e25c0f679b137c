# verdict: Which types of key does your search leave out
def count_keys(r, pattern):
    return len(set(r.scan_iter(match=pattern, _type="string")))
