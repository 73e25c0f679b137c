# verdict: `greeting` expires in
def greet(r, name):
    r.set("greeting", f"Hello, {name}", ex=60)
