"""E-mails of notices; sessions that are over."""

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from saphan.network.models import Notice, Staff
from saphan.network.sessions import SessionStore
from saphan.store import clock
from saphan.store.tasks import task


@task("network.mail_notice")
def mail_notice(notice_id: str) -> None:
    """Send one content-free e-mail. A failed send is tried again by the queue; a sent one never, its row says so.

    Nothing goes to people of a frozen desk; what they have not seen is mailed when it opens again.

    Should the commit fail right after the send, the repeat carries the same Message-ID, by which mail servers know it.
    """
    with transaction.atomic():
        notice = (
            Notice.objects.select_for_update(of=("self",))
            .select_related("staff__desk")
            .filter(id=UUID(notice_id))
            .first()
        )
        if notice is None or notice.mailed_at is not None or not _hears_by_mail(notice.staff):
            return
        message_about(notice.staff, notice.id).send()
        notice.mailed_at = clock.now()
        notice.save(update_fields=["mailed_at"])


def _hears_by_mail(staff: Staff) -> bool:
    if not staff.is_active:
        return False
    return staff.desk is None or staff.desk.frozen_on is None


def message_about(staff: Staff, notice_id: UUID) -> EmailMessage:
    """Says that something waits, and where to sign in."""
    with translation.override(staff.language):
        address = f"{settings.SAPHAN_ADDRESS}/in/"
        words = gettext("Something needs you in Saphan. Sign in: %(address)s") % {"address": address}
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">")
    return EmailMessage("Saphan", words, to=[staff.email], headers={"Message-ID": f"<{notice_id}@{domain}>"})


def forget_sessions() -> None:
    """Once a minute: sessions that are over are gone from the database."""
    SessionStore.clear_expired()
