# verdict: was called 0 times
def rotate(r, name, new, deploy):
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    r.execute_command("ACL", "SETUSER", name, "resetpass", f">{new}")
    r.execute_command("CLIENT", "KILL", "USER", name)
