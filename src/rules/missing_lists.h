#pragma once
// Lists of packages that an image installs and the repository has not.

#include <string>

#include "rules/delivery_check.h"

namespace fastidious::rules {

// "requirements.prod.txt" of `COPY requirements.prod.txt .` and `pip install -r
// requirements.prod.txt`, where no such file is here; empty if there is none.
std::string missing_list(const DeliveryCheck& check, const deploy::Image& image);
// The same of the images that get the file at `path`.
std::string missing_list_for(const DeliveryCheck& check, std::string_view path);

}  // namespace fastidious::rules
