"""Where a run on a code host takes place."""

from dataclasses import dataclass

from reconciler.model.secret import Secret


@dataclass(frozen=True, slots=True)
class CodeHostPlace:
    """The code host of this run, as its environment tells.

    Attributes:
        api_url: base of its REST interface, without a final slash; `graphql_url` the whole address of the other one.
        repository: `owner/name`.
        run_id: the workflow run, None outside of one.
        event_path: file with the event that started the run; `summary_path` file whose text the run's page shows.
    """

    api_url: str
    graphql_url: str
    server_url: str
    repository: str
    token: Secret
    run_id: int | None = None
    event_name: str | None = None
    event_path: str | None = None
    summary_path: str | None = None
