"""What REDIS_URL says is read as redis-py reads it, and no sentence shows a piece of a password."""

import pytest

from helpers.errors import CourseError
from helpers.servers import redis_url

SECRETS = ["p@ss/w#rd:1[%?", "a?b", "pa#ss", "pass/word", "p[w", "50%?x"]


@pytest.mark.parametrize(
    ("text", "place", "database"),
    [
        ("redis://host", "host:6379", 0),
        ("redis://:6380", "localhost:6380", 0),
        ("redis:///3", "localhost:6379", 3),
        ("redis://host:1/3/", "host:1", 3),
        ("redis://host/1?db=5", "host:6379", 5),
        ("redis://[::1]:7/2", "[::1]:7", 2),
        ("unix:///tmp/a%20b/sock?db=3", "/tmp/a b/sock", 3),
        ("unix://ana:secret@/tmp/sock", "/tmp/sock", 0),
        ("redis://host/0?client_name=me@home", "host:6379", 0),
        ("redis://ana:p%40ss%2Fw%23rd@host:1/4", "host:1", 4),
        ("redis://ana:p@ss@host:1/4", "host:1", 4),
    ],
)
def test_what_redis_py_accepts_is_accepted(text, place, database):
    address = redis_url.read(text)
    assert (address.place, address.database) == (place, database)
    assert redis_url.read(address.text).options == address.options


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("localhost:6379", "doesn't begin with redis://"),
        ("http://localhost", "doesn't begin with redis://"),
        ("redis://host:port/0", "isn't an address that can be read"),
        ("redis://host:99999", "isn't an address that can be read"),
        ("redis://host/mydb", "database in REDIS_URL isn't a number"),
        ("redis://host/1/2", "database in REDIS_URL isn't a number"),
        ("redis://host?db=mydb", "option `db` in REDIS_URL has a value"),
        (
            "redis://host/6?ssl_cert_reqs=none",
            "option `ssl_cert_reqs` in REDIS_URL is for TLS: write rediss://",
        ),
        ("redis://host/6?foo=bar", "redis-py has no option `foo`"),
        ("redis://host/6?retry=3", "redis-py has no option `retry`"),
        ("redis://host?protocol=4", "protocol must be either 2 or 3"),
        ("redis://host?socket_timeout=long", "option `socket_timeout` in REDIS_URL has a value"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(text, sentence):
    with pytest.raises(CourseError) as refused:
        redis_url.read(text)
    assert sentence in str(refused.value)
    assert "unset REDIS_URL" in str(refused.value)


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("form", ["redis://{}@h:1/1", "redis://ana:{}@h:1/1", "unix://ana:{}@/sock?db=1"])
def test_an_unencoded_password_is_never_shown(secret, form):
    text = form.format(secret if "ana" in form else ":" + secret)
    try:
        address = redis_url.read(text)
    except CourseError as error:
        assert "percent-encoded" in str(error)
        assert not any(piece in str(error) for piece in ("p@ss", "w#rd", "pa#", "word/", "ss@", "p[w", "50%"))
    else:  # redis-py can read this one
        assert address.options["password"] == secret


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("redis://host:1/3", "redis://host:1/7"),
        ("redis://host:1", "redis://host:1/7"),
        ("redis://host:1/3?db=4", "redis://host:1/7"),
        ("rediss://ana:secret@[::1]:1/3?ssl_cert_reqs=none", "rediss://ana:***@[::1]:1/7?ssl_cert_reqs=none"),
        ("redis://:secret@host", "redis://default:***@host/7"),
        ("redis://host?password=secret&username=ana", "redis://host/7?password=***&username=ana"),
        ("unix:///tmp/sock?db=3", "unix:///tmp/sock?db=7"),
        ("unix://ana:secret@/tmp/sock", "unix://ana:***@/tmp/sock?db=7"),
    ],
)
def test_the_address_of_another_database_keeps_everything_but_the_password(text, other):
    assert redis_url.read(text).with_database(7) == other


def test_a_file_in_the_address_is_found_from_every_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    address = redis_url.read("rediss://host?ssl_ca_certs=ca.pem")
    assert address.options["ssl_ca_certs"] == str(tmp_path / "ca.pem")
    assert redis_url.read(address.text).options == address.options


@pytest.mark.parametrize("text", ["plain", "two words", 'quo"ted', "back\\slash", "it's", "naïve", "", "*"])
def test_a_word_is_one_word_for_the_server(text):
    from helpers.rediscli import split

    assert split(redis_url.word(text)) == [text.encode()]
