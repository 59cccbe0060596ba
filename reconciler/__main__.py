"""`python -m reconciler` is the same as the command `reconciler`."""

from reconciler.cli.main import main

if __name__ == "__main__":
    main()
