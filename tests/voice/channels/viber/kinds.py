"""Every callback on https://developers.viber.com/docs/api/rest-bot-api/#callbacks, and what we make of it.

Each with the place on the page, or the page beside it, after which its payload was written.
"""

from saphan.voice.channels.events import Began, Elsewhere, Kind, Reached, Stopped

HUB = "creators.viber.com/docs/bots-api/events/"
WHAT_WE_MAKE_OF_IT: dict[str, tuple[str, object]] = {
    "button.json": ("#keyboards", Kind.TEXT),
    "client_status.json": (HUB + "payment-button-clicked", None),
    "client_status_failed.json": (HUB + "payment-button-clicked", Reached),
    "contact.json": ("#receive-message-from-user", Kind.CONTACT),
    "contact_without_name.json": ("#receive-message-from-user", Kind.CONTACT),
    "conversation_started.json": ("#conversation-started", Began),
    "conversation_started_again.json": ("#conversation-started", Began),
    "conversation_started_from_a_poster.json": ("#conversation-started", Began),
    "delivered.json": ("#message-receipts-callbacks", Reached),
    "emoji_only.json": ("#receive-message-from-user", Kind.TEXT),
    "failed.json": ("#failed-callback", Reached),
    "file.json": ("#receive-message-from-user", Kind.DOCUMENT),
    "file_with_a_recording.json": ("#receive-message-from-user", Kind.DOCUMENT),
    "group_text.json": ("described nowhere, brought by some", Elsewhere),
    "location.json": ("#receive-message-from-user", Kind.LOCATION),
    "picture.json": ("#receive-message-from-user", Kind.PHOTO),
    "picture_with_words.json": ("#receive-message-from-user", Kind.PHOTO),
    "rich_media.json": ("#receive-message-from-user", Kind.OTHER),
    "seen.json": ("#message-receipts-callbacks", Reached),
    "sticker.json": ("#receive-message-from-user", Kind.STICKER),
    "subscribed.json": ("#subscribed", Began),
    "text.json": ("#receive-message-from-user", Kind.TEXT),
    "text_after_a_question.json": ("#receive-message-from-user", Kind.TEXT),
    "text_after_another_bot.json": ("#receive-message-from-user", Kind.TEXT),
    "text_in_silence.json": ("#receive-message-from-user", Kind.TEXT),
    "text_with_marks.json": ("#receive-message-from-user", Kind.TEXT),
    "unsubscribed.json": ("#unsubscribed", Stopped),
    "url.json": ("#receive-message-from-user", Kind.TEXT),
    "video.json": ("#receive-message-from-user", Kind.VIDEO),
    "webhook.json": ("#set-webhook-callback", None),
}
