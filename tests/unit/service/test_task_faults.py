"""Faults of task extraction that were found and mended; each test fails when its mending is taken out."""

from core.task import TaskKind
from service.tasks.kinds import kind_of
from service.tasks.roles import read_roles
from service.tasks.scope import Scope


def test_a_report_that_is_due_on_a_day_or_on_request_names_its_unit_and_receiver():
    clause = "Trước ngày 10 tháng 11 hằng năm hoặc theo yêu cầu, các đơn vị báo cáo tình hình thực hiện về Sở Nội vụ."
    roles = read_roles(clause)
    assert (roles.lead, roles.report_to) == (("các đơn vị",), "Sở Nội vụ")
    assert kind_of(clause, roles, Scope.WORK) is TaskKind.REPORT


def test_a_capital_letter_belongs_to_the_name_of_the_receiver():
    roles = read_roles("Các xã báo cáo kết quả về Phòng Tổng hợp trước ngày 01/01/2026.")
    assert roles.report_to == "Phòng Tổng hợp"
