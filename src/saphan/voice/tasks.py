"""What happens to a voice after it was acknowledged."""

from uuid import UUID

from saphan.store.tasks import task
from saphan.voice import understanding
from saphan.voice.channels.arriving import files, taking_in
from saphan.voice.channels.leaving import looking, sending


@task("voice.understand")
def understand(conversation_id: str) -> None:
    understanding.understand(UUID(conversation_id))


@task("voice.read_on")
def read_on(conversation_id: str) -> None:
    understanding.read_on(UUID(conversation_id))


@task("voice.take_in")
def take_in(event_id: str) -> None:
    taking_in.take_in(UUID(event_id))


@task("voice.fetch_files")
def fetch_files(event_id: str) -> None:
    files.fetch_files(UUID(event_id))


@task("voice.send_out")
def send_out(account_id: str) -> None:
    sending.send_out(UUID(account_id))


@task("voice.look_after")
def look_after(account_id: str) -> None:
    looking.look_after(UUID(account_id))
