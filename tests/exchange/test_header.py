"""Finding the head of a list, and telling data from the rows between."""

import pytest
import xlsxwriter

from app.exchange import columns
from app.exchange.body import Body
from app.exchange.header import read_header
from app.exchange.readers.opening import open_table
from app.exchange.refusals import EmptyFile, MissingColumns, NoHeader, UnclearPeriod
from tests.exchange.made import header, staged

ROW = ["0526000001", "安", "202610", "115.37"]


@pytest.mark.parametrize("account", "户号 用户编号 用户编码 客户编号 用户户号 account_no".split())
def test_the_account_goes_by_many_names(account):
    found = header("customers", [[account, "户名"], ["0526000001", "安"]])
    assert found.columns == {"account_no": 0, "name": 1}


@pytest.mark.parametrize(
    "cell, title",
    [
        ("欠费金额(元)", "欠费金额"), ("欠费金额（元）", "欠费金额"),
        (" 欠 费\u3000金额 ", "欠费金额"),
        ("*户号：", "户号"), ("电量[kWh]", "电量"), ("account_no", "accountno"),
    ],
)  # fmt: skip
def test_units_blanks_and_marks_do_not_hide_a_title(cell, title):
    assert columns.title_of(cell) == title


def test_every_kind_has_names_for_what_it_needs():
    for kind in columns.KINDS:
        for field in columns.REQUIRED[kind]:
            assert columns.field_of(kind, columns.word(kind, field)) == (field, 0)


def test_the_head_may_stand_as_low_as_row_twenty():
    titles = [["标题"]] * 19
    assert header("customers", [*titles, ["户号", "户名"], ["0526000001", "安"]]).row_number == 20
    with pytest.raises(NoHeader, match="前 20 行"):
        header("customers", [*titles, ["又一行"], ["户号", "户名"], ["0526000001", "安"]])


def test_a_public_transformers_name_is_a_districts():
    found = header("customers", [["户号", "户名", "公变名称", "公变编号"]])
    assert found.columns["district_name"] == 2 and found.columns["district_code"] == 3


def test_of_two_columns_that_fit_the_better_name_wins():
    found = header("receivables", [["户号", "年月", "电费", "应收电费", "电费年月"]])
    assert found.columns["due"] == 3 and found.columns["period"] == 4
    assert found.unused == ["年月", "电费"]


def test_real_exports_are_understood():
    fees = "供电单位 抄表段编码 用户编码 用户名称 抄表员 应收年月 应收电量 应收电费 实收电费 欠费"
    found = header("receivables", [[*fees.split(), "结清状态"]])
    assert found.columns == {
        "account_no": 2, "name": 3, "collector": 4, "period": 5, "kwh": 6, "due": 7,
        "received": 8, "open": 9,
    }  # fmt: skip
    paid = header("payments", ["组织机构 用户编号 用户名称 电费年月 收费时间 实收电费".split()])
    assert paid.columns["paid_at"] == 4 and paid.columns["amount"] == 5
    places = "供电单位 供电所 用户编码 用户名称 抄表段号 用电地址 台区编号 台区名称 电能表条码"
    found = header("customers", [places.split()])
    assert {"district_code", "district_name", "address", "meter_no"} < set(found.columns)


def test_a_head_of_two_rows_is_one_head():
    upper = ["序号", "户号", "户名", "电费年月", "电费", "", ""]
    lower = ["", "", "", "", "应收", "实收", "欠费"]
    found = header("arrears", [["标题"], upper, lower, ["1", *ROW[:3], "5", "0", "5"]])
    assert (found.row_number, found.bottom) == (2, 3)
    assert found.columns["open"] == 6
    good, problems, tally = staged("arrears", [upper, lower, ["1", *ROW[:3], "5", "0", "5"]])
    assert len(good) == 1 and not problems and tally.data_rows == 1


