"""What describes a real server names every setting, and nothing that no longer exists."""

import re

from machine.paths import TOP

READ = re.compile(r"""env_(?:str|bool|int|list|secret)\(\s*"([A-Z_]+)\"""")
SETTINGS = [path for path in (TOP / "procurement" / "settings").glob("*.py") if path.name not in {"env.py", "demo.py"}]
COMMANDS = {"DJANGO_SETTINGS_MODULE", "PORT", "PG_BIN"}


def test_the_example_names_every_variable_that_is_read():
    read = {name for path in SETTINGS for name in READ.findall(path.read_text())}
    example = set(re.findall(r"^#?([A-Z_]+)=", (TOP / ".env.example").read_text(), re.MULTILINE))

    assert len(read) > 10
    assert example == read | COMMANDS


def test_the_example_holds_no_secret():
    example = (TOP / ".env.example").read_text()

    for name in ("SECRET_KEY", "PRICE_KEYS", "EMAIL_HOST_PASSWORD"):
        assert re.search(rf"^#{name}=$", example, re.MULTILINE), name


def test_every_process_of_the_server_set_runs_the_image_that_is_built():
    compose = (TOP / "docker-compose.yml").read_text()

    programs = re.findall(r"^  (\w+):\n    <<: \*kring$", compose, re.MULTILINE)
    assert programs == ["web", "worker", "beat", "migrate"]
    assert len(re.findall(r"^  (?:image|build): ", compose, re.MULTILINE)) == 2
