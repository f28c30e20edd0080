"""An offer: one service that one partner provides to single parents."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.cards import Card, cards_of
from offers.models import choices
from partners.fields import CodeListField
from partners.languages import LANGUAGE_NAMES
from partners.models.choices import ReferralFact, known_field
from partners.permissions import is_coordinator, managed_partner_ids, moderating_partner_ids
from partners.recording import Recording
from partners.validators import WebAddressField

MONTHS = [MaxValueValidator(27 * 12, _("Please write the age in months; 27 years are the most."))]


class OfferQuerySet(models.QuerySet):
    def published(self, on=None):
        """Offers a visitor may see on the day ``on`` (default: today); ended ones have a page, but stand in no list."""
        on = on or timezone.localdate()
        shown = self.filter(publication=choices.Publication.PUBLISHED).exclude(status=choices.Status.ENDED)
        # Not filter(visible_until__gte=on): an offer without a last day stays visible.
        return shown.exclude(visible_from__gt=on).exclude(visible_until__lt=on)

    def editable_by(self, user):
        """Offers ``user`` may change; ``permissions.can_edit_offer`` says the same for one offer."""
        kept = self.exclude(publication=choices.Publication.DELETED)
        return kept if is_coordinator(user) else kept.filter(partner__in=managed_partner_ids(user))

    def moderated_by(self, user):
        """Offers of the policy fields that ``user`` looks after; a draft is its partner's own affair."""
        kept = self.exclude(publication=choices.Publication.DELETED)
        if is_coordinator(user):
            return kept
        submitted = kept.exclude(publication=choices.Publication.DRAFT)
        return submitted.filter(policy_field__moderator__in=moderating_partner_ids(user))

    def in_trash_of(self, user):
        """Deleted offers that ``user`` may bring back."""
        gone = self.filter(publication=choices.Publication.DELETED)
        return gone if is_coordinator(user) else gone.filter(partner__in=managed_partner_ids(user))

    def there(self, on):
        """Offers that are neither planned nor paused on the day ``on``; ``offers.status.is_there`` for many."""
        pause_over = Q(status=choices.Status.PAUSED, paused_until__lt=on)
        return self.filter(Q(status=choices.Status.ACTIVE) | pause_over)

    def cards(self, **known) -> list[Card]:
        """What ``offers/_card.html`` prints of these offers, in two queries for any number of them."""
        return cards_of(self, **known)


