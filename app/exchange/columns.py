"""The names that columns go by in the lists we read, and what each list can't do without. Pure.

Gathered from exports and hand-kept sheets (domain.md §5.1) and from our own tidy files, whose
heads are English. For each field the names stand in order: if two columns of a file fit, the
earlier name wins. The first name is the one that messages use.
"""

import re
import unicodedata

KINDS = ("customers", "receivables", "arrears", "payments")
KIND_WORDS = {
    "customers": "用户档案",
    "receivables": "应收明细",
    "arrears": "欠费明细",
    "payments": "缴费明细",
}

_ACCOUNT = "户号 用户编号 用户编码 客户编号 用户户号 客户编码 客户户号 用电户号 缴费户号 account_no"
_NAME = "户名 用户名称 客户名称 用户名 客户名 用户姓名 客户姓名 姓名 name"
_PERIOD = "电费年月 应收年月 电费月份 费用年月 结算年月 所属年月 账期 年月 月份 period"
_DUE = "应收电费 应收金额 应收 应收合计 应缴电费 应交电费 应缴金额 应交金额 amount_due"
_RECEIVED = "实收电费 实收金额 实收 已收 已收电费 已收金额 已缴金额 已交金额 amount_received"
_OPEN = "欠费金额 欠费 欠费电费 欠交电费 未收金额 未收电费 未收 未缴金额 尚欠 结欠 amount_open"
_KWH = "电量 应收电量 计费电量 结算电量 用电量 总电量 kwh"
_RELEASED = "发行日期 发行时间 出账日期 released_on issued_on"
_DUE_ON = "缴费截止日 缴费截止日期 交费截止日期 截止日期 缴费期限 应缴日期 due_on"
_COLLECTOR = "催费员 收费员 抄表员 台区经理 collector"

_BILL = {
    "account_no": _ACCOUNT,
    "name": _NAME,
    "period": _PERIOD,
    "kwh": _KWH,
    "released_on": _RELEASED,
    "due_on": _DUE_ON,
    "collector": _COLLECTOR,
}

_NAMES = {
    "customers": {
        "account_no": _ACCOUNT,
        "name": _NAME,
        "phone": "联系电话 手机号码 手机号 移动电话 手机 电话号码 催费电话 电话 联系方式 phone",
        "category": "用电类别 电价类别 用户分类 用户类别 客户类别 客户类型 用电性质 category",
        "district_code": "台区编号 台区编码 台区号 公变编号 公变编码 district_code",
        "district_name": "台区名称 台区 公变名称 公变 配变名称 district_name district",
        "address": "用电地址 用户地址 客户地址 地址 住址 address",
        "lon": "经度 lon longitude",
        "lat": "纬度 lat latitude",
        "meter_no": "电能表号 表号 电表号 电能表编号 电能表条码 电能表资产号 资产编号 meter_no",
        "prepaid": "付费方式 是否预付费 预付费 prepaid",
        "note": "备注 说明 note remark",
        "floating": "外出务工 流动用户 是否流动 floating",
        "elderly_alone": "独居老人 elderly_alone",
        "disabled": "残疾人 disabled",
        "key_account": "重点户 重要客户 重要用户 key_account",
        "demolition": "拆迁 拆迁户 demolition",
    },
    "receivables": {
        **_BILL,
        "due": f"{_DUE} 电费 电费金额 amount",
        "received": _RECEIVED,
        "open": _OPEN,
    },
    "arrears": {
        **_BILL,
        "due": _DUE,
        "received": _RECEIVED,
        "open": f"{_OPEN} 欠费合计 欠费总额 总欠费",
        "sum": "电费总和 合计 总计 合计金额",
    },
    "payments": {
        "account_no": _ACCOUNT,
        "name": _NAME,
        "paid_at": "收费时间 缴费时间 交费时间 实收时间 支付时间 交易时间"
        " 收费日期 缴费日期 交费日期 实收日期 paid_at",
        "amount": "实收电费 实收金额 收费金额 缴费金额 交费金额 实收 金额 amount",
        "channel": "收费方式 缴费方式 交费方式 缴费渠道 收费渠道 支付方式 渠道 channel",
        "collector": _COLLECTOR,
        "period": _PERIOD,
        "serial": "流水号 交易流水号 收费流水号 缴费流水号 收费编号 单据号 serial",
    },
}

REQUIRED = {
    "customers": ("account_no", "name"),
    "receivables": ("account_no", "period", "due"),
    "arrears": ("account_no", "period", "open"),
    "payments": ("account_no", "paid_at", "amount"),
}

_RANKS = {
    kind: {
        name: (field, rank)
        for field, names in fields.items()
        for rank, name in enumerate(names.split())
    }
    for kind, fields in _NAMES.items()
}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_NOISE = re.compile(r"[\s*:_]+")
_MONTH = re.compile(r"(?:(?:本|当)月|(\d{1,2})月份?)(?:应收)?(?:电费|欠费|应收|金额)?")


def title_of(cell: str) -> str:
    """A head's words without blanks, bracketed units, marks: '欠费金额 (元)*' -> '欠费金额'."""
    text = unicodedata.normalize("NFKC", cell).lower()
    return _NOISE.sub("", _BRACKETS.sub("", text))


def field_of(kind: str, cell: str) -> tuple[str, int] | None:
    """The field that a column of that name holds, and how far down its list the name stands."""
    return _RANKS[kind].get(_BY_TITLE.get(title_of(cell), ""))


def month_of(cell: str) -> int | None:
    """The month in a head such as '10月' or '10月电费'; 0 for 本月 and 当月, None for no month."""
    found = _MONTH.fullmatch(title_of(cell))
    if not found:
        return None
    month = int(found[1] or 0)
    return month if month <= 12 else None


def word(kind: str, field: str) -> str:
    """What messages call the field: 'open' -> '欠费金额'."""
    names = _NAMES[kind].get(field, "").split()
    return names[0] if names else field


_BY_TITLE = {title_of(name): name for names in _RANKS.values() for name in names}
