"""Calls that reach people, and those that keep what stands around customer groups."""

from reconciler.simulator.app_messages.card_updates import update_card
from reconciler.simulator.app_messages.person_messages import recall_message, send_to_people
from reconciler.simulator.call import Endpoint, Needs
from reconciler.simulator.outreach.intercept_calls import add_rule, delete_rule, get_rule, list_rules, update_rule
from reconciler.simulator.outreach.join_ways import add_join_way, delete_join_way, get_join_way, update_join_way
from reconciler.simulator.outreach.mass_calls import (
    add_mass_message,
    cancel_mass_message,
    list_mass_messages,
    list_mass_results,
    list_mass_tasks,
    list_old_results,
    remind_mass_message,
)
from reconciler.simulator.outreach.media import upload_media, upload_picture
from reconciler.simulator.outreach.welcome_templates import add_template, delete_template, edit_template, get_template

CONTACT = "/cgi-bin/externalcontact"
CUSTOMER = Needs.CUSTOMER

MESSAGES = (
    Endpoint("/cgi-bin/message/send", 90236, send_to_people, Needs.APP, "POST", 40063, writes=True),
    Endpoint("/cgi-bin/message/update_template_card", 94888, update_card, Needs.APP, "POST", 40063, writes=True),
    Endpoint("/cgi-bin/message/recall", 94867, recall_message, Needs.APP, "POST", 40063, writes=True),
)
RULES = (
    Endpoint(f"{CONTACT}/add_intercept_rule", 95097, add_rule, CUSTOMER, "POST", writes=True),
    Endpoint(f"{CONTACT}/get_intercept_rule_list", 95097, list_rules, CUSTOMER, empty_lists=("rule_list",)),
    Endpoint(f"{CONTACT}/get_intercept_rule", 95097, get_rule, CUSTOMER, "POST"),
    Endpoint(f"{CONTACT}/update_intercept_rule", 95097, update_rule, CUSTOMER, "POST", writes=True),
    Endpoint(f"{CONTACT}/del_intercept_rule", 95097, delete_rule, CUSTOMER, "POST", writes=True),
)

JOIN_WAYS = (
    Endpoint(f"{CONTACT}/groupchat/add_join_way", 92229, add_join_way, CUSTOMER, "POST", writes=True),
    Endpoint(f"{CONTACT}/groupchat/get_join_way", 92229, get_join_way, CUSTOMER, "POST"),
    Endpoint(f"{CONTACT}/groupchat/update_join_way", 92229, update_join_way, CUSTOMER, "POST", writes=True),
    Endpoint(f"{CONTACT}/groupchat/del_join_way", 92229, delete_join_way, CUSTOMER, "POST", writes=True),
)
WELCOME = (
    Endpoint(f"{CONTACT}/group_welcome_template/add", 92366, add_template, CUSTOMER, "POST", writes=True),
    Endpoint(f"{CONTACT}/group_welcome_template/edit", 92366, edit_template, CUSTOMER, "POST", writes=True),
    Endpoint(f"{CONTACT}/group_welcome_template/get", 92366, get_template, CUSTOMER, "POST"),
    Endpoint(f"{CONTACT}/group_welcome_template/del", 92366, delete_template, CUSTOMER, "POST", writes=True),
)
MASS = (
    Endpoint(f"{CONTACT}/add_msg_template", 92135, add_mass_message, CUSTOMER, "POST", writes=True),
    Endpoint(
        f"{CONTACT}/get_groupmsg_list_v2", 93338, list_mass_messages, CUSTOMER, "POST", empty_lists=("group_msg_list",)
    ),
    Endpoint(f"{CONTACT}/get_groupmsg_task", 93338, list_mass_tasks, CUSTOMER, "POST", empty_lists=("task_list",)),
    Endpoint(
        f"{CONTACT}/get_groupmsg_send_result", 93338, list_mass_results, CUSTOMER, "POST", empty_lists=("send_list",)
    ),
    Endpoint(
        f"{CONTACT}/get_group_msg_result", 92136, list_old_results, CUSTOMER, "POST", empty_lists=("detail_list",)
    ),
    Endpoint(f"{CONTACT}/remind_groupmsg_send", 97610, remind_mass_message, CUSTOMER, "POST", writes=True),
    Endpoint(f"{CONTACT}/cancel_groupmsg_send", 97611, cancel_mass_message, CUSTOMER, "POST", writes=True),
)

MEDIA = (
    Endpoint("/cgi-bin/media/upload", 90253, upload_media, Needs.APP, "POST", writes=True, uploads=True),
    Endpoint("/cgi-bin/media/uploadimg", 90256, upload_picture, Needs.APP, "POST", writes=True, uploads=True),
)

OUTREACH = (
    *MESSAGES,
    *MEDIA,
    *RULES,
    *JOIN_WAYS,
    *WELCOME,
    *MASS,
)