class Offer(models.Model):
    """A service one partner provides to single parents, such as debt counselling (HSDS service)."""

    # --- what it is
    slug = models.SlugField(_("address"), max_length=120, unique=True, help_text=_("Last part of the page's address."))
    partner = models.ForeignKey("partners.Partner", models.PROTECT, related_name="offers", verbose_name=_("partner"))
    co_owners = models.ManyToManyField(
        "partners.Partner", related_name="shared_offers", blank=True, verbose_name=_("together with")
    )
    title = models.CharField(_("title"), max_length=150)
    other_names = models.CharField(
        _("other names"), max_length=250, blank=True, help_text=_("What people also call it, separated by commas.")
    )
    summary = models.CharField(_("in one sentence"), max_length=250)
    description = models.TextField(_("description"), blank=True)
    plain_text = models.TextField(_("in plain language (Leichte Sprache)"), blank=True)
    policy_field = models.ForeignKey(
        "offers.PolicyField", models.PROTECT, related_name="offers", verbose_name=_("policy field")
    )
    topics = models.ManyToManyField("offers.Topic", related_name="offers", blank=True, verbose_name=_("topics"))
    situations = models.ManyToManyField(
        "offers.LifeSituation", related_name="offers", blank=True, verbose_name=_("life situations")
    )
    kind = models.CharField(_("kind"), max_length=9, choices=choices.Kind, default=choices.Kind.ADVICE)
    follows = models.ManyToManyField(
        "self", symmetrical=False, related_name="followed_by", blank=True, verbose_name=_("usually comes after")
    )

    # --- whether it exists, and who may see it
    status = models.CharField(_("status"), max_length=7, choices=choices.Status, default=choices.Status.ACTIVE)
    paused_until = models.DateField(_("paused until"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces", verbose_name=_("replaced by"),
        help_text=_("Where the page of an ended offer leads."),
    )  # fmt: skip
    publication = models.CharField(
        _("publication"), max_length=9, choices=choices.Publication, default=choices.Publication.DRAFT
    )
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True, editable=False)
    moderator_note = models.TextField(
        _("word of the moderator"), blank=True, help_text=_("What to change before the entry can be published.")
    )
    deleted_on = models.DateField(_("deleted on"), null=True, blank=True, editable=False)
    deleted_from = models.CharField(_("publication before it was deleted"), max_length=9, blank=True, editable=False)
    visible_from = models.DateField(_("visible from"), null=True, blank=True)
    visible_until = models.DateField(_("visible until"), null=True, blank=True)
    notice = models.CharField(_("notice"), max_length=250, blank=True, help_text=_("Shown on top, goes by itself."))
    notice_until = models.DateField(_("notice until"), null=True, blank=True)
    programme = models.CharField(_("programme"), max_length=120, blank=True)
    funder = models.CharField(_("funded by"), max_length=200, blank=True)
    funded_until = models.DateField(_("funded until"), null=True, blank=True)

    # --- for whom
    age_from = models.PositiveSmallIntegerField(
        _("child's age from, in months"), null=True, blank=True, validators=MONTHS
    )
    age_to = models.PositiveSmallIntegerField(
        _("child's age to, in months"), null=True, blank=True, validators=MONTHS,
        help_text=_("Last month included: up to 3 years is 47."),
    )  # fmt: skip
    for_pregnant = known_field(_("also in pregnancy"))
    for_whom = models.CharField(_("for"), max_length=7, choices=choices.ForWhom, default=choices.ForWhom.ANY)
    residence = models.CharField(
        _("parents live"), max_length=14, choices=choices.Residence, default=choices.Residence.DISTRICT
    )
    service_area = models.ManyToManyField(
        "partners.Municipality", related_name="offers", blank=True, verbose_name=_("in these places")
    )
    benefit_receipt = models.CharField(
        _("receiving benefits (Bürgergeld …)"), max_length=10, choices=choices.Requirement,
        default=choices.Requirement.UNKNOWN,
    )  # fmt: skip
    employment = models.CharField(
        _("having work"), max_length=10, choices=choices.Requirement, default=choices.Requirement.UNKNOWN
    )
    eligibility = models.TextField(_("for whom, in words"), blank=True)
    not_for = models.TextField(_("not for whom, in words"), blank=True)

    # --- how it is done
    delivery = CodeListField(_("how"), choices=choices.Delivery.choices)
    locations = models.ManyToManyField("partners.Location", related_name="offers", blank=True, verbose_name=_("places"))
    contacts = models.ManyToManyField("partners.Contact", related_name="offers", blank=True, verbose_name=_("contacts"))
    access = models.CharField(_("appointment"), max_length=11, choices=choices.Access, default=choices.Access.UNKNOWN)
    lead_time_hours = models.PositiveSmallIntegerField(
        _("ask how many hours before"), null=True, blank=True, help_text=_("0: at once. Decides “today still?”.")
    )
    booking_url = WebAddressField(_("book at"))
    hours_known = models.CharField(
        _("opening times"), max_length=11, choices=choices.HoursKnown, default=choices.HoursKnown.UNKNOWN
    )
    hours_text = models.TextField(_("opening times in words"), blank=True, help_text=_("What does not fit into rows."))
    edge_hours_ticked = CodeListField(
        _("possible at unusual times"), choices=choices.EdgeHour.choices,
        help_text=_("Only what the opening times do not say already."),
    )  # fmt: skip
    childcare = models.CharField(
        _("children during the appointment"), max_length=8, choices=choices.Childcare, default=choices.Childcare.UNKNOWN
    )
    childcare_notice_days = models.PositiveSmallIntegerField(_("ask how many days before"), null=True, blank=True)
    languages = CodeListField(_("languages"), choices=list(LANGUAGE_NAMES.items()))
    interpreter = known_field(_("interpreter possible"))
    sign_language = known_field(_("sign language"))
    anonymity = models.CharField(
        _("how anonymous"), max_length=9, choices=choices.Anonymity, default=choices.Anonymity.UNKNOWN
    )
    bound_to_secrecy = known_field(_("bound to secrecy (§ 203 StGB)"))

    # --- what it costs, what to bring, whether there is room
    cost_kind = models.CharField(_("cost"), max_length=7, choices=choices.CostKind, default=choices.CostKind.UNKNOWN)
    cost_text = models.CharField(_("cost in words"), max_length=250, blank=True)
    payers = models.CharField(
        _("who may pay"), max_length=250, blank=True, help_text=_("Education package, youth office, health insurance …")
    )
    documents_known = models.CharField(
        _("to bring along"), max_length=7, choices=choices.Documents, default=choices.Documents.UNKNOWN
    )
    documents = models.TextField(_("things to bring"), blank=True, help_text=_("One a line."))
    capacity = models.CharField(
        _("free places"), max_length=7, choices=choices.Capacity, default=choices.Capacity.UNKNOWN
    )
    capacity_as_of = models.DateField(_("as of"), null=True, blank=True)
    expected_wait = models.CharField(_("expected wait"), max_length=100, blank=True)

    # --- for partners
    takes_referrals = models.BooleanField(_("takes referrals"), default=False)
    referral_facts = CodeListField(
        _("what a referral may say"), choices=ReferralFact.choices,
        help_text=_("Nothing ticked: what the partner asks for in general."),
    )  # fmt: skip
    referral_needs = models.TextField(_("what a referral must say"), blank=True)
    partner_note = models.TextField(_("note for partners only"), blank=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="edited_offers",
        verbose_name=_("responsible"),
    )  # fmt: skip
    deputy_editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("deputy")
    )
    review_interval = models.PositiveSmallIntegerField(
        _("confirm"), choices=choices.ReviewInterval, default=choices.ReviewInterval.HALF_YEAR
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=150, blank=True)
    # How far the partner has been reminded (offers/reviews.py), and the first change no moderator has looked at.
    review_step = models.PositiveSmallIntegerField(default=0, editable=False)
    review_step_on = models.DateField(null=True, editable=False)
    changed_unseen_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = OfferQuerySet.as_manager()
    history = Recording(
        m2m_fields=[co_owners, topics, situations, follows, service_area, locations, contacts],
        excluded_fields=["review_step", "review_step_on", "changed_unseen_at"],
    )

    class Meta:
        verbose_name, verbose_name_plural = _("offer"), _("offers")
        ordering = ["title", "pk"]  # pk breaks ties: pages neither repeat nor skip an offer
        constraints = [
            models.CheckConstraint(
                name="offer_is_visible_before_it_vanishes",
                condition=Q(visible_from=None) | Q(visible_until=None) | Q(visible_until__gte=F("visible_from")),
                violation_error_message=_("The entry vanishes before it appears."),
            ),
            models.CheckConstraint(
                name="offer_age_from_is_not_above_age_to",
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
                violation_error_message=_("The youngest age is above the oldest."),
            ),
            models.CheckConstraint(
                name="offer_published_says_what_it_is",
                condition=~Q(publication="published") | (~Q(title="") & ~Q(summary="")),
                violation_error_message=_("To be published, an offer needs a title and a summary."),
            ),
            models.CheckConstraint(
                name="offer_free_places_have_a_date",
                condition=Q(capacity="unknown") | Q(capacity_as_of__isnull=False),
                violation_error_message=_("Please say as of which day the free places are true."),
            ),
            models.CheckConstraint(
                name="offer_paused_until_needs_paused",
                condition=Q(paused_until=None) | Q(status="paused"),
                violation_error_message=_("“Paused until” goes with the status paused."),
            ),
            models.CheckConstraint(
                name="offer_childcare_notice_needs_request",
                condition=Q(childcare_notice_days=None) | Q(childcare="request"),
                violation_error_message=_("Days of notice go with childcare on request."),
            ),
            models.CheckConstraint(
                name="offer_deleted_has_a_date",
                condition=Q(publication="deleted", deleted_on__isnull=False) & ~Q(deleted_from="")
                | ~Q(publication="deleted") & Q(deleted_on=None, deleted_from=""),
                violation_error_message=_("A deleted offer has the day on which it was deleted."),
            ),
            models.CheckConstraint(
                name="offer_does_not_replace_itself",
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("id")),
                violation_error_message=_("An offer cannot be replaced by itself."),
            ),
        ]
        indexes = [models.Index(fields=["publication", "status"], name="offer_publication_status")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("offers:detail", args=[self.slug])

    def current_notice(self, on=None) -> str:
        """The notice, while it lasts."""
        on = on or timezone.localdate()
        return self.notice if self.notice_until is None or self.notice_until >= on else ""


class FormerSlug(models.Model):
    """An address an offer once had; it leads to the offer for good."""

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="former_slugs", verbose_name=_("offer"))

    class Meta:
        verbose_name, verbose_name_plural = _("former address"), _("former addresses")
        ordering = ["slug"]

    def __str__(self):
        return self.slug
