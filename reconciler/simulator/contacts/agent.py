"""The app about itself [90227], and the vendor's own addresses [90664] [90930]."""

from reconciler.simulator.call import Answer, Call
from reconciler.simulator.codes import Refusal


def get_agent(call: Call) -> Answer:
    """agent/get: the visible range as configured, not worked out. Only the app that owns the token is readable."""
    words = call.query.get("agentid", "")
    if not words:
        raise Refusal(41011)
    if not (words.isascii() and words.isdigit()):
        raise Refusal(40056)
    app = call.app
    if int(words) != app.agent_id:
        raise Refusal(301002)
    return {
        "agentid": app.agent_id,
        "name": app.name,
        "square_logo_url": "",
        "description": "",
        "allow_userinfos": {"user": [{"userid": user_id} for user_id in app.people]},
        "allow_partys": {"partyid": list(app.departments)},
        "allow_tags": {"tagid": list(app.tags)},
        "close": 0 if app.enabled else 1,
        "redirect_domain": "",
        "report_location_flag": 0,
        "isreportenter": 0,
        "home_url": "",
        "customized_publish_status": 1,
    }


def list_agents(call: Call) -> Answer:
    """agent/list: a company sees the app of its token only [90227]."""
    app = call.app
    return {"agentlist": [{"agentid": app.agent_id, "name": app.name, "square_logo_url": ""}]}


def api_domain_ips(call: Call) -> Answer:
    """get_api_domain_ip: where the vendor's servers are (documentation addresses here)."""
    del call
    return {"ip_list": ["192.0.2.10", "192.0.2.11"]}


def callback_ips(call: Call) -> Answer:
    """getcallbackip: where callbacks come from; the vendor's examples have wildcards too [90238]."""
    del call
    return {"ip_list": ["198.51.100.10", "203.0.113.*"]}
