# verdict: a key of type list
def greet(r, name):
    r.rpush("greeting", f"Hello, {name}")
