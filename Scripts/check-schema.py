"""Validates every YAML file of projects against indicators/schema with jsonschema, as an editor does.

check-schema.py [PROJECT...]      the repository and the projects of its tests if none is named

Also checks the schema files themselves, their good examples, and that the misspelled key of each bad example is refused.
Leaves with 1 if anything does not validate.
"""

import json
import re
import sys
from pathlib import Path

import jsonschema
import referencing
import yaml

root = Path(__file__).resolve().parent.parent
folder = root / "indicators/schema"
schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.schema.json"))}
registry = referencing.Registry().with_resources(
    (name, referencing.Resource.from_contents(schema)) for name, schema in schemas.items()
)


class Loader(yaml.BaseLoader):
    """YAML as Almanac reads it: keys are text, there are no dates, only true and false are truth values."""


def scalar(loader, node):
    text = node.value
    if node.style is not None:
        return text
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


def mapping(loader, node):
    return {key.value: loader.construct_object(value, deep=True) for key, value in node.value}


Loader.add_constructor("tag:yaml.org,2002:str", scalar)
Loader.add_constructor("tag:yaml.org,2002:map", mapping)


def pattern(glob):
    return re.compile(re.escape(glob).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*"))


kinds = {name: pattern(schema["x-files"]) for name, schema in schemas.items() if "x-files" in schema}


def validator(name):
    return jsonschema.Draft202012Validator({"$ref": name}, registry=registry)


def mistakes(name, value):
    return [
        f"{'/'.join(map(str, error.absolute_path)) or 'the file'}: {error.message[:300]}"
        for error in validator(name).iter_errors(value)
    ]


def check_project(project, problems):
    count = 0
    for top in ("indicators", "raw"):
        for path in sorted((project / top).rglob("*.yaml")):
            place = path.relative_to(project).as_posix()
            names = [name for name, files in kinds.items() if files.fullmatch(place)]
            if len(names) != 1:
                problems.append(f"{place}: {len(names)} kinds of file fit it")
                continue
            value = yaml.load(path.read_text(encoding="utf-8"), Loader)
            problems += [f"{path}: {mistake}" for mistake in mistakes(names[0], value)]
            count += 1
    return count


def main():
    problems = []
    for name, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        for example in schema.get("examples", []):
            problems += [f"{name}, example: {mistake}" for mistake in mistakes(name, example)]
            if isinstance(example, dict) and "x-files" in schema:
                if not mistakes(name, {**example, "no_such_key": 1}):
                    problems.append(f"{name} takes a key that nobody knows")
    projects = [Path(argument) for argument in sys.argv[1:]]
    if not projects:
        projects = [root, *sorted((root / "Tests/EndToEndTests/Projects").iterdir())]
    count = sum(check_project(project, problems) for project in projects)
    for problem in problems:
        print(problem)
    print(f"{count} files of {len(projects)} projects, {len(schemas)} schema files, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
