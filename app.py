"""The page on this machine: the seeds, or the articles that sourcier.toml names."""

import sys

from sourcier import Assistant, SourcierError
from sourcier.settings import load_settings
from sourcier.ui import build, launch

if __name__ == "__main__":
    try:
        settings = load_settings()
        page = build(Assistant.open())
        address = launch(page, settings.host, settings.port, wait=False)
    except SourcierError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
    sys.stdout.write(f"Sourcier : {address}\n")
    page.block_thread()
