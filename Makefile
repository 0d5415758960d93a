# Every target does its own set-up on a fresh Debian 12 with Go and Node.
# `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
GO ?= go
export CGO_ENABLED ?= 0
# The same for every target, so that all share one build cache.
export GOFLAGS ?= -trimpath

GOLANGCI_VERSION := v2.15.0
GOLANGCI := .tools/golangci-lint-$(GOLANGCI_VERSION)
CLIENT_SOURCES := $(shell find web/client web/locales -type f 2>/dev/null) web/vite.config.ts web/package-lock.json

.PHONY: help run build client test lint unit race fresh e2e bench class soak coturn siege fuzz tools browsers clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: client ## the server on http://localhost:8080, data in ./data
	$(GO) run ./cmd/coupdemain serve

build: client ## bin/coupdemain, one static binary with the pages inside
	$(GO) build -ldflags '-s -w' -o bin/coupdemain ./cmd/coupdemain

client: web/dist/.built

web/dist/.built: $(CLIENT_SOURCES) | web/node_modules/.installed
	cd web && npm run --silent build
	touch $@

web/node_modules/.installed: web/package-lock.json web/package.json | tools
	cd web && npm ci --no-audit --no-fund --loglevel=error
	touch $@

tools:
	@command -v $(GO) >/dev/null || { echo 'Go is missing: install Go 1.26 or newer (https://go.dev/dl).' >&2; exit 1; }
	@command -v npm >/dev/null || { echo 'Node.js is missing: install Node 20.19 or newer, with npm (https://nodejs.org).' >&2; exit 1; }

test: lint unit e2e ## every check that must be green

lint: client $(GOLANGCI) ## formatting, vet, import directions, types
	$(GOLANGCI) run ./...
	$(GO) vet -tags 'siege coturn' ./cmd/coupdemain ./turn
	cd web && npm run --silent lint
	cd web && npm run --silent check

$(GOLANGCI): | tools
	mkdir -p .tools
	GOBIN=$(CURDIR)/.tools $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	mv .tools/golangci-lint $@

fresh: client ## the generated files are those that generating gives
	$(GO) generate ./signaling/protocol
	@git diff --exit-code -- web/client/protocol.gen.ts docs/protocol.md go.mod go.sum || \
		{ echo 'Generated files were out of date: commit what changed.' >&2; exit 1; }

# SQLite in Go is ten times slower under the race detector; here it is what the tests wait for, and one goroutine at a time uses it.
UNRACED := ./web/... ./workshops/... ./internal/store/... ./internal/accounts/... ./internal/activity/... ./internal/paper/... ./internal/family/...

unit: client fresh browsers ## Go tests, with the race detector where goroutines meet, and the client's own
	CGO_ENABLED=1 $(GO) test -race -shuffle=on $$($(GO) list ./... | grep -vxFf <($(GO) list $(UNRACED)))
	$(GO) test -shuffle=on $(UNRACED)
	cd web && npm run --silent test

race: client ## every Go test with the race detector
	CGO_ENABLED=1 $(GO) test -race -shuffle=on ./...

browsers:
	@web/e2e/setup.sh

e2e: build browsers ## journeys in real Chromium and Firefox; ROADS=all: every pair of them
	cd web && npm run --silent e2e

bench: build browsers ## sizes and delays, printed
	$(GO) test -run '^$$' -bench . -benchmem ./internal/sfu ./signaling/... ./internal/spokencode ./web ./workshops
	$(GO) test -run '^$$' -bench Class -benchtime 1x ./cmd/coupdemain
	cd web && npm run --silent bench -- bench.ts

class: build browsers ## a whole class: twelve people in real browsers and many made of packets; a narrow link; two alone; coming back
	$(GO) build -o bin/fill ./internal/crowd/fill
	cd web && npm run --silent bench -- class

soak: ## a million mutated packets to the relay (SOAK); a thousand enrolments killed twenty times (KILLS); joinings by the hundred
	SOAK=1 $(GO) test -count=1 -run 'JoiningsLeaveNothing|IsLetKnock' -v ./signaling
	SOAK=$${SOAK:-1000000} $(GO) test -count=1 -run Soak -timeout 60m -v ./turn
	KILLS=$${KILLS:-20} $(GO) test -count=1 -run Killed -timeout 30m -v ./workshops

coturn: ## the relay against somebody else's clients
	@command -v turnutils_uclient >/dev/null || { \
		echo "turnutils_uclient is missing: systemctl mask coturn; apt-get install coturn (its server is not needed)" >&2; exit 1; }
	$(GO) test -count=1 -tags coturn -run Coturn -v ./turn

siege: client ## the real program under attack, and people who join meanwhile (as root; a quarter of an hour)
	@command -v slowhttptest >/dev/null || { echo "slowhttptest is missing: apt-get install slowhttptest" >&2; exit 1; }
	$(GO) test -count=1 -tags siege -run Siege -timeout 30m -v ./cmd/coupdemain

fuzz: ## each fuzz target for FUZZTIME (30s)
	@for target in $$(grep -rlE '^func Fuzz' --include=*_test.go . | xargs -n1 dirname | sort -u); do \
		for name in $$(grep -hoE '^func Fuzz[A-Za-z0-9]+' $$target/*_test.go | sed 's/func //'); do \
			echo "== $$target $$name"; $(GO) test -run '^$$' -fuzz "^$$name$$" -fuzztime $${FUZZTIME:-30s} $$target; \
		done; \
	done

clean: ## everything that was built
	rm -rf bin web/dist/* web/node_modules .tools && touch web/dist/.gitkeep
