# verdict: `GET mycart:7
def create_user(r, name, password):
    rules = ["reset", "on", f">{password}", "~*cart:*", "%R~price:*", "&orders"]
    rules += ["+get", "+set", "+expire", "+publish", "+ping", "+client|setinfo"]
    r.execute_command("ACL", "SETUSER", name, *rules)
