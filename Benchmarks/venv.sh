# Sourced: sets `python` to an interpreter that has the peers of Benchmarks/run and Benchmarks/run-methods.
venv=$root/.build-venv-benchmarks
python=$venv/bin/python
[ -x "$python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install -q --disable-pip-version-check -r "$root/Benchmarks/requirements.txt"
