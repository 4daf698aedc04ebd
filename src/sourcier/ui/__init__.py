"""The page: questions on the left, the sentences that prove the answer on the right."""

from sourcier.ui.build import build
from sourcier.ui.serving import check_address, launch, serve_until_stopped

__all__ = ["build", "check_address", "launch", "serve_until_stopped"]
