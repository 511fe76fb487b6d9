"""Bids, their files, their sealed prices and what they promise."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from criteria.domain.vocabulary import BidState
from criteria.labels import bid_state_choices, cost_category_choices
from criteria.models.award_model import Criterion
from criteria.querysets import BidQuerySet
from procurement.accounts.models import Company, User
from procurement.core.models import StoredFile
from tenders.models import Lot


class Bid(models.Model):
    """An offer of a company for a lot (inschrijving). code: A, B, C in order of receipt; stands for the bidder.

    received_at: on the outside channel. complete: None until the completeness check; remarks say what lacks.
    set_aside_ground: why the bid is excluded. The order is that of receipt, and so that of the codes.
    """

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="bids")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="bids", verbose_name=_("inschrijver"))
    code = models.CharField(_("code"), max_length=4)
    state = models.CharField(_("status"), max_length=10, choices=bid_state_choices, default=BidState.RECEIVED)
    received_at = models.DateTimeField(_("ontvangen op"))
    channel = models.CharField(_("kanaal"), max_length=80)
    concept = models.CharField(_("kern van het aanbod"), max_length=240, blank=True)
    complete = models.BooleanField(_("volledig"), null=True, blank=True)
    remarks = models.TextField(_("opmerkingen"), blank=True)
    set_aside_ground = models.TextField(_("grond"), blank=True)
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="registered_bids")
    registered_at = models.DateTimeField()

    objects = BidQuerySet.as_manager()

    class Meta:
        ordering = ["lot", "received_at", "pk"]
        verbose_name = _("inschrijving")
        constraints = [
            models.UniqueConstraint(fields=["lot", "code"], name="criteria_one_bid_a_code"),
            models.UniqueConstraint(fields=["lot", "company"], name="criteria_one_bid_a_company"),
        ]

    def __str__(self) -> str:
        # Never the name of the bidder: this text also stands in lists that are read before the opening.
        return _("Inschrijving %(code)s") % {"code": self.code}

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.lot.tender.organisation_id


class BidFile(models.Model):
    """A document of a bid that assessors may read after the opening; never a price file.

    original_name: as the bidder named it, for the file; readers get a neutral name, so that it tells no bidder.
    """

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="files")
    criterion = models.ForeignKey(
        Criterion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bid_files",
        verbose_name=_("hoort bij criterium"),
    )
    title = models.CharField(_("titel"), max_length=160)
    original_name = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="bid_files")

    class Meta:
        ordering = ["bid", "title", "pk"]
        verbose_name = _("document van een inschrijving")

    def __str__(self) -> str:
        return self.title


class SealedPrice(models.Model):
    """The encrypted price of a bid: one token, written at upload, read only by services/opening.py.

    token: Fernet token over JSON of the uploaded file, its name and its hash. token_sha256: of the token; the hash of
    the file itself lies inside, because over a known form with few figures a hash can be guessed. structure: sheets,
    row counts and faults of form, never figures. opened_at: empty while it is sealed, and for ever for a bid that
    was knocked out. opened_file: the file as the bidder made it, readable from then on; faults: why it could not be
    read as a price sheet.
    """

    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="sealed_price")
    token = models.BinaryField()
    token_sha256 = models.CharField(max_length=64)
    file_size = models.PositiveIntegerField()
    structure = models.JSONField(default=dict)
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sealed_prices")
    opened_at = models.DateTimeField(null=True)
    opened_file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="opened_prices")
    faults = models.JSONField(default=list)

    class Meta:
        verbose_name = _("verzegelde prijs")

    def __str__(self) -> str:
        return f"{self.bid_id}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.bid.organisation_id


class OpenedPrice(models.Model):
    """The price of a bid after the price opening, in euro excl. VAT.

    remarks: codes of what must be seen, such as an acquisition line that differs from the price. entered_by: who typed
    it over because the file could not be read; confirmed_at: read from the file, or agreed by a second person;
    without it the price does not count.
    """

    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="opened_price")
    price_eur = models.DecimalField(_("inschrijfprijs"), max_digits=14, decimal_places=2)
    opened_at = models.DateTimeField()
    remarks = models.JSONField(default=list)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="entered_prices")
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="confirmed_prices")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("geopende prijs")

    def __str__(self) -> str:
        return f"{self.bid_id}"


class PriceKeyCanary(models.Model):
    """A known word under the key that seals prices: a start without a key that opens it is refused."""

    token = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"


class CostLine(models.Model):
    """A cost line of a bid after the price opening, in euro excl. VAT at today's prices; negative is income.

    year, or from_year..to_year with ``every``; counts: False for what the published rules count for zero, such as a
    residual value without guarantee (reason says why).
    """

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="cost_lines")
    category = models.CharField(_("kostensoort"), max_length=14, choices=cost_category_choices)
    description = models.CharField(_("omschrijving"), max_length=200, blank=True)
    amount_eur = models.DecimalField(_("bedrag"), max_digits=14, decimal_places=2)
    from_year = models.PositiveSmallIntegerField(_("van jaar"))
    to_year = models.PositiveSmallIntegerField(_("tot en met jaar"))
    every = models.PositiveSmallIntegerField(_("om de zoveel jaar"), default=1)
    growth_pct = models.DecimalField(_("reële prijsstijging"), max_digits=7, decimal_places=4, default=0)
    is_guaranteed = models.BooleanField(_("gegarandeerd"), default=True)
    counts = models.BooleanField(default=True)
    reason = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["bid", "order", "pk"]
        verbose_name = _("kostenregel")

    def __str__(self) -> str:
        return f"{self.category} {self.from_year}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.bid.organisation_id


class Promise(models.Model):
    """What a bid promises on a criterion, in the unit of the criterion; becomes a KPI target in the contract.

    entered_by, checked_by: two people; a changed value waits for its check again.
    """

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="promises")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="promises")
    value = models.DecimalField(_("beloofde waarde"), max_digits=14, decimal_places=4, null=True, blank=True)
    text = models.TextField(_("belofte"), blank=True)
    source = models.CharField(_("vindplaats in de inschrijving"), max_length=160, blank=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="entered_promises")
    entered_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="checked_promises")
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["bid", "criterion"]
        verbose_name = _("belofte")
        constraints = [models.UniqueConstraint(fields=["bid", "criterion"], name="criteria_one_promise_a_criterion")]

    def __str__(self) -> str:
        return f"{self.bid_id} {self.criterion_id}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.bid.organisation_id
