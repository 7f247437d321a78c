"""How journeys find things on a page, wait for words and press keys."""

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait


def find(chrome: Chrome, selector: str, *, seconds: float = 20) -> WebElement:
    """The element, once it is there."""
    return WebDriverWait(chrome, seconds).until(lambda c: next(iter(c.find_elements(By.CSS_SELECTOR, selector)), None))


def tap(chrome: Chrome, selector: str) -> None:
    """Clicks an element where a person would have scrolled it to: away from the bars that stay on the screen."""
    element = find(chrome, selector)
    chrome.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
    element.click()


def wait_for(chrome: Chrome, words: str, *, within: str = "main", seconds: float = 60) -> None:
    """Returns when `words` can be read."""
    WebDriverWait(chrome, seconds, ignored_exceptions=[StaleElementReferenceException]).until(
        lambda c: any(words in one.text for one in c.find_elements(By.CSS_SELECTOR, within)), f"no “{words}”"
    )


def keys(chrome: Chrome, *pressed: str) -> None:
    """Presses keys where the focus is."""
    for key in pressed:
        chrome.switch_to.active_element.send_keys(key)


def focused(chrome: Chrome, selector: str) -> bool:
    """The element that has the focus is one of these."""
    return bool(chrome.execute_script("return document.activeElement.matches(arguments[0])", selector))


def focus_by_tab(chrome: Chrome, selector: str, *, most: int = 80) -> None:
    """Presses Tab until the element has the focus."""
    for _ in range(most):
        if focused(chrome, selector):
            return
        keys(chrome, Keys.TAB)
    raise AssertionError(f"{selector} cannot be reached with the Tab key")
