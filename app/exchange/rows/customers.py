"""Customer lists (用户档案). Pure."""

import re
from dataclasses import dataclass

from app.exchange.cells import account, person, place, words
from app.exchange.cells.badcell import BadCell, narrow
from app.exchange.rows.line import Line
from app.exchange.rows.problem import Known, RowStop
from app.exchange.rows.shared import read_account

# What remarks say of a customer, as the marketing system's operators write it.
_REMARKS = {
    "floating": re.compile("外出务工|流动|外地务工"),
    "elderly_alone": re.compile("独居老人|孤寡|空巢"),
    "disabled": re.compile("残疾"),
    "key_account": re.compile("重点户|重要客户|重要用户"),
    "demolition": re.compile("拆迁"),
}


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One customer as a list has it. None: the list does not tell, or its cell can't be used, so
    what is stored stays. '' is an empty cell. lat, lon are WGS-84 degrees, both or neither.
    district_code is '' when only a name was given that no district has.
    """

    row_number: int
    account_no: str
    name: str
    phone: str | None
    category: str | None
    district_code: str | None
    district_name: str | None
    address: str | None
    lat: float | None
    lon: float | None
    meter_no: str | None
    prepaid: bool | None
    note: str | None
    floating: bool | None
    elderly_alone: bool | None
    disabled: bool | None
    key_account: bool | None
    demolition: bool | None

    fen = 0


def read_customer(line: Line, known: Known) -> CustomerRow:
    """The typed row; questions for a person are left in `line`. Raises RowStop."""
    account_no = read_account(line, known)
    name = _name(line)
    code, district_name = _district(line, known)
    lat, lon = _place(line)
    note = person.text(line.raw("note")) if line.has("note") else None
    return CustomerRow(
        row_number=line.number,
        account_no=account_no,
        name=name,
        phone=_phone(line),
        category=_category(line),
        district_code=code,
        district_name=district_name,
        address=person.text(line.raw("address")) if line.has("address") else None,
        lat=lat,
        lon=lon,
        meter_no=line.soft("meter_no", account.meter_no),
        prepaid=line.soft("prepaid", words.prepaid, "flag_dropped"),
        note=note,
        floating=_flag(line, "floating", note),
        elderly_alone=_flag(line, "elderly_alone", note),
        disabled=_flag(line, "disabled", note),
        key_account=_flag(line, "key_account", note),
        demolition=_flag(line, "demolition", note),
    )


def _name(line: Line) -> str:
    cell = line.raw("name")
    try:
        found = person.name(cell)
    except BadCell as bad:
        line.ask("name", bad.reason, bad.advice)
        return ""
    if found != cell:
        line.changes.append("name_spaces")
    return found


def _phone(line: Line) -> str | None:
    found = line.soft("phone", person.phone)
    if found is not None and found != line.raw("phone"):
        line.changes.append("phone_marks" if found else "phone_none")
    return found


def _category(line: Line) -> str | None:
    found = line.soft("category", words.category)
    if found and found != line.raw("category"):
        line.changes.append("category_word")
    return found


def _district(line: Line, known: Known) -> tuple[str | None, str | None]:
    """Code and name. A question when there is none, or none that is known."""
    if not line.has("district_code") and not line.has("district_name"):
        return None, None
    code = narrow(line.raw("district_code")).replace(" ", "")
    name = person.text(line.raw("district_name"))
    field = "district_code" if line.has("district_code") else "district_name"
    if not code and known.district_codes is not None:
        code = known.district_codes.get(name, "")
    if not code and not name:
        line.ask(field, "空着", "没有台区就没人管这一户，补上再传")
    elif known.districts is not None and code not in known.districts:
        advice = "先建台区，或照营销系统改好"
        line.questions.append(RowStop(field, line.raw(field), "没有这个台区", advice))
    return code, name


def _place(line: Line) -> tuple[float | None, float | None]:
    lat, lon = line.raw("lat"), line.raw("lon")
    if not lat and not lon:
        return None, None
    try:
        found = place.place(lat, lon)
    except BadCell:
        line.changes.append("place_dropped")
        return None, None
    if found is None:
        line.changes += ["place_zero"] if "0" in lat else []
        return None, None
    if not _is_plain(lat) or not _is_plain(lon):
        line.changes.append("place_text")
    elif float(lat) != found[0]:
        line.changes.append("place_swapped")
    return found


def _is_plain(cell: str) -> bool:
    return cell.replace(".", "", 1).isdecimal() and cell.isascii()


def _flag(line: Line, field: str, note: str | None) -> bool | None:
    """Its own column, or the remarks; None when the list has neither."""
    if line.has(field):
        return line.soft(field, words.flag, "flag_dropped")
    return None if note is None else bool(note and _REMARKS[field].search(note))
