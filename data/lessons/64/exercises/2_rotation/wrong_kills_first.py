# verdict: that logged in right before
def rotate(r, name, new, deploy):
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    deploy(new)
    r.execute_command("CLIENT", "KILL", "USER", name)
    r.execute_command("ACL", "SETUSER", name, "resetpass", f">{new}")
