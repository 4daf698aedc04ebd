"""The page on this machine: the articles that sourcier.toml names, or the seeds."""

import sys

from sourcier.cli import main

if __name__ == "__main__":
    sys.argv[1:1] = ["serve"]
    main()
