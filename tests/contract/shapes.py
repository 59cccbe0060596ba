"""Answers as the vendor's pages document them: which fields, of which JSON type, and nothing beside them.

Written from the pages, not from the simulator. A shape is a type, a list of one shape, or a dict whose keys end in `?`
where the page lets a field be absent.
"""

from collections.abc import Mapping
from typing import Any

Shape = Any  # A type, a list of one shape, or a dict of shapes.

USER = {"userid": str}
DONE: Shape = {}
DEPARTMENT = {
    "id": int, "name": str, "name_en": str, "department_leader": [str], "parentid": int, "order": int,
}  # fmt: skip
PERSON = {
    "userid": str, "name": str, "department": [int], "order": [int], "position": str, "is_leader_in_dept": [int],
    "direct_leader": [str], "alias": str, "status": int, "main_department?": int,
    "extattr": {"attrs": [{"type": int, "name": str, "text": {"value": str}}]},
}  # fmt: skip
FIGURES = {
    "new_chat_cnt": int, "chat_total": int, "chat_has_msg": int, "new_member_cnt": int, "member_total": int,
    "member_has_msg": int, "msg_total": int,
}  # fmt: skip
LINK = {"title": str, "picurl": str, "desc": str, "url": str}
PROGRAM = {"title": str, "pic_media_id": str, "appid": str, "page": str}
MEDIA = {"media_id": str}
FAILED = {"failed_chat_list": [{"chat_id": str, "errcode": int, "errmsg": str}]}
UPLOADED = {"type": str, "media_id": str, "created_at": str}
SENT = {
    "invaliduser?": str, "invalidparty?": str, "invalidtag?": str, "unlicenseduser?": str, "msgid": str,
    "response_code?": str,
}  # fmt: skip
GROUP = {
    "chat_id": str, "name": str, "owner": str, "create_time": int, "notice": str,
    "member_list": [{
        "userid": str, "type": int, "unionid?": str, "join_time": int, "join_scene": int, "state?": str,
        "invitor?": USER, "group_nickname": str, "name?": str,
    }],
    "admin_list": [USER], "member_version": str,
}  # fmt: skip
JOIN_WAY = {
    "config_id": str, "scene": int, "remark": str, "auto_create_room": int, "room_base_name": str,
    "room_base_id": int, "chat_id_list": [str], "qr_code": str, "state": str, "mark_source": bool,
}  # fmt: skip
RULE = {
    "rule_id": int, "rule_name": str, "word_list": [str], "intercept_type": int,
    "semantics_list": [int], "extra_rule": {"semantics_list": [int]},
    "applicable_range": {"user_list": [str], "department_list": [int]},
}  # fmt: skip
ATTACHMENT = {
    "msgtype": str, "image?": {"media_id?": str, "pic_url": str}, "link?": LINK, "miniprogram?": PROGRAM,
    "video?": MEDIA, "file?": MEDIA,
}  # fmt: skip

