"""axe-core run in a page: what it finds against WCAG 2.2 AA and good practice."""

from selenium.webdriver import Chrome
from selenium_axe_python import Axe

_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def violations(chrome: Chrome) -> list[str]:
    """One line for each rule that the page breaks, with the first elements that do."""
    chrome.execute_script("window.scrollTo(0, 0)")
    axe = Axe(chrome)
    if not chrome.execute_script("return Boolean(window.axe)"):
        axe.inject()
    options = {"runOnly": {"type": "tag", "values": list(_TAGS)}, "resultTypes": ["violations"]}
    found = axe.run(options=options)["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]} {one['help']}" for one in found]
