#pragma once
// What functions do with the claims of a token that has been decoded.

#include <map>
#include <set>
#include <string>

#include "app/values/value.h"

namespace fastidious::app {

class PayloadUse {
 public:
  // The expression is the payload: what is done with it there is added to what is known.
  void follow(const FileModel& file, const syntax::Expr& payload);

  // The claims that are read, and whether they may be missing.
  std::map<std::string, bool, std::less<>> claims;
  std::string name;          // what the payload is called where it was followed last
  bool is_returned = false;  // by the function where it was followed last
  bool escapes = false;      // to what is not seen
  bool converts = false;     // a model makes an int or UUID of a claim
  Definition closed_model;   // one that takes no other claims than its fields; may be null

 private:
  void use(const FileModel& file, const syntax::Expr& at, int depth);
  void use_under(const FileModel& file, const syntax::Node& parent, const syntax::Expr& at,
                 int depth);
  void use_taken(const FileModel& file, const syntax::Expr& target, int depth);
  void use_item(const FileModel& file, const syntax::Subscript& item, const syntax::Expr& at);
  void use_name(const FileModel& file, const syntax::Name& taken, int depth);
  void use_method(const FileModel& file, const syntax::Attribute& method);
  void use_compare(const FileModel& file, const syntax::Compare& compare, const syntax::Expr& at);
  void use_argument(const FileModel& file, const syntax::Call& call, const syntax::Expr& at,
                    int depth);
  void use_model(const Definition& callee);
  void use_parameter(const FileModel& file, const syntax::Call& call, const syntax::Expr& at,
                     const Definition& callee, int depth);
  void use_mentions(const FileModel& file, const syntax::FunctionDef& function, Identifier taken,
                    int depth);

  std::set<const syntax::Expr*> seen_;  // `payload = payload` leads back; looked up only
};

}  // namespace fastidious::app
