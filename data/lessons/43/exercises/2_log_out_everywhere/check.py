"""A list of devices, and a logout everywhere."""

from helpers.exercises import call, every_crash, every_order, expect, expect_key, expect_ttl, step

OBJECTIVES = (2, 4)
IDLE = 1800
KEYS = {"session:*": IDLE, "sessions:*": 86_400}
SEARCHES = ("KEYS", "SCAN", "RANDOMKEY")
MANY = 12  # sessions of one user
AWKWARD = "Zoë's phone: 5|a, b"


def sessions(ctx):
    """The tokens of all sessions: token to user."""
    return {key.removeprefix("session:"): ctx.r.hget(key, "user") for key in ctx.r.scan_iter("session:*")}


def expect_listed(ctx, when, question):
    """Expect that each session of ana's is in her list of devices, and nothing else."""
    existing = sorted(ctx.r.hget(key, "device") or "" for key in ctx.r.scan_iter("session:*"))
    listed = ctx.answer.devices("ana")
    expect(
        listed == existing,
        f"{when}, ana has sessions on {existing}, and `devices` returned {listed!r}",
        f"{existing}",
        question,
    )


def expect_no_search(ctx):
    searching = [command for command in ctx.asked() if command.split()[0].upper() in SEARCHES]
    expect(
        not searching,
        f"your function sent `{searching[0] if searching else ''}`",
        "commands that name the keys they need",
        "How many keys does that search if a million visitors are logged in?",
    )


@step("`log_in` stores the user and the device for 1,800 s under a new token")
def logged_in(ctx):
    tokens = [ctx.answer.log_in("Zoë", "Firefox on Linux") for _ in range(2)]
    expect(
        all(isinstance(token, str) and len(token) >= 22 for token in tokens) and len(set(tokens)) == 2,
        f"two logins returned {tokens}",
        "two tokens of at least 22 characters",
        "What does the web server put into the cookie, and who must not guess it?",
    )
    for token in tokens:
        key = f"session:{token}"
        held = expect_key(ctx, key, "hash", question="Where do the other web servers find the session?")
        expect(
            (held.get("user"), held.get("device")) == ("Zoë", "Firefox on Linux"),
            f"`{key}` holds {held}",
            "the fields `user` and `device`",
            "What does the list of devices show?",
        )
        expect_ttl(ctx, key, IDLE, "When does a session end that's never used again?")


@step("`devices` lists each session of the user, sorted", fresh=True)
def listed(ctx):
    for user, device in (("ana", "phone"), ("Ana", "tablet"), ("ana", "laptop"), ("ana", "phone")):
        ctx.answer.log_in(user, device)
    seen = [ctx.answer.devices(user) for user in ("ana", "Ana", "bo")]
    expect(
        all(isinstance(one, list) for one in seen),
        f"`devices` returned {seen[0]!r}",
        "a list",
        "What does the page show, line by line?",
    )
    expect(
        seen[1:] == [["tablet"], []],
        f"`devices` of Ana, who has a tablet, and of bo, who has nothing, returned {seen[1:]}",
        "[['tablet'], []]",
        "What has to be in the name of the list, so that two users don't share it?",
    )
    expect(
        seen[0] == ["laptop", "phone", "phone"],
        f"ana logged in on a phone, a laptop and another phone; `devices` returned {seen[0]}",
        "['laptop', 'phone', 'phone']",
        "What does your list do with two sessions on devices of the same name?",
    )
    lists = {key: ctx.r.dump(key) for key in ctx.keys("sessions:*")}
    ctx.answer.log_in("bo", AWKWARD)
    shared = [key for key, value in lists.items() if ctx.r.dump(key) != value]
    expect(
        not shared,
        f"ana and Ana were logged in, then a login of bo changed `{shared[0] if shared else ''}`",
        "keys that belong to one user",
        "How much does `devices` read if a million other users are logged in?",
    )
    seen = ctx.answer.devices("bo")
    expect(
        seen == [AWKWARD],
        f"bo logged in on {AWKWARD!r}, and `devices` returned {seen!r}",
        f"{[AWKWARD]}",
        "Which characters can the name of a device contain?",
    )
    expect_no_search(ctx)


@step("sessions that no longer exist aren't listed", fresh=True)
def expired(ctx):
    tokens = [ctx.answer.log_in("ana", device) for device in ("phone", "laptop", "tablet")]
    ctx.r.delete(f"session:{tokens[1]}")
    for _ in range(2):
        seen = ctx.answer.devices("ana")
        expect(
            seen == ["phone", "tablet"],
            f"of three sessions, the laptop's no longer exists; `devices` returned {seen!r}",
            "['phone', 'tablet']",
            "What becomes of the list when a session expires or is deleted?",
        )


