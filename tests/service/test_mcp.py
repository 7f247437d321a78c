"""The MCP server, asked by a real client of the protocol."""

from collections.abc import Iterator

import anyio
import pytest
from mcp.client.client import Client

from service.mcp_server import build_mcp_server
from service.office import Office
from tests.open_office import OpenOffice
from tests.service.conftest import DIRECTIVE


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = OpenOffice(tmp_path_factory.mktemp("mcp"), accounts=False)
    opened.take_in(DIRECTIVE, "ke-hoach.txt")
    yield opened.office
    opened.close()


def call(office: Office, tool: str, **arguments: object):  # type: ignore[no-untyped-def]
    async def run():  # type: ignore[no-untyped-def]
        async with Client(build_mcp_server(office)) as client:
            return await client.call_tool(tool, arguments)

    return anyio.run(run)


def test_tools_and_resources_are_offered(office: Office) -> None:
    async def run() -> tuple[set[str], set[str]]:
        async with Client(build_mcp_server(office)) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            templates = {one.uri_template for one in (await client.list_resource_templates()).resource_templates}
            return tools, templates

    tools, templates = anyio.run(run)
    assert tools == {"documents", "document", "search", "ask", "tasks", "report"}
    assert "dondoc://documents/{document_id}/text" in templates


def test_an_answer_comes_with_verbatim_citations(office: Office) -> None:
    answer = call(office, "ask", question="báo cáo kết quả trước ngày nào?").structured_content
    text = office.documents.directive(office.documents.all()[0].id).text
    assert answer["citations"]
    for citation in answer["citations"]:
        assert text[citation["span"]["start"] : citation["span"]["end"]] == citation["quote"]


def test_search_tasks_document_and_report(office: Office) -> None:
    passages = call(office, "search", words="chuyển đổi số", limit=3).structured_content["passages"]
    assert 1 <= len(passages) <= 3
    tasks = call(office, "tasks", due_before="2025-12-16").structured_content["tasks"]
    assert [task["deadline"]["date"] for task in tasks] == ["2025-12-15"]
    document = call(office, "document", key="77/KH-CĐN").structured_content
    assert document["letterhead"]["number"] == "77/KH-CĐN"
    draft = call(
        office,
        "report",
        document="77/KH-CĐN",
        unit="Công đoàn Trường X",
        period_start="2025-01-01",
        period_end="2025-12-31",
    ).structured_content
    assert draft["unit"] == "Công đoàn Trường X"


def test_the_text_is_a_resource(office: Office) -> None:
    document_id = office.documents.all()[0].id

    async def run() -> str:
        async with Client(build_mcp_server(office)) as client:
            found = await client.read_resource(f"dondoc://documents/{document_id}/text")
            return str(found.contents[0].text)  # type: ignore[union-attr]

    assert anyio.run(run) == office.documents.directive(document_id).text


def test_errors_are_told_with_advice(office: Office) -> None:
    answer = call(office, "document", key="999/XX-YY")
    assert answer.is_error
    assert "not_found" in answer.content[0].text
    assert "Không tìm thấy" in answer.content[0].text
