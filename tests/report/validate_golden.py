"""Validates the golden reports of tests/unit/golden/ (which the unit tests compare with what the
program writes) against their schemas: ours for JSON, OASIS's for SARIF.

The SARIF schema comes from an npm package of a pinned version, fetched into the build folder once.
Without npm or network the SARIF log is checked by the structural rules below only, and that is said.
"""

import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile

SARIF_PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
SARIF_SCHEMA = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
ROOT = pathlib.Path(os.environ["FASTIDIOUS_SOURCE"])
GOLDEN = ROOT / "tests" / "unit" / "golden"
FETCH_SECONDS = 60

try:
    import jsonschema
except ImportError:
    print("skipped: jsonschema is not installed (scripts/setup.sh installs it)")
    sys.exit(77)


def validate(instance: object, schema: dict, name: str) -> list[str]:
    """The errors of an instance, worded; the schema's own dialect decides."""
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    return [f"{name}: {list(error.absolute_path)}: {error.message[:200]}"
            for error in validator(schema).iter_errors(instance)]


def sarif_schema(cache: pathlib.Path) -> dict | None:
    """The SARIF 2.1.0 schema, or None where it cannot be had."""
    if not cache.exists():
        with tempfile.TemporaryDirectory() as folder:
            try:
                subprocess.run(["npm", "pack", "--silent", SARIF_PACKAGE], cwd=folder, check=True,
                               timeout=FETCH_SECONDS, capture_output=True)
            except (OSError, subprocess.SubprocessError):
                return None
            with tarfile.open(next(pathlib.Path(folder).glob("*.tgz"))) as package:
                cache.write_bytes(package.extractfile(SARIF_SCHEMA).read())
    return json.loads(cache.read_text(encoding="utf-8"))


def check_sarif_structure(log: dict) -> list[str]:
    """What the schema cannot say: references that must lead somewhere (SARIF 3.27.6, 3.27.10, 3.52)."""
    errors = []
    for run in log["runs"]:
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        taxa = {taxon["id"] for taxonomy in run.get("taxonomies", []) for taxon in taxonomy["taxa"]}
        for result in run["results"]:
            if rules[result["ruleIndex"]] != result["ruleId"]:
                errors.append(f"ruleIndex of {result['ruleId']} is wrong")
            if result["kind"] != "fail" and result["level"] != "none":
                errors.append(f"{result['ruleId']}: kind {result['kind']} needs level none")
        for rule in run["tool"]["driver"]["rules"]:
            for relation in rule.get("relationships", []):
                if relation["target"]["id"] not in taxa:
                    errors.append(f"{rule['id']} refers to no taxon: {relation['target']['id']}")
    return errors


def broken_instances_fail(report: dict, schema: dict) -> list[str]:
    """The schema must refuse what is wrong, or it would prove nothing."""
    errors = []
    for change in ("schema", "findings", "coverage"):
        broken = {key: value for key, value in report.items() if key != change}
        if not validate(broken, schema, "broken"):
            errors.append(f"the schema accepts a report without {change}")
    broken = json.loads(json.dumps(report))
    broken["findings"][0]["severity"] = "bad"
    if not validate(broken, schema, "broken"):
        errors.append("the schema accepts any severity")
    return errors


def main() -> int:
    """Exit code 1 if anything does not validate."""
    report_schema = json.loads((ROOT / "docs/schema/report-1.schema.json").read_text(encoding="utf-8"))
    report = json.loads((GOLDEN / "audit.json").read_text(encoding="utf-8"))
    errors = validate(report, report_schema, "audit.json") + broken_instances_fail(report, report_schema)

    log = json.loads((GOLDEN / "audit.sarif").read_text(encoding="utf-8"))
    errors += check_sarif_structure(log)
    build = pathlib.Path(os.environ["FASTIDIOUS"]).parent
    schema = sarif_schema(build / "sarif-2.1.0.schema.json")
    if schema is None:
        print("SARIF: the schema could not be fetched; only the structural checks were made")
    else:
        errors += validate(log, schema, "audit.sarif")
        print("SARIF: validated against the schema")
    print("\n".join(errors) if errors else "all reports are valid")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
