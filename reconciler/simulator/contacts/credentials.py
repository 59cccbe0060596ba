"""gettoken [91039]: a corp id and an app's secret against an access token."""

from reconciler.simulator.call import Answer
from reconciler.simulator.codes import Refusal
from reconciler.simulator.world.apps import App, issue_token
from reconciler.simulator.world.counters import BAD_SECRET_HOUR
from reconciler.simulator.world.world import Moment, World

GETTOKEN = "/cgi-bin/gettoken"


def get_token(world: World, moment: Moment, query: dict[str, str], ip: str) -> Answer:
    """Issue a token. Raises: Refusal, in the order 41004, 41002, 40013, (IP block 45009,) 40001 or 40091, 50003."""
    secret, corp_id = query.get("corpsecret", ""), query.get("corpid", "")
    if not secret:
        raise Refusal(41004)
    if not corp_id:
        raise Refusal(41002)
    if world.member_cap(corp_id) is None:
        raise Refusal(40013)
    moment.counters.demand(BAD_SECRET_HOUR, ip)
    app = _app_of(world, moment, corp_id, secret, ip)
    if not app.enabled:
        raise Refusal(50003)
    token, expires_in = issue_token(
        moment.connection, app, moment.now_ms, moment.seq, world.switches["repeated_gettoken"]
    )
    return {"access_token": token, "expires_in": expires_in}


def _app_of(world: World, moment: Moment, corp_id: str, secret: str, ip: str) -> App:
    rows = moment.connection.execute("SELECT corp_id, agent_id FROM apps WHERE secret = ?", (secret,)).fetchall()
    for found_corp, agent_id in rows:
        app = world.app(moment, corp_id, agent_id) if found_corp == corp_id else None
        if app is not None:
            return app
    moment.counters.add(BAD_SECRET_HOUR, ip)
    raise Refusal(40091 if rows else 40001)
