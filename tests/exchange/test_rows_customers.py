"""What rows of customers become: typed rows, questions, duplicates."""

from dataclasses import replace

from app.exchange.rows.customers import CustomerRow
from app.exchange.rows.problem import Known
from tests.exchange.made import AN, BAI, CUSTOMER, KNOWN, staged


def test_a_list_tells_only_what_it_has_columns_for():
    good, _, _ = staged("customers", [["户号", "户名"], [AN, "安"]])
    assert good == [
        CustomerRow(
            row_number=2, account_no=AN, name="安", phone=None, category=None,
            district_code=None, district_name=None, address=None, lat=None, lon=None,
            meter_no=None, prepaid=None, note=None, floating=None, elderly_alone=None,
            disabled=None, key_account=None, demolition=None,
        )
    ]  # fmt: skip


def test_a_customers_remarks_tell_what_to_look_out_for():
    good, _, _ = staged(
        "customers", [["户号", "户名", "备注"], [AN, "安", "外出务工、独居老人"], [BAI, "柏", ""]]
    )
    assert good[0].floating and good[0].elderly_alone and not good[0].disabled
    assert good[0].note == "外出务工、独居老人"
    assert good[1].floating is False and good[1].demolition is False


def test_a_slip_in_a_lesser_field_is_noted_and_loses_nothing_else():
    head = ["户号", "户名", "电话", "经度", "纬度", "表号", "独居老人"]
    row = [AN, "安", "问村长", "abc", "27.1", "5.1E+21", "大概"]
    good, problems, tally = staged("customers", [head, row])
    assert not problems and good[0].phone is None and good[0].lat is None
    assert good[0].meter_no is None and good[0].elderly_alone is None
    assert {code for code in tally.changes} == {
        "phone_dropped", "place_dropped", "meter_no_dropped", "flag_dropped",
    }  # fmt: skip
    assert ("电话认不出，先不动", 1) in tally.notes()


def test_an_unknown_district_is_a_question_with_the_row_kept():
    row = [AN, "安", "", "ＴＱ9 ", "九号公变"]
    good, (problem,), tally = staged("customers", [CUSTOMER, row], KNOWN)
    assert not good and tally.ask == 1
    assert (problem.verdict, problem.field, problem.cell) == ("ask", "district_code", "ＴＱ9")
    assert problem.reason == "没有这个台区" and problem.row.district_code == "TQ9"
    assert tally.districts == {("TQ9", "九号公变"): 1}


def test_a_district_is_found_by_its_name_when_there_is_no_code():
    good, problems, _ = staged("customers", [CUSTOMER, [AN, "安", "", "", "一号公变"]], KNOWN)
    assert good[0].district_code == "TQ1" and not problems
    head = ["户号", "户名", "台区"]
    _, problems, _ = staged("customers", [head, [AN, "安", "七号"], [BAI, "柏", ""]], KNOWN)
    assert [p.reason for p in problems] == ["没有这个台区", "台区名称空着"]


def test_a_station_without_districts_takes_them_as_they_come():
    good, problems, tally = staged("customers", [CUSTOMER, [AN, "安", "", "TQ9", "九号"]], Known())
    assert good[0].district_code == "TQ9" and not problems and tally.districts["TQ9", "九号"] == 1


def test_a_name_that_is_an_error_and_a_strange_district_are_asked_together():
    _, (problem,), tally = staged("customers", [CUSTOMER, [AN, "#N/A", "", "TQ9", ""]], KNOWN)
    assert problem.field == "name" and problem.cell == "#N/A"
    assert problem.reason == "户名是公式错误；没有这个台区" and tally.ask == 1


def test_the_same_account_again_with_another_phone_is_a_question():
    rows = [[AN, "安", "15400000001", "TQ1", ""], [AN, "安", "15400000002", "TQ1", ""]]
    good, (problem,), _ = staged("customers", [CUSTOMER, *rows], KNOWN)
    assert [row.phone for row in good] == ["15400000001"]
    assert (problem.row_number, problem.field, problem.cell) == (3, "phone", "15400000002")
    assert problem.reason == "和第 2 行是同一户，联系电话不一样"
    assert problem.row == replace(good[0], row_number=3, phone="15400000002")


def test_the_same_row_again_counts_once_however_it_is_written():
    rows = [[AN, "安", "15400000001", "TQ1", ""], [f"'{AN}", "安 ", "154-0000-0001", "ＴＱ1", ""]]
    good, (problem,), tally = staged("customers", [CUSTOMER, *rows], KNOWN)
    assert len(good) == 1 and problem.verdict == "duplicate"
    assert problem.reason == "和第 2 行一样" and tally.duplicates == 1
