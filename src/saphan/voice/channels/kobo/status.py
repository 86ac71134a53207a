"""What KoboToolbox's answers mean when a photo or recording is fetched. Source: https://support.kobotoolbox.org/api.html

Nothing is sent there, so that it has nothing to tell afterwards.
"""

from saphan.voice.channels.contract import Account, Content, Failed, Request, Response, by_status
from saphan.voice.channels.events import File, Why


def fetched(response: Response, file: File, account: Account) -> Request | Content | Failed:
    """A file that stands in the form may come to Kobo later than the form: 404 is not the end."""
    if response.ok:
        return Content(response.body, file.media_type)
    return Failed(Why.RETRY, "404") if response.status == 404 else by_status(response)
