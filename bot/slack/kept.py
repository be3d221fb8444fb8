"""slack_sdk's clients and Bolt's app, over connections that are kept."""

from typing import Any, Self
from urllib.request import Request

from slack_bolt import App, BoltRequest, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.meters import CALLS, timed
from bot.slack.connections import Connections, Received
from bot.slack.signed import Signer
from bot.spans import span


class KeptWebClient(WebClient):
    """A WebClient that sends through `connections`, which its copies share."""

    def __init__(self, token: str | None = None, *, connections: Connections, **options: Any) -> None:
        super().__init__(token, **options)
        self.connections = connections
        self.signer: Signer | None = None

    def for_team(self, team_id: str | None) -> Self:
        """A client of its own for one request, as Bolt makes it, over the same connections."""
        client = type(self)(
            self.token,
            connections=self.connections,
            base_url=self.base_url,
            timeout=self.timeout,
            ssl=self.ssl,
            proxy=self.proxy,
            headers=self.headers,
            team_id=team_id,
            logger=self.logger,
            retry_handlers=list(self.retry_handlers),
        )
        client.signer = self.signer
        return client

    def api_call(self, api_method: str, **options: Any) -> SlackResponse:
        """One call, counted by its method; what a view carries is signed where there are keys."""
        said = options.get("json")
        if self.signer and isinstance(said, dict) and isinstance(said.get("view"), dict):
            options["json"] = {**said, "view": self.signer.view(said["view"])}
        with span("slack", method=api_method), timed(CALLS, api_method, at_worst="unreachable") as call:
            try:
                answer = super().api_call(api_method, **options)
            except SlackApiError as error:
                call.outcome = _outcome(getattr(error.response, "status_code", 0))
                raise
            call.outcome = "ok"
            return answer

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        received = _send(self, url, req)
        if received.headers.get_content_type() == "application/gzip":
            return {"status": received.status, "headers": _headers(received), "body": received.content}
        return {"status": received.status, "headers": _headers(received), "body": _text(received)}


class KeptWebhookClient(WebhookClient):
    """Answers at a `response_url` through a client's connections, and like it never repeats by itself."""

    def __init__(self, url: str, *, connections: Connections, **options: Any) -> None:
        super().__init__(url, **options)
        self.connections = connections

    @classmethod
    def beside(cls, client: KeptWebClient, url: str) -> Self:
        """For a `response_url` of a request that `client` belongs to."""
        return cls(
            url,
            connections=client.connections,
            timeout=client.timeout,
            ssl=client.ssl,
            proxy=client.proxy,
            retry_handlers=[],
        )

    def _perform_http_request_internal(self, url: str, req: Request) -> WebhookResponse:
        received = _send(self, url, req)
        return WebhookResponse(
            url=url, status_code=received.status, body=_text(received), headers=_headers(received)
        )


class KeptRespond(Respond):
    """Bolt's `respond`, through a client's connections."""

    def __init__(self, client: KeptWebClient, response_url: str | None) -> None:
        super().__init__(response_url=response_url, proxy=client.proxy, ssl=client.ssl)
        self._client = client

    def __call__(self, text: str | dict[str, Any] = "", *args: Any, **parts: Any) -> WebhookResponse:
        if self.response_url is None or args or not isinstance(text, str):
            return super().__call__(text, *args, **parts)
        return KeptWebhookClient.beside(self._client, self.response_url).send_dict({"text": text, **parts})


class KeptApp(App):
    """A Bolt app whose `client`, `say` and `respond` all use the app's connections."""

    def __init__(self, *, client: KeptWebClient, **options: Any) -> None:
        super().__init__(client=client, **options)
        self._kept_client = client

    def _init_context(self, req: BoltRequest) -> None:
        super()._init_context(req)
        client = self._kept_client.for_team(req.context.team_id)
        req.context["client"] = client
        req.context["respond"] = KeptRespond(client, req.context.response_url)


def _send(client: KeptWebClient | KeptWebhookClient, url: str, request: Request) -> Received:
    """The answer, whatever its status: slack_sdk does with it what it does where urllib raises HTTPError."""
    if not url.lower().startswith(("http://", "https://")):
        raise SlackRequestError(f"Invalid URL detected: {url}")
    return client.connections.post(
        url,
        body=request.data if isinstance(request.data, bytes) else None,
        headers=dict(request.header_items()),
        timeout=client.timeout,
        ssl=client.ssl,
        proxy=client.proxy,
    )


def _outcome(status: int) -> str:
    """Of a call that Slack did not do."""
    if status == 429:
        return "limited"
    return "unreachable" if status >= 500 else "refused"


def _headers(received: Received) -> dict[str, str]:
    """As sent; how long to wait is there under either name, as slack_sdk has it."""
    headers = dict(received.headers.items())
    if wait := received.headers.get("Retry-After"):
        headers["Retry-After"] = headers["retry-after"] = wait
    return headers


def _text(received: Received) -> str:
    return received.content.decode(received.headers.get_content_charset() or "utf-8")
