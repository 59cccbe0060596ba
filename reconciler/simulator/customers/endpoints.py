"""Calls of customer groups: read, hand over, count."""

from reconciler.simulator.call import Endpoint, Needs
from reconciler.simulator.customers.contact import chat_id_of_open_gid, list_follow_users
from reconciler.simulator.customers.reading import get_group, list_groups
from reconciler.simulator.customers.statistics import statistic, statistic_by_day
from reconciler.simulator.customers.transfers import transfer_of_departed, transfer_on_job

ROOT = "/cgi-bin/externalcontact"
GROUPS = f"{ROOT}/groupchat"
CUSTOMER = Needs.CUSTOMER

CUSTOMERS = (
    Endpoint(f"{ROOT}/get_follow_user_list", 92571, list_follow_users, CUSTOMER, empty_lists=("follow_user",)),
    Endpoint(f"{ROOT}/opengid_to_chatid", 94822, chat_id_of_open_gid, CUSTOMER, "POST"),
    Endpoint(f"{GROUPS}/list", 92120, list_groups, CUSTOMER, "POST", empty_lists=("group_chat_list",)),
    Endpoint(f"{GROUPS}/get", 92122, get_group, CUSTOMER, "POST"),
    Endpoint(f"{GROUPS}/onjob_transfer", 95703, transfer_on_job, CUSTOMER, "POST", writes=True),
    Endpoint(f"{GROUPS}/transfer", 92127, transfer_of_departed, CUSTOMER, "POST", writes=True),
    Endpoint(f"{GROUPS}/statistic", 92133, statistic, CUSTOMER, "POST", empty_lists=("items",)),
    Endpoint(f"{GROUPS}/statistic_group_by_day", 92133, statistic_by_day, CUSTOMER, "POST", empty_lists=("items",)),
)
