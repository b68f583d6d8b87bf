#include "knowledge/distributions.h"

#include <algorithm>
#include <array>

#include "knowledge/risky_packages.h"
#include "project/dependencies.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::knowledge {
namespace {

struct ImportName {
  std::string_view module;
  std::string_view distributions;
};

constexpr ImportName kImports[] = {
#define IMPORT(module, distributions) {module, distributions},
#define KNOWN(distribution)
#include "knowledge/import_names.def"
#undef IMPORT
#undef KNOWN
};

constexpr std::string_view kKnown[] = {
#define IMPORT(module, distributions)
#define KNOWN(distribution) distribution,
#include "knowledge/import_names.def"
#undef IMPORT
#undef KNOWN
};

struct Distribution {
  std::string_view name;
  std::string_view extra;
  const char* requirements;
};

constexpr Distribution kDistributions[] = {
#define DISTRIBUTION(name, extra, requirements) {name, extra, requirements},
#include "knowledge/distributions.def"
#undef DISTRIBUTION
};

// Namespaces whose parts come from different packages.
constexpr std::array<std::string_view, 17> kNamespaces = {
    "google",    "azure",         "opentelemetry", "ruamel",     "zope",         "jaraco",
    "backports", "sphinxcontrib", "flufl",         "databricks", "paste",        "repoze",
    "nvidia",    "snowflake",     "llama_index",   "aliyunsdk",  "openinference"};

// A package and one that its own documentation tells its users to import from.
struct HandedOn {
  std::string_view name;
  std::string_view dependencies;
};
constexpr HandedOn kHandedOn[] = {
    {"fastapi", "starlette pydantic pydantic-core annotated-types typing-extensions"},
    {"fastapi-slim", "starlette pydantic pydantic-core annotated-types typing-extensions"},
    {"pydantic", "pydantic-core annotated-types typing-extensions typing-inspection"},
    {"pydantic-settings", "pydantic pydantic-core"},
    {"starlette", "anyio"},
    {"sqlmodel", "sqlalchemy pydantic"},
    {"alembic", "sqlalchemy mako"},
    {"flask", "werkzeug jinja2 click"},
    {"firebase-functions",
     "flask functions-framework werkzeug cloudevents google-events firebase-admin"},
    {"firebase-admin",
     "google-cloud-firestore google-cloud-storage google-auth google-api-core "
     "google-api-python-client"},
    {"boto3", "botocore s3transfer"},
    {"aioboto3", "aiobotocore boto3 botocore"},
    {"aiobotocore", "botocore"},
    {"motor", "pymongo"},
    {"beanie", "pymongo motor pydantic"},
    {"odmantic", "pymongo motor pydantic"},
    {"mongoengine", "pymongo"},
    {"celery", "kombu billiard vine"},
    {"httpx", "httpcore"},
    {"httpx-oauth", "httpx"},
    {"aiohttp", "yarl multidict"},
    {"pandas", "numpy python-dateutil pytz"},
    {"scikit-learn", "numpy scipy joblib"},
    {"torch", "numpy"},
    {"transformers", "tokenizers huggingface-hub numpy safetensors"},
    {"sentence-transformers", "torch transformers numpy huggingface-hub"},
    {"langchain", "langchain-core langchain-text-splitters langsmith langgraph"},
    {"langchain-community", "langchain-core langchain-text-splitters langchain"},
    {"langchain-openai", "langchain-core openai"},
    {"langgraph", "langchain-core langgraph-checkpoint langgraph-prebuilt"},
    {"llama-index", "llama-index-core"},
    {"fastmcp", "mcp pydantic"},
    {"mcp", "pydantic starlette anyio"},
    {"gradio", "fastapi starlette gradio-client"},
    {"fastapi-users",
     "pwdlib passlib pyjwt fastapi-users-db-sqlalchemy email-validator python-multipart"},
    {"strawberry-graphql", "graphql-core"},
    {"graphene", "graphql-core"},
    {"ariadne", "graphql-core"},
    {"gql", "graphql-core"},
    {"opensearch-py", "urllib3"},
    {"elasticsearch", "elastic-transport"},
    {"google-genai", "google-auth"},
    {"google-api-python-client", "google-auth google-api-core httplib2 google-auth-httplib2"},
    {"google-auth-oauthlib", "google-auth requests-oauthlib oauthlib"},
    {"supabase", "gotrue postgrest storage3 realtime supabase-auth supabase-functions"},
    {"slowapi", "limits"},
    {"sqladmin", "wtforms starlette"},
    {"rich-toolkit", "rich"},
    {"typer", "click rich"},
    {"grpcio-tools", "grpcio protobuf"},
    {"tortoise-orm", "pypika-tortoise"},
    {"gunicorn", "packaging"},
    {"anyio", "sniffio"},
    {"fastapi-cli", "typer uvicorn"},
    {"uvicorn", "click h11"},
    {"logfire", "opentelemetry-api opentelemetry-sdk"},
    {"web3", "eth-account eth-utils hexbytes"},
};

bool has_name(std::string_view list, std::string_view name) {
  for (std::size_t at = list.find(name); at != list.npos; at = list.find(name, at + 1)) {
    const bool begins = at == 0 || list[at - 1] == ' ';
    const std::size_t end = at + name.size();
    if (begins && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}

const ImportName* entry_of(std::string_view module) {
  const auto* found = std::find_if(std::begin(kImports), std::end(kImports),
                                   [&](const ImportName& one) { return one.module == module; });
  return found == std::end(kImports) ? nullptr : found;
}

// `jwt`, `dotenv`, `jose` are other packages than those whose modules are called so.
bool names_another(std::string_view name) {
  return std::any_of(std::begin(kRiskyPackages), std::end(kRiskyPackages),
                     [&](const RiskyPackage& one) { return one.name == name; });
}

// Beside those that the table knows a package may be called as its module is.
Providers known_providers(const ImportName& entry) {
  Providers result{blank_separated(entry.distributions), true};
  if (entry.module.find('.') != entry.module.npos) return result;
  std::string own = project::normalised_package_name(entry.module);
  const bool listed = is_one_of(own, result.distributions);
  if (!listed && !names_another(own)) result.distributions.push_back(std::move(own));
  return result;
}

}  // namespace

Providers providers_of(std::string_view module) {
  for (std::string_view part = module; !part.empty();) {
    if (const ImportName* entry = entry_of(part)) return known_providers(*entry);
    const std::size_t dot = part.rfind('.');
    part = part.substr(0, dot == part.npos ? 0 : dot);
  }
  const std::string_view first = module.substr(0, module.find('.'));
  if (is_one_of(first, kNamespaces)) return {};
  std::string name = project::normalised_package_name(first);
  const bool known = requirements_of(name, "") != nullptr || is_one_of(name, kKnown);
  return {{std::move(name)}, known};
}

const char* requirements_of(std::string_view name, std::string_view extra) {
  const auto* found =
      std::lower_bound(std::begin(kDistributions), std::end(kDistributions), std::pair(name, extra),
                       [](const Distribution& one, const auto& key) {
                         return std::pair(one.name, one.extra) < key;
                       });
  const bool same =
      found != std::end(kDistributions) && found->name == name && found->extra == extra;
  return same ? found->requirements : nullptr;
}

bool hands_on(std::string_view name, std::string_view dependency) {
  if (name.starts_with("google-cloud-")) {
    return dependency == "google-auth" || dependency == "google-api-core" ||
           dependency == "google-cloud-core" || dependency == "protobuf" ||
           dependency == "googleapis-common-protos" || dependency == "proto-plus" ||
           dependency == "grpcio";
  }
  if (name.starts_with("opentelemetry-")) return dependency.starts_with("opentelemetry-");
  if (name.starts_with("azure-")) return dependency == "azure-core";
  if (name.starts_with("langchain-")) {
    return dependency == "langchain-core" || dependency == "langchain-text-splitters";
  }
  if (name.starts_with("llama-index")) return dependency.starts_with("llama-index");
  const auto* found = std::find_if(std::begin(kHandedOn), std::end(kHandedOn),
                                   [&](const HandedOn& one) { return one.name == name; });
  return found != std::end(kHandedOn) && has_name(found->dependencies, dependency);
}

}  // namespace fastidious::knowledge
