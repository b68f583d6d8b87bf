#include "rules/log_words.h"

#include "rules/needed_import.h"

namespace fastidious::rules {

using namespace syntax;
using semantic::FileModel;

LogWords::LogWords(const FileModel& file, const Node& where) : file_(file), where_(where) {
  if (auto own = app::logger_at(file, where)) {
    name_ = std::move(own->name);
    kind_ = own->kind;
    return;
  }
  app::UsualLogger usual = app::usual_logger(file);
  name_ = std::move(usual.name);
  statement_ = std::move(usual.statement);
  kind_ = usual.kind;
}

std::string LogWords::call(std::string_view method, std::string_view arguments) const {
  return name_ + "." + std::string(method) + "(" + std::string(arguments) + ")";
}

std::string LogWords::exception() const {
  const FunctionDef* function = file_.enclosing_function(where_);
  const std::string what =
      function != nullptr ? std::string(file_.text(function->name)) : std::string("this");
  return exception(what + " failed");
}

std::string LogWords::exception(std::string_view failure) const {
  return call("exception", "\"" + std::string(failure) + "\"");
}

std::string LogWords::told(std::string_view code) const {
  return kind_ ? "`" + std::string(code) + "`" : "a record by `" + name_ + "`";
}

std::string LogWords::preparation() const {
  if (statement_.empty()) return {};
  // `logging` of `logger = logging.getLogger(__name__)`; nothing of `from app.log import logger`.
  const std::size_t made = statement_.find("= ");
  std::string import;
  if (made != statement_.npos) {
    const std::string_view maker = std::string_view(statement_).substr(made + 2);
    import = with_import(file_, maker.substr(0, maker.find('.')));
  }
  return (import.empty() ? ", with `" : import + " and `") + statement_ +
         "` at the top of the module";
}

}  // namespace fastidious::rules