@step("the list lives as long as the sessions", fresh=True)
def lives(ctx):
    ctx.answer.log_in("ana", "phone")
    for key in ctx.r.scan_iter("sessions:*"):
        ctx.r.expire(key, 5)
    ctx.answer.log_in("ana", "laptop")
    for key in ctx.r.scan_iter("sessions:*"):
        if ctx.r.ttl(key) <= 5:
            ctx.r.delete(key)
    expect(
        "laptop" in ctx.answer.devices("ana"),
        "the list had 5 s left, then ana logged in on a laptop; when the 5 s have passed, `devices` doesn't"
        " show the laptop",
        "a list that expires no sooner than its sessions",
        "Can your list expire earlier than its newest session?",
    )


@step("`log_out_everywhere` ends all sessions of the user, and no others", fresh=True)
def everywhere(ctx):
    for user, device in (("ana", "phone"), ("bo", "phone"), ("ana", "laptop"), ("Ana", "tablet")):
        ctx.answer.log_in(user, device)
    for number in range(MANY):
        ctx.answer.log_in("ana", f"kiosk {number}")
    for _ in range(2):  # the second time, there's nothing to end
        ctx.answer.log_out_everywhere("ana")
    left = sorted(sessions(ctx).values())
    expect(
        not 0 < left.count("ana") < MANY,
        f"ana had {MANY + 2} sessions and logged out everywhere twice; {left.count('ana')} are left",
        "none of ana's",
        "How many sessions does your function delete at most?",
    )
    expect(
        "ana" not in left,
        f"after ana has logged out everywhere, there are sessions of {sorted(set(left))}",
        "none of ana's",
        "Which keys hold the sessions themselves?",
    )
    seen = [ctx.answer.devices(user) for user in ("ana", "bo", "Ana")]
    expect(
        left == ["Ana", "bo"] and seen == [[], ["phone"], ["tablet"]],
        f"after ana has logged out everywhere, there are sessions of {sorted(set(left))}, and ana, bo and Ana"
        f" have {seen}",
        "the sessions of bo and Ana, as before",
        "Whose sessions does your function delete?",
    )
    ctx.answer.log_in("ana", "phone")
    seen = ctx.answer.devices("ana")
    expect(
        seen == ["phone"],
        f"ana logged out everywhere and in again on a phone; `devices` returned {seen!r}",
        "['phone']",
        "What does a login need that you have deleted?",
    )
    expect_no_search(ctx)


@step("a login at the same moment is either logged out or in the list", fresh=True)
def at_once(ctx):
    old = []  # the session that ana has before each order

    def kept_or_gone(results):
        expect(
            not ctx.r.exists(f"session:{old[-1]}"),
            "ana logged in on a laptop while she logged out everywhere; in this order, her phone is still"
            " logged in",
            "no session that was there before the logout",
            "What does your function do if the list has changed since it was read?",
        )
        expect_listed(
            ctx,
            "after this order",
            "What comes between two steps of a call, so that a session is neither deleted nor in the list?",
        )

    every_order(
        ctx,
        call.log_in("ana", "laptop"),
        call.log_out_everywhere("ana"),
        setup=lambda: old.append(ctx.answer.log_in("ana", "phone")),
        holds=kept_or_gone,
    )


@step("a login while the devices are listed is in the list afterwards", fresh=True)
def while_listing(ctx):
    def one_expired():
        ctx.r.delete(f"session:{ctx.answer.log_in('ana', 'phone')}")

    every_order(
        ctx,
        call.log_in("ana", "laptop"),
        call.devices("ana"),
        setup=one_expired,
        holds=lambda results: expect_listed(
            ctx,
            "after this order",
            "Which command of `devices` changes the list, and what can come before it?",
        ),
    )


@step("whenever a process crashes, each session is in the list", fresh=True)
def crash(ctx):
    every_crash(
        ctx,
        call.log_in("ana", "laptop"),
        lambda crash: expect_listed(
            ctx, f"{crash}; then", "Is the new session listed before it exists, or with it?"
        ),
        how=("killed",),
    )

    def no_session_is_lost(crash):
        expect_listed(
            ctx, f"{crash}; then", "After this crash, which sessions are left, and who can still find them?"
        )
        ctx.answer.log_out_everywhere("ana")
        expect(
            not sessions(ctx),
            f"{crash}; ana logs out everywhere again, and {len(sessions(ctx))} sessions are left",
            "no session",
            "After this crash, which sessions are left, and who can still find them?",
        )

    every_crash(
        ctx,
        call.log_out_everywhere("ana"),
        no_session_is_lost,
        setup=lambda: [ctx.answer.log_in("ana", device) for device in ("phone", "laptop", "tablet")],
        how=("killed",),
    )
