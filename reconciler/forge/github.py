"""GitHub, github.com or an Enterprise server, as the engine's code host."""

from reconciler.forge.account import Account
from reconciler.forge.checks import GitHubChecks
from reconciler.forge.comments import GitHubComments
from reconciler.forge.issues import GitHubIssues
from reconciler.forge.pull_requests import GitHubPullRequests
from reconciler.forge.runs import GitHubRuns
from reconciler.forge.session import Session
from reconciler.forge.trees import GitHubTrees


class GitHub:
    """One repository over one session."""

    def __init__(self, session: Session) -> None:
        self.comments = GitHubComments(session)
        self.checks = GitHubChecks(session)
        self.issues = GitHubIssues(session, Account(session))
        self.pull_requests = GitHubPullRequests(session, self.issues)
        self.runs = GitHubRuns(session)
        self.trees = GitHubTrees(session)
