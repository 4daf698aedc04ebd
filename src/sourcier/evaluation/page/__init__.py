"""A run, or two of them side by side, as one page that needs nothing else.

Questions, answers and articles are the text of others: whatever is not written here passes `standalone.clean`.
"""

from sourcier.evaluation.page.comparing import to_compared_html
from sourcier.evaluation.page.reporting import to_html

__all__ = ["to_compared_html", "to_html"]