SHAPES: Mapping[str, Shape] = {
    "gettoken": {"access_token": str, "expires_in": int},  # 91039
    "get_api_domain_ip": {"ip_list": [str]},  # 90664
    "getcallbackip": {"ip_list": [str]},  # 90930
    "agent/get": {  # 90227
        "agentid": int, "name": str, "square_logo_url": str, "description": str, "allow_userinfos": {"user": [USER]},
        "allow_partys": {"partyid": [int]}, "allow_tags": {"tagid": [int]}, "close": int, "redirect_domain": str,
        "report_location_flag": int, "isreportenter": int, "home_url": str, "customized_publish_status": int,
    },
    "agent/list": {"agentlist": [{"agentid": int, "name": str, "square_logo_url": str}]},  # 90227
    "department/list": {"department": [DEPARTMENT]},  # 90208
    "department/simplelist": {"department_id": [{"id": int, "parentid": int, "order": int}]},  # 95350
    "department/get": {"department": DEPARTMENT},  # 95351
    "user/get": PERSON,  # 90196
    "user/list": {"userlist": [PERSON]},  # 90201
    "user/simplelist": {"userlist": [{"userid": str, "name": str, "department": [int]}]},  # 90200
    "user/list_id": {"next_cursor": str, "dept_user": [{"userid": str, "department": int}]},  # 96067
    "tag/list": {"taglist": [{"tagid": int, "tagname": str}]},  # 90216
    "tag/get": {"tagname": str, "userlist": [{"userid": str, "name": str}], "partylist": [int]},  # 90213
    "appchat/create": {"chatid": str},  # 90245
    "appchat/update": DONE,  # 98913
    "appchat/get": {  # 98914
        "chat_info": {"chatid": str, "name": str, "owner": str, "userlist": [str], "chat_type": int}
    },
    "appchat/send": DONE,  # 90248
    "media/upload": UPLOADED,  # 90253
    "media/uploadimg": {"url": str},  # 90256
    "message/send": SENT,  # 90236
    "message/update_template_card": {"invaliduser?": [str]},  # 94888
    "message/recall": DONE,  # 94867
    "msgaudit/get_permit_user_list": {"ids": [str]},  # 91614
    "msgaudit/groupchat/get": {  # 92951
        "roomname": str, "creator": str, "room_create_time": int, "notice": str,
        "members": [{"memberid": str, "jointime": int}],
    },
    "webhook/send": DONE,  # 91770
    "webhook/upload_media": UPLOADED,  # 91770
    "wedoc/smartsheet/groupchat/list": {"has_more": bool, "next_cursor": str, "chat_id_list": [str]},  # 100989
    "wedoc/smartsheet/groupchat/get": {"name": str, "owner": str, "user_list": [str]},  # 101028
    "wedoc/smartsheet/groupchat/update": DONE,  # 101029
    "externalcontact/get_follow_user_list": {"follow_user": [str]},  # 92571
    "externalcontact/groupchat/list": {  # 92120
        "group_chat_list": [{"chat_id": str, "status": int}], "next_cursor": str,
    },
    "externalcontact/groupchat/get": {"group_chat": GROUP},  # 92122
    "externalcontact/groupchat/onjob_transfer": FAILED,  # 95703
    "externalcontact/groupchat/transfer": FAILED,  # 92127
    "externalcontact/groupchat/statistic": {  # 92133
        "total": int, "next_offset": int, "items": [{"owner": str, "data": FIGURES}],
    },
    "externalcontact/groupchat/statistic_group_by_day": {"items": [{"stat_time": int, "data": FIGURES}]},  # 92133
    "externalcontact/groupchat/add_join_way": {"config_id": str},  # 92229
    "externalcontact/groupchat/get_join_way": {"join_way": JOIN_WAY},
    "externalcontact/groupchat/update_join_way": DONE,
    "externalcontact/groupchat/del_join_way": DONE,
    "externalcontact/group_welcome_template/add": {"template_id": str},  # 92366
    "externalcontact/group_welcome_template/edit": DONE,
    "externalcontact/group_welcome_template/get": {
        "text?": {"content": str}, "image?": {"pic_url": str}, "link?": LINK, "miniprogram?": PROGRAM,
        "file?": MEDIA, "video?": MEDIA,
    },
    "externalcontact/group_welcome_template/del": DONE,
    "externalcontact/add_msg_template": {"fail_list": [str], "msgid": str},  # 92135
    "externalcontact/get_groupmsg_list_v2": {  # 93338
        "next_cursor": str,
        "group_msg_list": [{
            "msgid": str, "creator?": str, "create_time": int, "create_type": int, "text": {"content": str},
            "attachments": [ATTACHMENT],
        }],
    },
    "externalcontact/get_groupmsg_task": {
        "next_cursor": str, "task_list": [{"userid": str, "status": int, "send_time?": int}],
    },
    "externalcontact/get_groupmsg_send_result": {
        "next_cursor": str, "send_list": [{"chat_id": str, "userid": str, "status": int, "send_time": int}],
    },
    "externalcontact/get_group_msg_result": {  # 92136
        "next_cursor": str, "detail_list": [{"chat_id": str, "userid": str, "status": int, "send_time?": int}],
    },
    "externalcontact/remind_groupmsg_send": DONE,  # 97610
    "externalcontact/cancel_groupmsg_send": DONE,  # 97611
    "externalcontact/add_intercept_rule": {"rule_id": str},  # 95097
    "externalcontact/get_intercept_rule_list": {
        "rule_list": [{"rule_id": str, "rule_name": str, "create_time": int}]
    },
    "externalcontact/get_intercept_rule": {"rule": RULE},
    "externalcontact/update_intercept_rule": DONE,
    "externalcontact/del_intercept_rule": DONE,
}  # fmt: skip


def misfits(answer: Mapping[str, object], path: str) -> list[str]:
    """What an answer with errcode 0 has too much, too little or of another type; empty when it is as documented."""
    full = {"errcode": int, "errmsg": str, **SHAPES[path]}
    return _misfits(answer, full, path)


def _misfits(value: object, shape: Shape, place: str) -> list[str]:
    if isinstance(shape, type):
        fits = type(value) is shape
        return [] if fits else [f"{place}: {value!r} is no {shape.__name__}"]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{place}: {value!r} is no list"]
        return [wrong for each in value for wrong in _misfits(each, shape[0], f"{place}[]")]
    if not isinstance(value, dict):
        return [f"{place}: {value!r} is no object"]
    known = {name.removesuffix("?"): part for name, part in shape.items()}
    missing = [f"{place}.{name}: missing" for name in shape if not name.endswith("?") and name not in value]
    unknown = [f"{place}.{name}: not documented" for name in value if name not in known]
    inner = [
        wrong
        for name, each in value.items()
        if name in known
        for wrong in _misfits(each, known[name], f"{place}.{name}")
    ]
    return [*missing, *unknown, *inner]
