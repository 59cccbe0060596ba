"""Every call the simulator answers, except gettoken, which has no token yet; anything else is 404."""

from reconciler.simulator.call import Endpoint, Needs
from reconciler.simulator.contacts.agent import api_domain_ips, callback_ips, get_agent, list_agents
from reconciler.simulator.contacts.departments import get_department, list_departments, simplelist_departments
from reconciler.simulator.contacts.tags import get_tag, list_tags
from reconciler.simulator.contacts.users import get_user, get_user_id, list_ids, list_users, simplelist_users
from reconciler.simulator.customers.endpoints import CUSTOMERS
from reconciler.simulator.groups.appchat import create_chat, get_chat, update_chat
from reconciler.simulator.groups.archive import get_room, permit_user_list
from reconciler.simulator.groups.messages import send_message
from reconciler.simulator.groups.sheets import get_sheet_chat, list_sheet_chats, update_sheet_chat
from reconciler.simulator.groups.webhooks import send_push, upload_media
from reconciler.simulator.outreach.endpoints import OUTREACH

ANYONE, DETAILS, SYNC, ROOT = Needs.ANYONE, Needs.DETAILS, Needs.SYNC, Needs.ROOT
ARCHIVE, DOCUMENTS = Needs.ARCHIVE, Needs.DOCUMENTS
SHEETS = "/cgi-bin/wedoc/smartsheet/groupchat"

_ROOMS = (
    Endpoint("/cgi-bin/msgaudit/get_permit_user_list", 91614, permit_user_list, ARCHIVE, "POST", empty_lists=("ids",)),
    Endpoint("/cgi-bin/msgaudit/groupchat/get", 92951, get_room, ARCHIVE, "POST"),
    Endpoint("/cgi-bin/webhook/send", 91770, send_push, Needs.KEY, "POST", writes=True),
    Endpoint("/cgi-bin/webhook/upload_media", 91770, upload_media, Needs.KEY, "POST", writes=True),
    Endpoint(f"{SHEETS}/list", 100989, list_sheet_chats, DOCUMENTS, "POST", empty_lists=("chat_id_list",)),
    Endpoint(f"{SHEETS}/get", 101028, get_sheet_chat, DOCUMENTS, "POST"),
    Endpoint(f"{SHEETS}/update", 101029, update_sheet_chat, DOCUMENTS, "POST", writes=True),
)

_ALL = (
    Endpoint("/cgi-bin/agent/get", 90227, get_agent, ANYONE, while_disabled=True),
    Endpoint("/cgi-bin/agent/list", 90227, list_agents, ANYONE, empty_lists=("agentlist",), while_disabled=True),
    Endpoint("/cgi-bin/get_api_domain_ip", 90664, api_domain_ips, ANYONE, empty_lists=("ip_list",)),
    Endpoint("/cgi-bin/getcallbackip", 90930, callback_ips, ANYONE, empty_lists=("ip_list",)),
    Endpoint("/cgi-bin/department/list", 90208, list_departments, DETAILS, empty_lists=("department",)),
    Endpoint("/cgi-bin/department/simplelist", 95350, simplelist_departments, ANYONE, empty_lists=("department_id",)),
    Endpoint("/cgi-bin/department/get", 95351, get_department, DETAILS),
    Endpoint("/cgi-bin/user/get", 90196, get_user, DETAILS),
    Endpoint("/cgi-bin/user/list", 90201, list_users, DETAILS, empty_lists=("userlist",)),
    Endpoint("/cgi-bin/user/simplelist", 90200, simplelist_users, DETAILS, empty_lists=("userlist",)),
    Endpoint("/cgi-bin/user/list_id", 96067, list_ids, SYNC, "POST", 40003, empty_lists=("dept_user",)),
    Endpoint("/cgi-bin/user/getuserid", 95402, get_user_id, ANYONE, "POST", 40003),
    Endpoint("/cgi-bin/tag/list", 90216, list_tags, ANYONE, empty_lists=("taglist",)),
    Endpoint("/cgi-bin/tag/get", 90213, get_tag, ANYONE, empty_lists=("userlist", "partylist")),
    Endpoint("/cgi-bin/appchat/create", 90245, create_chat, ROOT, "POST", 40058, writes=True),
    Endpoint("/cgi-bin/appchat/update", 98913, update_chat, ROOT, "POST", 40058, writes=True),
    Endpoint("/cgi-bin/appchat/get", 98914, get_chat, ROOT),
    Endpoint("/cgi-bin/appchat/send", 90248, send_message, ROOT, "POST", 40063, writes=True),
)

ENDPOINTS = {endpoint.path: endpoint for endpoint in (*_ALL, *_ROOMS, *OUTREACH, *CUSTOMERS)}
