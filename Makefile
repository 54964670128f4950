# Portavoz. `make help` explains itself.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
CODE := app.py functions chalicelib infra local tests clients
REGION ?= mx-central-1
ARCHITECTURE ?= x86_64
OUT ?= vista-previa
# Those that take long by themselves come first, so that neither of two workers waits for the other at the end.
APART := tests/faults tests/infra tests/packaging tests/contract tests/architecture tests/functions tests/unit
SOURCE ?= prensa

# Hundreds of processes run the same modules: none of them compiles what another one has compiled, whatever a machine's own rule is.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help venv package policies up down demo preview test faults check bench deploy clean

help: ## Muestra esta ayuda
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

venv: $(READY) ## Prepara el entorno de Python en .venv (una sola vez)

$(READY): requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and "Hace falta Python 3.11, el de Lambda; PYTHON=… dice cuál usar")'
	@echo "  · preparando .venv (una sola vez, un par de minutos)"
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install -qq --disable-pip-version-check -r requirements-dev.txt
	@touch $@

package: $(READY) ## Empaqueta la aplicación y la plantilla en build/packaged
	@$(PY) -m infra.package

policies: $(READY) ## Escribe en .chalice/ los permisos de cada función, según infra/policies.py
	@$(PY) -m infra.policies

up: $(READY) ## Levanta todo en esta máquina: AWS emulado, redes simuladas, la plantilla desplegada
	@$(PY) -m local.stack up

down: $(READY) ## Termina lo que «make up» levantó
	@$(PY) -m local.stack down

demo: $(READY) ## Cuenta un día completo del procedimiento y termina solo
	@$(PY) -m local.demo

preview: $(READY) ## Muestra qué se publicaría de una carpeta: make preview FOLDER=… [OUT=vista-previa] [SOURCE=prensa]
	@test -n "$(FOLDER)" || { echo 'Diga qué carpeta: make preview FOLDER=mi-carpeta'; exit 2; }
	@$(PY) -m local.preview "$(FOLDER)" --out "$(OUT)" --source "$(SOURCE)"

test: $(READY) package ## Corre las pruebas, también los recorridos sobre el AWS emulado
	@$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not journey" $(APART)
	@$(PY) -m pytest -m journey tests --ignore tests/bench

faults: $(READY) ## Corre las pruebas largas con fallas: órdenes al azar, archivos hostiles, publicaciones con fallas y muertes (de una a dos horas)
	@$(PY) -m tests.faults.intake_orders --orders 20000 --seed 2
	@$(PY) -W ignore -m tests.faults.material --good 1000 --hostile 1000 --mutations 2000 --seed 7
	@$(PY) -m tests.faults --schedules 100000 --seed 1
	@$(PY) -m tests.faults.windows --cases 10000
	@$(PY) -m tests.faults.authorisation --attempts 5000
	@$(PY) -m tests.faults.publishing_life --examples 2000 --steps 50
	@$(PY) -m tests.faults.deaths
	@$(PY) -m tests.faults.collection --schedules 2000 --seed 1
	@$(PY) -m tests.faults.departments --days 30 --schedules 100 --seed 1
	@$(PY) -m tests.faults.departments --poison 1000
	@$(PY) -m tests.faults.departments --folios 10000
	@$(PY) -m tests.faults.tampering --events 200000 --edits 10000 --seed 1
	@$(PY) -m tests.faults.reporting --months 1000 --seed 1
	@$(PY) -m tests.faults.plan_moves --count 10000 --seed 1
	@$(PY) -m tests.faults.retention
	@$(PY) -m tests.faults.rebuilding --items 100000 --seed 1
	@$(PY) -m tests.faults.exporting --count 100000 --seed 1
	@$(PY) -m tests.faults.restoring --count 300 --seed 1
	@$(PY) -m tests.faults.notices --histories 2000 --seed 1

check: $(READY) package ## Revisa estilo, tipos, flechas de importación y plantilla
	@echo "  · ruff"
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@echo "  · mypy"
	@$(VENV)/bin/mypy $(CODE)
	@echo "  · lint-imports"
	@PYTHONPATH=. $(VENV)/bin/lint-imports
	@echo "  · cfn-lint"
	@$(VENV)/bin/cfn-lint --regions $(REGION) --template build/packaged/sam.json

bench: $(READY) package ## Mide arranque en frío, memoria y lo que cuesta cada paso
	@$(PY) -m pytest tests/bench -s


deploy: $(READY) ## Despliega en AWS: make deploy STAGE=pruebas [PARAMETERS="Nombre=valor …"]
	@test -n "$(STAGE)" || { echo 'Diga qué etapa: make deploy STAGE=pruebas'; exit 2; }
	@$(PY) -m infra.deploy "$(STAGE)" --region $(REGION) --architecture $(ARCHITECTURE) \
		$(foreach parameter,$(PARAMETERS),--parameter "$(parameter)")

clean: ## Borra lo construido (no .venv)
	@if [ -x $(PY) ]; then $(PY) -m local.stack down; fi
	@rm -rf build .local .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
