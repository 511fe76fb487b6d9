"""Questions about the library: who sees what, and searching in Dutch."""

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models
from django.db.models import Case, F, Q, Value, When

from procurement.accounts.models import Organisation
from tenders.domain.code_list import stem_of_word, words_of
from tenders.domain.library import LibraryKind

NATIONAL, OWN = "landelijk", "eigen"
GENERAL = "algemeen"


class LibraryItemQuerySet(models.QuerySet):
    """What is asked of the library."""

    def visible_to(self, user: Any) -> "LibraryItemQuerySet":
        """The national library for whoever works at an authority or in a team, and the own items of those authorities.

        The list-side twin of the permission ``tenders.view_libraryitem``.
        """
        if not user.is_authenticated:
            return self.none()
        of_teams = Organisation.objects.filter(tenders__team__user=user, tenders__team__is_active=True)
        mine = set(user.roles) | set(of_teams.values_list("pk", flat=True))
        return self.filter(Q(organisation__isnull=True) | Q(organisation__in=mine)) if mine else self.none()

    def usable_by(self, organisation_id: int) -> "LibraryItemQuerySet":
        """What a tender of this authority can take from: the national library and its own items, none retired."""
        return self.filter(Q(organisation__isnull=True) | Q(organisation_id=organisation_id), retired_at=None)

    def searching(self, text: str) -> "LibraryItemQuerySet":
        """Items that hold every word: as a Dutch word in any of its forms, or as a part of a compound; best first."""
        words = words_of(text)
        if not words:
            return self
        found = self
        for word in words:
            by_form = Q(words__vector=SearchQuery(word, config="dutch"))
            inside = Q(words__text__contains=word) | Q(words__text__contains=stem_of_word(word))
            found = found.filter(by_form | inside | Q(code__icontains=word))
        query = SearchQuery(" ".join(words), config="dutch", search_type="plain")
        exact = Case(When(code__iexact=text.strip(), then=Value(1)), default=Value(0))
        return found.annotate(exact=exact, rank=SearchRank(F("words__vector"), query)).order_by(
            "-exact", "-rank", "product_group", "kind", "code", "pk"
        )

    def of_kind(self, *kinds: LibraryKind) -> "LibraryItemQuerySet":
        """Items of these kinds."""
        return self.filter(kind__in=kinds)

    def narrowed(
        self, *, kind: str = "", group: str = "", instrument: str = "", topic: str = "", origin: str = ""
    ) -> "LibraryItemQuerySet":
        """Items of a kind, a product group (``GENERAL``: those that fit all), an instrument, a topic and an origin."""
        found = self.filter(kind=kind) if kind else self
        if group:
            found = found.filter(product_group="" if group == GENERAL else group)
        if instrument:
            found = found.filter(instrument=instrument)
        if topic:
            found = found.filter(topic=topic)
        return found.filter(organisation__isnull=origin == NATIONAL) if origin else found
