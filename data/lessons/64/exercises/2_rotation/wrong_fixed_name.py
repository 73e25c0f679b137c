# verdict: as `carts-eu` with the new
def rotate(r, name, new, deploy):
    r.execute_command("ACL", "SETUSER", "carts", f">{new}")
    deploy(new)
    r.execute_command("ACL", "SETUSER", "carts", "resetpass", f">{new}")
    r.execute_command("CLIENT", "KILL", "USER", "carts")
