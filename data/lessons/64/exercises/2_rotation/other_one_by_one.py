from hashlib import sha256


def rotate(r, name, new, deploy):
    old = r.acl_getuser(name)["passwords"]
    r.acl_setuser(name, enabled=True, passwords=["+" + new])
    deploy(new)
    kept = sha256(new.encode()).hexdigest()
    for each in old:
        if each != kept:
            r.execute_command("ACL", "SETUSER", name, "!" + each)
    for client in r.client_list():
        if client["user"] == name:
            r.client_kill_filter(_id=client["id"])
