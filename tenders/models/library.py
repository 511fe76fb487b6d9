"""The library: items to draft with, of all authorities together or of one, and their versions."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import Organisation, User
from tenders.domain.library import LibraryCertainty, LibraryKind, lacks_proof
from tenders.labels_library import library_certainty_choices, library_kind_choices
from tenders.querysets_library import LibraryItemQuerySet

VECTOR = SearchVector("title", weight="A", config="dutch") + SearchVector("text", weight="B", config="dutch")


class LibraryItem(models.Model):
    """Something to draft with: a requirement, criterion, KPI, label, ambition, question or clause (bibliotheekitem).

    organisation: whose own item it is; empty for the national library. code: stable, such as "MEU-E1".
    product_group: key of a product group, empty when it fits all. topic: chapter of a clause, kind of a review clause,
    theme of a question. is_standing: a draft contract begins with it. version: number of the newest version.
    attention: what to look out for when using it; not copied.
    """

    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="library_items"
    )
    code = models.CharField(_("code"), max_length=24)
    kind = models.CharField(_("soort"), max_length=12, choices=library_kind_choices)
    title = models.CharField(_("titel"), max_length=200)
    product_group = models.CharField(_("productgroep"), max_length=40, blank=True)
    topic = models.CharField(_("onderwerp"), max_length=80, blank=True)
    instrument = models.CharField(_("instrument"), max_length=80, blank=True)
    attention = models.TextField(_("let op bij gebruik"), blank=True)
    is_standing = models.BooleanField(_("standaardtekst: staat in elk nieuw concept"), default=False)
    version = models.PositiveSmallIntegerField(_("versie"), default=1)
    retired_at = models.DateTimeField(_("teruggetrokken op"), null=True, blank=True)
    retired_reason = models.CharField(_("waarom teruggetrokken"), max_length=240, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = LibraryItemQuerySet.as_manager()

    class Meta:
        ordering = ["product_group", "kind", "code", "pk"]
        verbose_name = _("bibliotheekitem")
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(organisation__isnull=True), name="tenders_one_national_item_a_code"
            ),
            models.UniqueConstraint(fields=["organisation", "code"], name="tenders_one_own_item_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("tenders:library_item", args=[self.pk])

    @property
    def is_national(self) -> bool:
        """It belongs to all authorities together."""
        return self.organisation_id is None


class LibraryWords(models.Model):
    """What a search reads of an item, apart from it so that a list does not carry it along.

    text: all words of its newest version in small letters without accents. vector: kept by the database.
    """

    item = models.OneToOneField(LibraryItem, primary_key=True, on_delete=models.CASCADE, related_name="words")
    title = models.CharField(max_length=200)
    text = models.TextField()
    vector = models.GeneratedField(expression=VECTOR, output_field=SearchVectorField(), db_persist=True)

    class Meta:
        indexes = [GinIndex(fields=["vector"], name="tenders_library_words")]

    def __str__(self) -> str:
        return self.title


class LibraryVersion(models.Model):
    """What an item said from a moment on. The database refuses to change or remove it.

    content: see ``tenders.domain.library.FIELDS``. sources: list of {"title", "url"}. effect: what it is known to
    bring about, with where that was measured. note: why this version came.
    """

    item = models.ForeignKey(LibraryItem, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("versie"))
    content = models.JSONField()
    sources = models.JSONField(default=list, blank=True)
    certainty = models.CharField(_("zekerheid"), max_length=12, choices=library_certainty_choices)
    effect = models.TextField(_("effect"), blank=True)
    note = models.CharField(_("wat is er gewijzigd"), max_length=240, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="library_versions"
    )

    class Meta:
        ordering = ["item", "-number"]
        verbose_name = _("versie van een bibliotheekitem")
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="tenders_one_library_version")]

    def __str__(self) -> str:
        return f"{self.item.code} v{self.number}"

    @property
    def organisation_id(self) -> int | None:
        """The organisation whose item it is; none for the national library."""
        return self.item.organisation_id

    @property
    def is_newest(self) -> bool:
        """Nothing came after it."""
        return self.number >= self.item.version

    @property
    def unproven(self) -> list[str]:
        """What is not proven: "source", "effect"."""
        return lacks_proof(LibraryCertainty(self.certainty), self.sources, self.effect)

    @property
    def item_kind(self) -> LibraryKind:
        """The kind of its item."""
        return LibraryKind(self.item.kind)
