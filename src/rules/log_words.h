#pragma once
// Advice to write a record, in the words of the place: with the logger that is at hand there, else
// with how a module of the repository gets one, in the way in which that logger is called.

#include <optional>
#include <string>
#include <string_view>

#include "app/instrumentation/own_logger.h"

namespace fastidious::rules {

class LogWords {
 public:
  LogWords(const semantic::FileModel& file, const syntax::Node& where);

  // What is written, as code: logger.exception("charge failed").
  std::string call(std::string_view method, std::string_view arguments) const;
  // The same for what an `except` clause of the function around `where` caught; `failure` says what
  // failed.
  std::string exception() const;
  std::string exception(std::string_view failure) const;
  // In a sentence: the code, or "a record by `log`" where it is not known what its methods take.
  std::string told(std::string_view code) const;
  // ", with `from loguru import logger` at the top of the module"; empty where one is at hand.
  std::string preparation() const;

  std::string_view name() const { return name_; }
  std::optional<knowledge::LoggerKind> kind() const { return kind_; }
  bool is_at_hand() const { return statement_.empty(); }

 private:
  const semantic::FileModel& file_;
  const syntax::Node& where_;
  std::string name_;
  std::string statement_;  // what gets it; empty if it is at hand
  std::optional<knowledge::LoggerKind> kind_;
};

}  // namespace fastidious::rules
