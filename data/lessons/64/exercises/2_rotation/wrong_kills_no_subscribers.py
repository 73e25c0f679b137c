# verdict: 1 of 3
def rotate(r, name, new, deploy):
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    deploy(new)
    r.execute_command("ACL", "SETUSER", name, "resetpass", f">{new}")
    r.client_kill_filter(_type="normal", user=name)
