// Data only: what Pydantic makes of scalar types (pydantic/json_schema.py).
#include "app/openapi/scalars.h"

#include <algorithm>

namespace fastidious::app {
namespace {

struct Plain {
  std::string_view name;
  std::string_view type;
  std::string_view format;  // empty: none
  Family family;
};

constexpr Plain kPlain[] = {
    {"builtins.int", "integer", "", Family::Numeric},
    {"builtins.float", "number", "", Family::Numeric},
    {"builtins.str", "string", "", Family::String},
    {"builtins.bool", "boolean", "", Family::None},
    {"datetime.datetime", "string", "date-time", Family::None},
    {"datetime.date", "string", "date", Family::None},
    {"datetime.time", "string", "time", Family::None},
    {"datetime.timedelta", "string", "duration", Family::None},
    {"uuid.UUID", "string", "uuid", Family::None},
    {"uuid.SafeUUID", "string", "uuid", Family::None},
    {"pydantic.UUID1", "string", "uuid1", Family::None},
    {"pydantic.UUID3", "string", "uuid3", Family::None},
    {"pydantic.UUID4", "string", "uuid4", Family::None},
    {"pydantic.UUID5", "string", "uuid5", Family::None},
    {"pydantic.UUID6", "string", "uuid6", Family::None},
    {"pydantic.UUID7", "string", "uuid7", Family::None},
    {"pydantic.UUID8", "string", "uuid8", Family::None},
    {"pydantic.EmailStr", "string", "email", Family::String},
    {"pydantic.networks.EmailStr", "string", "email", Family::String},
    {"pydantic.NameEmail", "string", "name-email", Family::None},
    {"pydantic.PastDate", "string", "date", Family::None},
    {"pydantic.FutureDate", "string", "date", Family::None},
    {"pydantic.PastDatetime", "string", "date-time", Family::None},
    {"pydantic.FutureDatetime", "string", "date-time", Family::None},
    {"pydantic.AwareDatetime", "string", "date-time", Family::None},
    {"pydantic.NaiveDatetime", "string", "date-time", Family::None},
    {"pydantic.IPvAnyAddress", "string", "ipvanyaddress", Family::None},
    {"pydantic.IPvAnyInterface", "string", "ipvanyinterface", Family::None},
    {"pydantic.IPvAnyNetwork", "string", "ipvanynetwork", Family::None},
    {"ipaddress.IPv4Address", "string", "ipv4", Family::None},
    {"ipaddress.IPv6Address", "string", "ipv6", Family::None},
    {"ipaddress.IPv4Network", "string", "ipv4network", Family::None},
    {"ipaddress.IPv6Network", "string", "ipv6network", Family::None},
    {"ipaddress.IPv4Interface", "string", "ipv4interface", Family::None},
    {"ipaddress.IPv6Interface", "string", "ipv6interface", Family::None},
    {"pathlib.Path", "string", "path", Family::None},
    {"pathlib.PurePath", "string", "path", Family::None},
    {"pydantic.FilePath", "string", "file-path", Family::None},
    {"pydantic.DirectoryPath", "string", "directory-path", Family::None},
    {"pydantic.NewPath", "string", "path", Family::None},
    {"re.Pattern", "string", "regex", Family::None},
    {"typing.Pattern", "string", "regex", Family::None},
    {"pydantic.StrictStr", "string", "", Family::String},
    {"pydantic.StrictInt", "integer", "", Family::Numeric},
    {"pydantic.StrictFloat", "number", "", Family::Numeric},
    {"pydantic.FiniteFloat", "number", "", Family::Numeric},
    {"pydantic.StrictBool", "boolean", "", Family::None},
    {"pydantic.ByteSize", "integer", "", Family::Numeric},
    {"pydantic.ImportString", "string", "", Family::None},
    {"pydantic.Base64Str", "string", "base64", Family::None},
    {"pydantic.Base64Bytes", "string", "base64", Family::None},
    {"pydantic.Base64UrlStr", "string", "base64url", Family::None},
    {"pydantic.Base64UrlBytes", "string", "base64url", Family::None},
    {"pydantic_extra_types.phone_numbers.PhoneNumber", "string", "phone", Family::None},
    {"pydantic_extra_types.pendulum_dt.DateTime", "string", "date-time", Family::None},
    {"pydantic_extra_types.pendulum_dt.Date", "string", "date", Family::None},
    {"pydantic_extra_types.pendulum_dt.Time", "string", "time", Family::None},
    {"pydantic_extra_types.pendulum_dt.Duration", "string", "duration", Family::None},
    {"pydantic_extra_types.color.Color", "string", "color", Family::None},
};

// Types that are a scalar with constraints, as JSON texts.
struct Written {
  std::string_view name;
  std::string_view json;
  Family family;
};

constexpr Written kWritten[] = {
    {"pydantic.SecretStr", R"({"type":"string","writeOnly":true,"format":"password"})",
     Family::String},
    {"pydantic.SecretBytes", R"({"type":"string","writeOnly":true,"format":"password"})",
     Family::String},
    {"pydantic.PositiveInt", R"({"type":"integer","exclusiveMinimum":0})", Family::Numeric},
    {"pydantic.NegativeInt", R"({"type":"integer","exclusiveMaximum":0})", Family::Numeric},
    {"pydantic.NonNegativeInt", R"({"type":"integer","minimum":0})", Family::Numeric},
    {"pydantic.NonPositiveInt", R"({"type":"integer","maximum":0})", Family::Numeric},
    {"pydantic.PositiveFloat", R"({"type":"number","exclusiveMinimum":0})", Family::Numeric},
    {"pydantic.NegativeFloat", R"({"type":"number","exclusiveMaximum":0})", Family::Numeric},
    {"pydantic.NonNegativeFloat", R"({"type":"number","minimum":0})", Family::Numeric},
    {"pydantic.NonPositiveFloat", R"({"type":"number","maximum":0})", Family::Numeric},
    {"builtins.bytes", R"({"type":"string","contentMediaType":"application/octet-stream"})",
     Family::String},
    {"fastapi.UploadFile", R"({"type":"string","contentMediaType":"application/octet-stream"})",
     Family::None},
    {"starlette.datastructures.UploadFile",
     R"({"type":"string","contentMediaType":"application/octet-stream"})", Family::None},
    {"pydantic.HttpUrl", R"({"type":"string","format":"uri","minLength":1,"maxLength":2083})",
     Family::String},
    {"pydantic.AnyHttpUrl", R"({"type":"string","format":"uri","minLength":1})", Family::String},
    {"pydantic.AnyUrl", R"({"type":"string","format":"uri","minLength":1})", Family::String},
    {"pydantic.FileUrl", R"({"type":"string","format":"uri","minLength":1})", Family::String},
    {"pydantic.FtpUrl", R"({"type":"string","format":"uri","minLength":1})", Family::String},
    {"pydantic.WebsocketUrl", R"({"type":"string","format":"uri","minLength":1,"maxLength":2083})",
     Family::String},
    {"pydantic.AnyWebsocketUrl", R"({"type":"string","format":"uri","minLength":1})",
     Family::String},
    {"pydantic.RedisDsn", R"({"type":"string","format":"uri","minLength":1})", Family::String},
    {"pydantic.AmqpDsn", R"({"type":"string","format":"uri","minLength":1})", Family::String},
    {"pydantic.KafkaDsn", R"({"type":"string","format":"uri","minLength":1})", Family::String},
    {"pydantic.MySQLDsn", R"({"type":"string","format":"uri","minLength":1})", Family::String},
    {"pydantic.MariaDBDsn", R"({"type":"string","format":"uri","minLength":1})", Family::String},
    {"pydantic.PostgresDsn", R"({"type":"string","format":"multi-host-uri","minLength":1})",
     Family::String},
    {"pydantic.MongoDsn", R"({"type":"string","format":"multi-host-uri","minLength":1})",
     Family::String},
    {"pydantic.NatsDsn", R"({"type":"string","format":"multi-host-uri","minLength":1})",
     Family::String},
};

ScalarSchema decimal(Mode mode) {
  if (mode == Mode::Output) return {Json{{"type", "string"}}, Family::None};
  return {Json{{"anyOf", {{{"type", "number"}}, {{"type", "string"}}}}}, Family::None};
}

}  // namespace

std::optional<ScalarSchema> scalar_schema(std::string_view name, Mode mode) {
  if (name == "decimal.Decimal") return decimal(mode);
  const auto* plain = std::find_if(std::begin(kPlain), std::end(kPlain),
                                   [&](const Plain& one) { return one.name == name; });
  if (plain != std::end(kPlain)) {
    Json schema{{"type", plain->type}};
    if (!plain->format.empty()) schema["format"] = plain->format;
    return ScalarSchema{std::move(schema), plain->family};
  }
  const auto* written = std::find_if(std::begin(kWritten), std::end(kWritten),
                                     [&](const Written& one) { return one.name == name; });
  if (written == std::end(kWritten)) return std::nullopt;
  return ScalarSchema{Json::parse(written->json), written->family};
}

}  // namespace fastidious::app
