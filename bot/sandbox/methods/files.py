"""files.*: the external upload in three steps, and files.info."""

import mimetypes

from bot.sandbox.errors import SlackError, missing_field
from bot.sandbox.methods.access import joined_channel
from bot.sandbox.methods.arguments import Request
from bot.sandbox.methods.chat import thread_root
from bot.sandbox.state import posting
from bot.sandbox.state.shapes import file_object
from bot.sandbox.state.workspace import Channel, Json, Message, StoredFile


def get_upload_url(request: Request) -> Json:
    """files.getUploadURLExternal: a file to be, and where to post its bytes."""
    workspace = request.context.workspace
    name = request.required("filename")
    if not request.has("length"):
        raise missing_field("length")
    length = request.whole("length", 0, least=1)
    if len(request.text("alt_txt")) > 1000:
        raise SlackError("alt_txt_too_large")
    file = StoredFile(
        id=workspace.ids.next("F"),
        name=name,
        mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream",
        user=workspace.bot_user_id,
        created=workspace.timestamps.seconds(),
        expected_length=length,
    )
    workspace.files[file.id] = file
    return {"upload_url": f"{workspace.public_url}/upload/v1/{file.id}", "file_id": file.id}


def complete_upload(request: Request) -> Json:
    """files.completeUploadExternal: name the files, and share them when a channel is given."""
    workspace = request.context.workspace
    listed = request.decoded("files")
    if not isinstance(listed, list) or not listed:
        raise missing_field("files")
    files = []
    for each in listed:
        file = workspace.files.get(each.get("id", "")) if isinstance(each, dict) else None
        if file is None or file.completed or not file.uploaded:
            raise SlackError("file_not_found")
        file.title = each.get("title") or file.name
        files.append(file)
    channel = joined_channel(request, "channel_id") if request.has("channel_id") else None
    thread_ts = (
        thread_root(channel, request.text("thread_ts")) if channel and request.has("thread_ts") else None
    )
    for file in files:
        file.completed = True
    if channel:
        _share(request, channel, thread_ts, files)
    return {"files": [file_object(workspace, each) for each in files]}


def _share(request: Request, channel: Channel, thread_ts: str | None, files: list[StoredFile]) -> None:
    workspace = request.context.workspace
    for file in files:
        file.shared.append(channel.id)
    posting.post(
        request.context,
        Message(
            ts=workspace.timestamps.next(),
            channel=channel.id,
            user=workspace.bot_user_id,
            text=request.text("initial_comment"),
            thread_ts=thread_ts,
            from_bot=True,
            files=tuple(each.id for each in files),
            subtype="file_share",
        ),
    )


def info(request: Request) -> Json:
    """files.info: of a file that is in none of the app's conversations Slack says that there is none."""
    workspace = request.context.workspace
    file = workspace.files.get(request.required("file"))
    if file is None or not file.completed or not workspace.shows_app(file):
        raise SlackError("file_not_found")
    if file.deleted:
        raise SlackError("file_deleted")
    return {"file": file_object(workspace, file), "comments": []}
