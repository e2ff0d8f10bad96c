# Two commands: make run, make test. The rest is for packagers and for measuring.
SHELL := /bin/bash
TAGS  := -tags migrated_fynedo
APP   := dist/parley
CTL   := dist/parleyctl

.PHONY: run test check build package bench clean help
.DEFAULT_GOAL := help

help:
	@echo 'make run      build Parley and open a fresh copy of the sample project'
	@echo 'make test     every check and every test, those on a real window included'
	@echo 'make build    dist/parley and dist/parleyctl'
	@echo 'make package  the archive for Linux, in dist'
	@echo 'make bench    the measurements that the README quotes'

run: build
	@.ci/open

build:
	@.ci/system build
	@mkdir -p dist
	@go build $(TAGS) -o $(APP) ./cmd/parley
	@CGO_ENABLED=0 go build -o $(CTL) ./cmd/parleyctl

test:
	@.ci/system screen
	@.ci/check
	@CI=$${CI:-} go test -timeout 20m ./...

check:
	@.ci/system build
	@.ci/check

package:
	@.ci/system build
	@.ci/package

bench:
	@.ci/system screen
	@.ci/bench

clean:
	rm -rf dist
