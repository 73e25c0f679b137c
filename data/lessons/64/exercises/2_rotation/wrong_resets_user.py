# verdict: permissions were
def rotate(r, name, new, deploy):
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    deploy(new)
    r.execute_command("ACL", "SETUSER", name, "reset", "on", f">{new}", "~*", "+@all")
    r.execute_command("CLIENT", "KILL", "USER", name)
