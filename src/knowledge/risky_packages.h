#pragma once
// Packages of PyPI that are declared by mistake.

#include <cstdint>
#include <string_view>

namespace fastidious::knowledge {

struct RiskyPackage {
  std::string_view name;  // normalised
  enum class Risk : std::uint8_t { WrongName, Backport, Abandoned, Discouraged } risk;
  std::string_view why;      // half a sentence about it
  std::string_view instead;  // empty: nothing is needed
};

inline constexpr RiskyPackage kRiskyPackages[] = {
#define RISKY(name, risk, why, instead) {name, RiskyPackage::Risk::risk, why, instead},
#include "knowledge/risky_packages.def"
#undef RISKY
};

// What concerns only those who may have an older version.
struct MendedFlaw {
  std::string_view name;
  std::string_view mended_in;
  std::string_view what;
};
inline constexpr MendedFlaw kMendedFlaws[] = {
    {"python-jose", "3.4",
     ", and versions before 3.4, which are allowed here, are open to forged tokens and "
     "decompression bombs (CVE-2024-33663, CVE-2024-33664)"}};

// Packages that squatters imitate, because backends install them.
inline constexpr std::string_view kImitatedPackages[] = {"fastapi",
                                                         "uvicorn",
                                                         "gunicorn",
                                                         "starlette",
                                                         "pydantic",
                                                         "sqlalchemy",
                                                         "sqlmodel",
                                                         "alembic",
                                                         "asyncpg",
                                                         "psycopg2",
                                                         "requests",
                                                         "urllib3",
                                                         "httpx",
                                                         "aiohttp",
                                                         "python-dotenv",
                                                         "python-jose",
                                                         "python-multipart",
                                                         "passlib",
                                                         "bcrypt",
                                                         "cryptography",
                                                         "jinja2",
                                                         "celery",
                                                         "redis",
                                                         "pymongo",
                                                         "boto3",
                                                         "botocore",
                                                         "numpy",
                                                         "pandas",
                                                         "scipy",
                                                         "pillow",
                                                         "beautifulsoup4",
                                                         "django",
                                                         "flask",
                                                         "firebase-admin",
                                                         "google-auth",
                                                         "google-cloud-storage",
                                                         "google-cloud-firestore",
                                                         "openai",
                                                         "langchain",
                                                         "anthropic",
                                                         "stripe",
                                                         "sentry-sdk",
                                                         "pytest",
                                                         "setuptools",
                                                         "colorama",
                                                         "python-dateutil",
                                                         "email-validator",
                                                         "pydantic-settings",
                                                         "selenium",
                                                         "discord-py",
                                                         "matplotlib",
                                                         "tensorflow",
                                                         "scikit-learn",
                                                         "paramiko",
                                                         "websockets"};

// Packages of their own, though one letter away from those.
inline constexpr std::string_view kNoImitations[] = {"gqlalchemy", "grequests", "aredis"};

}  // namespace fastidious::knowledge