def test_missing_columns_are_named():
    with pytest.raises(MissingColumns) as caught:
        header("arrears", [["标题"], ["户号", "户名", "电话"], ["0526000001", "安", ""]])
    assert caught.value.facts["missing"] == ("电费年月", "欠费金额")
    assert "第 2 行是表头" in caught.value.words
    with pytest.raises(MissingColumns, match="缺「户号」一列"):
        header("arrears", [["户名", "电费年月", "欠费金额"], ROW[1:]])


@pytest.mark.parametrize("cells", [[["a", "b"], ["c", "d"]], [["0526000001", "安"]], [["户号"]]])
def test_a_list_without_a_head_is_refused(cells):
    with pytest.raises(NoHeader, match="用户档案"):
        header("customers", cells)


def test_nothing_at_all_is_empty():
    with pytest.raises(EmptyFile):
        header("customers", [])


def test_the_first_visible_sheet_with_a_head_is_taken(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for name, rows in (
            ("说明", [["请先看这里"]]),
            ("汇总", [["户号", "户名"], ["0526000009", "安"]]),
            ("明细", [["户号", "户名", "电费年月", "欠费"], ROW]),
        ):
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    table = open_table(tmp_path / "a.xlsx", "a.xlsx")
    assert read_header(table, "arrears").sheet.name == "明细"
    assert read_header(table, "customers").sheet.name == "汇总"


@pytest.mark.parametrize(
    "title, month",
    [
        ("10月", 10), ("10月份电费", 10), ("1月", 1), ("本月电费", 0), ("当月", 0), ("本月欠费", 0),
        ("13月", None), ("上月", None), ("月份", None), ("电费", None),
    ],
)  # fmt: skip
def test_a_title_may_be_a_month(title, month):
    assert columns.month_of(title) == month


def test_a_hand_kept_sheet_of_one_month_is_read_when_its_year_is_told():
    sheet = [["户号", "户名", "10月电费"], ["0526000001", "安", "115.37"]]
    with pytest.raises(MissingColumns, match="电费年月"):
        header("arrears", sheet)
    good, problems, _ = staged("arrears", sheet, period=202610)
    assert [(row.period, row.open_fen) for row in good] == [(202610, 11537)] and not problems
    with pytest.raises(UnclearPeriod, match="10 月，选的是 9 月"):
        header("arrears", sheet, 202609)


def test_old_debts_beside_this_months_need_their_months():
    sheet = [["户号", "欠费金额", "本月电费", "电费总和"], ["0526000001", "5", "6", "11"]]
    with pytest.raises(UnclearPeriod, match="往月欠费"):
        header("arrears", sheet, 202610)


def test_rows_that_are_no_data_are_skipped_and_counted():
    head = ["户号", "户名", "电费年月", "欠费金额(元)"]
    body = Body(
        header(
            "arrears",
            [
                ["迤那供电所欠费明细", "", "", ""],
                head,
                ROW,
                ["", "", "", ""],
                ["小计", "", "", "115.37"],
                ["迤那供电所欠费明细", "", "", ""],
                head,
                ["0526000002", "合计", "202610", "1"],
                ["", "合 计：", "", "116.37"],
                ["第 1 页 共 2 页", "", "", ""],
                ["制表人：安", "审核：柏", "", ""],
                ["", "", "", ""],
                ["", "", "", ""],
            ],
        )
    )
    assert [number for number, _ in body] == [3, 8]
    skipped = body.skipped
    assert (skipped.titles, skipped.heads, skipped.blanks, skipped.foots) == (2, 1, 1, 2)
    assert [(number, word) for number, word, _ in skipped.sums] == [(5, "小计"), (9, "合计")]


@pytest.mark.parametrize(
    "row",
    [["", "合计电站", "202610", "5"], ["合计", "", "", ""], ["总计(元)", "", "", "5"]],
)
def test_a_customer_whose_name_begins_like_a_sum_is_no_sum(row):
    head = ["户号", "户名", "电费年月", "欠费金额"]
    body = Body(header("arrears", [head, row]))
    assert len(list(body)) == (1 if "电站" in row[1] else 0)
