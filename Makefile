# `make demo` and `make test` need only Python 3.11 or newer, git and make: each sets up `.venv` by itself.
SHELL = /bin/sh
.DEFAULT_GOAL := help

# Paths are relative on purpose: the checkout may lie below a folder with spaces in its name.
BIN = .venv/bin
RUN = $(BIN)/python -m
COVERAGE_FLOOR = 95

.PHONY: help demo test test-forge format lint types imports unit coverage soak bench docs lock clean environment

help: ## 列出这些目标  List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: ## 建好环境，用内置模拟器完整演示一遍  Set up, then show everything against the built-in simulator
	@PYTHON='$(PYTHON)' sh .ci/setup demo
	@PATH="$$PWD/$(BIN):$$PATH" sh docs/demo.sh

test: environment ## 建好环境，运行全部检查  Set up, then run every check
	@$(MAKE) --no-print-directory lint types imports coverage

environment:
	@PYTHON='$(PYTHON)' sh .ci/setup test

format: environment ## 整理代码格式  Format the code
	$(RUN) ruff format .
	$(RUN) ruff check --fix-only --quiet .

lint: environment ## 检查格式和写法  Check formatting and style
	$(RUN) ruff format --check --quiet .
	$(RUN) ruff check --quiet .

types: environment ## 检查类型  Check types
	$(RUN) mypy --no-error-summary

imports: environment ## 检查各层之间的依赖  Check the floors: who may import whom
	$(BIN)/python -c 'from importlinter.cli import lint_imports_command as run; run(["--no-logo"])'

unit: environment ## 只运行测试，可加 ARGS="tests/planning -k diff"  Tests alone
	$(RUN) pytest -q -n auto --dist worksteal $(ARGS)

test-forge: environment ## 代码托管平台的测试（自带 Node）  Tests of the code host, with a Node of their own
	$(RUN) pytest -q -n auto --dist worksteal tests/forge $(ARGS)

coverage: environment ## 运行测试并核对分支覆盖率  Tests with branch coverage and its floor
	$(RUN) pytest -q -n auto --dist worksteal --cov --cov-report=term --cov-fail-under=$(COVERAGE_FLOOR)

soak: environment ## 成千上万次故障、逐点杀进程、两个写者  Faults by the thousand, kills at every point, two writers
	$(RUN) tests.soak $(ARGS)

bench: environment ## 测速：一万个群、每群一百人  Measure: ten thousand groups of a hundred people
	$(RUN) benchmarks.offline $(ARGS)

docs: environment ## 重新生成文档里的字段表和能力表  Write the generated tables of the documents anew
	$(RUN) tests.architecture.generated
	$(RUN) tests.architecture.clause_documents

lock: ## 更新两个锁文件（需要 uv）  Refresh both lock files (needs uv)
	@command -v uv >/dev/null || { echo '需要 uv：https://docs.astral.sh/uv/  uv is needed' >&2; exit 1; }
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --extra install \
	  $(ARGS) pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --extra install --extra dev \
	  $(ARGS) pyproject.toml -o requirements-dev.lock

clean: ## 删除环境和所有缓存  Remove the environment and every cache
	rm -rf .venv build dist htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
