"""What columns of a table of people are called, without marks, spaces and capitals."""

from collections.abc import Mapping
from typing import Final


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Columns that say who is meant; a number counts only where there is neither name nor id.
WHO: Final[Mapping[str, frozenset[str]]] = {
    "name": _words(
        "姓名 名字 成员 成员姓名 员工 员工姓名 人员 人员姓名 真实姓名 中文名 "
        "name fullname member membername employee employeename"
    ),
    "department": _words("部门 所在部门 所属部门 部门名称 主部门 组织 department dept departmentname"),
    "id": _words(
        "账号 帐号 成员账号 成员帐号 成员id 用户id 用户账号 企业微信账号 企业微信id 企微账号 企微id "
        "userid user id account accountid"
    ),
    "number": _words("工号 员工号 员工编号 employeeid employeeno employeenumber staffid staffno"),
}
# Columns that say something else: a row with one of them names columns and nobody.
OTHERS: Final = _words(
    "序号 编号 no # 手机 手机号 手机号码 电话 联系电话 联系方式 座机 邮箱 电子邮箱 企业邮箱 邮件 性别 职务 职位 岗位 "
    "职级 备注 说明 别名 英文名 昵称 公司 单位 城市 地点 组别 班组 小组 入职日期 身份证 身份证号 "
    "phone mobile telephone email mail gender sex title position remark remarks note notes alias company city "
    "firstname lastname"
)
