"""A row of the permission table: one address, and what each of the cast gets there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.permissions.world import World

# What a view answers to whom it serves: a page, a redirect, a form with errors. Never 401, 403, 404 or 5xx.
SERVED = frozenset({200, 204, 302, 400, 409, 422})


def no_arguments(world: World) -> dict[str, Any]:
    """For an address without arguments."""
    return {}


@dataclass(frozen=True)
class Row:
    """What the cast gets at ``name``.

    allowed: who is served (200 to a GET; to a POST any answer that is no refusal). forbidden: who sees the object but
    may not do this, 403. Everybody else who is signed in gets ``others`` (404: it does not exist for them). Somebody
    who is not signed in is sent to the sign-in page, unless ``public``.
    arguments: of the address, from the world. data: posted. note: tells rows of one address apart.
    """

    name: str
    allowed: frozenset[str]
    arguments: Callable[[World], Mapping[str, Any]] = no_arguments
    forbidden: frozenset[str] = frozenset()
    others: int = 404
    method: str = "GET"
    data: Mapping[str, Any] = field(default_factory=dict)
    public: bool = False
    ok: frozenset[int] = frozenset()
    note: str = ""

    @property
    def label(self) -> str:
        """Name of the test of this row."""
        return " ".join(word for word in (self.method, self.name, self.note) if word)

    def expected(self, person: str) -> frozenset[int | str]:
        """The answers that are right for this person of the cast."""
        served: frozenset[int | str] = frozenset(self.ok or (SERVED if self.method == "POST" else {200}))
        if person == "anonymous":
            return served if self.public else frozenset({"sign-in"})
        if person in self.allowed:
            return served
        return frozenset({403 if person in self.forbidden else self.others})


def post(name: str, allowed: frozenset[str], *args: Any, **kwargs: Any) -> Row:
    """A row for an address that only takes a POST."""
    return Row(name, allowed, *args, method="POST", **kwargs)
