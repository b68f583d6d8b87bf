#pragma once
// Functions and classes that make a value of a text.

#include <string_view>

namespace fastidious::app {

// What raises for all text but that of one form.
inline constexpr std::string_view kConverters[] = {"uuid.UUID",
                                                   "builtins.int",
                                                   "builtins.float",
                                                   "decimal.Decimal",
                                                   "datetime.datetime.strptime",
                                                   "datetime.datetime.fromisoformat",
                                                   "datetime.date.fromisoformat",
                                                   "datetime.time.fromisoformat",
                                                   "dateutil.parser.isoparse",
                                                   "dateutil.parser.parse",
                                                   "ipaddress.ip_address",
                                                   "ipaddress.ip_network",
                                                   "bson.ObjectId",
                                                   "bson.objectid.ObjectId",
                                                   "zoneinfo.ZoneInfo",
                                                   "dateutil.parser.isoparser.isoparse"};

}  // namespace fastidious::app
