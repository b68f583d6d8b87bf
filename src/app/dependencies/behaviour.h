#pragma once
// What a callable does to a request: refuses it, checks who sent it, limits it.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

struct Behaviour {
  bool refuses = false;            // raises an HTTP error
  bool refuses_strangers = false;  // raises 401 or 403
  bool verifies = false;           // checks a token, password, signature or key
  bool reads_credential = false;   // takes an Authorization header, cookie or API key by hand
  bool limits_rate = false;
  bool may_return_none = false;
  bool yields = false;        // opens and closes a resource around the request
  std::vector<int> statuses;  // of the HTTP errors it raises, ascending
  Placed evidence;            // what refuses or verifies; may be null

  void merge(const Behaviour& other);
};

// Looks into callables, each once. Not safe for several threads.
class Behaviours {
 public:
  // Of a function, a class's __init__, an instance's __call__, a lambda, and of the functions of
  // the repository that it calls, a few levels deep.
  const Behaviour& of(const Value& callable);

 private:
  Behaviour look_into(const Definition& function, int depth);
  void look_at(const FileModel& file, const syntax::Node& node, int depth, Behaviour& result);

  std::map<const syntax::Node*, Behaviour> known_;
};

// The function that calling `callable` runs; null if it is not in the repository.
Definition function_of(const Value& callable);

}  // namespace fastidious::app
