#pragma once
// Calls that wait for something without giving the event loop a chance to run.

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "text/one_of.h"

namespace fastidious::knowledge {

// What a blocking call waits for; decides the remedy.
enum class Waits : std::uint8_t {
  Sleep,       // for a time
  Http,        // for an HTTP peer
  Process,     // for another process
  File,        // for a disk, to read or write content
  FileSystem,  // for a disk, to look something up: short, most of the time
  Database,    // for a database or cache
  Cloud,       // for a cloud service
  Mail,        // for a mail or file server
  Cpu,         // not at all: it computes for tens of milliseconds or more
  Input,       // for a person
};

struct BlockingCall {
  std::string_view target;  // qualified name, or "package.*"
  Waits waits;
};

inline constexpr BlockingCall kBlockingCalls[] = {
#define BLOCKS(target, waits) {target, Waits::waits},
#include "knowledge/blocking_calls.def"
#undef BLOCKS
};

// Of stripe-python: verbs of its resources and services that make a request.
inline constexpr std::string_view kStripeRequests[] = {
    "create",  "retrieve", "list",   "modify", "update",  "delete", "search", "cancel",
    "capture", "confirm",  "pay",    "send_",  "void_",   "attach", "detach", "refund",
    "expire",  "close",    "verify", "apply_", "approve", "accept", "reject", "finalize_"};
inline constexpr std::string_view kSessionRequests[] = {
    "get", "post", "put", "patch", "delete", "head", "options", "request", "send"};
inline constexpr std::string_view kRedisLocals[] = {"pipeline", "pubsub", "register_script",
                                                    "lock",     "close",  "from_url"};

// Whether a call below one of the "package.*" asks nobody: an object that is made, a field that is
// read of an answer (`stripe.Dispute.get`), a signature that is checked here.
constexpr bool is_local_call(std::string_view target) {
  const std::string_view last = target.substr(target.rfind('.') + 1);
  if (target.starts_with("stripe.")) {
    const bool requests =
        std::any_of(std::begin(kStripeRequests), std::end(kStripeRequests),
                    [&](std::string_view verb) { return last.starts_with(verb); });
    return !requests || target.find(".metadata.") != target.npos;
  }
  if (target.starts_with("requests.Session.")) return !is_one_of(last, kSessionRequests);
  if (target.starts_with("redis.Redis.")) return is_one_of(last, kRedisLocals);
  if (target.starts_with("firebase_admin.auth.")) return last.front() >= 'A' && last.front() <= 'Z';
  return target == "google.cloud.storage.Blob.generate_signed_url";
}

// What a call of `target` waits for; `target` is matched by one of kBlockingCalls.
constexpr Waits waits_for(std::string_view target) {
  Waits found = Waits::Cpu;
  for (const BlockingCall& call : kBlockingCalls) {
    const bool prefix = call.target.ends_with(".*");
    const std::string_view name =
        prefix ? call.target.substr(0, call.target.size() - 1) : call.target;
    if (call.target == target) {
      return call.waits;
    }
    if (prefix && target.starts_with(name)) {
      found = call.waits;
    }
  }
  return found;
}

// "waits for the database": what a function that makes such a call does.
constexpr std::string_view purpose(Waits waits) {
  switch (waits) {
    case Waits::Sleep: return "sleeps";
    case Waits::Http: return "waits for an HTTP answer";
    case Waits::Process: return "waits for another process";
    case Waits::File:
    case Waits::FileSystem: return "waits for the disk";
    case Waits::Database: return "waits for the database";
    case Waits::Cloud: return "waits for a cloud service";
    case Waits::Mail: return "waits for a mail or file server";
    case Waits::Cpu: return "computes for long";
    case Waits::Input: return "waits for a person";
  }
  return "";
}

}  // namespace fastidious::knowledge
