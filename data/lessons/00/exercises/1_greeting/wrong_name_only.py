# verdict: `GET greeting` returns 'Ada'
def greet(r, name):
    r.set("greeting", name)
