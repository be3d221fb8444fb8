"""Queries about channels in which nobody is pointed to the desk, and user groups that are developers."""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from bot.domain.intake.ping_scope import UserGroup
from storage.models.pings import DeveloperGroupRow, ExemptChannelRow, GroupMemberRow


class PingScope:
    """As Slack knew it last; a job keeps it right."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def is_exempt(self, channel: str) -> bool:
        """Whether nobody is pointed to the desk in this channel (Slack's id)."""
        query = select(ExemptChannelRow.name).where(ExemptChannelRow.slack_id == channel).limit(1)
        return self._session.scalar(query) is not None

    def channels(self) -> dict[str, str]:
        """Slack's ids by the names in the settings."""
        rows = self._session.execute(select(ExemptChannelRow.name, ExemptChannelRow.slack_id))
        return dict(rows.all())

    def keep_channels(self, found: Mapping[str, str]) -> None:
        """These, and no others."""
        self._session.execute(delete(ExemptChannelRow))
        if found:
            rows = [{"name": name, "slack_id": slack_id} for name, slack_id in found.items()]
            self._session.execute(insert(ExemptChannelRow), rows)

    def groups(self, slack_ids: Collection[str] | None = None) -> list[UserGroup]:
        """Those of these groups that are developers, or all, with their members, by their handles."""
        query = select(DeveloperGroupRow.slack_id, DeveloperGroupRow.handle)
        if slack_ids is not None:
            query = query.where(DeveloperGroupRow.slack_id.in_(slack_ids))
        known = dict(self._session.execute(query.order_by(DeveloperGroupRow.handle)).all())
        members: dict[str, list[str]] = {}
        of_them = select(GroupMemberRow.group_id, GroupMemberRow.account).where(
            GroupMemberRow.group_id.in_(known)
        )
        for group_id, account in self._session.execute(of_them.order_by(GroupMemberRow.account)):
            members.setdefault(group_id, []).append(account)
        return [
            UserGroup(slack_id=slack_id, handle=handle, members=tuple(members.get(slack_id, ())))
            for slack_id, handle in known.items()
        ]

    def keep_groups(self, groups: Collection[UserGroup]) -> None:
        """These, and no others."""
        self._session.execute(delete(GroupMemberRow))
        self._session.execute(delete(DeveloperGroupRow))
        if groups:
            rows = [{"slack_id": each.slack_id, "handle": each.handle} for each in groups]
            self._session.execute(insert(DeveloperGroupRow), rows)
        members = [
            {"group_id": each.slack_id, "account": account}
            for each in groups
            for account in dict.fromkeys(each.members)
        ]
        if members:
            self._session.execute(insert(GroupMemberRow), members)
