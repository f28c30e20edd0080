"""Pages and news of the portal."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.images import PictureField


class PageKey(models.TextChoices):
    """The pages that every portal has; each has an address and a place in the footer."""

    IMPRINT = "imprint", _("Imprint")
    PRIVACY = "privacy", _("Privacy")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    PLAIN_LANGUAGE = "plain_language", _("Plain language (Leichte Sprache)")
    SIGN_LANGUAGE = "sign_language", _("Sign language")
    SAFETY = "safety", _("Leaving no trace")


class Page(models.Model):
    """The text of one of the pages that every portal has."""

    key = models.SlugField(_("page"), max_length=20, choices=PageKey, unique=True)
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(
        _("text"), help_text=_("Paragraphs, headings with ##, lists with -, links as [words](address).")
    )
    checked_on = models.DateField(_("checked on"), default=timezone.localdate)

    class Meta:
        verbose_name, verbose_name_plural = _("page"), _("pages")
        ordering = ["key"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(self.key)


class NewsQuerySet(models.QuerySet):
    def published(self, on=None):
        """News a visitor may see on the day ``on`` (default: today), newest first."""
        return self.filter(is_published=True, date__lte=on or timezone.localdate())


class NewsItem(models.Model):
    """A piece of news or an event, with a picture if there is one."""

    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    date = models.DateField(_("date"), default=timezone.localdate)
    teaser = models.CharField(_("in one sentence"), max_length=250)
    body = models.TextField(_("text"), help_text=_("Paragraphs, headings with ##, lists with -."))
    image = PictureField(_("picture"), upload_to="news/", blank=True)
    image_alt = models.CharField(
        _("what the picture shows"), max_length=250, blank=True, help_text=_("For people who cannot see it.")
    )
    image_credit = models.CharField(_("credit"), max_length=120, blank=True)
    is_published = models.BooleanField(_("published"), default=False)

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("news"), _("news")
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="news_picture_has_words",
                condition=Q(image="") | (~Q(image_alt="") & ~Q(image_credit="")),
                violation_error_message=_("A picture needs a description and a credit."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("news-item", args=[self.slug])

    def clean(self):
        if self.image and not (self.image_alt and self.image_credit):
            raise ValidationError(_("A picture needs a description and a credit."))


class ContentVersion(models.Model):
    """The number of the last change, one row, counted by the database (``changes.py``)."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("content version"), _("content versions")

    def __str__(self):
        return str(self.number)


class OutgoingMail(models.Model):
    """A mail that waits for the timer, stored with the change it reports (``network_portal/mail.py``).

    Once it has been handed over, or given up, its text and address are gone: what is kept says that, not what.
    """

    to = models.EmailField(_("to"), blank=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True)
    name = models.CharField(_("kind"), max_length=60)
    message_id = models.CharField(max_length=100, unique=True, editable=False)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    due_at = models.DateTimeField(_("next try"), default=timezone.now)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    sent_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)
    problem = models.CharField(_("problem"), max_length=100, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("outgoing mail"), _("outgoing mails")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["sent_at", "given_up_at", "due_at"], name="outgoing_mail_due")]
        constraints = [
            models.CheckConstraint(
                name="outgoing_mail_done_holds_no_text",
                condition=Q(sent_at=None, given_up_at=None) | Q(to="", subject="", body=""),
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.pk}"


class SignIn(models.Model):
    """One login of an account, for the person herself to look at and to end. Kept for ``sign_ins.DAYS_KEPT``."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins", verbose_name=_("person")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    device = models.CharField(_("device"), max_length=80, blank=True)
    session_key = models.CharField(max_length=40, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("login"), _("logins")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.user} {self.at:%d.%m.%Y %H:%M}"


class IdleNotice(models.Model):
    """Says when somebody was told that her account has long not been used (``accounts/idle.py``)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    sent_at = models.DateTimeField(_("handed over"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("notice of an unused account"), _("notices of unused accounts")

    def __str__(self):
        return f"{self.user} {self.sent_at:%d.%m.%Y}"


class CacheEntry(models.Model):
    """The table of Django's cache in the database, which counts attempts; its columns are Django's."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name, verbose_name_plural = _("kept number"), _("kept numbers")

    def __str__(self):
        return self.cache_key
