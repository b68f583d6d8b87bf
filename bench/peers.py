"""What the benchmarks share: building our program, fetching peers, medians."""

import glob
import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Dict, List

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT / "build" / "release"
PEERS = ROOT / "build" / "peers"


def build_release(target: str) -> None:
    """Builds one target of the release preset; quiet unless it fails."""
    for command in (
        ["cmake", "--preset", "release"],
        ["cmake", "--build", "--preset", "release", "--target", target],
    ):
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if result.returncode != 0:
            sys.exit(f"{' '.join(command)} failed:\n{result.stdout}{result.stderr}")


def fetch_npm(package: str, sha256: str) -> Path:
    """Downloads and unpacks an npm package under build/peers; gives its folder."""
    folder = PEERS / package.replace("@", "-")
    if not folder.is_dir():
        PEERS.mkdir(parents=True, exist_ok=True)
        archive = PEERS / (folder.name + ".tgz")
        command = ["npm", "pack", "--silent", "--pack-destination", str(PEERS), package]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        if hashlib.sha256(archive.read_bytes()).hexdigest() != sha256:
            sys.exit(f"{archive} is not the pinned archive")
        folder.mkdir()
        subprocess.run(["tar", "-xzf", str(archive), "-C", str(folder)], check=True)
    return folder / "package"


def fetch_corpus() -> Path:
    """Downloads and unpacks what bench/corpus.txt pins; gives its folder."""
    manifest = ROOT / "bench" / "corpus.txt"
    key = hashlib.sha256(manifest.read_bytes()).hexdigest()[:12]
    folder = ROOT / "build" / "corpus" / key
    if folder.is_dir():
        return folder
    wheels = folder.with_name(key + ".wheels")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--platform", "any"]
    command += ["--implementation", "py", "--abi", "none", "--python-version", "3.13"]
    subprocess.run([*command, "--dest", str(wheels), "-r", str(manifest)], check=True)
    unpacked = folder.with_name(key + ".part")
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as contents:
            contents.extractall(unpacked / wheel.name.split("-")[0])
    return unpacked.rename(folder)


def newest_python() -> str:
    """CPython 3.13 if this machine has it, else the python3 that runs this."""
    root = os.environ.get("PYENV_ROOT", str(Path.home() / ".pyenv"))
    found = [shutil.which("python3.13"), *sorted(glob.glob(f"{root}/versions/3.13.*/bin/python"))]
    for program in filter(None, found):
        if subprocess.run([program, "-c", ""], capture_output=True).returncode == 0:
            return program
    return sys.executable


def python_files(folder: Path) -> List[Path]:
    """All Python files below a folder, sorted; not those of packages installed inside it."""
    found = []
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in ("site-packages", "__pycache__")]
        found += [Path(top, name) for name in names if name.endswith(".py")]
    return sorted(path for path in found if path.is_file())


def print_table(title: str, header: List[str], rows: List[List[str]]) -> None:
    """Prints a table as Markdown, so that it can be pasted into a page."""
    print(f"\n{title}\n\n| " + " | ".join(header) + " |")
    print("|:--" + "|--:" * (len(header) - 1) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def medians(samples: Dict[str, List[float]]) -> Dict[str, float]:
    """The median of each list."""
    return {name: statistics.median(values) for name, values in samples.items()}
