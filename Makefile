# make run      builds arrayc, runs an example on a million rows, shows what fusion bought
# make test     builds and runs every test
# make bench    measures against unfused, interpreted and NumPy; writes docs/benchmarks.md
# make bench-peers   measures against NumPy, numexpr, Numba, JAX, Dr.Jit, PyTorch and the machine's limits
# make bench-sweep   measures hundreds of short programs of all kinds against NumPy and JAX
# make bench-growth  measures how time and memory grow with elements and operations
# make accuracy      measures the worst errors of the mathematical functions (hours; goes on where it was stopped)
# make install PREFIX=/usr/local
# make format, make lint, make docs, make clean
#
# Each installs what this machine lacks, and says so first. It does not call sudo unless SUDO=sudo is set.

PREFIX ?= /usr/local
DESTDIR ?=
SUDO ?=
SWIFT ?=
export SUDO SWIFT

swift = $(shell Scripts/find-swift)
release = -c release --product arrayc --static-swift-stdlib
formatted = Package.swift Sources Tests Benchmarks/Package.swift $(wildcard Benchmarks/Workloads)

.PHONY: all build run test bench bench-peers bench-sweep bench-growth build-bench bench-swift accuracy setup-accuracy install uninstall format lint docs clean setup setup-test setup-bench

all: build

setup:
	@Scripts/setup run

setup-test:
	@Scripts/setup test

setup-bench:
	@Scripts/setup bench

setup-accuracy:
	@Scripts/setup accuracy

build: setup
	$(swift) build $(release)

run: build
	@Scripts/run-example .build/release/arrayc

test: setup-test
	@Scripts/test

bench: build setup-bench
	.build/python/bin/python3 Benchmarks/compare.py --arrayc .build/release/arrayc --write

bench-peers: build setup-bench
	.build/python/bin/python3 Benchmarks/compare_peers.py --arrayc .build/release/arrayc --write

bench-sweep: build setup-bench
	.build/python/bin/python3 Benchmarks/sweep.py --arrayc .build/release/arrayc --write

bench-growth: build setup-bench
	.build/python/bin/python3 Benchmarks/growth.py --arrayc .build/release/arrayc --write

# The benchmarks of the library, as a package that depends on it: built by CI (only to see that they do, so without
# the optimizer), run by bench-swift.
build-bench: setup
	$(swift) build --package-path Benchmarks

bench-swift: setup
	$(swift) package -c release --package-path Benchmarks benchmark

# ARGUMENTS='--only sin --seconds 60' measures in part, ARGUMENTS=--write puts the table into docs/numerics.md.
accuracy: setup-accuracy
	@Scripts/accuracy $(ARGUMENTS)

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 .build/release/arrayc "$(DESTDIR)$(PREFIX)/bin/arrayc"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/arrayc"

format:
	$(swift) format format --in-place --parallel --recursive $(formatted)

lint:
	$(swift) format lint --strict --parallel --recursive $(formatted)

docs: setup
	$(swift) package generate-documentation --target LazyArrays

clean:
	rm -rf .build Benchmarks/.build
